"""What is newly declared, built step by step while the collection is in use.

Each step is a short transaction of its own, so that others write in between, and every write keeps what is declared,
built or not:
- A column that is not filled yet is read by nobody, and what it holds is compared with nothing.
- A counter counts the documents up to the id that the walk has come to; a write of one behind it counts nothing.
- What a write says in the bitmaps of a block that is not done means nothing: they are all made anew when it is walked.
  A block that is cut in two gives its upper half a greater number, which is walked later.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import msgspec

from shared.catalog import sqlite_blocks as blocks
from shared.catalog import sqlite_unbuilt
from shared.catalog.base import Collection
from shared.catalog.documents import counts_of, lacks_sort, unpack
from shared.catalog.sqlite_blocks import Term
from shared.catalog.sqlite_rows import Counts, count
from shared.catalog.sqlite_table import Table, column, quoted, scalar, terms_of
from shared.catalog.sqlite_unbuilt import Unbuilt
from shared.domain.where import value_at

_BATCH = 500  # documents a step


def begin(connection: sqlite3.Connection, table: Table, before: Collection, unfinished: Unbuilt) -> Unbuilt:
    """Makes room for what is new, and notes what has to be built, with what was not finished before. What a write needs
    is there when it returns: every column, and every unique key, filled. Raises Conflict and ValueError as prepare."""
    now, name = table.collection, table.collection.name
    made = _indexes(connection, table)
    unbuilt = _new(table, Table(before), unfinished, made, _documents(connection, table))
    there = {quoted(row[1]) for row in connection.execute(f"PRAGMA table_info({table.name})")}
    for field in table.fields:
        if column(field) not in there:
            connection.execute(f"ALTER TABLE {table.name} ADD COLUMN {column(field)}")
    for index in made.keys() - table.indexes().keys():
        connection.execute(f"DROP INDEX {index}")
    for field in {*before.counters, *unbuilt.counters} - (set(now.counters) - set(unbuilt.counters)):
        connection.execute("DELETE FROM _counters WHERE collection = ? AND field = ?", (name, field))
    sqlite_unbuilt.write(connection, name, unbuilt)
    _check_sorts(connection, Table(now, unbuilt), before)
    if new_keys := [made_by for index, made_by in table.unique_indexes().items() if index not in made]:
        unbuilt = _make_unique(connection, Table(now, unbuilt), new_keys)
    return unbuilt


def _new(table: Table, old: Table, unfinished: Unbuilt, made: Mapping[str, str], documents: int) -> Unbuilt:
    now, before, wanted = table.collection, old.collection, table.order_indexes()
    columns = {field for field in table.fields if field not in old.fields or field in unfinished.columns}
    counted = set(before.counters) - set(unfinished.counters)
    if (now.count_per, now.counted) != (before.count_per, before.counted):
        counted = set()
    counters = set(now.counters) - counted
    terms = {field for field in now.terms if field not in before.terms or field in unfinished.terms}
    terms |= {field for field in now.many if field not in before.many or field in unfinished.terms}
    return Unbuilt(
        columns=tuple(sorted(columns)),
        counters=tuple(sorted(counters)),
        indexes=tuple(sorted(wanted.keys() - made.keys())),
        replaced=tuple(sorted(name for name in wanted.keys() & made.keys() if made[name] != wanted[name])),
        terms=tuple(sorted(terms)),
        steps=documents * (bool(columns or counters) + bool(terms)),
    )


def _indexes(connection: sqlite3.Connection, table: Table) -> dict[str, str]:
    """The statements that made those of its indexes that are there, by name."""
    sql = "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL"
    return {quoted(name): made for name, made in connection.execute(sql, (table.collection.name,))}


def _documents(connection: sqlite3.Connection, table: Table) -> int:
    count: int = connection.execute(f"SELECT count(*) FROM {table.name}").fetchone()[0]
    return count


def _check_sorts(connection: sqlite3.Connection, table: Table, before: Collection) -> None:
    for field in table.collection.sorts:
        if field not in before.sorts:
            sql = f"SELECT d.id FROM {table.name} AS d WHERE {table.value(field)} IS NULL LIMIT 1"
            for (id,) in connection.execute(sql):
                raise lacks_sort(table.collection, id, field)


def _make_unique(connection: sqlite3.Connection, table: Table, statements: Iterable[str]) -> Unbuilt:
    """A write may take such a key at once, so their columns are filled at once."""
    left = table.unbuilt
    while left.columns or left.counters:
        left = step(connection, table)
    try:
        for statement in statements:
            connection.execute(statement)
    except sqlite3.IntegrityError as error:
        raise table.conflict(str(error)) from error
    return left


def step(connection: sqlite3.Connection, table: Table) -> Unbuilt:
    """Does some of the work that is left -> what is left then. Raises msgspec.DecodeError for a damaged document."""
    left = sqlite_unbuilt.read(connection, table.collection.name)
    if left.columns or left.counters:
        left = _walk_documents(connection, table, left)
    elif left.indexes or left.replaced:
        left = _make_index(connection, table, left)
    elif left.terms:
        left = _walk_block(connection, table, left)
    sqlite_unbuilt.write(connection, table.collection.name, left)
    return left


def _walk_documents(connection: sqlite3.Connection, table: Table, left: Unbuilt) -> Unbuilt:
    sql = f"SELECT id, doc FROM {table.name} WHERE id > ? ORDER BY id LIMIT ?"
    found = connection.execute(sql, (left.after, _BATCH)).fetchall()
    if not found:
        return msgspec.structs.replace(left, columns=(), counters=())
    counted, counts = replace(table.collection, counters=left.counters), Counts()
    filled: dict[str, list[tuple[Any, str, Any]]] = defaultdict(list)
    for id, body in found:
        doc = unpack(body, dict)
        counts.update(counts_of(counted, doc))
        for field in left.columns:
            value = scalar(value_at(doc, field))
            filled[field].append((value, id, value))
    for field, values in filled.items():
        name = column(field)
        connection.executemany(f"UPDATE {table.name} SET {name} = ? WHERE id = ? AND {name} IS NOT ?", values)
    count(connection, table, counts)
    return msgspec.structs.replace(left, after=found[-1][0], done=left.done + len(found))


def _make_index(connection: sqlite3.Connection, table: Table, left: Unbuilt) -> Unbuilt:
    """One: to SQLite that is a single statement. Until it is committed, the one that it replaces is there."""
    name = next(iter((*left.indexes, *left.replaced)))
    connection.execute(f"DROP INDEX IF EXISTS {name}")
    connection.execute(table.order_indexes()[name])
    return msgspec.structs.replace(
        left,
        indexes=tuple(each for each in left.indexes if each != name),
        replaced=tuple(each for each in left.replaced if each != name),
    )


def _walk_block(connection: sqlite3.Connection, table: Table, left: Unbuilt) -> Unbuilt:
    sql = f"SELECT block, partition FROM {table.blocks} WHERE block > ? ORDER BY block LIMIT 1"
    found = connection.execute(sql, (left.block,)).fetchone()
    if not found:
        return msgspec.structs.replace(left, terms=())
    block, partition = found
    now, fields = table.collection, frozenset(left.terms)
    bits: dict[Term, int] = defaultdict(int)
    documents = connection.execute(
        f"SELECT p.slot, d.doc FROM {table.places} AS p CROSS JOIN {table.name} AS d ON d.id = p.id WHERE p.block = ?",
        (block,),
    )
    members = 0
    for slot, body in documents:
        members += 1
        for term in terms_of(unpack(body, dict), fields & {*now.terms}, fields & {*now.many}):
            bits[term] |= 1 << slot
    kept = [field for field in (*now.terms, *now.many) if field not in fields]
    blocks.replace_terms(connection, table, partition, block, kept=kept, bits=bits)
    return msgspec.structs.replace(left, block=block, done=left.done + members)
