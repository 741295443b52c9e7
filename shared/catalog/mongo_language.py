"""Conditions and patches in MongoDB's words, where None means missing or null as it does in ours."""

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any, TypeVar

import msgspec

from shared.catalog.base import Collection, Doc, Patch
from shared.catalog.documents import check_id, check_path, several, storable
from shared.domain.where import And, Eq, Ge, Gt, Has, In, Le, Lt, Ne, Not, Or, Where, value_at

T = TypeVar("T")

_NOTHING: Mapping[str, Any] = {"_id": {"$in": []}}
_SIGNS = {Eq: "$eq", Ne: "$ne", Lt: "$lt", Le: "$lte", Gt: "$gt", Ge: "$gte"}


def name_of(field: str) -> str:
    return "_id" if field == "id" else field


def to_mongo(doc: Doc) -> Doc:
    """Raises ValueError for an id that is no text, and as storable does."""
    check_id(doc)
    stored: Doc = storable(doc)
    return {"_id": stored.pop("id"), **stored}


def projection_of(into: type) -> Mapping[str, int] | None:
    """What the server sends of a document that is read as `into`."""
    if not issubclass(into, msgspec.Struct):
        return None
    return {"_id": 1} | {name_of(field.encode_name): 1 for field in msgspec.structs.fields(into)}


def from_mongo(stored: Doc, into: type[T]) -> T:
    return msgspec.convert({"id": stored["_id"], **{name: stored[name] for name in stored if name != "_id"}}, into)


def filter_of(where: Where | None) -> Mapping[str, Any]:
    match where:
        case None:
            return {}
        case And(terms):
            return {"$and": [filter_of(term) for term in terms]} if terms else {}
        case Or(terms):
            return {"$or": [filter_of(term) for term in terms]} if terms else _NOTHING
        case Not(term):
            return {"$nor": [filter_of(term)]}
        case Has(field, value):
            return {name_of(field): {"$eq": value}}
        case In(field, values):
            return {name_of(field): {"$in": list(values)}}
        case _:
            return {name_of(where.field): {_SIGNS[type(where)]: where.value}}


def both(*filters: Mapping[str, Any]) -> Mapping[str, Any]:
    return {"$and": [each for each in filters if each] or [{}]}


def update_of(patch: Patch) -> Mapping[str, Any] | None:
    """The patch in plain operators; None when one path leads to or through another, which they refuse. Raises
    ValueError for what cannot be stored."""
    paths = sorted((*patch.unset, *patch.set, *patch.add, *patch.remove), key=lambda path: path.split("."))
    for path in paths:
        check_path(path)
    if any(_leads(path, other) for path, other in pairwise(paths)):
        return None
    update: dict[str, Any] = {
        "$unset": dict.fromkeys(patch.unset, ""),
        "$set": {path: storable(value) for path, value in patch.set.items()},
        "$addToSet": {path: {"$each": several(storable(value))} for path, value in patch.add.items()},
        "$pullAll": {path: several(storable(value)) for path, value in patch.remove.items()},
    }
    return {operator: fields for operator, fields in update.items() if fields}


def check_sorts_stay(collection: Collection, patch: Patch) -> None:
    """Raises ValueError when the patch takes away a value that pages are sorted by."""
    for field in collection.sorts:
        gone = [path for path in patch.unset if _leads(path, field)]
        for path, value in patch.set.items():
            if _leads(path, field):
                rest = field[len(path) + 1 :]
                gone = [] if value_at({"set": value}, f"set.{rest}" if rest else "set") is not None else [path]
        if gone:
            raise ValueError(f"{collection.name} is sorted by {field}, which the patch takes away")


def _leads(path: str, other: str) -> bool:
    return other == path or other.startswith(f"{path}.")


def index_keys(fields: Iterable[str]) -> list[tuple[str, int]]:
    return [(name, 1) for name in dict.fromkeys(map(name_of, fields))]


def counting(collection: Collection, field: str, per: str | None, where: Where | None) -> list[Mapping[str, Any]]:
    """The pipeline that counts documents by the values of a field, as {_id: value, n}."""
    path = f"${field}"
    distinct = {"$cond": [{"$isArray": [path]}, {"$setUnion": [path, []]}, [path]]}
    return [
        {"$match": both({} if per is None else {collection.count_per: {"$eq": per}}, filter_of(where))},
        {"$project": {"_id": 0, "value": distinct}},
        {"$unwind": "$value"},
        {"$group": {"_id": "$value", "n": {"$sum": 1}}},
    ]


def summing(collection: Collection, field: str, per: str) -> list[Mapping[str, Any]]:
    """The pipeline that adds up a field, as {n}."""
    return [
        {"$match": {collection.count_per: {"$eq": per}}},
        {"$group": {"_id": None, "n": {"$sum": f"${field}"}}},
    ]
