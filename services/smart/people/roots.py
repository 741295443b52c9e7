"""Which of many are one: a forest in which everything leads to the lowest that it was joined with (Galler and Fischer,
1964; halved paths)."""

import numpy as np
from numpy.typing import NDArray


class Roots:
    def __init__(self, count: int) -> None:
        self._parent = list(range(count))

    def of(self, place: int) -> int:
        parent = self._parent
        while parent[place] != place:
            parent[place] = place = parent[parent[place]]
        return place

    def join(self, one: int, other: int) -> None:
        first, second = sorted((self.of(one), self.of(other)))
        self._parent[second] = first

    def all(self) -> NDArray[np.int64]:
        """Of each, the lowest that it is one with."""
        return np.array([self.of(place) for place in range(len(self._parent))], np.int64)
