"""The dense points of one owner in one space: a matrix in mapped pages, searched exactly.

The matrix is made from the stored rows at the first search and dies with the process: a nameless file cannot lag,
and cannot be damaged. Reading 100 000 rows takes about as long as proving a kept file right would.
"""

import os
import sys
import tempfile
import threading
from collections.abc import Collection, Sequence
from concurrent.futures import Executor
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from shared.vectors.base import Dense, Hit
from shared.vectors.slots import Slots, best, contenders

# How far a float32 product of two unit vectors may be off, by the order in which it is summed.
_ROUNDING = 1e-5
CORES = min(4, os.cpu_count() or 1)
_WORTH_SPLITTING = 8_000_000  # numbers: some 4 ms on one core
_CHUNK = 4096  # rows scored anew at a time: 16 MB at 512 dimensions


class Matrix:
    """`put` and `drop` belong to one thread, `search` to any. Raises OSError where there is no room for pages."""

    def __init__(self, folder: Path, dimension: int, capacity: int, helpers: Executor) -> None:
        """`capacity` in rows. `helpers` take their part of a large product: CORES - 1 threads or more."""
        self.slots = Slots()
        self._helpers = helpers
        self._folder = folder
        self._rows = _mapped(folder, max(capacity, 64), dimension)
        self._lock = threading.Lock()

    def put(self, ids: Sequence[str], vectors: Sequence[bytes]) -> None:
        """`vectors` as they are stored: float16, little-endian."""
        rows = np.frombuffer(b"".join(vectors), dtype="<f2").reshape(len(ids), -1)
        first = len(self.slots)
        needed = first + len(ids)
        if needed > len(self._rows):
            wider = _mapped(self._folder, max(needed, len(self._rows) * 2), self._rows.shape[1])
            wider[:first] = self._rows[:first]
            self._rows = wider
        self._rows[first:needed] = rows  # nobody reads these slots before they are given
        with self._lock:
            for point in ids:
                self.slots.add(point)

    def drop(self, ids: Sequence[str]) -> None:
        with self._lock:
            for point in ids:
                self.slots.drop(point)

    def search(
        self, query: Dense, *, limit: int, among: Collection[str] | None = None, without: str | None = None
    ) -> list[Hit]:
        with self._lock:
            mask = self.slots.mask(among, without)
            rows, ids = self._rows, self.slots.ids
        asked = np.flatnonzero(mask)
        if len(asked) * 4 < len(mask):
            near = asked[contenders(rows[asked] @ query, limit, slack=_ROUNDING)]
        else:
            scores = self._product(rows[: len(mask)], query)
            near = asked[contenders(scores[asked], limit, slack=_ROUNDING)]
        return best(ids, near, _exact(rows, near, query), limit)

    def _product(self, rows: NDArray[np.float32], query: Dense) -> NDArray[np.float32]:
        # Not left to the threads of BLAS: they fall asleep between searches, and waking them costs 8 ms.
        parts = np.array_split(rows, CORES) if rows.size > _WORTH_SPLITTING else [rows]
        others = [self._helpers.submit(np.matmul, part, query) for part in parts[1:]]
        scores: NDArray[np.float32] = np.concatenate([parts[0] @ query, *(other.result() for other in others)])
        return scores


def _exact(rows: NDArray[np.float32], slots: NDArray[np.intp], query: Dense) -> NDArray[np.float64]:
    """Scores that do not depend on where a row stands, so that equal vectors tie."""
    wide = query.astype(np.float64)
    chunks = [slots[start : start + _CHUNK] for start in range(0, len(slots), _CHUNK)]
    return np.concatenate([np.empty(0), *((rows[chunk] * wide).sum(axis=1) for chunk in chunks)])


def _mapped(folder: Path, rows: int, dimension: int) -> NDArray[np.float32]:
    size = rows * dimension * 4
    with tempfile.TemporaryFile(dir=folder) as file:
        # Reserved now: a full disk is an error here, and not a SIGBUS at some later write.
        if sys.platform == "linux":
            os.posix_fallocate(file.fileno(), 0, size)
        else:
            os.ftruncate(file.fileno(), size)
        return np.asarray(np.memmap(file, dtype=np.float32, mode="r+", shape=(rows, dimension)))
