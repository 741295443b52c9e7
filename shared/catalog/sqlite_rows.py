"""Documents in their tables. Every function runs inside the caller's transaction and keeps columns, side table and
counters in step with the document."""

import sqlite3
from collections import Counter
from collections.abc import Collection

from shared.catalog.base import Doc
from shared.catalog.documents import check_sorts, pack, unpack
from shared.catalog.sqlite_table import Table, Traces, column

_BATCH = 500  # documents in memory while a collection is rebuilt

OWN_TABLES = (
    "CREATE TABLE IF NOT EXISTS _collections (name TEXT PRIMARY KEY, declaration TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS _counters (collection TEXT, field TEXT, per TEXT, value TEXT, n INTEGER NOT NULL,"
    " PRIMARY KEY (collection, field, per, value)) WITHOUT ROWID",
)

COUNTS = "SELECT value, n FROM _counters WHERE collection = ? AND field = ? AND per = ?"

_ADD_COUNT = "INSERT INTO _counters VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET n = n + excluded.n"
_DROP_COUNT = "DELETE FROM _counters WHERE collection = ? AND field = ? AND per = ? AND value = ? AND n = 0"


def read(connection: sqlite3.Connection, table: Table, id: str) -> Doc | None:
    row = connection.execute(f"SELECT doc FROM {table.name} WHERE id = ?", (id,)).fetchone()
    return unpack(row[0]) if row else None


def insert(connection: sqlite3.Connection, table: Table, doc: Doc) -> None:
    """Raises Conflict, or ValueError for a document that cannot be stored."""
    body, traces = pack(doc), table.traces(doc)
    check_sorts(table.collection, doc)
    try:
        connection.execute(table.insert_row, (doc["id"], *traces.row, body))
    except sqlite3.IntegrityError as error:
        raise table.conflict(str(error)) from error
    _insert_many(connection, table, doc["id"], traces, traces.many)
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
    names = "".join(f", {name} = ?" for name, _ in changed)
    values = [value for _, value in changed]
    try:
        connection.execute(f"UPDATE {table.name} SET doc = ?{names} WHERE id = ?", (body, *values, doc["id"]))
    except sqlite3.IntegrityError as error:
        raise table.conflict(str(error)) from error
    # Rows of the side table repeat where the document is placed, so that it pages by itself.
    gone, fresh = (
        (before.many - after.many, after.many - before.many)
        if before.placed == after.placed
        else (before.many, after.many)
    )
    _delete_many(connection, table, doc["id"], gone)
    _insert_many(connection, table, doc["id"], after, fresh)
    counts = Counter(after.counts)
    counts.subtract(before.counts)
    _count(connection, table, counts)


def remove(connection: sqlite3.Connection, table: Table, doc: Doc) -> None:
    before = table.traces(doc)
    connection.execute(f"DELETE FROM {table.name} WHERE id = ?", (doc["id"],))
    _delete_many(connection, table, doc["id"], before.many)
    counts: Counter[tuple[str, str, str]] = Counter()
    counts.subtract(before.counts)
    _count(connection, table, counts)


def prepare(connection: sqlite3.Connection, table: Table) -> None:
    """Makes the table ready, built anew from its documents when its declaration changed. Raises Conflict when they
    break a new unique key."""
    name = table.collection.name
    stored = connection.execute("SELECT declaration FROM _collections WHERE name = ?", (name,)).fetchone()
    if stored == (table.declaration,):
        return
    if stored:
        _rebuild(connection, table)
    else:
        for statement in table.tables(table.name):
            connection.execute(statement)
    try:
        for statement in table.indexes():
            connection.execute(statement)
    except sqlite3.IntegrityError as error:
        raise table.conflict(str(error)) from error
    connection.execute("INSERT OR REPLACE INTO _collections VALUES (?, ?)", (name, table.declaration))


def _rebuild(connection: sqlite3.Connection, table: Table) -> None:
    old = '"what was"'
    connection.execute(f"ALTER TABLE {table.name} RENAME TO {old}")
    connection.execute(f"DROP TABLE IF EXISTS {table.side}")
    connection.execute("DELETE FROM _counters WHERE collection = ?", (table.collection.name,))
    for statement in table.tables(table.name):
        connection.execute(statement)
    documents = connection.execute(f"SELECT doc FROM {old} ORDER BY rowid")
    while rows := documents.fetchmany(_BATCH):
        counts: Counter[tuple[str, str, str]] = Counter()
        for (body,) in rows:
            doc = unpack(body)
            check_sorts(table.collection, doc)
            traces = table.traces(doc)
            connection.execute(table.insert_row, (doc["id"], *traces.row, body))
            _insert_many(connection, table, doc["id"], traces, traces.many)
            counts.update(traces.counts)
        _count(connection, table, counts)
    connection.execute(f"DROP TABLE {old}")


def _insert_many(
    connection: sqlite3.Connection, table: Table, id: str, traces: Traces, values: Collection[tuple[str, str]]
) -> None:
    if values:
        connection.executemany(table.insert_many, [(id, field, value, *traces.placed) for field, value in values])


def _delete_many(connection: sqlite3.Connection, table: Table, id: str, values: Collection[tuple[str, str]]) -> None:
    if values:
        connection.executemany(
            f"DELETE FROM {table.side} WHERE id = ? AND field = ? AND value = ?", [(id, *value) for value in values]
        )


def _count(connection: sqlite3.Connection, table: Table, counts: "Counter[tuple[str, str, str]]") -> None:
    name = table.collection.name
    if any(counts.values()):
        connection.executemany(_ADD_COUNT, [(name, *what, by) for what, by in counts.items() if by])
    if down := [(name, *what) for what, by in counts.items() if by < 0]:
        connection.executemany(_DROP_COUNT, down)
