"""Sparse points: for each word, which of the mapped file's hold it and how much, and which of those that came since."""

from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from shared.vectors.base import Hit
from shared.vectors.inverted import ENTRY, Part
from shared.vectors.over import Best, Over

_NOWHERE = np.empty(0, np.int32), np.empty(0, np.float32)

Scores = NDArray[np.float64]


class _Posting:
    """Grows at its end; what was there when a search began stays as it was."""

    __slots__ = ("_count", "_slots", "_weights")

    def __init__(self, slots: NDArray[np.int32], weights: NDArray[np.float32]) -> None:
        self._slots, self._weights, self._count = slots, weights, len(slots)

    def add(self, slots: NDArray[np.int32], weights: NDArray[np.float32]) -> None:
        count = self._count + len(slots)
        if count > len(self._slots):
            spare = count * 2 - self._count
            self._slots = np.concatenate([self._slots[: self._count], np.empty(spare, np.int32)])
            self._weights = np.concatenate([self._weights[: self._count], np.empty(spare, np.float32)])
        self._slots[self._count : count] = slots
        self._weights[self._count : count] = weights
        self._count = count

    def snapshot(self) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        return self._slots[: self._count], self._weights[: self._count]


class Postings(Over[Part]):
    def __init__(self, part: Part, *, idf: bool) -> None:
        super().__init__(part)
        self._idf = idf
        self._postings: dict[int, _Posting] = {}

    def put(self, ids: Sequence[str], groups: Sequence[str], vectors: Sequence[bytes]) -> None:
        """`vectors` as they are stored: arrays of ENTRY."""
        entries = np.frombuffer(b"".join(vectors), dtype=ENTRY)
        order = np.argsort(entries["word"], kind="stable")
        weights = entries["weight"][order]
        words, starts = np.unique(entries["word"][order], return_index=True)
        with self._lock:
            self._live[self._part.places(ids)] = False
            given = np.array([self._since.add(*point) for point in zip(ids, groups, strict=True)], dtype=np.int32)
            slots = np.repeat(given, [len(vector) // ENTRY.itemsize for vector in vectors])[order]
            bounds = pairwise([*starts.tolist(), len(entries)])
            for word, (start, end) in zip(words.tolist(), bounds, strict=True):
                if word in self._postings:
                    self._postings[word].add(slots[start:end], weights[start:end])
                else:
                    self._postings[word] = _Posting(slots[start:end], weights[start:end])

    def search(
        self,
        query: Mapping[int, float],
        *,
        limit: int,
        among: Collection[str] | None = None,
        without: str | None = None,
    ) -> list[Hit]:
        part = self._part
        hidden = part.places([without] if without else [])
        asked = None if among is None else part.places_of(among)
        with self._lock:
            ids, groups, held = self._since.ids, self._since.groups, self._since.held
            here = self._live.copy()
            mask, living = self._since.mask(among, without), self._since.mask(None, None)
            since = {word: self._postings[word].snapshot() for word in query if word in self._postings}
        held_here = int(np.count_nonzero(here))
        whole, held = held_here == len(here), held + held_here
        if asked is not None and not whole:
            asked = asked[here[asked]]
        places = np.arange(len(part)) if asked is None else asked
        before, after = np.zeros(len(places)), np.zeros(len(mask))
        for word, wanted in query.items():
            standing, weights = part.entries(word)
            slots, since_weights = since.get(word, _NOWHERE)
            holding = len(standing) if whole else int(here[standing].sum())
            factor = wanted * _idf(held, holding + int(living[slots].sum())) if self._idf else wanted
            _add(before, places if asked is not None else None, standing, factor * weights.astype(np.float64))
            after[slots] += factor * since_weights.astype(np.float64)
        found = before > 0
        if asked is None and not whole:
            found &= here
        if len(hidden):
            found &= places != hidden[0]
        old, new = np.flatnonzero(found), np.flatnonzero(mask & (after > 0))
        return self._hits(Best(places[old], before[old]), Best(new, after[new]), ids, groups, limit)


def _add(scores: Scores, asked: NDArray[np.intp] | None, standing: NDArray[np.int32], more: Scores) -> None:
    """`more` is of those that are `standing`, `scores` of those that are asked for, or of all; both stand ascending."""
    if asked is None:
        scores[standing] += more
    elif len(standing) and len(asked):
        at = np.minimum(np.searchsorted(standing, asked), len(standing) - 1)
        there = standing[at] == asked
        scores[there] += more[at[there]]


def _idf(points: int, holding: int) -> float:
    return float(np.log1p((points - holding + 0.5) / (holding + 0.5)))
