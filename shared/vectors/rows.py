"""The rows behind the embedded index, in one SQLite file. Synchronous, and for one thread.

The file belongs to one process at a time, or else what another process wrote would not be seen.
"""

import errno
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

import numpy as np

from shared.sqlite.compacting import compact
from shared.vectors.base import Dense, Point, Space, Sparse
from shared.vectors.inverted import ENTRY
from shared.vectors.mapped import Stored

Lost = tuple[str, str, str]  # space, owner, id

_SCHEMA = (
    "create table if not exists space (name text primary key, dimension integer not null, idf integer not null) strict",
    "create table if not exists point (id text not null, space text not null, owner text not null,"
    " vector blob not null, unique (space, id)) strict",
    # What left an owner, until a segment is written that never knew it.
    "create table if not exists gone (space text not null, owner text not null, id text not null,"
    " revision integer not null) strict",
    # Whose revisions they are: a segment of other rows, lost or put back since, is none of ours.
    "create table if not exists identity (id text not null) strict",
    "insert into identity select lower(hex(randomblob(16))) where not exists (select * from identity)",
    "create index if not exists gone_since on gone (space, owner, revision)",
    "create table if not exists word (hash integer primary key, word text not null) strict",
)
# A file of the first release lacks these.
_ADDED = (
    ("space", "revision", "integer not null default 0"),
    ("space", "one_bit", "integer not null default 0"),
    ("space", "grouped", "integer not null default 0"),
    ("point", "revision", "integer not null default 0"),
    ("point", '"group"', "text"),  # null: its own
)
_INDEXES = (
    "create index if not exists point_since on point (space, owner, revision)",
    'create index if not exists point_of_group on point (space, "group") where "group" is not null',
)
_PAGE = 1000
_ROWS_AT_A_TIME = 16384  # 16 MB at 512 dimensions
_LOCK_SECONDS = 2.0  # a process that is just ending still holds its files


@dataclass(frozen=True, slots=True)
class Upsert:
    space: str
    rows: list[tuple[str, str, str, bytes]]  # id, owner, group, vector: float16 or an array of ENTRY
    words: list[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class Delete:
    ids: list[str]
    groups: list[str]
    space: str | None


@dataclass(frozen=True, slots=True)
class Give:
    groups: list[str]
    owner: str


Change = Upsert | Delete | Give


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
                for table, column, kind in _ADDED:
                    if column.strip('"') not in {row[1] for row in self._db.execute(f"pragma table_info({table})")}:
                        self._db.execute(f"alter table {table} add column {column} {kind}")
                for index in _INDEXES:
                    self._db.execute(index)
                self._db.execute("drop index if exists point_of_owner")
            spaces = self._db.execute("select name, dimension, idf, one_bit, grouped from space").fetchall()
            (self.identity,) = self._db.execute("select id from identity").fetchone()
        except BaseException:
            self._db.close()
            raise
        self.spaces = {name: Space(name, size, *map(bool, kinds)) for name, size, *kinds in spaces}

    def close(self) -> None:
        self._db.close()

    def compact(self) -> None:
        compact(self._db)

    def check(self) -> None:
        if not self._file.exists():  # SQLite would go on writing into the void
            raise FileNotFoundError(errno.ENOENT, "it is gone", str(self._file))
        self._db.execute("select count(*) from space").fetchone()

    def ensure(self, space: Space) -> None:
        known = self.spaces.get(space.name, space)
        if known != space:
            raise ValueError(f"space {space.name} is there as {known}, and not as {space}")
        self._db.execute(
            "insert into space (name, dimension, idf, one_bit, grouped) values (?, ?, ?, ?, ?)"
            " on conflict do update set one_bit = excluded.one_bit",
            (space.name, space.dimension, space.idf, space.one_bit, space.grouped),
        )
        self.spaces[space.name] = space

    def commit(self, changes: Sequence[Change]) -> list[list[Lost]]:
        """All of them durably, or none. -> for each change, the points that an owner has lost."""
        if self._db.in_transaction:  # the last one could not be rolled back
            self._db.execute("rollback")
        with self._db:
            self._db.execute("begin immediate")
            return [self._make(change) for change in changes]

    def _make(self, change: Change) -> list[Lost]:
        match change:
            case Upsert():
                return self._put(change)
            case Delete():
                return self._delete(change)
            case Give():
                return self._give(change)

    def _delete(self, change: Delete) -> list[Lost]:
        spaces = [space for name, space in self.spaces.items() if change.space in (None, name)]
        plain = [space.name for space in spaces if not space.grouped]
        grouped = [space.name for space in spaces if space.grouped]
        lost = self._take("id", plain, change.ids + change.groups)
        lost += self._take("id", grouped, change.ids) + self._take('"group"', grouped, change.groups)
        for space in {space for space, _, _ in lost}:
            self._leave([each for each in lost if each[0] == space], self._next(space))
        return lost

    def _take(self, by: str, spaces: list[str], values: list[str]) -> list[Lost]:
        if not spaces or not values:
            return []
        sql = (
            "delete from point where space in (select value from json_each(?))"
            f" and {by} in (select value from json_each(?)) and {by} is not null returning space, owner, id"
        )
        return self._db.execute(sql, (json.dumps(spaces), json.dumps(values))).fetchall()

    def _give(self, change: Give) -> list[Lost]:
        plain = [space.name for space in self.spaces.values() if not space.grouped]
        grouped = [space.name for space in self.spaces.values() if space.grouped]
        lost: list[Lost] = []
        for by, spaces in (("id", plain), ('"group"', grouped)):
            sql = (
                "select space, owner, id from point where space in (select value from json_each(?))"
                f" and {by} in (select value from json_each(?)) and {by} is not null and owner <> ?"
            )
            lost += self._db.execute(sql, (json.dumps(spaces), json.dumps(change.groups), change.owner)).fetchall()
        for space in {space for space, _, _ in lost}:
            those = [each for each in lost if each[0] == space]
            revision = self._next(space)
            self._leave(those, revision)
            self._db.executemany(
                "update point set owner = ?, revision = ? where space = ? and id = ?",
                [(change.owner, revision, space, id) for _, _, id in those],
            )
        return lost

    def _put(self, change: Upsert) -> list[Lost]:
        owners = {point: owner for point, owner, *_ in change.rows}
        there = self._db.execute(
            "select space, owner, id from point where space = ? and id in (select value from json_each(?))",
            (change.space, json.dumps(list(owners))),
        ).fetchall()
        lost = [(space, owner, point) for space, owner, point in there if owner != owners[point]]
        revision = self._next(change.space)
        self._leave(lost, revision)
        self._db.executemany("insert or ignore into word values (?, ?)", change.words)
        self._db.executemany(
            'insert into point (id, owner, "group", vector, space, revision) values (?, ?, ?, ?, ?, ?)'
            ' on conflict (space, id) do update set owner = excluded.owner, "group" = excluded."group",'
            " vector = excluded.vector, revision = excluded.revision",
            [(*row, change.space, revision) for row in self._grouped(change)],
        )
        return lost

    def _next(self, space: str) -> int:
        self._db.execute("update space set revision = revision + 1 where name = ?", (space,))
        return self.revision(space)

    def _leave(self, lost: Sequence[Lost], revision: int) -> None:
        self._db.executemany("insert into gone values (?, ?, ?, ?)", [(*each, revision) for each in lost])

    def stored(self, space: str, owner: str, ids: Sequence[str]) -> Stored:
        """Those of these points that are the owner's."""
        rows = self._db.execute(
            f"select id, {self._group(space)}, vector from point"
            " where space = ? and id in (select value from json_each(?)) and owner = ?",
            (space, json.dumps(ids), owner),
        ).fetchall()
        return [id for id, _, _ in rows], [group for _, group, _ in rows], [vector for _, _, vector in rows]

    def revision(self, space: str) -> int:
        """It rises with every change of the space."""
        (revision,) = self._db.execute("select revision from space where name = ?", (space,)).fetchone()
        return int(revision)

    def count(self, space: str) -> int:
        (count,) = self._db.execute("select count(*) from point where space = ?", (space,)).fetchone()
        return int(count)

    def since(self, space: str, owner: str, revision: int) -> Iterator[Stored]:
        """What came or changed after that revision, some thousands at a time."""
        rows = self._db.execute(
            f"select id, {self._group(space)}, vector from point where space = ? and owner = ? and revision > ?",
            (space, owner, revision),
        )
        while page := rows.fetchmany(_ROWS_AT_A_TIME):
            ids, groups, vectors = zip(*page, strict=True)
            yield ids, groups, vectors

    def gone(self, space: str, owner: str, revision: int) -> list[str]:
        """The ids of what the owner lost after that revision; some may have come back."""
        asked = "select id from gone where space = ? and owner = ? and revision > ?"
        return [id for (id,) in self._db.execute(asked, (space, owner, revision))]

    def forget(self, space: str, revision: int) -> None:
        """What was lost up to that revision, of which a segment knows."""
        self._db.execute("delete from gone where space = ? and revision <= ?", (space, revision))

    def every(self, space: str) -> Iterator[tuple[str, Stored]]:
        """Owner by owner, by id, some thousands at a time."""
        counts = dict(
            self._db.execute("select owner, count(*) from point where space = ? group by owner", (space,)).fetchall()
        )
        for owner, count in counts.items():
            # Who has most of them is read in the order in which they stand, and not sorted.
            standing = "indexed by sqlite_autoindex_point_1" if 2 * count > sum(counts.values()) else ""
            rows = self._db.execute(
                f"select id, {self._group(space)}, vector from point {standing}"
                " where space = ? and owner = ? order by id",
                (space, owner),
            )
            while page := rows.fetchmany(_ROWS_AT_A_TIME):
                ids, groups, vectors = zip(*page, strict=True)
                yield owner, (ids, groups, vectors)

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

    def page(self, space: str, after: str) -> list[tuple[str, str, str]]:
        """(id, owner, group) of the next points, in the order of ids."""
        return self._db.execute(
            f"select id, owner, {self._group(space)} from point where space = ? and id > ? order by id limit ?",
            (space, after, _PAGE),
        ).fetchall()

    def _group(self, space: str) -> str:
        """The column that tells it."""
        known = self.spaces.get(space)
        return '"group"' if known and known.grouped else "id"

    def _grouped(self, change: Upsert) -> Iterable[tuple[str, str, str | None, bytes]]:
        """Where points are their own groups, that is not written: it would only take room."""
        if self.spaces[change.space].grouped:
            return change.rows
        return ((point, owner, None, vector) for point, owner, _, vector in change.rows)


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
        rows.append((point.id, point.owner, point.group, vector))
    return Upsert(space.name, rows, list(words.items()))


def word_hash(word: str) -> int:
    """64 bits: of a million words no two share a hash, but for one library in forty million."""
    return int.from_bytes(blake2b(word.encode(), digest_size=8).digest(), "little", signed=True)
