"""Which part of a new run is which of an old one's."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from shared.domain.boxes import areas, common
from shared.domain.part import HasFacts, Part

_SAME = 0.5  # of the area that two boxes cover together, what both cover
_MOSTLY, _MUCH = 0.5, 0.25  # people draw around the whole head, detectors around the face
_ROWS = 256  # boxes at a time that are compared with all others

Box = Sequence[float]
Boxes = NDArray[np.float64]  # shape (n, 4): left, top, right, bottom
Enough = Callable[[NDArray[np.float64]], NDArray[np.bool_]]


def covered(box: Box, others: Sequence[Box]) -> int | None:
    """The place of the one that is the same as what this box was drawn around: it lies in the box for the most part,
    and takes much of it. Of several, the most alike."""
    drawn, found = np.array([box], np.float64), np.array(others, np.float64).reshape(-1, 4)
    (shares,), (within,) = _overlap(drawn, found), common(drawn, found)
    likely = np.where((within > _MOSTLY * areas(found)) & (shares > _MUCH), shares, 0)
    return int(likely.argmax()) if likely.any() else None


def by_box(old: Sequence[Part], new: Sequence[HasFacts]) -> list[str | None]:
    """By `facts["box"]`, (left, top, right, bottom) in any unit, or `facts["found"]` where that tells where the part
    was found, and its box has been moved since: the pairs that overlap most first, each part once, and
    none that overlaps by half or less. A part without a box matches none."""
    before, after = _boxes([part.facts for part in old]), _boxes([found.facts for found in new])
    same = dict(pairs(after, before, lambda shares: shares > _SAME))
    return [old[same[row]].id if row in same else None for row in range(len(new))]


def pairs(one: Boxes, other: Boxes, enough: Enough) -> list[tuple[int, int]]:
    """(row of the one, row of the other) of those that overlap most first, each row once. `enough` tells which of their
    intersections over union are enough to be one."""
    found = list[tuple[int, int]]()
    rows, columns = set[int](), set[int]()
    for row, column in _alike(one, other, enough):
        if row not in rows and column not in columns:
            found.append((row, column))
            rows.add(row)
            columns.add(column)
    return found


def _boxes(facts: Sequence[Any]) -> Boxes:
    nowhere = (np.nan,) * 4
    return np.array([each.get("found") or each.get("box", nowhere) for each in facts], np.float64).reshape(-1, 4)


def _alike(one: Boxes, other: Boxes, enough: Enough) -> list[tuple[int, int]]:
    """Pairs (row of the one, row of the other), the most alike first."""
    found: list[tuple[float, int, int]] = []
    for start in range(0, len(one), _ROWS):
        shares = _overlap(one[start : start + _ROWS], other)
        rows, columns = np.nonzero(enough(shares))
        alike = shares[rows, columns].tolist()
        found += zip([-share for share in alike], (rows + start).tolist(), columns.tolist(), strict=True)
    return [(row, column) for _, row, column in sorted(found)]


def _overlap(one: Boxes, other: Boxes) -> NDArray[np.float64]:
    """Intersection over union, shape (len(one), len(other)); 0 where there is no box."""
    both, area, others = common(one, other), areas(one), areas(other)
    together = area[:, None] + others[None] - both
    shares: NDArray[np.float64] = np.divide(both, together, out=np.zeros_like(both), where=together > 0)
    return shares
