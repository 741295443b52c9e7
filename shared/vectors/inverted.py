"""A sparse space's points as they were at one revision, in a mapped file: of each word, the points that hold it.

All of it is covered by a checksum, which a start proves. An owner's points lie together, in the order of their ids, and
so do their words: no owner pays for another's.

    ids: 16 bytes each | groups, in a grouped space: likewise | words: their hashes, of each owner sorted | ends: where
    each word's entries end | places: of the points that hold it, among their owner's, ascending | weights
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate, groupby
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from shared.vectors.mapped import Bytes, Ids, Points, Stored, aligned, checksum_of, drafted, opened, raw, sealed

# A stored sparse vector is an array of these; `word` is the stable hash of the word.
ENTRY = np.dtype([("word", "<i8"), ("weight", "<f4")])

Places = NDArray[np.int32]
Weights = NDArray[np.float32]

_LAYOUT = 1  # another one is written anew
_NONE: tuple[Places, Weights] = np.empty(0, np.int32), np.empty(0, np.float32)


class Owned(NamedTuple):
    """Where an owner's points and words begin and end."""

    first: int
    end: int
    first_word: int
    end_of_words: int


class Account(msgspec.Struct, frozen=True, omit_defaults=True):
    """`rows` and `revision` say of which rows it is made."""

    layout: int
    rows: str
    revision: int
    points: int
    words: int
    entries: int
    owners: dict[str, Owned]
    groups: bool
    checksum: int


@dataclass(frozen=True, slots=True)
class Part(Points):
    """One owner's points. `begin`: where the entries of their first word begin."""

    words: NDArray[np.int64]
    ends: NDArray[np.int64]
    begin: int
    held: Places
    weights: Weights

    def entries(self, word: int) -> tuple[Places, Weights]:
        """The places of the points that hold it, ascending, and how much each does."""
        at = int(np.searchsorted(self.words, word))
        if at == len(self.words) or self.words[at] != word:
            return _NONE
        begin, end = int(self.ends[at - 1]) if at else self.begin, int(self.ends[at])
        return self.held[begin:end], self.weights[begin:end]


def empty(*, grouped: bool = False) -> Part:
    ids = np.empty(0, "S16")
    return Part(ids, ids if grouped else None, np.empty(0, np.int64), np.empty(0, np.int64), 0, *_NONE)


class _Arrays(NamedTuple):
    ids: NDArray[np.uint8]  # shape (points, 16); groups likewise
    groups: NDArray[np.uint8]
    words: NDArray[np.int64]
    ends: NDArray[np.int64]
    places: Places
    weights: Weights


class Inverted:
    def __init__(self, account: Account, arrays: _Arrays) -> None:
        self.account = account
        self._arrays = arrays

    def of(self, owner: str) -> Part:
        owned = self.account.owners.get(owner)
        if owned is None:
            return empty(grouped=self.account.groups)
        first, end, first_word, end_of_words = owned
        ids, groups, words, ends, places, weights = self._arrays
        begin = int(ends[first_word - 1]) if first_word else 0
        return Part(
            _named(ids[first:end]),
            _named(groups[first:end]) if self.account.groups else None,
            words[first_word:end_of_words],
            ends[first_word:end_of_words],
            begin,
            places,
            weights,
        )


def read(file: Path, identity: str, revision: int, *, grouped: bool = False) -> Inverted | None:
    """None where there is no file, or one that is damaged, of another layout, or of other rows than those of
    this identity and revision: it is written anew then."""
    found = opened(file, Account)
    if found is None:
        return None
    account, mapped = found
    if (account.layout, account.rows, account.groups) != (_LAYOUT, identity, grouped) or account.revision > revision:
        return None
    bounds = _bounds(account.points, account.words, account.entries, grouped=grouped)
    if len(mapped) != bounds[-1] or checksum_of(account, mapped) != account.checksum:
        return None
    return Inverted(account, _arrays(mapped, bounds, account.points, account.words, account.entries))


def write(
    file: Path, rows: Iterator[tuple[str, Stored]], identity: str, revision: int, *, grouped: bool = False
) -> None:
    """`rows`: owner by owner, by id. Raises OSError."""
    made = {owner: _made(stored for _, stored in of) for owner, of in groupby(rows, key=lambda each: each[0])}
    points, words, entries = (sum(len(each[n]) for each in made.values()) for n in (0, 2, 4))
    bounds = _bounds(points, words, entries, grouped=grouped)
    pages = drafted(file, bounds[-1])
    mapped = pages.view(np.ndarray)
    into = _arrays(mapped, bounds, points, words, entries)
    owners: dict[str, Owned] = {}
    point = word = entry = 0
    for owner, each in made.items():
        owned = owners[owner] = Owned(point, point + len(each.ids), word, word + len(each.words))
        into.ids[owned.first : owned.end] = each.ids
        if grouped:
            into.groups[owned.first : owned.end] = each.groups
        into.words[owned.first_word : owned.end_of_words] = each.words
        into.ends[owned.first_word : owned.end_of_words] = each.ends + entry
        into.places[entry : entry + len(each.places)] = each.places
        into.weights[entry : entry + len(each.places)] = each.weights
        point, word, entry = owned.end, owned.end_of_words, entry + len(each.places)
    account = Account(_LAYOUT, identity, revision, points, words, entries, owners, grouped, 0)
    account = msgspec.structs.replace(account, checksum=checksum_of(account, mapped[: bounds[-1]]))
    sealed(file, pages, bounds[-1], account)


def _made(bites: Iterable[Stored]) -> _Arrays:
    """Of one owner's points, in the order of their ids."""
    ids, groups, entries, places = [], [], [np.empty(0, ENTRY)], [np.empty(0, np.int32)]
    count = 0
    for some, theirs, vectors in bites:
        ids.append(_bare(raw(some)))
        groups.append(_bare(raw(theirs)))
        entries.append(np.frombuffer(b"".join(vectors), ENTRY))
        lengths = [len(vector) // ENTRY.itemsize for vector in vectors]
        places.append(np.repeat(np.arange(count, count + len(some), dtype=np.int32), lengths))
        count += len(some)
    all_entries = np.concatenate(entries)
    order = np.argsort(all_entries["word"], kind="stable")
    words, starts = np.unique(all_entries["word"][order], return_index=True)
    ends = np.append(starts[1:], len(order)) if len(words) else starts
    return _Arrays(
        np.concatenate(ids), np.concatenate(groups), words, ends.astype(np.int64),
        np.concatenate(places)[order], all_entries["weight"][order],
    )  # fmt: skip


def _bare(ids: Ids) -> NDArray[np.uint8]:
    return ids.view(np.uint8).reshape(-1, 16)


def _named(bare: NDArray[np.uint8]) -> Ids:
    named: Ids = bare.reshape(-1).view("S16")
    return named


def _bounds(points: int, words: int, entries: int, *, grouped: bool) -> list[int]:
    """Where each array begins, and where the last one ends."""
    sizes = (points * 16, points * 16 if grouped else 0, words * 8, words * 8, entries * 4, entries * 4)
    return list(accumulate(map(aligned, sizes), initial=0))


def _arrays(mapped: Bytes, bounds: list[int], points: int, words: int, entries: int) -> _Arrays:
    ids, groups, hashes, ends, places, weights, _ = bounds
    grouped = groups != hashes
    return _Arrays(
        mapped[ids : ids + points * 16].reshape(-1, 16),
        mapped[groups : groups + (points * 16 if grouped else 0)].reshape(-1, 16),
        mapped[hashes : hashes + words * 8].view("<i8"),
        mapped[ends : ends + words * 8].view("<i8"),
        mapped[places : places + entries * 4].view("<i4"),
        mapped[weights : weights + entries * 4].view("<f4"),
    )
