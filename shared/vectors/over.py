"""The points of one owner in one space: those of a mapped file, and those that have come since, which are at most a
tenth of the rest before the file is written anew."""

import threading
from collections.abc import Sequence
from typing import Generic, TypeVar

import numpy as np

from shared.vectors.mapped import Points
from shared.vectors.slots import Slots

P = TypeVar("P", bound=Points)

_TENTH, _LEAST = 10, 4096  # of the file's points, and points at least, that may have come since


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
