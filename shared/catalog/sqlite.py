"""Catalog in one SQLite file, for one process: readers side by side, one writer that commits in groups.

What a changed declaration asks for anew is built in the background, in turns with what others write.
"""

import asyncio
import logging
import sqlite3
import time
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from shared.catalog import sqlite_building as building
from shared.catalog import sqlite_rows as rows
from shared.catalog.base import Collection, Doc, Patch, SetAside, Sort
from shared.catalog.declared import check_count, check_sum, check_where, unique_key
from shared.catalog.documents import apply, check_id, unpack
from shared.catalog.sqlite_prepare import prepare, set_aside_damaged
from shared.catalog.sqlite_read import counts, found, found_few, found_ids, snapshot
from shared.catalog.sqlite_schema import prepare_own
from shared.catalog.sqlite_table import Table, column
from shared.domain.where import Where, holds
from shared.errors import Transient
from shared.sqlite.compacting import compact
from shared.sqlite.connection import connect
from shared.sqlite.errors import SqliteFile, translated
from shared.sqlite.threads import Job, Readers, Writer

log = logging.getLogger(__name__)

T = TypeVar("T")
R = TypeVar("R")

_READERS = 3
_RETRY_SECONDS = 10.0  # after a step that a full or failing disk refused


class SqliteCatalog:
    """See shared/catalog/base.py for the contract."""

    def __init__(self, readers: Readers, writer: Writer) -> None:
        self._readers = readers
        self._writer = writer
        self._tables: dict[str, Table] = {}
        self._building: asyncio.Task[None] | None = None

    @classmethod
    async def open(cls, path: Path) -> "SqliteCatalog":
        """Opens or creates the file, in a folder that exists. Raises Unavailable when it cannot be used."""
        file = SqliteFile(path, "catalog")
        writer, *readers = await asyncio.to_thread(_connections, file)
        return cls(Readers(file, readers), Writer(file, writer))

    async def declare(self, *collections: Collection) -> None:
        await self._stop_building()
        for collection in collections:
            self._tables[collection.name] = await self._writer.run(partial(prepare, collection=collection))
        if table := self._unbuilt():
            log.info("What is newly asked of %s is built while it is in use.", table.collection.name)
            self._building = asyncio.create_task(self._build())

    async def insert(self, collection: str, doc: Doc) -> None:
        table = self._table(collection)
        await self._writer.run(lambda connection: rows.insert(connection, table, doc))

    async def get(self, collection: str, into: type[T], id: str) -> T | None:
        table = self._table(collection)
        return await self._whole(table, self._readers, lambda connection: rows.read(connection, table, into, id))

    async def get_many(self, collection: str, into: type[T], ids: Sequence[str]) -> dict[str, T]:
        table = self._table(collection)
        sql = f"SELECT id, doc FROM {table.name} WHERE id IN (SELECT value FROM json_each(?))"
        wanted = msgspec.json.encode(ids).decode()

        def read(connection: sqlite3.Connection) -> dict[str, T]:
            return {name: unpack(body, into) for name, body in connection.execute(sql, (wanted,))}

        return await self._whole(table, self._readers, read)

    async def find_one(self, collection: str, into: type[T], key: Mapping[str, Any]) -> T | None:
        table = self._table(collection)
        fields = unique_key(table.collection, key)
        sql = f"SELECT doc FROM {table.name} WHERE {' AND '.join(f'{column(field)} = ?' for field in fields)}"

        def read(connection: sqlite3.Connection) -> T | None:
            row = connection.execute(sql, [key[field] for field in fields]).fetchone()
            return unpack(row[0], into) if row else None

        return await self._whole(table, self._readers, read)

    async def find_each(
        self, collection: str, into: type[T], key: Mapping[str, Any], field: str, values: Sequence[str]
    ) -> list[T]:
        table = self._table(collection)
        unique_key(table.collection, (*key, field))
        pinned = "".join(f"{column(name)} = ? AND " for name in key)
        sql = f"SELECT doc FROM {table.name} WHERE {pinned}{column(field)} IN (SELECT value FROM json_each(?))"
        args = [*key.values(), msgspec.json.encode(values).decode()]

        def read(connection: sqlite3.Connection) -> list[T]:
            return [unpack(body, into) for (body,) in connection.execute(sql, args)]

        return await self._whole(table, self._readers, read)

    async def patch(self, collection: str, id: str, patch: Patch, *, if_: Where | None = None) -> bool:
        table = self._table(collection)

        def write(connection: sqlite3.Connection) -> bool:
            kept = rows.kept(connection, table, id)
            if kept is None or (if_ and not holds(if_, kept[0])):
                return False
            doc, before = kept
            apply(patch, doc)
            rows.replace(connection, table, before, doc)
            return True

        return await self._whole(table, self._writer, write)

    async def delete(self, collection: str, id: str, *, if_: Where | None = None) -> bool:
        table = self._table(collection)

        def write(connection: sqlite3.Connection) -> bool:
            kept = rows.kept(connection, table, id)
            if kept is None or (if_ and not holds(if_, kept[0])):
                return False
            rows.remove(connection, table, kept[0])
            return True

        return await self._whole(table, self._writer, write)

    async def replace_many(self, collection: str, docs: Sequence[Doc]) -> None:
        table = self._table(collection)
        for doc in docs:
            check_id(doc)

        def write(connection: sqlite3.Connection) -> None:
            for doc in docs:
                if kept := rows.kept(connection, table, doc["id"]):
                    rows.replace(connection, table, kept[1], doc)
                else:
                    rows.insert(connection, table, doc)

        await self._whole(table, self._writer, write)

    async def delete_many(self, collection: str, ids: Sequence[str]) -> None:
        table = self._table(collection)

        def write(connection: sqlite3.Connection) -> None:
            for id in ids:
                if kept := rows.kept(connection, table, id):
                    rows.remove(connection, table, kept[0])

        await self._whole(table, self._writer, write)

    async def find(
        self,
        collection: str,
        into: type[T],
        where: Where | None = None,
        *,
        sort: Sort,
        after: tuple[Any, str] | None = None,
        limit: int,
    ) -> list[T]:
        table = self._table(collection)

        def read(connection: sqlite3.Connection) -> list[T]:
            return [unpack(body, into) for body in found(connection, table, where, sort, after, max(limit, 0))]

        return await self._whole(table, self._readers, partial(snapshot, table=table, read=read))

    async def find_ids(self, collection: str, where: Where, *, limit: int) -> list[str]:
        table = self._table(collection)
        read = partial(found_ids, table=table, where=where, limit=max(limit, 0))
        return await self._whole(table, self._readers, partial(snapshot, table=table, read=read))

    async def find_few(self, collection: str, where: Where, *, most: int) -> list[str] | None:
        table = self._table(collection)
        read = partial(found_few, table=table, where=where, most=max(most, 0))
        return await self._whole(table, self._readers, partial(snapshot, table=table, read=read))

    async def count_by(
        self, collection: str, field: str, *, per: str | None, where: Where | None = None
    ) -> dict[str, int]:
        table = self._table(collection)
        check_count(table.collection, field)
        check_where(table.collection, where)
        read = partial(counts, table=table, field=field, per=per, where=where)
        return await self._whole(table, self._readers, partial(snapshot, table=table, read=read))

    async def total(self, collection: str, field: str, *, per: str) -> int:
        table = self._table(collection)
        check_sum(table.collection, field)
        read = partial(counts, table=table, field=field, per=per, where=None)
        return (await self._whole(table, self._readers, partial(snapshot, table=table, read=read))).get("", 0)

    async def recount(self) -> int:
        return 0  # they are written with their documents

    async def verify(self, collection: str) -> int:
        table = self._table(collection)
        return await self._whole(table, self._readers, partial(rows.verify, table=table))

    async def set_aside(self, collection: str) -> list[SetAside]:
        sql = "SELECT id, per, why, at FROM _set_aside WHERE collection = ? ORDER BY id"
        name = self._table(collection).collection.name
        return await self._readers.run(lambda connection: [SetAside(*row) for row in connection.execute(sql, (name,))])

    async def forget(self, collection: str, id: str) -> bool:
        sql = "DELETE FROM _set_aside WHERE collection = ? AND id = ?"
        name = self._table(collection).collection.name
        return await self._writer.run(lambda connection: connection.execute(sql, (name, id)).rowcount > 0)

    async def compact(self) -> None:
        await self._writer.alone(compact)

    async def check(self) -> None:
        """A damaged page is met by who needs it, and told from then on: to look for one is to read the whole file."""
        if damage := self._readers.damage or self._writer.damage:
            raise damage
        if self._building and self._building.done():
            self._building.result()
        await self._readers.run(lambda connection: connection.execute("SELECT 1 FROM _collections").fetchone())
        await self._writer.run(lambda _: None)

    async def close(self) -> None:
        await self._stop_building()
        # The writer last: the last connection to leave folds the log into the file.
        await self._readers.close()
        await self._writer.close()

    async def _whole(self, table: Table, threads: Readers, job: Job[R]) -> R:
        """What the job returns, once again when it met a damaged document, which is then set aside."""
        try:
            return await threads.run(job)
        except (msgspec.DecodeError, sqlite3.OperationalError) as error:
            if not rows.is_damaged_document(error):
                raise
            await self._writer.run(partial(set_aside_damaged, collection=table.collection))
        return await threads.run(job)

    async def _build(self) -> None:
        """Until nothing is left; rests as long as it works."""
        while table := self._unbuilt():
            began = time.monotonic()
            try:
                left = await self._whole(table, self._writer, partial(building.step, table=table))
            except Transient as error:
                log.warning("the catalog is not built further for now: %s", error)
                await asyncio.sleep(_RETRY_SECONDS)
                continue
            self._tables[table.collection.name] = Table(table.collection, left)
            await asyncio.sleep(time.monotonic() - began)

    async def _stop_building(self) -> None:
        """What was built stays."""
        if self._building:
            self._building.cancel()
            await asyncio.wait([self._building])
            self._building = None

    def _unbuilt(self) -> Table | None:
        return next((table for table in self._tables.values() if table.unbuilt), None)

    def _table(self, collection: str) -> Table:
        if collection not in self._tables:
            raise ValueError(f"{collection} is not declared")
        return self._tables[collection]


def _connections(file: SqliteFile) -> list[sqlite3.Connection]:
    """The writer's, then the readers'."""
    connections = [connect(file, writer=True)]
    try:
        connections[0].execute("BEGIN IMMEDIATE")
        prepare_own(connections[0])
        connections[0].execute("COMMIT")
        connections += [connect(file, writer=False) for _ in range(_READERS)]
    except Exception as error:
        for connection in connections:
            connection.close()
        raise translated(error, file) from error
    return connections
