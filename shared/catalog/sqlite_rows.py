"""Documents in their tables. Every function runs inside the caller's transaction and keeps columns, blocks and
counters in step with the document."""

import logging
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import TypeVar

import msgspec

from shared.catalog import sqlite_blocks as blocks
from shared.catalog.base import Doc
from shared.catalog.documents import check_sorts, check_whole, pack, unpack
from shared.catalog.sqlite_table import Table, Traces, column
from shared.domain.instants import instant
from shared.domain.where import value_at
from shared.sqlite_files import ForeignSchema

log = logging.getLogger(__name__)

_BATCH = 500  # documents in memory while a collection is rebuilt

# No layout makes them anew: a statement that is there once stays as it is.
_OWN_TABLES = {
    "_collections": "CREATE TABLE _collections (name TEXT PRIMARY KEY, declaration TEXT NOT NULL) WITHOUT ROWID",
    "_counters": "CREATE TABLE _counters (collection TEXT, field TEXT, per TEXT, value TEXT, n INTEGER NOT NULL,"
    " PRIMARY KEY (collection, field, per, value)) WITHOUT ROWID",
    "_set_aside": "CREATE TABLE _set_aside (collection TEXT, id TEXT, per TEXT, why TEXT NOT NULL, at TEXT NOT NULL,"
    " doc BLOB, PRIMARY KEY (collection, id)) WITHOUT ROWID",
}
_FIRST = {"_collections", "_counters"}  # every file has both, or none

COUNTS = "SELECT value, n FROM _counters WHERE collection = ? AND field = ? AND per = ?"
COUNTS_OF_ALL = "SELECT value, sum(n) FROM _counters WHERE collection = ? AND field = ? GROUP BY value"

T = TypeVar("T")

_ADD_COUNT = "INSERT INTO _counters VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET n = n + excluded.n"
_DROP_COUNT = "DELETE FROM _counters WHERE collection = ? AND field = ? AND per = ? AND value = ? AND n = 0"


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
    if doc.get("id") != id or traces.row != row[1:]:
        raise msgspec.ValidationError(f"The record of {id} is not what its columns say")
    return doc, traces


def verify(connection: sqlite3.Connection, table: Table) -> int:
    """How many documents there are. Raises msgspec.DecodeError for the first damaged one."""
    count = 0
    columns = ", ".join(("id", "doc", *map(column, table.fields)))
    for id, body, *row in connection.execute(f"SELECT {columns} FROM {table.name}"):
        if table.traces(check_whole(table.collection, id, body)).row != tuple(row):
            raise msgspec.ValidationError(f"The record of {id} is not what its columns say")
        count += 1
    return count


def insert(connection: sqlite3.Connection, table: Table, doc: Doc) -> None:
    """Raises Conflict, or ValueError for a document that cannot be stored."""
    body, traces = pack(doc), table.traces(doc)
    check_sorts(table.collection, doc)
    slot = blocks.enter(connection, table, traces.place, traces.terms) if traces.place else None
    try:
        connection.execute(table.insert_row, (doc["id"], *traces.row, slot, body))
    except sqlite3.IntegrityError as error:
        raise table.conflict(str(error)) from error
    _count(connection, table, Counter(traces.counts))


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
    _count(connection, table, counts)


def remove(connection: sqlite3.Connection, table: Table, doc: Doc) -> None:
    before = table.traces(doc)
    if before.place:
        blocks.leave(connection, table, before.place, _slot(connection, table, doc["id"]), before.terms)
    connection.execute(f"DELETE FROM {table.name} WHERE id = ?", (doc["id"],))
    counts: Counter[tuple[str, str, str]] = Counter()
    counts.subtract(before.counts)
    _count(connection, table, counts)


def _slot(connection: sqlite3.Connection, table: Table, id: str) -> int:
    slot: int = connection.execute(f"SELECT slot FROM {table.name} WHERE id = ?", (id,)).fetchone()[0]
    return slot


def _moved(connection: sqlite3.Connection, table: Table, before: Traces, after: Traces) -> int | None:
    if before.place:
        slot = _slot(connection, table, before.place.id)
        blocks.leave(connection, table, before.place, slot, before.terms)
    return blocks.enter(connection, table, after.place, after.terms) if after.place else None


def prepare_own(connection: sqlite3.Connection) -> None:
    """Makes the tables that are no collection's. Raises ForeignSchema."""
    schema = _schema(connection)
    if len(_FIRST & schema.keys()) == 1:
        raise ForeignSchema(f"of {' and '.join(sorted(_FIRST))} one is gone")
    for name, statement in _OWN_TABLES.items():
        if name not in schema:
            connection.execute(statement)
    _check(_schema(connection), _OWN_TABLES.values())


def _schema(connection: sqlite3.Connection) -> dict[str, str]:
    """The statement that made it, of each table and index, by its name in small letters."""
    # To SQLite they are the same. As bytes: a damaged one may be no UTF-8.
    sql = "SELECT CAST(name AS BLOB), CAST(sql AS BLOB) FROM sqlite_schema WHERE sql IS NOT NULL"
    return {
        name.decode(errors="replace").lower(): made.decode(errors="replace") for name, made in connection.execute(sql)
    }


def _check(schema: Mapping[str, str], statements: Iterable[str]) -> None:
    """Raises ForeignSchema unless all of these made it."""
    made = set(schema.values())
    if lost := next((statement for statement in statements if statement not in made), None):
        raise ForeignSchema(f"it does not say {lost[:60]} ... any more")


def prepare(connection: sqlite3.Connection, table: Table) -> None:
    """Makes the table ready, built anew from its documents when its declaration changed. Raises Conflict when they
    break a new unique key, and ForeignSchema for a table that is not as it was made."""
    name = table.collection.name
    blocks.prepare(connection)
    # As bytes: a damaged one may be no UTF-8, and is another than ours.
    sql = "SELECT CAST(declaration AS BLOB) FROM _collections WHERE name = ?"
    stored = connection.execute(sql, (name,)).fetchone()
    schema = _schema(connection)
    if bool(stored) != (name.lower() in schema):
        raise ForeignSchema(f"{name} is {'gone' if stored else 'not declared'}")
    if stored == (table.declaration.encode(),):
        _check(schema, (*_made(table), *table.indexes()))
        return
    if stored:
        # What only lacks what is newly asked for is no damage, and fails loudly.
        _rebuild(connection, table, lambda _, body: unpack(body, dict))
    else:
        _make(connection, table)
    _finish(connection, table)


def set_aside_damaged(connection: sqlite3.Connection, table: Table) -> None:
    """Builds the table anew from the documents that are whole; the others are kept in _set_aside."""
    _rebuild(connection, table, partial(check_whole, table.collection))
    _finish(connection, table)


def _finish(connection: sqlite3.Connection, table: Table) -> None:
    name = table.collection.name
    try:
        for statement in table.indexes():
            connection.execute(statement)
    except sqlite3.IntegrityError as error:
        raise table.conflict(str(error)) from error
    connection.execute("INSERT OR REPLACE INTO _collections VALUES (?, ?)", (name, table.declaration))


def _make(connection: sqlite3.Connection, table: Table) -> None:
    for statement in (*blocks.cleared(table), *_made(table)):
        connection.execute(statement)


def _made(table: Table) -> Iterable[str]:
    return (table.create, *blocks.tables(table))


def _rebuild(connection: sqlite3.Connection, table: Table, check: Callable[[str, bytes], Doc]) -> None:
    old, order = '"what was"', 'temp."its order"'
    connection.execute(f"ALTER TABLE {table.name} RENAME TO {old}")
    connection.execute(f'DROP TABLE IF EXISTS "{table.collection.name}.many"')  # of the first layout
    connection.execute("DELETE FROM _counters WHERE collection = ?", (table.collection.name,))
    _make(connection, table)
    _set_aside(connection, table, old, check)
    # Blocks are filled in the order of their documents, which may be too many to hold.
    connection.execute(f"CREATE TABLE {order} (partition, sort, id, row INTEGER)")
    documents = connection.execute(f"SELECT rowid, doc FROM {old}")
    while rows := documents.fetchmany(_BATCH):
        places = ((row, table.traces(unpack(body, dict)).place) for row, body in rows)
        connection.executemany(
            f"INSERT INTO {order} VALUES (?, ?, ?, ?)", [(*(place or (None,) * 3), row) for row, place in places]
        )
    documents = connection.execute(
        f"SELECT doc FROM {order} AS o CROSS JOIN {old} AS d ON d.rowid = o.row ORDER BY o.partition, o.sort, o.id"
    )
    load(connection, table, (unpack(body, dict) for (body,) in documents))
    connection.execute(f"DROP TABLE {order}")
    connection.execute(f"DROP TABLE {old}")


def _set_aside(connection: sqlite3.Connection, table: Table, old: str, check: Callable[[str, bytes], Doc]) -> None:
    """Takes the documents that the check refuses out of the old table. As bytes: what is no UTF-8 cannot be read
    otherwise."""
    name = table.collection.name
    per = column(table.collection.count_per)
    if per.strip('"') not in {row[1] for row in connection.execute(f"PRAGMA table_info({old})")}:
        per = "NULL"
    damaged: list[tuple[str | None, str, str, str]] = []
    documents = connection.execute(f"SELECT id, CAST(doc AS BLOB) FROM {old}")
    while rows := documents.fetchmany(_BATCH):
        for id, body in rows:
            try:
                check(id, body)
            except msgspec.DecodeError as error:
                log.error("%s: the record of %s cannot be read and was set aside: %s", name, id, error)
                damaged.append((_per(table, body), str(error), instant(), id))
    connection.executemany(
        f"INSERT OR REPLACE INTO _set_aside SELECT '{name}', id, coalesce(?, {per}), ?, ?, CAST(doc AS BLOB)"
        f" FROM {old} WHERE id = ?",
        damaged,
    )
    connection.executemany(f"DELETE FROM {old} WHERE id = ?", [(id,) for *_, id in damaged])


def _per(table: Table, body: bytes) -> str | None:
    try:
        per = value_at(unpack(body, dict), table.collection.count_per)
    except msgspec.DecodeError:
        return None
    return per if isinstance(per, str) else None


def load(connection: sqlite3.Connection, table: Table, docs: Iterable[Doc]) -> None:
    """Fills empty tables, far quicker than insert does. Where a document has a place, they come in the order of
    partition, first sort and id. Raises as insert does, but for unique keys, whose indexes come later."""
    loader = blocks.Loader(connection, table)
    counts: Counter[tuple[str, str, str]] = Counter()
    for doc in docs:
        body, traces = pack(doc), table.traces(doc)
        check_sorts(table.collection, doc)
        slot = loader.add(traces.place, traces.terms) if traces.place else None
        connection.execute(table.insert_row, (doc["id"], *traces.row, slot, body))
        counts.update(traces.counts)
    loader.finish()
    _count(connection, table, counts)


def _count(connection: sqlite3.Connection, table: Table, counts: "Counter[tuple[str, str, str]]") -> None:
    name = table.collection.name
    if any(counts.values()):
        connection.executemany(_ADD_COUNT, [(name, *what, by) for what, by in counts.items() if by])
    if down := [(name, *what) for what, by in counts.items() if by < 0]:
        connection.executemany(_DROP_COUNT, down)
