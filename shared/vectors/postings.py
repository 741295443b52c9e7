"""The sparse points of one owner in one space: for each word, the slots that hold it and with what weight."""

import threading
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from shared.vectors.base import Hit
from shared.vectors.slots import Slots, foremost, ranked

# A stored sparse vector is an array of these; `word` is the stable hash of the word.
ENTRY = np.dtype([("word", "<i8"), ("weight", "<f4")])


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


class Postings:
    """`put` and `drop` belong to one thread, `search` to any."""

    def __init__(self, *, idf: bool, grouped: bool = False) -> None:
        self.slots = Slots(grouped=grouped)
        self._idf = idf
        self._postings: dict[int, _Posting] = {}
        self._lock = threading.Lock()

    @property
    def grown(self) -> bool:
        return self.slots.wasteful

    def put(self, ids: Sequence[str], groups: Sequence[str], vectors: Sequence[bytes]) -> None:
        """`vectors` as they are stored: arrays of ENTRY."""
        entries = np.frombuffer(b"".join(vectors), dtype=ENTRY)
        order = np.argsort(entries["word"], kind="stable")
        weights = entries["weight"][order]
        words, starts = np.unique(entries["word"][order], return_index=True)
        with self._lock:
            given = np.array([self.slots.add(*point) for point in zip(ids, groups, strict=True)], dtype=np.int32)
            slots = np.repeat(given, [len(vector) // ENTRY.itemsize for vector in vectors])[order]
            bounds = pairwise([*starts.tolist(), len(entries)])
            for word, (start, end) in zip(words.tolist(), bounds, strict=True):
                if word in self._postings:
                    self._postings[word].add(slots[start:end], weights[start:end])
                else:
                    self._postings[word] = _Posting(slots[start:end], weights[start:end])

    def drop(self, ids: Sequence[str]) -> None:
        with self._lock:
            for point in ids:
                self.slots.drop(point)

    def search(
        self,
        query: Mapping[int, float],
        *,
        limit: int,
        among: Collection[str] | None = None,
        without: str | None = None,
    ) -> list[Hit]:
        with self._lock:
            ids, groups, held = self.slots.ids, self.slots.groups, self.slots.held
            live = self.slots.mask(None, None) if held < len(self.slots) else None
            mask = self.slots.mask(among, without)
            found = [
                (weight, *self._postings[word].snapshot()) for word, weight in query.items() if word in self._postings
            ]
        scores = np.zeros(len(mask))
        for wanted, slots, weights in found:
            holding = len(slots) if live is None else int(live[slots].sum())
            factor = wanted * _idf(held, holding) if self._idf else wanted
            scores[slots] += factor * weights.astype(np.float64)
        sharing = np.flatnonzero(mask & (scores > 0))
        best = sharing[foremost(scores[sharing], limit)]
        return ranked(
            (score, ids[slot], groups[slot]) for slot, score in zip(best.tolist(), scores[best].tolist(), strict=True)
        )


def _idf(points: int, holding: int) -> float:
    return float(np.log1p((points - holding + 0.5) / (holding + 0.5)))
