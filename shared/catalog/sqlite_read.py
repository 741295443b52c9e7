"""What find and count_by read, by the bitmaps where they can tell and by a covering index where they cannot.

What is not built yet is read from the documents: the answer is the same, and where it takes too long there is none.
"""

import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice
from typing import Any, TypeVar

from shared.catalog import sqlite_rows as rows
from shared.catalog.base import Sort
from shared.catalog.declared import order_for
from shared.catalog.documents import as_text, counts_of, unpack, values_at
from shared.catalog.sqlite_find import Page
from shared.catalog.sqlite_sieve import Sieve
from shared.catalog.sqlite_table import Table
from shared.domain.where import Eq, Where, all_of
from shared.errors import Unavailable
from shared.sqlite.errors import code_of

T = TypeVar("T")

_ALL = -1  # as a limit
_SECONDS = 5.0  # an answer may take, while what would make it quick is being built
_STEPS = 1000  # of SQLite between two looks at the clock


def snapshot(connection: sqlite3.Connection, table: Table, read: Callable[[sqlite3.Connection], T]) -> T:
    """What `read` returns, who sees one state of the file in all its statements. Raises Unavailable where that takes
    too long because the table is being built."""
    end = time.monotonic() + _SECONDS
    connection.execute("BEGIN")
    try:
        if table.unbuilt:
            connection.set_progress_handler(lambda: time.monotonic() > end, _STEPS)
        return read(connection)
    except sqlite3.OperationalError as error:
        if code_of(error) != sqlite3.SQLITE_INTERRUPT:
            raise
        raise Unavailable(
            f"What this asks for is still being built in the catalog ({table.unbuilt.percent} % is). Try again later."
        ) from error
    finally:
        connection.set_progress_handler(None, 0)
        connection.execute("COMMIT")


def found(
    connection: sqlite3.Connection,
    table: Table,
    where: Where | None,
    sort: Sort,
    after: tuple[Any, str] | None,
    limit: int,
) -> Iterator[str]:
    """The bodies of a page. Raises ValueError for anything undeclared, as Page does."""
    order_for(table.collection, where, sort)
    if sort.field == table.first.sort and (sieve := Sieve.of(connection, table, where)):
        yield from sieve.documents(sort, after, limit)
        return
    page = Page(table, where, sort, after, limit)
    for (body,) in connection.execute(page.sql, page.args):
        yield body


def found_ids(connection: sqlite3.Connection, table: Table, where: Where, limit: int) -> list[str]:
    sort = Sort(order_for(table.collection, where, None).sort)
    if sieve := Sieve.of(connection, table, where):
        return list(islice(sieve.ids(), limit))
    page = Page(table, where, sort, None, limit, what="id")
    return [id for (id,) in connection.execute(page.sql, page.args)]


def found_few(connection: sqlite3.Connection, table: Table, where: Where, most: int) -> list[str] | None:
    """All ids; None where there are more than `most`: bitmaps tell without listing any."""
    sieve = Sieve.of(connection, table, where)
    if sieve and (count := sieve.count) is not None and count > most:
        return None
    ids = list(islice(sieve.ids(), most + 1)) if sieve else found_ids(connection, table, where, most + 1)
    return ids if len(ids) <= most else None


def counts(
    connection: sqlite3.Connection, table: Table, field: str, per: str | None, where: Where | None
) -> dict[str, int]:
    if where is None and field in table.unbuilt.counters:
        return _counted(connection, table, field, per)
    if where is None and per is None:
        return dict(connection.execute(rows.COUNTS_OF_ALL, (table.collection.name, field)).fetchall())
    if where is None:
        return dict(connection.execute(rows.COUNTS, (table.collection.name, field, per)).fetchall())
    where = where if per is None else all_of(Eq(table.collection.count_per, per), where)
    sieve = Sieve.of(connection, table, where)
    told = sieve.counts(field) if sieve else None
    if told is not None:
        return told
    return dict(Counter(_values(_bodies(connection, table, where, sieve), field)))


def _counted(connection: sqlite3.Connection, table: Table, field: str, per: str | None) -> dict[str, int]:
    """What the counters will say."""
    collection, found = replace(table.collection, counters=(field,)), Counter[str]()
    for (body,) in connection.execute(f"SELECT doc FROM {table.name}"):
        for (_, of, value), n in counts_of(collection, unpack(body, dict)).items():
            found[value] += n if per in (None, of) else 0
    return dict(+found)


def _bodies(connection: sqlite3.Connection, table: Table, where: Where, sieve: Sieve | None) -> Iterator[str]:
    sort = Sort(table.first.sort)
    if sieve:
        yield from sieve.documents(sort, None)
        return
    page = Page(table, where, sort, None, _ALL)
    for (body,) in connection.execute(page.sql, page.args):
        yield body


def _values(bodies: Iterator[str], field: str) -> Iterator[str]:
    for body in bodies:
        values = values_at(unpack(body, dict), field)
        yield from {as_text(value) for value in values if isinstance(value, str | int | float)}
