"""How a collection lies in SQLite: the documents' table and its indexes, and what sqlite_blocks.py keeps beside them.

A column holds the value at its path: text, a number (booleans as 0 and 1), NULL where it is missing, and an empty
blob for an object or a list, which is present but equal to nothing that can be asked for.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from shared.catalog.base import Collection, Doc, Order
from shared.catalog.declared import check_name
from shared.catalog.documents import counts_of, values_at
from shared.catalog.sqlite_unbuilt import BUILT, Unbuilt
from shared.domain.where import value_at
from shared.errors import Conflict

# Tables of another layout are rebuilt from their documents when they are declared. What creates them is compared word
# by word: whoever changes a statement changes the layout too. (A column that is added is no other statement.)
LAYOUT = 3


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
    counts: Mapping[tuple[str, str, str], int]


class Table:
    """As it is when it is asked: `unbuilt` is what it lacks. Who holds one that is older than the file only makes less
    use of it. Raises ValueError for a collection whose name cannot name a table."""

    def __init__(self, collection: Collection, unbuilt: Unbuilt = BUILT) -> None:
        check_name(collection)
        self.collection = collection
        self.unbuilt = unbuilt
        self.name = quoted(collection.name)
        self.blocks, self.places, self.bits = (
            quoted(f"{collection.name}.{part}") for part in ("blocks", "places", "bits")
        )
        unique = (field for key in collection.unique for field in key)
        self.fields = _once((*collection.fields, *unique))
        self.filled = tuple(field for field in self.fields if field not in unbuilt.columns)
        self.blocked = bool(collection.orders and (collection.terms or collection.many))
        # Those that bitmaps tell.
        self.terms, self.many = (
            tuple(field for field in fields if field not in unbuilt.terms)
            for fields in (collection.terms, collection.many)
        )
        self.insert_row = _insert(self.name, ("id", *map(column, self.fields), "slot", "doc"))

    @property
    def create(self) -> str:
        """The statement that creates the documents' table."""
        # The document comes last, so that a column is read without reading it.
        columns = ", ".join(("id TEXT PRIMARY KEY NOT NULL", *map(column, self.fields), "slot", "doc TEXT NOT NULL"))
        return f"CREATE TABLE {self.name} ({columns})"

    def creates(self, statement: str) -> bool:
        """Whether it created the documents' table, with every column that is asked for. Columns that were added stand
        last, and those that nobody asks for any more stay."""
        begin = f"CREATE TABLE {self.name} ("
        whole = statement.startswith(begin) and statement.endswith(")")
        return whole and self._columns(statement) >= self._columns(self.create)

    def _columns(self, statement: str) -> set[str]:
        return set(statement.partition("(")[2].removesuffix(")").split(", "))

    def unique_indexes(self) -> Mapping[str, str]:
        """By their names, the statements that create them."""
        made = {}
        for key in self.collection.unique:
            columns, name = [column(field) for field in key], quoted(f"{self.collection.name} unique {','.join(key)}")
            present = " AND ".join(f"{each} IS NOT NULL" for each in columns)
            made[name] = f"CREATE UNIQUE INDEX {name} ON {self.name} ({', '.join(columns)}) WHERE {present}"
        return made

    def order_indexes(self) -> Mapping[str, str]:
        made = {}
        for order in self.collection.orders:
            columns = _once_columns((*order.partition, order.sort, "id", *order.filters))
            columns += ["slot"] if order == self.first else []
            if self.by(order) != self.by_id:
                made[self.by(order)] = f"CREATE INDEX {self.by(order)} ON {self.name} ({', '.join(columns)})"
        return made

    def indexes(self) -> Mapping[str, str]:
        return {**self.unique_indexes(), **self.order_indexes()}

    @property
    def walked(self) -> tuple[Order, ...]:
        """The orders whose indexes are there."""
        return tuple(order for order in self.collection.orders if self.by(order) not in self.unbuilt.indexes)

    def value(self, field: str) -> str:
        """SQL for what a document `d` has there, as its column holds it or would hold it."""
        if field not in self.unbuilt.columns:
            return f"d.{column(field)}"
        path = "'$" + "".join(f'."{part}"' for part in field.split(".")).replace("'", "''") + "'"
        return f"iif(json_type(d.doc, {path}) IN ('object', 'array'), x'', json_extract(d.doc, {path}))"

    @property
    def first(self) -> Order:
        """The order in which bitmaps help; a table that has any order has it."""
        return self.collection.orders[0]

    def by(self, order: Order) -> str:
        """The name of its index."""
        if not order.partition and order.sort == "id":
            return self.by_id
        return quoted(f"{self.collection.name} by {','.join((*order.partition, order.sort))}")

    @property
    def by_id(self) -> str:
        return quoted(f"sqlite_autoindex_{self.collection.name}_1")

    def traces(self, doc: Doc) -> Traces:
        return Traces(
            tuple(scalar(value_at(doc, field)) for field in self.fields),
            place := self._place(doc) if self.blocked else None,
            frozenset(terms_of(doc, self.collection.terms, self.collection.many)) if place else frozenset(),
            counts_of(self.collection, doc),
        )

    def _place(self, doc: Doc) -> Place | None:
        partition = partition_of(value_at(doc, field) for field in self.first.partition)
        return None if partition is None else Place(partition, value_at(doc, self.first.sort), doc["id"])

    def conflict(self, message: str) -> Conflict:
        """What SQLite means by "UNIQUE constraint failed: photos.doc.owner, photos.doc.sha256"."""
        for key in (("id",), *self.collection.unique):
            columns = ", ".join(f"{self.collection.name}.{column(field).strip(chr(34))}" for field in key)
            if message.endswith(f": {columns}"):
                return Conflict(f"{self.collection.name}: {', '.join(key)} is taken", key=",".join(key))
        return Conflict(f"{self.collection.name}: {message}")


def terms_of(doc: Doc, terms: Iterable[str], many: Iterable[str]) -> Iterable[tuple[str, Any]]:
    """What bitmaps find it by, of these fields."""
    for field in terms:
        value = value_at(doc, field)
        if isinstance(value, str | int | float):
            yield field, value
    for field in many:
        for value in values_at(doc, field):
            if isinstance(value, str):
                yield field, value


def partition_of(values: Iterable[Any]) -> str | None:
    """The values of a partition's fields in one; None unless each is a text."""
    partition = list(values)
    return json.dumps(partition) if all(isinstance(value, str) for value in partition) else None


def column(field: str) -> str:
    return "id" if field == "id" else quoted(f"doc.{field}")


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _once(fields: Iterable[str]) -> tuple[str, ...]:
    return tuple(field for field in dict.fromkeys(fields) if field != "id")


def _once_columns(fields: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(map(column, fields)))


def _insert(table: str, columns: tuple[str, ...]) -> str:
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"


def scalar(value: Any) -> Any:
    return value if value is None or isinstance(value, str | int | float) else b""
