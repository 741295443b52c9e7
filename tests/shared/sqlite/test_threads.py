import asyncio
import os
import sqlite3
from functools import partial
from pathlib import Path
from threading import Event, get_ident

import pytest

from shared.errors import Conflict, OutOfSpace, Unavailable
from shared.sqlite.connection import connect
from shared.sqlite.errors import SqliteFile, translated
from shared.sqlite.threads import Job, Readers, Writer
from tests.failing import failing, needs_strace
from tests.running import PATIENCE


@pytest.fixture
def file(tmp_path: Path) -> SqliteFile:
    file = SqliteFile(tmp_path / "c.db", "catalog")
    connection = connect(file, writer=True)
    connection.execute("CREATE TABLE t (n INTEGER PRIMARY KEY, text)")
    connection.close()
    return file


def numbers(file: SqliteFile) -> list[int]:
    connection = connect(file, writer=False)
    found = [n for (n,) in connection.execute("SELECT n FROM t ORDER BY n")]
    connection.close()
    return found


def put(n: int, text: str = "") -> Job[int]:
    def job(connection: sqlite3.Connection) -> int:
        connection.execute("INSERT INTO t VALUES (?, ?)", (n, text))
        return n

    return job


async def test_the_disk_is_asked_to_keep_every_commit(file: SqliteFile) -> None:
    writer = connect(file, writer=True)
    assert writer.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert writer.execute("PRAGMA synchronous").fetchone() == (2,)
    assert writer.execute("PRAGMA busy_timeout").fetchone() == (10_000,)
    writer.close()


async def test_what_waits_is_committed_together_and_one_failure_stays_alone(file: SqliteFile) -> None:
    writer = Writer(file, connect(file, writer=True))
    transactions: list[int] = []
    started, go = Event(), Event()

    def hold(_: sqlite3.Connection) -> None:
        started.set()
        go.wait(10)

    def seen(connection: sqlite3.Connection) -> None:
        # Rows of the same transaction are there, those of none other were added since.
        transactions.append(connection.execute("SELECT count(*) FROM t").fetchone()[0])

    def fails(connection: sqlite3.Connection) -> None:
        connection.execute("INSERT INTO t VALUES (100, '')")
        raise Conflict("taken", key="n")

    first = asyncio.create_task(writer.run(hold))
    await asyncio.to_thread(started.wait, 10)
    group = [asyncio.create_task(writer.run(job)) for job in (put(1), fails, put(2), put(1), seen)]
    await asyncio.sleep(0)
    assert numbers(file) == []
    go.set()
    await first
    answers = await asyncio.gather(*group, return_exceptions=True)
    await writer.close()
    assert [type(answer) for answer in answers] == [int, Conflict, int, sqlite3.IntegrityError, type(None)]
    assert numbers(file) == [1, 2]
    assert transactions == [2]


async def test_a_full_disk_takes_back_the_group_and_then_goes_on(file: SqliteFile) -> None:
    connection = connect(file, writer=True)
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages + 4}")
    writer = Writer(file, connection)
    started, go = Event(), Event()
    first = asyncio.create_task(writer.run(lambda _: (started.set(), go.wait(10))))
    await asyncio.to_thread(started.wait, 10)
    group = [asyncio.create_task(writer.run(job)) for job in (put(1), put(2, "x" * 100_000), put(3))]
    await asyncio.sleep(0)
    go.set()
    await first
    answers = await asyncio.gather(*group, return_exceptions=True)
    # SQLite may take back the one statement or all; what was answered well is there, and nothing else.
    assert isinstance(answers[1], OutOfSpace)
    assert await writer.run(put(4)) == 4
    await writer.close()
    assert numbers(file) == [*(answer for answer in answers if isinstance(answer, int)), 4]


async def test_readers_work_side_by_side(file: SqliteFile) -> None:
    readers = Readers(file, [connect(file, writer=False) for _ in range(2)])
    here, there = Event(), Event()

    def one(_: sqlite3.Connection) -> int:
        here.set()
        assert there.wait(10)
        return get_ident()

    def other(_: sqlite3.Connection) -> int:
        there.set()
        assert here.wait(10)
        return get_ident()

    first, second = await asyncio.gather(readers.run(one), readers.run(other))
    assert first != second
    await readers.close()


async def test_readers_cannot_write(file: SqliteFile) -> None:
    readers = Readers(file, [connect(file, writer=False)])
    with pytest.raises(Unavailable, match="readonly"):
        await readers.run(put(1))
    await readers.close()


async def test_a_cancelled_caller_does_not_stop_the_others(file: SqliteFile) -> None:
    writer = Writer(file, connect(file, writer=True))
    cancelled = asyncio.create_task(writer.run(put(1)))
    await asyncio.sleep(0)
    cancelled.cancel()
    assert await writer.run(put(2)) == 2
    with pytest.raises(asyncio.CancelledError):
        await cancelled
    await writer.close()
    assert 2 in numbers(file)


async def test_what_comes_then_comes_though_nobody_waits_any_more(file: SqliteFile) -> None:
    writer = Writer(file, connect(file, writer=True))
    followed = asyncio.Event()
    waiting = asyncio.create_task(writer.run(put(1), then=followed.set))
    await asyncio.sleep(0)
    waiting.cancel()
    async with asyncio.timeout(PATIENCE):
        await followed.wait()
    await writer.close()
    assert numbers(file) == [1]


async def test_what_fails_is_followed_by_nothing(file: SqliteFile) -> None:
    writer = Writer(file, connect(file, writer=True))
    await writer.run(put(1))
    followed: list[int] = []
    answers = await asyncio.gather(
        *(writer.run(put(n), then=partial(followed.append, n)) for n in (1, 2)), return_exceptions=True
    )
    assert [type(answer) for answer in answers] == [sqlite3.IntegrityError, int]
    with pytest.raises(sqlite3.IntegrityError):
        await writer.run(put(2), then=partial(followed.append, 2))
    assert followed == [2]
    await writer.close()
    assert numbers(file) == [1, 2]


async def test_another_writer_is_waited_for_and_then_unavailable(file: SqliteFile) -> None:
    connection = connect(file, writer=True)
    connection.execute("PRAGMA busy_timeout = 50")
    writer = Writer(file, connection)
    other = connect(file, writer=True)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(Unavailable, match="locked"):
        await writer.run(put(1))
    other.execute("COMMIT")
    other.close()
    assert await writer.run(put(1)) == 1
    await writer.close()


async def test_close_finishes_what_was_asked_and_refuses_the_rest(file: SqliteFile) -> None:
    writer = Writer(file, connect(file, writer=True))
    writes = [asyncio.create_task(writer.run(put(n))) for n in range(300)]
    await asyncio.sleep(0)
    await asyncio.gather(writer.close(), writer.close())
    assert await asyncio.gather(*writes) == list(range(300))
    with pytest.raises(Unavailable, match="closed"):
        await writer.run(put(1))
    assert numbers(file) == list(range(300))


def test_a_file_that_cannot_be_used_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "text").write_bytes(b"this is no database " * 100)
    for wrong in (tmp_path, tmp_path / "missing" / "c.db", tmp_path / "text"):
        with pytest.raises(Unavailable, match="database"):
            connect(SqliteFile(wrong, "catalog"), writer=True)


async def test_a_commit_and_a_rollback_that_fail_cost_their_group_and_nothing_after_it(file: SqliteFile) -> None:
    connection = connect(file, writer=True)
    refuse(connection, {"COMMIT", "ROLLBACK"})
    writer = Writer(file, connection)
    with pytest.raises(sqlite3.DatabaseError, match="not authorized"):
        await writer.run(put(1))
    assert await writer.run(put(2)) == 2
    await writer.close()
    assert numbers(file) == [2]


def refuse(connection: sqlite3.Connection, once: set[str]) -> None:
    """SQLite itself refuses each of these statements the first time."""

    def authorize(action: int, what: str | None, *_: str | None) -> int:
        if action == sqlite3.SQLITE_TRANSACTION and what in once:
            once.remove(what)
            return sqlite3.SQLITE_DENY
        return sqlite3.SQLITE_OK

    connection.set_authorizer(authorize)


def test_an_error_of_a_file_that_cannot_be_looked_at_is_one_of_the_disk(tmp_path: Path) -> None:
    connection = connect(SqliteFile(tmp_path / "catalog.sqlite", "catalog"), writer=False)
    with pytest.raises(sqlite3.OperationalError) as raised:
        connection.execute("CREATE TABLE one (id)")
    connection.close()
    error = translated(raised.value, SqliteFile(tmp_path / "home" / "elsewhere.sqlite", "catalog"))
    assert isinstance(error, Unavailable)
    assert str(error) == "The catalog home/elsewhere.sqlite cannot be used: attempt to write a readonly database."


@needs_strace
async def test_what_the_disk_failed_to_read_once_is_no_damage(file: SqliteFile) -> None:
    writer = Writer(file, connect(file, writer=True))
    readers = Readers(file, [connect(file, writer=False)])
    for threads in (writer, readers):
        with failing(os.getpid(), ["pread64"], "EIO", when="1", paths=[file.path]) as failed:
            assert await threads.run(lambda connection: connection.execute("SELECT * FROM t").fetchall()) == []
        assert failed
        assert threads.damage is None
    await readers.close()
    await writer.close()
