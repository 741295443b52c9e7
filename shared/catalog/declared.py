"""What was declared is what may be asked: the same refusals on every adapter."""

import re
from collections.abc import Iterable

from shared.catalog.base import Collection, Sort
from shared.domain.where import And, Has, Not, Or, Where

_NAME = re.compile(r"[a-z][a-z0-9_]*")


def check_name(collection: Collection) -> None:
    """Raises ValueError for a name that cannot name a table."""
    if not _NAME.fullmatch(collection.name):
        raise ValueError(f"{collection.name!r} cannot name a collection")


def check_find(collection: Collection, where: Where | None, sort: Sort) -> None:
    """Raises ValueError for a sort or a filter that no index serves. The id is a filter of every collection."""
    if sort.field not in collection.sorts:
        raise ValueError(f"{collection.name} does not declare the sort {sort.field}")
    check_where(collection, where)


def check_where(collection: Collection, where: Where | None) -> None:
    if where:
        known = {"id", *collection.lead, *collection.sorts, *collection.filters, *collection.terms}
        _check(collection, where, known)


def _check(collection: Collection, where: Where, filters: set[str]) -> None:
    match where:
        case And(terms) | Or(terms):
            for term in terms:
                _check(collection, term, filters)
        case Not(term):
            _check(collection, term, filters)
        case Has(field, _):
            if field not in collection.many:
                raise ValueError(f"{collection.name} does not declare {field} as many-valued")
        case _:
            if where.field not in filters:
                raise ValueError(f"{collection.name} does not declare {where.field} as a filter")


def check_count(collection: Collection, field: str) -> None:
    if field not in collection.counters:
        raise ValueError(f"{collection.name} does not declare {field} as a counter")


def unique_key(collection: Collection, fields: Iterable[str]) -> tuple[str, ...]:
    """The declared unique key of exactly these fields; raises ValueError when there is none."""
    wanted = frozenset(fields)
    for key in collection.unique:
        if frozenset(key) == wanted:
            return key
    raise ValueError(f"{collection.name} does not declare the unique key {', '.join(sorted(wanted))}")
