"""A small frozen tree of conditions, which every catalog adapter compiles to its own language.

A field is a dotted path into the document ("stages.classify.version"), which may be a struct. A missing field is None;
None equals only None, and no order comparison with None holds.
"""

import operator
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import msgspec

Value = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Eq:
    field: str
    value: Value


@dataclass(frozen=True, slots=True)
class Ne:
    field: str
    value: Value


@dataclass(frozen=True, slots=True)
class In:
    """Of many values a frozenset is looked through at once."""

    field: str
    values: tuple[Value, ...] | frozenset[Value]


@dataclass(frozen=True, slots=True)
class Lt:
    field: str
    value: str | int | float


@dataclass(frozen=True, slots=True)
class Le:
    field: str
    value: str | int | float


@dataclass(frozen=True, slots=True)
class Gt:
    field: str
    value: str | int | float


@dataclass(frozen=True, slots=True)
class Ge:
    field: str
    value: str | int | float


@dataclass(frozen=True, slots=True)
class Has:
    """The many-valued field contains the value."""

    field: str
    value: str


@dataclass(frozen=True, slots=True)
class And:
    terms: tuple["Where", ...]


@dataclass(frozen=True, slots=True)
class Or:
    terms: tuple["Where", ...]


@dataclass(frozen=True, slots=True)
class Not:
    term: "Where"


Where = Eq | Ne | In | Lt | Le | Gt | Ge | Has | And | Or | Not


def all_of(*terms: Where) -> And:
    return And(terms)


Document = Mapping[str, Any] | msgspec.Struct


def value_at(doc: Document, path: str) -> Any:
    """The value at a dotted path, None where the path ends early."""
    node: Any = doc
    for part in path.split("."):
        if isinstance(node, msgspec.Struct):
            node = getattr(node, part, None)
        elif isinstance(node, Mapping):
            node = node.get(part)
        else:
            return None
    return node


_ORDER = {Lt: operator.lt, Le: operator.le, Gt: operator.gt, Ge: operator.ge}


def holds(where: Where, doc: Document) -> bool:
    """Whether the condition holds for the document: the meaning that adapters must compile to."""
    match where:
        case And(terms):
            return all(holds(term, doc) for term in terms)
        case Or((Has(field), *_) as terms) if all(isinstance(term, Has) and term.field == field for term in terms):
            there = value_at(doc, field) or ()  # once: of hundreds of terms each would take as long
            return any(isinstance(term, Has) and term.value in there for term in terms)
        case Or(terms):
            return any(holds(term, doc) for term in terms)
        case Not(term):
            return not holds(term, doc)
        case Has(field, value):
            return value in (value_at(doc, field) or ())
    have = value_at(doc, where.field)
    match where:
        case Eq():
            return bool(have == where.value)
        case Ne():
            return bool(have != where.value)
        case In(_, values):
            return have in values
        case _:
            return have is not None and bool(_ORDER[type(where)](have, where.value))


def renamed(where: Where, names: Mapping[str, str]) -> Where:
    """The same condition of other fields, for those that have another name here."""
    match where:
        case And(terms) | Or(terms):
            return type(where)(tuple(renamed(term, names) for term in terms))
        case Not(term):
            return Not(renamed(term, names))
    return replace(where, field=names[where.field]) if where.field in names else where


def fields_of(where: Where) -> frozenset[str]:
    """Every field that the condition reads."""
    match where:
        case And(terms) | Or(terms):
            return frozenset().union(*(fields_of(term) for term in terms))
        case Not(term):
            return fields_of(term)
    return frozenset({where.field})
