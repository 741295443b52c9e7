"""How a collection lies in SQLite: the documents' table and its indexes, and what sqlite_blocks.py keeps beside them.

A column holds the value at its path: text, a number (booleans as 0 and 1), NULL where it is missing, and an empty
blob for an object or a list, which is present but equal to nothing that can be asked for.
"""

import json
from collections.abc import Iterable
from typing import Any, NamedTuple

from shared.catalog.base import Collection, Doc, Order
from shared.catalog.declared import check_name
from shared.catalog.documents import counts_of, values_at
from shared.domain.where import value_at
from shared.errors import Conflict

# Tables of another layout are rebuilt from their documents when they are declared. What creates them is compared word
# by word: whoever changes a statement changes the layout too.
_LAYOUT = 3


class Place(NamedTuple):
    """Where a document stands in the first order."""

    partition: str  # as partition_of says it
    sort: Any
    id: str


class Traces(NamedTuple):
    """What is kept of a document beside its text: its columns, its place (None: nowhere), the values that it can be
    found by there, its counts."""

    row: tuple[Any, ...]
    place: Place | None
    terms: frozenset[tuple[str, Any]]
    counts: frozenset[tuple[str, str, str]]


class Table:
    """Raises ValueError for a collection whose name cannot name a table."""

    def __init__(self, collection: Collection) -> None:
        check_name(collection)
        self.collection = collection
        self.name = _quoted(collection.name)
        self.blocks, self.places, self.bits = (
            _quoted(f"{collection.name}.{part}") for part in ("blocks", "places", "bits")
        )
        unique = (field for key in collection.unique for field in key)
        self.fields = _once((*collection.fields, *unique))
        self.blocked = bool(collection.orders and (collection.terms or collection.many))
        self.insert_row = _insert(self.name, ("id", *map(column, self.fields), "slot", "doc"))

    @property
    def declaration(self) -> str:
        """Changes when the tables have to be built anew. (A repr, for JSON does not tell Eq from Ne.)"""
        return f"{_LAYOUT} {self.collection!r}"

    @property
    def create(self) -> str:
        """The statement that creates the documents' table."""
        # The document comes last, so that a column is read without reading it.
        columns = ", ".join(("id TEXT PRIMARY KEY NOT NULL", *map(column, self.fields), "slot", "doc TEXT NOT NULL"))
        return f"CREATE TABLE {self.name} ({columns})"

    def indexes(self) -> Iterable[str]:
        """The statements that create the indexes."""
        for key in self.collection.unique:
            columns = [column(field) for field in key]
            present = " AND ".join(f"{name} IS NOT NULL" for name in columns)
            yield f"CREATE UNIQUE INDEX {self._unique(key)} ON {self.name} ({', '.join(columns)}) WHERE {present}"
        for order in self.collection.orders:
            columns = _once_columns((*order.partition, order.sort, "id", *order.filters))
            columns += ["slot"] if order == self.first else []
            if self.by(order) != self.by_id:
                yield f"CREATE INDEX {self.by(order)} ON {self.name} ({', '.join(columns)})"

    @property
    def first(self) -> Order:
        """The order in which bitmaps help; a table that has any order has it."""
        return self.collection.orders[0]

    def by(self, order: Order) -> str:
        """The name of its index."""
        if not order.partition and order.sort == "id":
            return self.by_id
        return _quoted(f"{self.collection.name} by {','.join((*order.partition, order.sort))}")

    @property
    def by_id(self) -> str:
        return _quoted(f"sqlite_autoindex_{self.collection.name}_1")

    def _unique(self, key: tuple[str, ...]) -> str:
        return _quoted(f"{self.collection.name} unique {','.join(key)}")

    def traces(self, doc: Doc) -> Traces:
        return Traces(
            tuple(_scalar(value_at(doc, field)) for field in self.fields),
            place := self._place(doc) if self.blocked else None,
            frozenset(self._terms(doc)) if place else frozenset(),
            counts_of(self.collection, doc),
        )

    def _place(self, doc: Doc) -> Place | None:
        partition = partition_of(value_at(doc, field) for field in self.first.partition)
        return None if partition is None else Place(partition, value_at(doc, self.first.sort), doc["id"])

    def _terms(self, doc: Doc) -> Iterable[tuple[str, Any]]:
        for field in self.collection.terms:
            value = value_at(doc, field)
            if isinstance(value, str | int | float):
                yield field, value
        for field in self.collection.many:
            for value in values_at(doc, field):
                if isinstance(value, str):
                    yield field, value

    def conflict(self, message: str) -> Conflict:
        """What SQLite means by "UNIQUE constraint failed: photos.doc.owner, photos.doc.sha256"."""
        for key in (("id",), *self.collection.unique):
            columns = ", ".join(f"{self.collection.name}.{column(field).strip(chr(34))}" for field in key)
            if message.endswith(f": {columns}"):
                return Conflict(f"{self.collection.name}: {', '.join(key)} is taken", key=",".join(key))
        return Conflict(f"{self.collection.name}: {message}")


def partition_of(values: Iterable[Any]) -> str | None:
    """The values of a partition's fields in one; None unless each is a text."""
    partition = list(values)
    return json.dumps(partition) if all(isinstance(value, str) for value in partition) else None


def column(field: str) -> str:
    return "id" if field == "id" else _quoted(f"doc.{field}")


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _once(fields: Iterable[str]) -> tuple[str, ...]:
    return tuple(field for field in dict.fromkeys(fields) if field != "id")


def _once_columns(fields: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(map(column, fields)))


def _insert(table: str, columns: tuple[str, ...]) -> str:
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"


def _scalar(value: Any) -> Any:
    return value if value is None or isinstance(value, str | int | float) else b""
