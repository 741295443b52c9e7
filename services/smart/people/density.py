"""DBSCAN (Ester et al., 1996) on a graph of neighbours, where some groups must never be one, as C-DBSCAN has it (Ruiz
et al., 2007)."""

import numpy as np
from numpy.typing import NDArray

from services.smart.people.constraints import Bars
from services.smart.people.neighbours import Pairs, Vectors
from services.smart.people.roots import Roots

_CROWD = 4  # faces, itself among them, that make a face a core


def dbscan(
    vectors: Vectors, pairs: Pairs, labels: NDArray[np.int64], bars: list[Bars], crowd: int = _CROWD
) -> NDArray[np.int64]:
    """Pairs are those within reach. Cores among them are joined, the nearest first; then each other face with its
    nearest core -> the group of each label, shape (len(bars),): the lowest label in it. `labels` and `bars` are as in
    average_linkage."""
    cosines = np.einsum("ij,ij->i", vectors[pairs[:, 0]], vectors[pairs[:, 1]])
    pairs = pairs[np.lexsort((pairs[:, 1], pairs[:, 0], -cosines))]
    cores = np.bincount(pairs.ravel(), minlength=len(vectors)) + 1 >= crowd
    inner = cores[pairs]
    roots, lonely = Roots(len(bars)), ~cores

    def join(one: int, other: int) -> bool:
        first, second = sorted((roots.of(one), roots.of(other)))
        if first == second:
            return True
        if not bars[first].isdisjoint(bars[second]):
            return False
        bars[first] |= bars[second]
        roots.join(first, second)
        return True

    for one, other in labels[pairs[inner.all(axis=1)]].tolist():
        join(one, other)
    for one, other in pairs[inner[:, 0] != inner[:, 1]].tolist():
        edge = other if cores[one] else one
        if lonely[edge] and join(int(labels[one]), int(labels[other])):
            lonely[edge] = False
    return roots.all()
