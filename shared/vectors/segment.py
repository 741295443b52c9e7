"""A dense space's points as they were at one revision, in a mapped file.

Its account, ids and signs are covered by a checksum, which a start proves; the vectors, ten times as much, are only
touched where they are scored. An owner's points lie together, in the order of their ids: no owner pays for another's.

    ids: 16 bytes each | groups, in a grouped space: likewise | signs, where it allows one bit | vectors: float16
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from shared.vectors.mapped import Ids, Points, Stored, aligned, checksum_of, drafted, opened, raw, sealed
from shared.vectors.signs import Signs, likeliest, signs_of

_LAYOUT = 2  # another one is written anew
_SCORED = 4096  # vectors at a time
_ENOUGH = 0.99  # of the nearest, that one bit must find to be used
_SAMPLE = 24  # vectors that it is tried with
_NEAREST = 10
LOOKED_AT = 2000  # vectors that one bit proposes at least; each is scored exactly


class Account(msgspec.Struct, frozen=True, omit_defaults=True):
    """`rows` and `revision` say of which rows it is made. `owners`: of each the first and the end of its points.
    `recall`: of the nearest, the share that one bit found when the file was written; None where it is not allowed."""

    layout: int
    rows: str
    revision: int
    dimension: int
    points: int
    owners: dict[str, tuple[int, int]]
    signs: bool
    recall: float | None
    checksum: int
    groups: bool = False  # as in files of earlier releases, whose checksums knew no such field


@dataclass(frozen=True, slots=True)
class Part(Points):
    """`signs` is None where vectors are compared one by one."""

    signs: Signs | None
    vectors: NDArray[np.float16]


def empty(dimension: int, *, grouped: bool = False) -> Part:
    groups = np.empty(0, "S16") if grouped else None
    return Part(np.empty(0, "S16"), groups, None, np.empty((0, dimension), np.float16))


class Segment:
    def __init__(
        self, account: Account, ids: Ids, groups: Ids | None, signs: Signs | None, vectors: NDArray[np.float16]
    ) -> None:
        self.account = account
        self._ids, self._groups, self._signs, self._vectors = ids, groups, signs, vectors

    def of(self, owner: str) -> Part:
        first, end = self.account.owners.get(owner, (0, 0))
        if first == end:
            return empty(self.account.dimension, grouped=self.account.groups)
        exact = self.account.recall is None or self.account.recall < _ENOUGH
        signs = None if self._signs is None or exact else self._signs[:, first:end]
        groups = None if self._groups is None else self._groups[first:end]
        return Part(self._ids[first:end], groups, signs, self._vectors[first:end])


def read(
    file: Path, dimension: int, identity: str, revision: int, *, one_bit: bool, grouped: bool = False
) -> Segment | None:
    """None where there is no file, or one that is damaged, of another layout, or of other rows than those of
    this identity and revision: it is written anew then."""
    found = opened(file, Account)
    if found is None:
        return None
    account, mapped = found
    ours = (_LAYOUT, identity, dimension, one_bit, grouped)
    theirs = (account.layout, account.rows, account.dimension, account.signs, account.groups)
    if theirs != ours or account.revision > revision:
        return None
    groups_at, signs_at, vectors_at, end = _places(account.points, dimension, signs=one_bit, groups=grouped)
    if len(mapped) != end or checksum_of(account, mapped[:vectors_at]) != account.checksum:
        return None
    ids = mapped[: account.points * 16].view("S16")
    groups = mapped[groups_at : groups_at + account.points * 16].view("S16") if grouped else None
    signs = _signs_in(mapped, signs_at, account.points, dimension) if account.signs else None
    return Segment(account, ids, groups, signs, mapped[vectors_at:end].view("<f2").reshape(-1, dimension))


def write(
    file: Path, dimension: int, rows: Iterator[tuple[str, Stored]], points: int, identity: str, revision: int,
    *, one_bit: bool, grouped: bool = False,
) -> None:  # fmt: skip
    """`rows`: owner by owner, by id, `points` in all. Raises OSError."""
    groups_at, signs_at, vectors_at, end = _places(points, dimension, signs=one_bit, groups=grouped)
    pages = drafted(file, end)
    mapped = pages.view(np.ndarray)
    ids = mapped[: points * 16].reshape(-1, 16)
    groups = mapped[groups_at : groups_at + points * 16].reshape(-1, 16) if grouped else None
    signs = _signs_in(mapped, signs_at, points, dimension) if one_bit else None
    vectors = mapped[vectors_at:end].view("<f2").reshape(-1, dimension)
    owners: dict[str, tuple[int, int]] = {}
    start = 0
    for owner, (some, theirs, stored) in rows:
        until = start + len(some)
        ids[start:until] = raw(some).view(np.uint8).reshape(-1, 16)
        if groups is not None:
            groups[start:until] = raw(theirs).view(np.uint8).reshape(-1, 16)
        vectors[start:until] = np.frombuffer(b"".join(stored), "<f2").reshape(-1, dimension)
        if signs is not None:
            signs[:, start:until] = signs_of(vectors[start:until])
        owners[owner] = (owners.get(owner, (start, start))[0], until)
        start = until
    recall = None if signs is None else _recall(signs, vectors, owners)
    account = Account(_LAYOUT, identity, revision, dimension, points, owners, one_bit, recall, 0, grouped)
    account = msgspec.structs.replace(account, checksum=checksum_of(account, mapped[:vectors_at]))
    sealed(file, pages, end, account)


def _recall(signs: Signs, vectors: NDArray[np.float16], owners: dict[str, tuple[int, int]]) -> float:
    """Of the largest owner's vectors some are asked for their nearest, exactly and by one bit."""
    first, end = max(owners.values(), key=lambda part: part[1] - part[0], default=(0, 0))
    if end - first <= LOOKED_AT:
        return 1.0
    found = []
    for place in np.linspace(first, end - 1, _SAMPLE, dtype=np.intp):
        query = vectors[place].astype(np.float32)
        scores = product(vectors[first:end], query)
        last = np.partition(scores, -_NEAREST)[-_NEAREST]
        near = likeliest(signs[:, first:end], query, LOOKED_AT)
        found.append(min(1.0, float((scores[near] >= last).sum()) / _NEAREST))
    return float(np.mean(found))


def product(vectors: NDArray[np.float16], query: NDArray[np.float32]) -> NDArray[np.float32]:
    """In float32, some thousand vectors at a time: they lie in half of that."""
    chunks = [vectors[at : at + _SCORED].astype(np.float32) @ query for at in range(0, len(vectors), _SCORED)]
    scores: NDArray[np.float32] = np.concatenate([np.empty(0, np.float32), *chunks])
    return scores


def _signs_in(mapped: NDArray[np.uint8], start: int, points: int, dimension: int) -> Signs:
    words = _words(dimension)
    signs: Signs = mapped[start : start + points * words * 8].view(np.uint64).reshape(words, points)
    return signs


def _words(dimension: int) -> int:
    return -(-dimension // 64)


def _places(points: int, dimension: int, *, signs: bool, groups: bool) -> tuple[int, int, int, int]:
    """Where the groups, the signs and the vectors begin, and where these end."""
    ids = aligned(points * 16)
    first = ids * (2 if groups else 1)
    vectors = first + (aligned(points * _words(dimension) * 8) if signs else 0)
    return ids, first, vectors, vectors + points * dimension * 2
