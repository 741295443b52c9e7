import asyncio
import sqlite3
import threading
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from shared.broker.group_commit import GroupCommit
from shared.errors import OutOfSpace, Unavailable
from tests.failing import denied_once
from tests.running import PATIENCE

SCHEMA = "create table if not exists number(n integer primary key)"


@pytest.fixture
async def writer(tmp_path: Path) -> AsyncIterator[GroupCommit]:
    writer = await GroupCommit.open(tmp_path / "numbers.sqlite", SCHEMA)
    yield writer
    await writer.close()


def insert(n: int):
    return lambda db: db.execute("insert into number values (?)", (n,)).lastrowid


def numbers(db: sqlite3.Connection) -> list[int]:
    return [n for (n,) in db.execute("select n from number order by n")]


async def block(writer: GroupCommit) -> threading.Event:
    """The writer's thread waits inside a commit until the event is set."""
    begun, go = threading.Event(), threading.Event()

    def wait(_: sqlite3.Connection) -> None:
        begun.set()
        go.wait(10)

    writer.submit(wait)
    await asyncio.to_thread(begun.wait, 10)
    return go


async def test_what_queues_up_during_a_commit_is_one_commit(writer: GroupCommit) -> None:
    commits = []
    go = await block(writer)
    await_all = [writer.submit(insert(n)) for n in range(100)]
    writer._db.set_trace_callback(lambda sql: commits.append(sql) if sql == "commit" else None)
    go.set()
    assert await asyncio.gather(*await_all) == list(range(100))
    assert len(commits) == 2  # the blocker's and ours


async def test_one_that_fails_takes_no_other_with_it(writer: GroupCommit) -> None:
    go = await block(writer)
    first, twice, last = writer.submit(insert(1)), writer.submit(insert(1)), writer.submit(insert(2))
    go.set()
    assert await first == 1
    with pytest.raises(sqlite3.IntegrityError):
        await twice
    assert await last == 2
    assert await writer.submit(numbers) == [1, 2]


async def test_cancelling_who_waits_stops_neither_the_work_nor_what_follows(writer: GroupCommit) -> None:
    followed = asyncio.Event()
    go = await block(writer)
    waiting = asyncio.ensure_future(writer.submit(insert(1), then=followed.set))
    waiting.cancel()
    go.set()
    async with asyncio.timeout(PATIENCE):
        await followed.wait()
    assert await writer.submit(numbers) == [1]


async def test_what_fails_is_followed_by_nothing(writer: GroupCommit) -> None:
    await writer.submit(insert(1))
    followed: list[int] = []
    with pytest.raises(sqlite3.IntegrityError):
        await writer.submit(insert(1), then=lambda: followed.append(1))
    assert followed == []


async def test_close_finishes_what_was_submitted(tmp_path: Path) -> None:
    writer = await GroupCommit.open(tmp_path / "numbers.sqlite", SCHEMA)
    submitted = [writer.submit(insert(n)) for n in range(700)]
    await writer.close()
    assert await asyncio.gather(*submitted) == list(range(700))
    with pytest.raises(Unavailable):
        writer.submit(insert(1000))
    await writer.close()


async def test_a_full_disk_is_out_of_space_and_heals(writer: GroupCommit) -> None:
    def fill(db: sqlite3.Connection) -> None:
        db.execute("insert into blob values (zeroblob(200000))")

    await writer.submit(lambda db: db.execute("create table blob(b blob)"))
    pages = await writer.submit(lambda db: db.execute("pragma page_count").fetchone()[0])
    await writer.submit(lambda db: db.execute(f"pragma max_page_count = {pages + 10}"))
    with pytest.raises(OutOfSpace):
        await writer.submit(fill)
    await writer.submit(lambda db: db.execute("pragma max_page_count = 100000"))
    await writer.submit(fill)


async def test_a_file_that_is_no_database_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"not a database, but long enough to be looked at" * 100)
    with pytest.raises(Unavailable):
        await GroupCommit.open(tmp_path / "x", SCHEMA)
    with pytest.raises(Unavailable):
        await GroupCommit.open(tmp_path / "no such folder" / "x", SCHEMA)


async def test_a_commit_and_a_rollback_that_fail_cost_nothing_after_them(writer: GroupCommit) -> None:
    def fails(db: sqlite3.Connection) -> None:
        insert(1)(db)
        db.set_authorizer(denied_once("COMMIT", "ROLLBACK"))

    with pytest.raises(Unavailable, match="not authorized"):
        await writer.submit(fails)
    assert await writer.submit(insert(2)) == 2
    assert await writer.submit(numbers) == [2]
