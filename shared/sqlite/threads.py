"""SQLite off the event loop: threads with a connection each, serving one queue of jobs.

A writer commits everything that waits for it in one transaction: while one commit is on its way to the disk, the
next one gathers. So a durable write costs a hundred concurrent callers hardly more than one.
"""

import asyncio
import contextlib
import queue
import sqlite3
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from threading import Thread
from typing import Any, TypeVar

from shared.errors import Unavailable
from shared.sqlite.errors import DamagedFile, SqliteFile, translated
from shared.sqlite.files import mark

T = TypeVar("T")
Job = Callable[[sqlite3.Connection], T]

_GROUP = 256  # writes a transaction: what a caller may have to wait for


@dataclass(frozen=True, slots=True)
class _Asked:
    job: Job[Any]
    loop: asyncio.AbstractEventLoop
    future: asyncio.Future[Any]
    then: Callable[[], None] | None
    alone: bool = False


@dataclass(frozen=True, slots=True)
class _Answer:
    to: _Asked
    result: Any = None
    error: Exception | None = None


class Readers:
    """`connections`, to that file, belong to it from now on. A thread for each takes the one that was
    used last: its cache holds what is asked for, where turns would keep as many half-cold caches as there are
    connections."""

    def __init__(self, file: SqliteFile, connections: Sequence[sqlite3.Connection]) -> None:
        self.damage: DamagedFile | None = None  # the last that was met
        self._file = file
        self._queue: queue.SimpleQueue[_Asked | None] = queue.SimpleQueue()
        self._closed = False
        self._free: queue.LifoQueue[sqlite3.Connection] = queue.LifoQueue()
        for connection in connections:
            self._free.put(connection)
        self._threads = [Thread(target=self._serve, name=file.name, daemon=True) for _ in connections]
        for thread in self._threads:
            thread.start()

    async def run(self, job: Job[T], *, then: Callable[[], None] | None = None) -> T:
        """What the job returns. `then` is called on the loop when it is done. Raises what the job raises, translated,
        and Unavailable after close. A caller that is cancelled does not take its job back, nor what comes then."""
        with contextlib.suppress(DamagedFile):
            return await self._ask(job, then)
        # SQLite also calls damaged what its disk failed to read. A page that is damaged stays so.
        try:
            return await self._ask(job, then)
        except DamagedFile as error:
            self.damage = error
            if self._file.anew:
                mark(self._file.path)
            raise

    async def _ask(self, job: Job[T], then: Callable[[], None] | None, *, alone: bool = False) -> T:
        if self._closed:
            raise Unavailable(f"The {self._file.name} is closed.")
        loop = asyncio.get_running_loop()
        asked = _Asked(job, loop, loop.create_future(), then, alone)
        self._queue.put(asked)
        result: T = await asked.future
        return result

    async def close(self) -> None:
        """Finishes what was asked before."""
        if not self._closed:
            self._closed = True
            for _ in self._threads:
                self._queue.put(None)
        for thread in self._threads:
            await asyncio.to_thread(thread.join)

    def _serve(self) -> None:
        while (asked := self._queue.get()) is not None:
            connection = self._free.get()
            answers = self._answers(connection, asked)
            self._free.put(connection)
            _answer([self._translated(answer) for answer in answers])
        self._free.get().close()

    def _answers(self, connection: sqlite3.Connection, asked: _Asked) -> "Sequence[_Answer]":
        try:
            return [_Answer(asked, asked.job(connection))]
        except Exception as error:  # noqa: BLE001 - the caller raises it
            # A cursor that lives on in a frame would hold this connection in the past.
            traceback.clear_frames(error.__traceback__)
            return [_Answer(asked, error=error)]

    def _translated(self, answer: _Answer) -> _Answer:
        if answer.error is None:
            return answer
        return replace(answer, error=translated(answer.error, self._file))


class Writer(Readers):
    """Every job that shares a transaction runs in a savepoint, so that one's failure leaves its neighbours alone. It is
    answered when the transaction is on the disk."""

    def __init__(self, file: SqliteFile, connection: sqlite3.Connection) -> None:
        super().__init__(file, [connection])

    async def alone(self, job: Job[T]) -> T:
        """What the job returns, which runs outside of any transaction."""
        return await self._ask(job, None, alone=True)

    def _answers(self, connection: sqlite3.Connection, asked: _Asked) -> "Sequence[_Answer]":
        group = [asked, *self._waiting()]
        together = [each for each in group if not each.alone]
        answers = list(_committed(connection, together)) if together else []
        for each in group:
            if each.alone:
                answers += super()._answers(connection, each)
        return answers

    def _waiting(self) -> list[_Asked]:
        group: list[_Asked] = []
        while len(group) < _GROUP and not self._queue.empty():
            asked = self._queue.get()
            if asked is None:
                self._queue.put(None)  # for _serve, after this last group
                break
            group.append(asked)
        return group


def _committed(connection: sqlite3.Connection, group: Sequence[_Asked]) -> Sequence[_Answer]:
    try:
        if connection.in_transaction:  # the last group's could not be rolled back
            connection.execute("ROLLBACK")
        connection.execute("BEGIN IMMEDIATE")
        if len(group) == 1:
            answers = [_Answer(group[0], group[0].job(connection))]
        else:
            answers = [_saved(connection, asked) for asked in group]
        connection.execute("COMMIT")
    except Exception as error:  # noqa: BLE001 - every caller raises it
        if connection.in_transaction:
            with contextlib.suppress(sqlite3.Error):  # tried again before the next group
                connection.execute("ROLLBACK")
        return [_Answer(asked, error=error) for asked in group]
    return answers


def _saved(connection: sqlite3.Connection, asked: _Asked) -> _Answer:
    connection.execute("SAVEPOINT job")
    try:
        answer = _Answer(asked, asked.job(connection))
    except Exception as error:
        if not connection.in_transaction:  # a full disk ends the transaction, and with it the whole group
            raise
        connection.execute("ROLLBACK TO job")
        answer = _Answer(asked, error=error)
    connection.execute("RELEASE job")
    return answer


def _answer(answers: Sequence[_Answer]) -> None:
    for loop in {answer.to.loop for answer in answers}:
        # A loop that is closed has nobody left who waits.
        with contextlib.suppress(RuntimeError):
            loop.call_soon_threadsafe(_deliver, [answer for answer in answers if answer.to.loop is loop])


def _deliver(answers: Sequence[_Answer]) -> None:
    for answer in answers:
        future = answer.to.future
        if answer.to.then and not answer.error:
            answer.to.then()
        if future.done():  # cancelled
            continue
        if answer.error:
            future.set_exception(answer.error)
        else:
            future.set_result(answer.result)
