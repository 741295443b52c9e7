"""Which faces look alike enough to be worth a closer look: a graph, exact where there are few faces.

Where there are many, the sphere is cut into cells around faces of the library, and each face is compared with those
that share one of its nearest cells: 100,000 faces in 17 s of a core, with nine tenths of the pairs. An inverted file of
faiss took 23 s there for .95 of them, and would be one more library of 25 MB.
"""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]  # shape (n, d), unit rows
Pairs = NDArray[np.int32]  # shape (m, 2), the lower row first, in ascending order

_EXACT = 16_384  # faces: up to so many, each is compared with each
_NEAREST = 16  # neighbours of a face in a cell that are kept: of someone with thousands of faces, more say nothing new
_CELLS = 4  # in which a face lies
_TRAINED = 40  # faces a cell, on which its middle is found
_ROUNDS = 2
_AT_ONCE = 2_000_000  # products


def neighbours(vectors: Vectors, least: float) -> Pairs:
    """Of each row those with a cosine of `least` or more, as far as they are among its 16 nearest: up to 16,384 rows
    all of these, of more most. The same rows in the same order give the same pairs."""
    if len(vectors) < 2:
        return np.empty((0, 2), np.int32)
    cells = [np.arange(len(vectors))] if len(vectors) <= _EXACT else _shared(vectors)
    found = [_near(vectors, rows, least) for rows in cells if len(rows) > 1]
    keys = np.unique(np.concatenate(found))
    return np.stack(np.divmod(keys, len(vectors)), axis=1).astype(np.int32)


def _near(vectors: Vectors, rows: NDArray[np.int64], least: float) -> NDArray[np.int64]:
    """-> lower row * n + higher row of each pair, any number of times."""
    mine, keys = vectors[rows], []
    step = max(1, _AT_ONCE // len(rows))
    for start in range(0, len(rows), step):
        cosines = mine[start : start + step] @ mine.T
        here = np.arange(len(cosines))
        cosines[here, start + here] = -2
        nearest = min(_NEAREST, len(rows) - 1)
        columns = np.argpartition(cosines, -nearest, axis=1)[:, -nearest:]
        one, place = np.nonzero(np.take_along_axis(cosines, columns, axis=1) >= least)
        other = columns[one, place]
        ends = np.sort(np.stack([rows[one + start], rows[other]]), axis=0)
        keys.append(ends[0] * len(vectors) + ends[1])
    return np.unique(np.concatenate(keys))


def _shared(vectors: Vectors) -> Iterator[NDArray[np.int64]]:
    """The rows of each cell, ascending. A cell's middle begins as a face, so that where there are many faces, there
    are many cells."""
    random, count = np.random.default_rng(0), int(2 * np.sqrt(len(vectors)))
    middles = vectors[np.sort(random.choice(len(vectors), count, replace=False))]
    trained = vectors[np.sort(random.choice(len(vectors), min(len(vectors), _TRAINED * count), replace=False))]
    for _ in range(_ROUNDS):
        sums = np.zeros_like(middles)
        np.add.at(sums, _cells(trained, middles, 1)[:, 0], trained)
        lengths = np.linalg.norm(sums, axis=1, keepdims=True)
        middles = np.where(lengths > 0, sums / np.maximum(lengths, 1e-9), middles).astype(np.float32)
    cells = _cells(vectors, middles, _CELLS).ravel()
    order = np.argsort(cells, kind="stable")
    bounds = np.searchsorted(cells[order], np.arange(count + 1))
    for first, last in pairwise(bounds):
        yield order[first:last] // _CELLS


def _cells(vectors: Vectors, middles: Vectors, nearest: int) -> NDArray[np.int64]:
    """-> shape (n, nearest): those whose middles are nearest."""
    step = max(1, _AT_ONCE // len(middles))
    parts = (vectors[start : start + step] @ middles.T for start in range(0, len(vectors), step))
    return np.concatenate([np.argpartition(-part, nearest - 1, axis=1)[:, :nearest] for part in parts])
