"""Documents in their tables. Every function runs inside the caller's transaction and keeps columns, blocks and
counters in step with the document."""

import sqlite3
from collections import Counter
from collections.abc import Iterable
from typing import Any, TypeVar

import msgspec

from shared.catalog import sqlite_blocks as blocks
from shared.catalog import sqlite_unbuilt
from shared.catalog.base import Doc
from shared.catalog.documents import check_sorts, check_whole, pack, unpack
from shared.catalog.sqlite_table import Table, Traces, column

COUNTS = "SELECT value, n FROM _counters WHERE collection = ? AND field = ? AND per = ?"
COUNTS_OF_ALL = "SELECT value, sum(n) FROM _counters WHERE collection = ? AND field = ? GROUP BY value"

T = TypeVar("T")
Counts = Counter[tuple[str, str, str]]  # (field, per, value) -> how many

# How sqlite3 says it, with an error like any other.
_SAYS_DAMAGED = ("Could not decode to UTF-8", "malformed JSON")

_ADD_COUNT = "INSERT INTO _counters VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET n = n + excluded.n"
_DROP_COUNT = "DELETE FROM _counters WHERE collection = ? AND field = ? AND per = ? AND value = ? AND n = 0"


def is_damaged_document(error: Exception) -> bool:
    """Whether it says that a document cannot be read, as text or as JSON."""
    return isinstance(error, msgspec.DecodeError) or str(error).startswith(_SAYS_DAMAGED)


def read(connection: sqlite3.Connection, table: Table, into: type[T], id: str) -> T | None:
    row = connection.execute(f"SELECT doc FROM {table.name} WHERE id = ?", (id,)).fetchone()
    return unpack(row[0], into) if row else None


def kept(connection: sqlite3.Connection, table: Table, id: str) -> tuple[Doc, Traces] | None:
    """The document, and what is kept of it. Raises msgspec.DecodeError where the two do not agree, or it is damaged."""
    columns = ", ".join(("doc", *map(column, table.fields)))
    row = connection.execute(f"SELECT {columns} FROM {table.name} WHERE id = ?", (id,)).fetchone()
    if row is None:
        return None
    doc = unpack(row[0], dict)
    traces = table.traces(doc)
    if doc.get("id") != id or not _says(table, row[1:], traces):
        raise msgspec.ValidationError(f"The record of {id} is not what its columns say")
    return doc, traces


def verify(connection: sqlite3.Connection, table: Table) -> int:
    """How many documents there are. Raises msgspec.DecodeError for the first damaged one."""
    count = 0
    columns = ", ".join(("id", "doc", *map(column, table.fields)))
    for id, body, *row in connection.execute(f"SELECT {columns} FROM {table.name}"):
        if not _says(table, tuple(row), table.traces(check_whole(table.collection, id, body))):
            raise msgspec.ValidationError(f"The record of {id} is not what its columns say")
        count += 1
    return count


def _says(table: Table, row: tuple[Any, ...], traces: Traces) -> bool:
    """Whether the columns hold it, as far as they are filled."""
    if table.filled == table.fields:
        return row == traces.row
    columns = zip(table.fields, row, traces.row, strict=True)
    return all(held == told for field, held, told in columns if field in table.filled)


def insert(connection: sqlite3.Connection, table: Table, doc: Doc) -> None:
    """Raises Conflict, or ValueError for a document that cannot be stored."""
    body, traces = pack(doc), table.traces(doc)
    check_sorts(table.collection, doc)
    slot = blocks.enter(connection, table, traces.place, traces.terms) if traces.place else None
    try:
        connection.execute(table.insert_row, (doc["id"], *traces.row, slot, body))
    except sqlite3.IntegrityError as error:
        raise table.conflict(str(error)) from error
    _count_one(connection, table, doc["id"], Counter(traces.counts))


def replace(connection: sqlite3.Connection, table: Table, before: Traces, doc: Doc) -> None:
    """Writes a changed document, of which `before` is kept so far. Raises as insert does."""
    body, after = pack(doc), table.traces(doc)
    check_sorts(table.collection, doc)
    # An index is written only when one of its columns is named.
    changed = [
        (column(field), value)
        for field, was, value in zip(table.fields, before.row, after.row, strict=True)
        if was != value
    ]
    if before.place != after.place:
        changed.append(("slot", _moved(connection, table, before, after)))
    elif after.place and before.terms != after.terms:
        gone, new = before.terms - after.terms, after.terms - before.terms
        blocks.change(connection, table, after.place, _slot(connection, table, doc["id"]), gone, new)
    names = "".join(f", {name} = ?" for name, _ in changed)
    values = [value for _, value in changed]
    try:
        connection.execute(f"UPDATE {table.name} SET doc = ?{names} WHERE id = ?", (body, *values, doc["id"]))
    except sqlite3.IntegrityError as error:
        raise table.conflict(str(error)) from error
    counts = Counter(after.counts)
    counts.subtract(before.counts)
    _count_one(connection, table, doc["id"], counts)


def remove(connection: sqlite3.Connection, table: Table, doc: Doc) -> None:
    before = table.traces(doc)
    if before.place:
        blocks.leave(connection, table, before.place, _slot(connection, table, doc["id"]), before.terms)
    connection.execute(f"DELETE FROM {table.name} WHERE id = ?", (doc["id"],))
    counts: Counts = Counter()
    counts.subtract(before.counts)
    _count_one(connection, table, doc["id"], counts)


def load(connection: sqlite3.Connection, table: Table, docs: Iterable[Doc]) -> None:
    """Fills empty tables, far quicker than insert does. Where a document has a place, they come in the order of
    partition, first sort and id. Raises as insert does, but for unique keys, whose indexes come later."""
    loader = blocks.Loader(connection, table)
    counts: Counts = Counter()
    for doc in docs:
        body, traces = pack(doc), table.traces(doc)
        check_sorts(table.collection, doc)
        slot = loader.add(traces.place, traces.terms) if traces.place else None
        connection.execute(table.insert_row, (doc["id"], *traces.row, slot, body))
        counts.update(traces.counts)
    loader.finish()
    count(connection, table, counts)


def _slot(connection: sqlite3.Connection, table: Table, id: str) -> int:
    slot: int = connection.execute(f"SELECT slot FROM {table.name} WHERE id = ?", (id,)).fetchone()[0]
    return slot


def _moved(connection: sqlite3.Connection, table: Table, before: Traces, after: Traces) -> int | None:
    if before.place:
        slot = _slot(connection, table, before.place.id)
        blocks.leave(connection, table, before.place, slot, before.terms)
    return blocks.enter(connection, table, after.place, after.terms) if after.place else None


def _count_one(connection: sqlite3.Connection, table: Table, id: str, counts: Counts) -> None:
    if table.unbuilt.counters:  # of those, the walk that counts has come so far by now
        uncounted = sqlite_unbuilt.read(connection, table.collection.name).uncounted(id)
        counts = Counter({what: by for what, by in counts.items() if what[0] not in uncounted})
    count(connection, table, counts)


def count(connection: sqlite3.Connection, table: Table, counts: Counts) -> None:
    """Adds them to the counters."""
    name = table.collection.name
    if any(counts.values()):
        connection.executemany(_ADD_COUNT, [(name, *what, by) for what, by in counts.items() if by])
    if down := [(name, *what) for what, by in counts.items() if by < 0]:
        connection.executemany(_DROP_COUNT, down)
