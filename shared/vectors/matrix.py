"""Dense points: what came since the segment was written is scored exactly; of the segment's, one bit a dimension says
which are worth it, where the space allows that."""

from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray

from shared.vectors.base import Dense, Hit
from shared.vectors.over import Best, Over
from shared.vectors.segment import LOOKED_AT, Part, product
from shared.vectors.signs import likeliest
from shared.vectors.slots import contenders

# How far a float32 product of two unit vectors may be off, by the order in which it is summed.
_ROUNDING = 1e-5
_FEW = 64  # rows that memory is taken for at first
_TIMES = 10  # as many as are asked for are looked at closely


class Matrix(Over[Part]):
    def __init__(self, part: Part) -> None:
        super().__init__(part)
        self._rows = np.empty((_FEW, part.vectors.shape[1]), np.float32)

    def put(self, ids: Sequence[str], groups: Sequence[str], vectors: Sequence[bytes]) -> None:
        """`vectors` as they are stored: float16, little-endian."""
        rows = np.frombuffer(b"".join(vectors), dtype="<f2").reshape(len(ids), -1)
        first = len(self._since)
        needed = first + len(ids)
        if needed > len(self._rows):
            wider = np.empty((max(needed, len(self._rows) * 2), self._rows.shape[1]), np.float32)
            wider[:first] = self._rows[:first]
            self._rows = wider
        self._rows[first:needed] = rows  # nobody reads these slots before they are given
        with self._lock:
            self._live[self._part.places(ids)] = False
            for point, group in zip(ids, groups, strict=True):
                self._since.add(point, group)

    def search(
        self, query: Dense, *, limit: int, among: Collection[str] | None = None, without: str | None = None
    ) -> list[Hit]:
        hidden = self._part.places([without] if without else [])
        with self._lock:
            since, rows = np.flatnonzero(self._since.mask(among, without)), self._rows
            ids, groups = self._since.ids, self._since.groups
            if among is None:
                asked = None if not len(hidden) and self._live.all() else np.flatnonzero(self._live)
            else:
                asked = self._part.places_of(among)
                asked = asked[self._live[asked]]
        if asked is not None and len(hidden):
            asked = asked[asked != hidden[0]]
        kept = self._near(query, asked, limit)
        recent = since[contenders(rows[since] @ query, limit, slack=_ROUNDING)]
        old, new = Best(kept, _exact(self._part.vectors[kept], query)), Best(recent, _exact(rows[recent], query))
        return self._hits(old, new, ids, groups, limit)

    def _near(self, query: Dense, asked: NDArray[np.intp] | None, limit: int) -> NDArray[np.intp]:
        """The places in the segment that may be among the best; `asked` narrows to some."""
        part = self._part
        count = max(LOOKED_AT, _TIMES * limit)
        if part.signs is not None and (len(part) if asked is None else len(asked)) > count:
            near = likeliest(part.signs if asked is None else part.signs[:, asked], query, count)
            asked = near if asked is None else asked[near]
        if asked is None:
            return contenders(product(part.vectors, query), limit, slack=_ROUNDING)
        return asked[contenders(product(part.vectors[asked], query), limit, slack=_ROUNDING)]


def _exact(vectors: NDArray[np.floating], query: Dense) -> NDArray[np.float64]:
    """Scores that do not depend on where a row stands, so that equal vectors tie."""
    scores: NDArray[np.float64] = (vectors.astype(np.float64) * query.astype(np.float64)).sum(axis=1)
    return scores
