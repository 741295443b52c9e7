"""The points of one owner in one space: those of a mapped file, and those that have come since, which are at most a
tenth of the rest before the file is written anew."""

import threading
from collections.abc import Sequence
from typing import Generic, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from shared.vectors.base import Hit
from shared.vectors.mapped import Points
from shared.vectors.slots import Slots, foremost, ranked

P = TypeVar("P", bound=Points)

_TENTH, _LEAST = 10, 4096  # of the file's points, and points at least, that may have come since


class Best(NamedTuple):
    """Where points stand, and their scores, shape (n,) each."""

    at: NDArray[np.intp]
    scores: NDArray[np.float64]


class Over(Generic[P]):
    """`put` of those that are over it, and `drop`, belong to one thread; searches to any."""

    def __init__(self, part: P) -> None:
        self._part = part
        self._live = np.ones(len(part), np.bool_)
        self._since = Slots(grouped=part.groups is not None)
        self._lock = threading.Lock()

    @property
    def grown(self) -> bool:
        """So much has come or gone that the file should be written anew."""
        buried = len(self._live) - int(np.count_nonzero(self._live))
        return max(len(self._since), buried) > max(_LEAST, len(self._part) // _TENTH)

    def drop(self, ids: Sequence[str]) -> None:
        with self._lock:
            self._live[self._part.places(ids)] = False
            for point in ids:
                self._since.drop(point)

    def _hits(self, old: Best, new: Best, ids: Sequence[str], groups: Sequence[str], limit: int) -> list[Hit]:
        """The best of both; `old` stand in the file, `new` in slots with these ids and groups."""
        places, slots = old.at, new.at
        scores = np.concatenate([old.scores, new.scores])
        best = foremost(scores, limit)
        named = [
            self._part.named(places[at])
            if at < len(places)
            else (ids[slots[at - len(places)]], groups[slots[at - len(places)]])
            for at in best.tolist()
        ]
        return ranked((score, *names) for score, names in zip(scores[best].tolist(), named, strict=True))
