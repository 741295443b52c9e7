"""The rows behind the embedded index, in one SQLite file. Synchronous, and for one thread.

The file belongs to one process at a time, or else what another process wrote would not be seen.
"""

import errno
import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

import numpy as np

from shared.vectors.base import Dense, Point, Space, Sparse
from shared.vectors.postings import ENTRY

Lost = tuple[str, str, str]  # space, owner, id

_SCHEMA = (
    "create table if not exists space (name text primary key, dimension integer not null, idf integer not null) strict",
    "create table if not exists point (id text not null, space text not null, owner text not null,"
    " vector blob not null, unique (space, id)) strict",
    "create index if not exists point_of_owner on point (space, owner)",
    "create table if not exists word (hash integer primary key, word text not null) strict",
)
_PAGE = 1000
_ROWS_AT_A_TIME = 16384  # 16 MB at 512 dimensions
_LOCK_SECONDS = 2.0  # a process that is just ending still holds its files


@dataclass(frozen=True, slots=True)
class Upsert:
    space: str
    rows: list[tuple[str, str, bytes]]  # id, owner, vector: float16 or an array of ENTRY
    words: list[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class Delete:
    ids: list[str]
    space: str | None


Change = Upsert | Delete


class Rows:
    """Raises sqlite3.Error for what the disk does, SQLITE_BUSY while another process has the file."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._db = sqlite3.connect(file, isolation_level=None, timeout=_LOCK_SECONDS)
        try:
            # Exclusive before the first access: then no other process can open the file.
            for pragma in ("locking_mode = exclusive", "journal_mode = wal", "synchronous = full"):
                self._db.execute(f"pragma {pragma}")
            with self._db:
                self._db.execute("begin exclusive")
                for statement in _SCHEMA:
                    self._db.execute(statement)
            spaces = self._db.execute("select name, dimension, idf from space").fetchall()
        except BaseException:
            self._db.close()
            raise
        self.spaces = {name: Space(name, dimension, idf=bool(idf)) for name, dimension, idf in spaces}

    def close(self) -> None:
        self._db.close()

    def check(self) -> None:
        if not self._file.exists():  # SQLite would go on writing into the void
            raise FileNotFoundError(errno.ENOENT, "it is gone", str(self._file))
        self._db.execute("select count(*) from space").fetchone()

    def ensure(self, space: Space) -> None:
        known = self.spaces.get(space.name, space)
        if known != space:
            raise ValueError(f"space {space.name} is there as {known}, and not as {space}")
        self._db.execute("insert or ignore into space values (?, ?, ?)", (space.name, space.dimension, space.idf))
        self.spaces[space.name] = space

    def commit(self, changes: Sequence[Change]) -> list[list[Lost]]:
        """All of them durably, or none. -> for each change, the points that an owner has lost."""
        with self._db:
            self._db.execute("begin immediate")
            return [self._put(change) if isinstance(change, Upsert) else self._delete(change) for change in changes]

    def _delete(self, change: Delete) -> list[Lost]:
        return self._db.execute(
            "delete from point where space in (select value from json_each(?))"
            " and id in (select value from json_each(?)) returning space, owner, id",
            (json.dumps(list(self.spaces) if change.space is None else [change.space]), json.dumps(change.ids)),
        ).fetchall()

    def _put(self, change: Upsert) -> list[Lost]:
        owners = {point: owner for point, owner, _ in change.rows}
        there = self._db.execute(
            "select space, owner, id from point where space = ? and id in (select value from json_each(?))",
            (change.space, json.dumps(list(owners))),
        ).fetchall()
        self._db.executemany("insert or ignore into word values (?, ?)", change.words)
        self._db.executemany(
            "insert into point (id, owner, vector, space) values (?, ?, ?, ?)"
            " on conflict (space, id) do update set owner = excluded.owner, vector = excluded.vector",
            [(*row, change.space) for row in change.rows],
        )
        return [(space, owner, point) for space, owner, point in there if owner != owners[point]]

    def count(self, space: str, owner: str) -> int:
        where = "space = ? and owner = ?"
        (count,) = self._db.execute(f"select count(*) from point where {where}", (space, owner)).fetchone()
        return int(count)

    def vectors(self, space: str, owner: str) -> Iterator[tuple[Sequence[str], Sequence[bytes]]]:
        """(ids, vectors as they are stored), some thousands at a time."""
        rows = self._db.execute("select id, vector from point where space = ? and owner = ?", (space, owner))
        while page := rows.fetchmany(_ROWS_AT_A_TIME):
            ids, vectors = zip(*page, strict=True)
            yield ids, vectors

    def get(self, space: Space, ids: Sequence[str], owner: str | None = None) -> Mapping[str, Dense | Sparse]:
        rows = self._db.execute(
            "select id, vector from point where space = ? and id in (select value from json_each(?))"
            " and owner = ifnull(?, owner)",
            (space.name, json.dumps(ids), owner),
        ).fetchall()
        if not space.sparse:
            return {row: np.frombuffer(vector, "<f2").astype(np.float32) for row, vector in rows}
        return self._sparse({row: np.frombuffer(vector, ENTRY).tolist() for row, vector in rows})

    def _sparse(self, entries: Mapping[str, list[tuple[int, float]]]) -> Mapping[str, Sparse]:
        hashes = sorted({entry[0] for vector in entries.values() for entry in vector})
        asked = "select hash, word from word where hash in (select value from json_each(?))"
        words = dict(self._db.execute(asked, (json.dumps(hashes),)).fetchall())
        return {row: {words[entry[0]]: entry[1] for entry in vector} for row, vector in entries.items()}

    def page(self, space: str, after: str) -> list[tuple[str, str]]:
        """(id, owner) of the next points, in the order of ids."""
        return self._db.execute(
            "select id, owner from point where space = ? and id > ? order by id limit ?", (space, after, _PAGE)
        ).fetchall()


def upsert_of(space: Space, points: Sequence[Point]) -> Upsert:
    """The points as rows; raises ValueError for a word that is no Unicode text."""
    words: dict[int, str] = {}
    rows = []
    for point in points:
        if space.sparse:
            hashed = {word_hash(word): (word, weight) for word, weight in dict(point.vector).items()}
            words |= {key: word for key, (word, _) in hashed.items()}
            vector = np.array([(key, weight) for key, (_, weight) in hashed.items()], dtype=ENTRY).tobytes()
        else:
            vector = np.asarray(point.vector).astype("<f2").tobytes()
        rows.append((point.id, point.owner, vector))
    return Upsert(space.name, rows, list(words.items()))


def word_hash(word: str) -> int:
    """64 bits: of a million words no two share a hash, but for one library in forty million."""
    return int.from_bytes(blake2b(word.encode(), digest_size=8).digest(), "little", signed=True)
