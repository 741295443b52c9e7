"""Documents: what may be stored, and what a patch does to one. Every adapter means the same by these."""

from collections.abc import Mapping
from typing import Any, TypeVar

import msgspec

from shared.catalog.base import Collection, Doc, Patch
from shared.domain.stored import decoder
from shared.domain.where import holds, value_at

T = TypeVar("T")

_LIMIT = 2**63

# Every digit as 0, all else as a space.
_DIGITS = bytes(ord("0" if chr(byte).isdigit() and byte < 128 else " ") for byte in range(256))
_LONG = b"0" * 19

_encoder = msgspec.json.Encoder()


def pack(doc: Doc) -> str:
    """The document as JSON. Raises ValueError when no store could keep it: its id is no text, a text holds
    NUL or a lone surrogate, or an integer needs more than 64 bits."""
    check_id(doc)
    body = _encoder.encode(doc)
    if _suspect(body):
        _check(doc)
    return body.decode()


def check_id(doc: Mapping[str, Any]) -> None:
    if not isinstance(doc.get("id"), str) or not doc["id"]:
        raise ValueError(f"a document needs an id of text, not {doc.get('id')!r}")


def unpack(body: str | bytes, into: type[T]) -> T:
    return decoder(into).decode(body)


def check_whole(collection: Collection, id: str, body: str | bytes) -> Doc:
    """The document, if it is what its collection holds. Raises msgspec.DecodeError for a damaged one."""
    doc = unpack(body, dict)
    if doc.get("id") != id:
        raise msgspec.ValidationError(f"The record of {id} says that it is {doc.get('id')!r}")
    if lacks := next((field for field in collection.sorts if value_at(doc, field) is None), None):
        raise msgspec.ValidationError(f"Object missing required field `{lacks}`")
    if collection.document is not dict:
        unpack(body, collection.document)
    return doc


def storable(value: Any) -> Any:
    """The value as JSON gives it back: tuples as lists, structs as objects. Raises ValueError as pack does."""
    body = _encoder.encode(value)
    if _suspect(body):
        _check(value)
    return msgspec.json.decode(body)


def _suspect(body: bytes) -> bool:
    """Walking a document costs more than writing it; bytes without NUL and long numbers have nothing to look for."""
    return b"\\u0000" in body or _LONG in body.translate(_DIGITS)


def _check(value: Any) -> None:
    match value:
        case str():
            if "\0" in value:
                raise ValueError("a text with NUL cannot be stored")
        case bool():
            pass
        case int():
            if not -_LIMIT <= value < _LIMIT:
                raise ValueError(f"{value} needs more than 64 bits")
        case Mapping():
            for key, part in value.items():
                _check(key)
                _check(part)
        case list() | tuple() | set() | frozenset():
            for part in value:
                _check(part)
        case msgspec.Struct():
            _check(msgspec.structs.asdict(value))


def check_sorts(collection: Collection, doc: Mapping[str, Any]) -> None:
    """Raises ValueError when a field that pages are sorted by is missing."""
    for field in collection.sorts:
        if value_at(doc, field) is None:
            raise lacks_sort(collection, doc.get("id"), field)


def lacks_sort(collection: Collection, id: Any, field: str) -> ValueError:
    return ValueError(f"{collection.name} is sorted by {field}, which {id} lacks")


def apply(patch: Patch, doc: Doc) -> None:
    """Changes the document in place, and shares nothing with the patch. Raises ValueError where a path leads through
    something that is no object, where add or remove meet something that is no list, and where the id would change."""
    for path in patch.unset:
        parent, name = _parent(doc, path, make=False)
        parent.pop(name, None)
    for path, value in patch.set.items():
        parent, name = _parent(doc, path, make=True)
        parent[name] = storable(value)
    for path, value in patch.add.items():
        parent, name = _parent(doc, path, make=True)
        present = _list(parent.get(name, []), path)
        fresh: list[Any] = []
        for item in several(storable(value)):
            if item not in present and item not in fresh:
                fresh.append(item)
        parent[name] = [*present, *fresh]
    for path, value in patch.remove.items():
        parent, name = _parent(doc, path, make=False)
        if name in parent:
            gone = several(storable(value))
            parent[name] = [item for item in _list(parent[name], path) if item not in gone]


def several(value: Any) -> list[Any]:
    """What add and remove are given: a list of values, or the one."""
    return list(value) if isinstance(value, list | tuple | set | frozenset) else [value]


def check_path(path: str) -> None:
    if path == "id" or path.startswith("id."):
        raise ValueError("a document keeps its id")


def _parent(doc: Doc, path: str, *, make: bool) -> tuple[Doc, str]:
    check_path(path)
    *way, name = path.split(".")
    node: Any = doc
    for part in way:
        if part not in node:
            if not make:
                return {}, name
            node[part] = {}
        node = node[part]
        if not isinstance(node, dict):
            if not make:
                return {}, name
            raise ValueError(f"{path} leads through {part}, which is no object")
    return node, name


def _list(value: Any, path: str) -> list[Any]:
    if not isinstance(value, list):
        raise ValueError(f"{path} is no list")
    return value


def counts_of(collection: Collection, doc: Doc) -> Mapping[tuple[str, str, str], int]:
    """What count_by and total count of this document: (field, per, value) -> how much. The value of a sum is empty."""
    per = value_at(doc, collection.count_per) if collection.counters else None
    if not isinstance(per, str):
        return {}
    sums = {
        (field, per, ""): value for field in collection.sums if isinstance(value := value_at(doc, field), int) and value
    }
    if collection.counted is not None and not holds(collection.counted, doc):
        return sums
    return sums | {
        (field, per, as_text(value)): 1
        for field in collection.counters
        if field not in collection.sums
        for value in values_at(doc, field)
        if isinstance(value, str | int | float)
    }


def values_at(doc: Doc, field: str) -> list[Any]:
    """The values of a field of one or many; none where it is missing."""
    value = value_at(doc, field)
    return [] if value is None else several(value)


def as_text(value: str | int | float) -> str:
    """How count_by names a value: text as it is, anything else as JSON writes it."""
    return value if isinstance(value, str) else _encoder.encode(value).decode()
