"""Group commit: one thread, one SQLite connection; what queues up during a commit goes into the next one."""

import asyncio
import contextlib
import sqlite3
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any, TypeVar

from shared.errors import OutOfSpace, Unavailable
from shared.sqlite_files import SQLITE_ERRORS, code_of, is_damage, mark

T = TypeVar("T")
Work = Callable[[sqlite3.Connection], T]

_Outcome = tuple[Any, Exception | None]

_LARGEST_GROUP = 512


@dataclass(frozen=True, slots=True)
class _Entry:
    work: Work[Any]
    future: "asyncio.Future[Any]"
    then: Callable[[], None]


class GroupCommit:
    """Work runs in the order of submitting, each on its own success: one that fails takes no other with it.

    A future is done when its work is durable (WAL, synchronous=FULL). It raises OutOfSpace, Unavailable, or
    whatever the work raised; cancelling it does not stop the work. Submit on the loop that opened it.
    """

    def __init__(self, db: sqlite3.Connection, path: Path) -> None:
        self.damage: Exception | None = None  # the last that was met
        self._db = db
        self._path = path
        self._queue: SimpleQueue[_Entry | None] = SimpleQueue()
        self._loop = asyncio.get_running_loop()
        self._thread = threading.Thread(target=self._run, name="broker", daemon=True)
        self._closed = False

    @classmethod
    async def open(cls, path: Path, schema: str) -> "GroupCommit":
        """`schema` is SQL that may run at every opening."""
        self = cls(await asyncio.to_thread(_connect, path, schema), path)
        self._thread.start()
        return self

    def submit(self, work: Work[T], *, then: Callable[[], None] = lambda: None) -> "asyncio.Future[T]":
        """`then` is called on the loop after a commit, even when whoever waited was cancelled meanwhile."""
        if self._closed:
            raise Unavailable("The broker is closed.")
        future: asyncio.Future[T] = self._loop.create_future()
        self._queue.put(_Entry(work, future, then))
        return future

    async def close(self) -> None:
        """What was submitted before is still done."""
        if not self._closed:
            self._closed = True
            self._queue.put(None)
            await asyncio.to_thread(self._thread.join)

    def _run(self) -> None:
        open_ = True
        while open_:
            group = [self._queue.get()]
            while len(group) < _LARGEST_GROUP:
                try:
                    group.append(self._queue.get_nowait())
                except Empty:
                    break
            open_ = None not in group
            entries = [entry for entry in group if entry]
            if entries:
                outcomes = self._commit([entry.work for entry in entries])
                self._loop.call_soon_threadsafe(_resolve, entries, outcomes)
        self._db.close()

    def _commit(self, works: list[Work[Any]], *, last: bool = False) -> list[_Outcome]:
        try:
            if self._db.in_transaction:  # the last one could not be rolled back
                self._db.execute("rollback")
            self._db.execute("begin immediate")
            outcomes: list[_Outcome] = [(work(self._db), None) for work in works]
            self._db.execute("commit")
        except Exception as error:  # noqa: BLE001 - whatever it is belongs to the submitter, who gets it
            if self._db.in_transaction:
                with contextlib.suppress(sqlite3.Error):  # tried again before the next one
                    self._db.execute("rollback")
            # SQLite also calls damaged what its disk failed to read once.
            if len(works) == 1 and (last or not is_damage(error)):
                return [(None, self._translated(error))]
            return [self._commit([work], last=True)[0] for work in works]
        return outcomes

    def _translated(self, error: Exception) -> Exception:
        translated = _translated(error)
        if is_damage(error):
            self.damage = translated
            mark(self._path)
        return translated


def _resolve(entries: list[_Entry], outcomes: list[_Outcome]) -> None:
    for entry, (result, error) in zip(entries, outcomes, strict=True):
        if not error:
            entry.then()
        if entry.future.cancelled():
            continue
        if error:
            entry.future.set_exception(error)
        else:
            entry.future.set_result(result)


def _connect(path: Path, schema: str) -> sqlite3.Connection:
    db = None
    try:
        db = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        db.execute("pragma journal_mode = wal")
        db.execute("pragma synchronous = full")
        db.executescript(schema)
    except SQLITE_ERRORS as error:
        if db:
            db.close()
        raise _translated(error) from error
    return db


def _translated(error: Exception) -> Exception:
    translated = error
    if is_damage(error):
        # UnicodeDecodeError: a damaged name, which sqlite3 cannot even say.
        what = "malformed database schema" if isinstance(error, UnicodeDecodeError) else error
        translated = Unavailable(f"The broker's file is damaged: {what}. Start Heliograph again: it is made anew then.")
    elif code_of(error) == sqlite3.SQLITE_FULL:
        translated = OutOfSpace("The disk is full.")
    # DatabaseError itself, not its other children; those are our bugs.
    elif type(error) in (sqlite3.OperationalError, sqlite3.DatabaseError):
        translated = Unavailable(f"The broker's file cannot be used: {error}.")
    if translated is not error:
        translated.__cause__ = error
    return translated
