"""Which part of a new run is which of an old one's."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from shared.domain.boxes import areas, common
from shared.domain.part import HasFacts, Part

_SAME = 0.5  # of the area that two boxes cover together, what both cover
_ROWS = 256  # boxes at a time that are compared with all others

Boxes = NDArray[np.float64]  # shape (n, 4): left, top, right, bottom


def by_box(old: Sequence[Part], new: Sequence[HasFacts]) -> list[str | None]:
    """By `facts["box"]`, (left, top, right, bottom) in any unit: the pairs that overlap most first, each part once, and
    none that overlaps by half or less. A part without a box matches none."""
    before, after = _boxes([part.facts for part in old]), _boxes([found.facts for found in new])
    matched: list[str | None] = [None] * len(new)
    taken: set[int] = set()
    for row, column in _alike(after, before):
        if matched[row] is None and column not in taken:
            matched[row] = old[column].id
            taken.add(column)
    return matched


def _boxes(facts: Sequence[Any]) -> Boxes:
    nowhere = (np.nan,) * 4
    return np.array([each.get("box", nowhere) for each in facts], np.float64).reshape(-1, 4)


def _alike(one: Boxes, other: Boxes) -> list[tuple[int, int]]:
    """Pairs (row of the one, row of the other), the most alike first."""
    pairs: list[tuple[float, int, int]] = []
    for start in range(0, len(one), _ROWS):
        shares = _overlap(one[start : start + _ROWS], other)
        rows, columns = np.nonzero(shares > _SAME)
        alike = shares[rows, columns].tolist()
        pairs += zip([-share for share in alike], (rows + start).tolist(), columns.tolist(), strict=True)
    return [(row, column) for _, row, column in sorted(pairs)]


def _overlap(one: Boxes, other: Boxes) -> NDArray[np.float64]:
    """Intersection over union, shape (len(one), len(other)); 0 where there is no box."""
    both, area, others = common(one, other), areas(one), areas(other)
    together = area[:, None] + others[None] - both
    shares: NDArray[np.float64] = np.divide(both, together, out=np.zeros_like(both), where=together > 0)
    return shares
