"""Which part of a photo a crop shows: all faces, else the things, else what stands out; never half a face where a
whole one fits. People's eyes lie a third from the top, as portraits have them."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from shared.domain.boxes import Box, area
from shared.domain.crop import Subject

_EYES = 1 / 3  # of the frame's height, from its top
_EYES_WELL = (0.28, 0.42)
_ROOM = ((0.1, 0.3, 0.1, 0.1), (0.0, 0.0, 0.0, 0.0))  # left, top, right, bottom of a face: its hair, if there is room
_SIZES = np.geomspace(1.0, 0.2, 33)  # of the largest frame
_PLACES = 9  # along each side on which a frame can lie

Numbers = NDArray[np.float64]


def frame(aspect: float, subjects: Sequence[Subject], salience: Numbers | None = None) -> Box:
    """`aspect`: width by height of the crop over that of the photo. `salience`: how much each cell of the photo stands
    out, rows by columns; the frame without subjects follows it, or is in the middle."""
    largest = min(1.0, aspect), min(1.0, 1 / aspect)
    people = [each for each in subjects if each.eyes is not None]
    if people:
        return _around(largest, people)
    if subjects:
        return _around(largest, subjects)
    return _salient(largest, salience)


def _around(largest: tuple[float, float], subjects: Sequence[Subject]) -> Box:
    """Of the largest group of subjects that fits and leaves no other half in it: the least are left out first."""
    subjects = sorted(subjects, key=lambda each: area(each.box), reverse=True)
    boxes = np.array([each.box for each in subjects])
    eyes = None if subjects[0].eyes is None else np.array([each.eyes for each in subjects])
    best: tuple[Fault, Box] | None = None
    for count in range(len(subjects), 0, -1):
        # The eyes in their place count for more than the room over the hair.
        found = [_best(largest, _union(_with_room(boxes[:count], room)), boxes, eyes) for room in _ROOM]
        best = min([each for each in (best, *found) if each], key=lambda each: each[0], default=None)
        if best and best[0][0] == 0:
            return best[1]
    if best:
        return best[1]
    x, y = _middle(boxes[0])  # it is larger than any frame
    top = y - largest[1] / 2 if eyes is None else eyes[0] - largest[1] * _EYES
    return _placed(largest, x - largest[0] / 2, top)


Fault = tuple[float, float]  # how many are cut, and how far the eyes are from where they are well


def _best(
    largest: tuple[float, float], union: Numbers, boxes: Numbers, eyes: Numbers | None
) -> tuple[Fault, Box] | None:
    """Of the frames that hold the union: that which cuts the fewest, then that with the eyes in their place, then the
    largest, then the one in the middle of what it shows. None where no frame is large enough."""
    frames = _candidates(largest, union, closer=eyes is not None)
    if not len(frames):
        return None
    middle, heights = _middle(union), frames[:, 3] - frames[:, 1]
    shown, cut = _shown(frames, boxes)
    aside = abs((frames[:, 0] + frames[:, 2]) / 2 - middle[0])
    if eyes is None:
        off, away = np.zeros(len(frames)), abs((frames[:, 1] + frames[:, 3]) / 2 - middle[1])
    else:
        weights = shown * (boxes[:, 3] - boxes[:, 1])
        at = (weights @ eyes / weights.sum(1) - frames[:, 1]) / heights
        off, away = np.maximum(0.0, np.maximum(_EYES_WELL[0] - at, at - _EYES_WELL[1])).round(3), abs(at - _EYES)
    best = np.lexsort((away + aside, -heights.round(6), off, cut))[0]
    left, top, right, bottom = frames[best].tolist()
    return (float(cut[best]), float(off[best])), (left, top, right, bottom)


def _candidates(largest: tuple[float, float], union: Numbers, *, closer: bool) -> Numbers:
    """Frames that hold the union, (n, 4); of the largest size alone unless `closer` is allowed."""
    found = [np.empty((0, 4))]
    for size in _SIZES if closer else _SIZES[:1]:
        width, height = largest[0] * size, largest[1] * size
        if width < union[2] - union[0] or height < union[3] - union[1]:
            break
        lefts = np.linspace(max(0.0, union[2] - width), min(union[0], 1 - width), _PLACES)
        tops = np.linspace(max(0.0, union[3] - height), min(union[1], 1 - height), _PLACES)
        x, y = (side.ravel() for side in np.meshgrid(lefts, tops))
        found.append(np.stack([x, y, x + width, y + height], axis=1))
    return np.concatenate(found)


def _shown(frames: Numbers, boxes: Numbers) -> tuple[NDArray[np.bool_], NDArray[np.int64]]:
    """Which boxes each frame shows whole, (frames, boxes), and how many it shows in part."""
    left, top, right, bottom = (frames[:, side, None] for side in range(4))
    x0, y0, x1, y1 = boxes.T
    outside = (x1 <= left) | (x0 >= right) | (y1 <= top) | (y0 >= bottom)
    near = 1e-9  # sums of shares
    inside = (x0 >= left - near) & (x1 <= right + near) & (y0 >= top - near) & (y1 <= bottom + near)
    return inside, (~outside & ~inside).sum(1)


def _salient(largest: tuple[float, float], salience: Numbers | None) -> Box:
    """Where most of it is. Along the one side on which the largest frame can lie in several places."""
    if salience is None or not salience.any():
        return _placed(largest, (1 - largest[0]) / 2, (1 - largest[1]) / 2)
    return _placed(largest, _start(salience.sum(0), largest[0]), _start(salience.sum(1), largest[1]))


def _start(profile: Numbers, share: float) -> float:
    """Where a window of this share of the profile holds most; in the middle of where it holds nearly as much."""
    cells = len(profile)
    window = max(1, round(share * cells))
    held = np.convolve(profile, np.ones(window), "valid")
    best = np.flatnonzero(held >= held.max() * 0.98)
    return float(best.mean()) / cells


def _placed(size: tuple[float, float], left: float, top: float) -> Box:
    left, top = min(max(0.0, left), 1 - size[0]), min(max(0.0, top), 1 - size[1])
    return left, top, left + size[0], top + size[1]


def _with_room(boxes: Numbers, room: tuple[float, ...]) -> Numbers:
    widths, heights = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
    sides = np.stack([-widths * room[0], -heights * room[1], widths * room[2], heights * room[3]], axis=1)
    return np.clip(boxes + sides, 0.0, 1.0)


def _union(boxes: Numbers) -> Numbers:
    return np.concatenate([boxes[:, :2].min(0), boxes[:, 2:].max(0)])


def _middle(box: Numbers) -> tuple[float, float]:
    return float(box[0] + box[2]) / 2, float(box[1] + box[3]) / 2
