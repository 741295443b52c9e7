"""Tables made ready for what is declared: made, left as they are, or given what is new.

What is new is only noted here, and built afterwards by sqlite_building.py. All is made anew from the documents, at
once, where the order that bitmaps follow is another, or the layout is, or what was declared cannot be read, or a
document that had to be. Every function runs inside the caller's transaction.
"""

import logging
import sqlite3
from collections.abc import Callable
from functools import partial

import msgspec

from shared.catalog import sqlite_blocks as blocks
from shared.catalog import sqlite_building as building
from shared.catalog import sqlite_declared, sqlite_schema, sqlite_unbuilt
from shared.catalog.base import Collection, Doc
from shared.catalog.documents import check_whole, unpack
from shared.catalog.sqlite_rows import is_damaged_document, load
from shared.catalog.sqlite_table import Table, column
from shared.catalog.sqlite_unbuilt import BUILT
from shared.domain.instants import instant
from shared.domain.where import value_at
from shared.sqlite.errors import ForeignSchema

log = logging.getLogger(__name__)

_BATCH = 500  # documents in memory while a collection is rebuilt


def prepare(connection: sqlite3.Connection, collection: Collection) -> Table:
    """The table as it is from now on: every write keeps all that is declared. Raises Conflict when the documents break
    a new unique key, ValueError when one lacks a new sort, and ForeignSchema for a table that is not as it was made."""
    table = Table(collection)
    blocks.prepare(connection)
    # As bytes: a damaged one may be no UTF-8, and is another than ours.
    sql = "SELECT CAST(declaration AS BLOB) FROM _collections WHERE name = ?"
    stored = connection.execute(sql, (collection.name,)).fetchone()
    if bool(stored) != (collection.name.lower() in sqlite_schema.read(connection)):
        raise ForeignSchema(f"{collection.name} is {'gone' if stored else 'not declared'}")
    if not stored:
        _make(connection, table)
        return _finished(connection, table)
    unfinished = sqlite_unbuilt.read(connection, collection.name)
    declaration = sqlite_declared.written(collection)
    if stored == (declaration.encode(),):
        table = Table(collection, unfinished)
        sqlite_schema.check(connection, table)
        return table
    before = sqlite_declared.read(stored[0].decode(errors="replace"))
    if before and _extends(connection, collection, before):
        try:
            unbuilt = building.begin(connection, table, before, unfinished)
        except (msgspec.DecodeError, sqlite3.OperationalError) as error:
            if not is_damaged_document(error):
                raise
        else:
            connection.execute("INSERT OR REPLACE INTO _collections VALUES (?, ?)", (collection.name, declaration))
            return Table(collection, unbuilt)
    # What only lacks what is newly asked for is no damage, and fails loudly.
    _rebuild(connection, table, lambda _, body: unpack(body, dict))
    return _finished(connection, table)


def set_aside_damaged(connection: sqlite3.Connection, collection: Collection) -> None:
    """Builds the table anew from the documents that are whole; the others are kept in _set_aside."""
    table = Table(collection)
    _rebuild(connection, table, partial(check_whole, collection))
    _finished(connection, table)


def _extends(connection: sqlite3.Connection, now: Collection, before: Collection) -> bool:
    """Whether what lies in the file can be added to."""
    old, new = Table(before), Table(now)
    if now.version != before.version or new.blocked != old.blocked:
        return False
    if new.blocked and (new.first.partition, new.first.sort) != (old.first.partition, old.first.sort):
        return False
    schema = sqlite_schema.read(connection)
    return old.creates(schema[now.name.lower()]) and set(blocks.tables(old)) <= set(schema.values())


def _finished(connection: sqlite3.Connection, table: Table) -> Table:
    name = table.collection.name
    try:
        for statement in table.indexes().values():
            connection.execute(statement)
    except sqlite3.IntegrityError as error:
        raise table.conflict(str(error)) from error
    connection.execute(
        "INSERT OR REPLACE INTO _collections VALUES (?, ?)", (name, sqlite_declared.written(table.collection))
    )
    sqlite_unbuilt.write(connection, name, BUILT)
    return table


def _make(connection: sqlite3.Connection, table: Table) -> None:
    for statement in (*blocks.cleared(table), table.create, *blocks.tables(table)):
        connection.execute(statement)


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
