"""Average linkage (Sokal and Michener, 1958) on a graph of neighbours, where some groups must never be one."""

import numpy as np
from numpy.typing import NDArray

from services.smart.people.constraints import Bars
from services.smart.people.neighbours import Pairs, Vectors

_AT_ONCE = 16_384  # pairs: what is gathered of them fits a cache
_NEVER = np.float32(-2)


def average_linkage(
    vectors: Vectors, pairs: Pairs, least: float, labels: NDArray[np.int64], bars: list[Bars]
) -> NDArray[np.int64]:
    """Merges groups whose members are `least` alike on average, the most alike first -> the group of each label, shape
    (len(bars),): the lowest label in it.

    `labels`: of each row the label it begins with, shape (n,); `bars` of each label, which are changed: two groups that
    share one are never merged. The mean cosine of two groups is the product of their sums over that of their sizes, and
    the linkage is reducible (Bruynooghe, 1977): pairs that are nearest to each other may be merged at once. So, where
    all pairs with a cosine of `least` are there, the groups are those of the textbook.
    """
    groups = _Groups(vectors, labels, bars, least)
    first, second = groups.between(labels[pairs[:, 0]], labels[pairs[:, 1]])
    cosines = groups.mean_cosines(first, second)
    while (near := np.flatnonzero(cosines >= least)).size:
        here, there, alike = first[near], second[near], cosines[near]
        best = np.full(len(bars), _NEVER)
        np.maximum.at(best, here, alike)
        np.maximum.at(best, there, alike)
        mutual = np.flatnonzero((alike >= best[here]) & (alike >= best[there]))
        order = mutual[np.lexsort((there[mutual], here[mutual], -alike[mutual]))]
        barred = groups.merge(here[order], there[order])
        cosines[near[order[barred]]] = _NEVER
        moved = groups.moved[first] | groups.moved[second]
        never = cosines == _NEVER
        kept = ~moved & ~never  # what is barred once is barred for ever
        again = moved & ~never
        new = groups.between(groups.root[first[again]], groups.root[second[again]])
        first, second = np.concatenate([first[kept], new[0]]), np.concatenate([second[kept], new[1]])
        cosines = np.concatenate([cosines[kept], groups.mean_cosines(*new)])
    return groups.root


class _Groups:
    def __init__(self, vectors: Vectors, labels: NDArray[np.int64], bars: list[Bars], least: float) -> None:
        self._bars = bars
        self._sums = np.zeros((len(bars), vectors.shape[1]), np.float32)
        np.add.at(self._sums, labels, vectors)
        self._sizes = np.bincount(labels, minlength=len(bars)).astype(np.float32)
        self.root = np.arange(len(bars))
        self.moved = np.zeros(len(bars), bool)  # by the last merge

    def between(self, one: NDArray[np.int64], other: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Each pair of two groups once, the lower one first."""
        apart = one != other
        keys = np.unique(np.minimum(one, other)[apart] * len(self.root) + np.maximum(one, other)[apart])
        first, second = np.divmod(keys, len(self.root))
        return first, second

    def mean_cosines(self, first: NDArray[np.int64], second: NDArray[np.int64]) -> NDArray[np.float32]:
        means = np.empty(len(first), np.float32)
        for start in range(0, len(first), _AT_ONCE):
            some = slice(start, start + _AT_ONCE)
            products = np.einsum("ij,ij->i", self._sums[first[some]], self._sums[second[some]])
            means[some] = products / (self._sizes[first[some]] * self._sizes[second[some]])
        return means

    def merge(self, first: NDArray[np.int64], second: NDArray[np.int64]) -> list[int]:
        """Those pairs of which neither was merged in this call -> places of the pairs that may not be one."""
        self.moved[:], new, barred = False, np.arange(len(self.root)), []
        for place, (one, other) in enumerate(zip(first.tolist(), second.tolist(), strict=True)):
            if self.moved[one] or self.moved[other]:
                continue
            few, many = sorted((self._bars[one], self._bars[other]), key=len)
            if not few.isdisjoint(many):
                barred.append(place)
                continue
            many |= few
            self._bars[one], self._bars[other] = many, set()
            self.moved[one] = self.moved[other] = True
            new[other] = one
            self._sums[one] += self._sums[other]
            self._sizes[one] += self._sizes[other]
        self.root = new[self.root]
        return barred
