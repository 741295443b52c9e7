"""The order in which a person reads the lines of a page: recursive X-Y cut (Nagy and Seth, 1984)."""

from collections.abc import Sequence
from itertools import chain, pairwise

import numpy as np
from numpy.typing import NDArray

Boxes = NDArray[np.float32]  # shape (n, 4): left, top, right, bottom, in a frame in which the text stands upright

_GUTTER = 1.0  # line heights between columns, at least
_COLUMN = 4.0  # line heights: a narrower strip is a list of prices or of bullets, read along with what it stands beside
_OVERLAP = 0.5  # of a line's height must be shared with a row to stand in it


def in_reading_order(quads: NDArray[np.float32]) -> list[int]:
    """Places in `quads`, shape (n, 4, 2): corners in pixels, clockwise from the upper left of the text as it is read,
    which tells its direction, too. Rows from top to bottom, left to right; columns one after the other."""
    if not len(quads):
        return []
    boxes = _upright(quads)
    height = float(np.median(boxes[:, 3] - boxes[:, 1]))
    return _read(boxes, list(range(len(boxes))), height)


def _upright(quads: NDArray[np.float32]) -> Boxes:
    """Turned by the direction of most of the text, the long lines counting most."""
    x, y = (quads[:, 1] - quads[:, 0] + quads[:, 2] - quads[:, 3]).sum(axis=0)
    length = max(float(np.hypot(x, y)), 1e-6)
    turn = np.array([[x, -y], [y, x]], np.float32) / length
    corners = quads @ turn
    boxes: Boxes = np.concatenate([corners.min(axis=1), corners.max(axis=1)], axis=1)
    return boxes


def _read(boxes: Boxes, places: list[int], height: float) -> list[int]:
    for parts in (_columns(boxes, places, height), _above_and_below(boxes, places)):
        if parts:
            return [place for part in parts for place in _read(boxes, part, height)]
    return sorted(places, key=lambda place: float(boxes[place, 0]))


def _columns(boxes: Boxes, places: Sequence[int], height: float) -> list[list[int]]:
    """Left and right of the widest gutter, where both sides are columns; else nothing."""
    left, right, gap = _widest_gap(places, boxes[:, 0], boxes[:, 2])
    sides = (left, right)
    if gap < _GUTTER * height or any(len(_rows(boxes, side)) < 2 for side in sides):
        return []
    widths = [float(np.median(boxes[side, 2] - boxes[side, 0])) for side in sides]
    return [left, right] if min(widths) >= _COLUMN * height else []


def _above_and_below(boxes: Boxes, places: Sequence[int]) -> list[list[int]]:
    rows = _rows(boxes, places)
    if len(rows) < 2:
        return []
    gaps = [min(boxes[low, 1]) - max(boxes[high, 3]) for high, low in pairwise(rows)]
    cut = int(np.argmax(gaps)) + 1
    return [list(chain(*rows[:cut])), list(chain(*rows[cut:]))]


def _rows(boxes: Boxes, places: Sequence[int]) -> list[list[int]]:
    """Lines that stand beside each other, from top to bottom. A row is as high as its first line."""
    rows: list[list[int]] = []
    for place in sorted(places, key=lambda place: float(boxes[place, 1] + boxes[place, 3])):
        top, bottom = boxes[place, 1], boxes[place, 3]
        if rows:
            first = rows[-1][0]
            shared = min(bottom, boxes[first, 3]) - max(top, boxes[first, 1])
            if shared >= _OVERLAP * min(bottom - top, boxes[first, 3] - boxes[first, 1]):
                rows[-1].append(place)
                continue
        rows.append([place])
    return rows


def _widest_gap(
    places: Sequence[int], starts: NDArray[np.float32], ends: NDArray[np.float32]
) -> tuple[list[int], list[int], float]:
    """-> those before it, those after it, its width; a width of 0 when there is none."""
    ordered = sorted(places, key=lambda place: float(starts[place]))
    reach, best, cut = float("-inf"), 0.0, 0
    for position, place in enumerate(ordered):
        if position and (gap := float(starts[place]) - reach) > best:
            best, cut = gap, position
        reach = max(reach, float(ends[place]))
    return ordered[:cut], ordered[cut:], best
