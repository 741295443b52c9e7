"""Low key: nearly all dark, with something lit. High key: nearly all light, with something on it."""

import numpy as np
from numpy.typing import NDArray

from services.vision.composition.frame import Frame
from services.vision.composition.reading import NOTHING, Reading

_DARK, _BRIGHT = 0.3, 0.82  # lightness
_SOMETHING = 0.3  # of lightness, between the 1st and the 99th percentile: there is something to see


def low_key(frame: Frame) -> Reading:
    return _keyed(frame, frame.light < _DARK)


def high_key(frame: Frame) -> Reading:
    return _keyed(frame, frame.light > _BRIGHT)


def _keyed(frame: Frame, there: NDArray[np.bool_]) -> Reading:
    """The share of such pixels. No evidence to draw: it is the whole picture."""
    low, high = frame.extremes
    return Reading(float(there.mean())) if high - low >= _SOMETHING else NOTHING
