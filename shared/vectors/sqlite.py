"""VectorIndex in one folder: rows in SQLite are the truth, and what is searched is made from them: a mapped file of
each space, and in memory what came since.

One thread owns the rows and everything that is made from them; searches run in a few others, over snapshots.
Changes that arrive while a commit runs share the next one.
"""

import asyncio
import errno
import os
import sqlite3
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import ParamSpec, TypeVar

import numpy as np

from shared.errors import Unavailable
from shared.sqlite.errors import SQLITE_ERRORS, SqliteFile, code_of, is_damage, translated
from shared.sqlite.files import mark
from shared.vectors import inverted, segment
from shared.vectors.base import Dense, Hit, Point, Space, Sparse
from shared.vectors.checked import as_query, as_stored
from shared.vectors.inverted import Inverted
from shared.vectors.mapped import draft_of
from shared.vectors.matrix import Matrix
from shared.vectors.postings import Postings
from shared.vectors.rows import Change, Delete, Give, Lost, Rows, Upsert, upsert_of, word_hash
from shared.vectors.segment import Segment
from shared.vectors.slots import best_of_groups

P = ParamSpec("P")
T = TypeVar("T")
Key = tuple[str, str]  # space, owner

_BEGINNING = -1  # the revision before all
_SEARCHERS = min(4, os.cpu_count() or 1)


class SqliteVectorIndex:
    @classmethod
    async def open(cls, folder: Path) -> "SqliteVectorIndex":
        """Makes the folder where it is missing. Raises Unavailable, also while another process has it open."""
        index = cls(folder)
        try:
            await index._in_thread(index._open)
        except BaseException:
            index._thread.shutdown(wait=False)
            raise
        return index

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._rows_file = SqliteFile(folder / "vectors.sqlite", "vector index", anew=True)
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="vectors-rows")
        self._searchers = ThreadPoolExecutor(_SEARCHERS, thread_name_prefix="vectors-search")
        self._files: dict[str, Segment | Inverted] = {}  # by space, once asked for
        self._made: dict[Key, Matrix | Postings] = {}
        self._waiting: list[tuple[Change, asyncio.Future[None]]] = []
        self._committing: asyncio.Task[None] | None = None
        self._damage: Exception | None = None  # the last that was met

    async def ensure(self, space: Space) -> None:
        await self._in_thread(self._rows.ensure, space)

    async def upsert(self, space: str, points: Sequence[Point]) -> None:
        known = self._rows.spaces.get(space)
        if known is None:
            raise ValueError(f"space {space} was never ensured")
        if points:
            await self._write(await self._in_searcher(lambda: upsert_of(known, as_stored(points, known))))

    async def delete(self, ids: Sequence[str] = (), *, groups: Sequence[str] = (), space: str | None = None) -> None:
        if ids or groups:
            await self._write(Delete(list(ids), list(groups), space))

    async def give(self, groups: Sequence[str], owner: str) -> None:
        if groups:
            await self._write(Give(list(groups), owner))

    async def get(self, space: str, ids: Sequence[str]) -> dict[str, Dense | Sparse]:
        known = self._rows.spaces.get(space)
        return dict(await self._in_thread(self._rows.get, known, list(ids))) if known else {}

    async def search(
        self,
        space: str,
        owner: str,
        vector: Dense | Sparse,
        *,
        limit: int,
        among: Collection[str] | None = None,
        best_per_group: bool = False,
    ) -> list[Hit]:
        known = self._rows.spaces.get(space)
        if known is None:
            return []
        query = as_query(vector, known)
        if limit < 1 or (among is not None and not among):
            return []
        best = best_per_group and known.grouped
        return await self._search(known, owner, query, limit=limit, among=among, best_per_group=best)

    async def neighbours(self, space: str, owner: str, id: str, *, limit: int) -> list[Hit]:
        known = self._rows.spaces.get(space)
        if known is None or limit < 1:
            return []
        stored = await self._in_thread(self._rows.get, known, [id], owner)
        return await self._search(known, owner, stored[id], limit=limit, without=id) if id in stored else []

    async def scroll(self, space: str) -> AsyncIterator[tuple[str, str, str]]:
        last = ""
        while page := await self._in_thread(self._rows.page, space, last):
            for point in page:
                yield point
            last = page[-1][0]

    async def compact(self) -> None:
        for space in list(self._rows.spaces.values()):
            await self._in_thread(self._renew, space)
        await self._in_thread(self._rows.compact)

    async def check(self) -> None:
        """A damaged page is met by who needs it, and told from then on."""
        if self._damage:
            raise self._damage
        await self._in_thread(self._rows.check)

    async def close(self) -> None:
        """What was asked before is still done."""
        if self._committing:
            await self._committing
        await self._in_thread(self._rows.close)
        for threads in (self._searchers, self._thread):
            await asyncio.to_thread(threads.shutdown)

    async def _search(
        self,
        space: Space,
        owner: str,
        query: Dense | Sparse,
        *,
        limit: int,
        among: Collection[str] | None = None,
        without: str | None = None,
        best_per_group: bool = False,
    ) -> list[Hit]:
        made = self._made.get((space.name, owner))
        if made is None:
            made = await self._in_thread(self._make, space, owner)

        if isinstance(made, Postings):
            words = {word_hash(word): weight for word, weight in dict(query).items()}
            run = partial(made.search, words, among=among, without=without)
        else:
            run = partial(made.search, np.asarray(query), among=among, without=without)
        if best_per_group:
            return await self._in_searcher(lambda: best_of_groups(lambda limit: run(limit=limit), limit))
        return await self._in_searcher(lambda: run(limit=limit))

    async def _in_searcher(self, function: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._searchers, function)

    async def _write(self, change: Change) -> None:
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((change, done))
        if self._committing is None or self._committing.done():
            self._committing = asyncio.create_task(self._commit_waiting())
        await done

    async def _commit_waiting(self) -> None:
        while self._waiting:
            batch, self._waiting = self._waiting, []
            outcome: Exception | None = None
            try:
                await self._in_thread(self._commit, [change for change, _ in batch])
            except Exception as error:  # noqa: BLE001 - it belongs to the callers, who get it
                outcome = error
            for _, done in batch:
                if done.done():  # its caller was cancelled
                    continue
                if outcome:
                    done.set_exception(outcome)
                else:
                    done.set_result(None)

    async def _in_thread(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        run = partial(asyncio.get_running_loop().run_in_executor, self._thread, lambda: function(*args, **kwargs))
        try:
            try:
                return await run()
            except SQLITE_ERRORS as error:
                if not is_damage(error):
                    raise
            # SQLite also calls damaged what its disk failed to read once.
            return await run()
        except (*SQLITE_ERRORS, OSError) as error:
            destiny = _destiny(error, self._rows_file)
            if is_damage(error):
                self._damage = destiny
                mark(self._rows_file.path)
            raise destiny from error

    # From here on: only in the thread.

    def _open(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        self._rows = Rows(self._rows_file.path)

    def _commit(self, changes: Sequence[Change]) -> None:
        lost = self._rows.commit(changes)
        # After the commit: what is made from the rows must never show what they do not hold.
        for change, points in zip(changes, lost, strict=True):
            for key, ids in _ids_by_key(points).items():
                if key in self._made:
                    self._made[key].drop(ids)
            if isinstance(change, Upsert):
                self._show(change)
            if isinstance(change, Give):
                self._show_given(change, points)
        # The next search makes it anew: without the buried, or over a segment that holds what came since.
        for key in [key for key, made in self._made.items() if made.grown]:
            del self._made[key]

    def _show(self, change: Upsert) -> None:
        by_owner: dict[str, list[tuple[str, str, bytes]]] = defaultdict(list)
        for point, owner, group, vector in {row[0]: row for row in change.rows}.values():  # the last of an id counts
            by_owner[owner].append((point, group, vector))
        for owner, rows in by_owner.items():
            made = self._made.get((change.space, owner))
            if made is not None:
                made.put(*map(list, zip(*rows, strict=True)))

    def _show_given(self, change: Give, points: Sequence[Lost]) -> None:
        by_space: dict[str, list[str]] = defaultdict(list)
        for space, _, point in points:
            by_space[space].append(point)
        for space, ids in by_space.items():
            made = self._made.get((space, change.owner))
            if made is not None:  # in the same commit another change may have taken them on
                made.put(*self._rows.stored(space, change.owner, ids))

    def _make(self, space: Space, owner: str) -> Matrix | Postings:
        key = (space.name, owner)
        if key in self._made:  # another search asked for it meanwhile
            return self._made[key]
        made = self._over(self._file(space), space, owner)
        if made.grown:
            made = self._over(self._written(space), space, owner)
        self._made[key] = made
        return made

    def _over(self, file: Segment | Inverted | None, space: Space, owner: str) -> Matrix | Postings:
        """The file's points, and what came and went since."""
        made = _made_over(file, space, owner)
        revision = file.account.revision if file else _BEGINNING
        made.drop(self._rows.gone(space.name, owner, revision))
        for stored in self._rows.since(space.name, owner, revision):
            made.put(*stored)
        return made

    def _file(self, space: Space) -> Segment | Inverted | None:
        """None of few points."""
        if space.name not in self._files:
            found = self._read(space)
            if found is None and self._rows.count(space.name) > segment.LOOKED_AT:
                return self._written(space)
            if found is None:
                self._rows.forget(space.name, self._rows.revision(space.name))  # no file knows what has gone
                return None
            self._files[space.name] = found
        return self._files[space.name]

    def _written(self, space: Space) -> Segment | Inverted:
        """The file of all that is there now."""
        name, path, rows = space.name, self._path(space), self._rows.every(space.name)
        revision, identity = self._rows.revision(name), self._rows.identity
        if space.sparse:
            inverted.write(path, rows, identity, revision, grouped=space.grouped)
        else:
            segment.write(
                path, space.dimension, rows, self._rows.count(name), identity, revision,
                one_bit=space.one_bit, grouped=space.grouped,
            )  # fmt: skip
        found = self._read(space)
        if found is None:
            raise OSError(errno.EIO, "a file that was just written cannot be read", str(path))
        self._rows.forget(name, revision)
        self._files[name] = found
        for key in [key for key in self._made if key[0] == name]:
            del self._made[key]  # another owner's lies over the old one
        return found

    def _renew(self, space: Space) -> None:
        """Where the file holds points that were deleted or replaced since, it is written anew."""
        draft_of(self._path(space)).unlink(missing_ok=True)  # a crash left it
        found = self._file(space)
        if found is None:
            self._path(space).unlink(missing_ok=True)  # one that is of no use
        elif found.account.revision != self._rows.revision(space.name):
            self._written(space)

    def _read(self, space: Space) -> Segment | Inverted | None:
        rows, path = self._rows, self._path(space)
        revision = rows.revision(space.name)
        if space.sparse:
            return inverted.read(path, rows.identity, revision, grouped=space.grouped)
        return segment.read(
            path, space.dimension, rows.identity, revision, one_bit=space.one_bit, grouped=space.grouped
        )

    def _path(self, space: Space) -> Path:
        return self._folder / f"{space.name}.segment"


def _made_over(file: Segment | Inverted | None, space: Space, owner: str) -> Matrix | Postings:
    match file:
        case Inverted():
            return Postings(file.of(owner), idf=space.idf)
        case Segment():
            return Matrix(file.of(owner))
    if space.sparse:
        return Postings(inverted.empty(grouped=space.grouped), idf=space.idf)
    return Matrix(segment.empty(space.dimension, grouped=space.grouped))


def _ids_by_key(points: Sequence[Lost]) -> Mapping[Key, list[str]]:
    found: dict[Key, list[str]] = defaultdict(list)
    for space, owner, point in points:
        found[space, owner].append(point)
    return found


def _destiny(error: Exception, file: SqliteFile) -> Exception:
    if code_of(error) == sqlite3.SQLITE_BUSY:
        return Unavailable(f"Another process uses the {file.name} in {file.path.parent}.")
    return translated(error, file)
