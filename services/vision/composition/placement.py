"""Where the subject stands: in the middle, or on a point where the lines of thirds cross."""

import numpy as np

from services.vision.composition.frame import Frame
from services.vision.composition.reading import NOTHING, Reading, Shape, box

_NEAR = 0.1  # of the sides: the standard deviation of "there"
_AROUND = 0.15  # of the picture, at least, is around what stands in its middle
_THIRDS = tuple((x, y) for x in (1 / 3, 2 / 3) for y in (1 / 3, 2 / 3))


def centered(frame: Frame) -> Reading:
    """How near the middle the subject's centre is, times the attention that it has."""
    subject = frame.subject
    if subject is None:
        return NOTHING
    distance = np.hypot(subject.x - 0.5, subject.y - 0.5)
    apart = min(1.0, (1 - subject.area) / _AROUND)
    strength = float(np.exp(-((distance / _NEAR) ** 2) / 2)) * subject.share * apart
    return Reading(strength, (Shape("point", ((0.5, 0.5),)), box(subject.box)))


def rule_of_thirds(frame: Frame) -> Reading:
    """The share of attention around the best of the four points. Squared saliency: the eye goes to the strongest."""
    attention = np.square(frame.saliency.astype(np.float64))
    if frame.subject is None or not attention.any():
        return NOTHING
    places = (np.arange(len(attention)) + 0.5) / len(attention)
    strength, point = max((_around(attention, places, x, y), (x, y)) for x, y in _THIRDS)
    return Reading(strength / float(attention.sum()), (Shape("point", (point,)), box(frame.subject.box)))


def _around(
    attention: np.ndarray[tuple[int, ...], np.dtype[np.float64]],
    places: np.ndarray[tuple[int, ...], np.dtype[np.float64]],
    x: float,
    y: float,
) -> float:
    across, down = (np.exp(-(((places - middle) / (1.2 * _NEAR)) ** 2) / 2) for middle in (x, y))
    return float(down @ attention @ across)
