"""Shallow depth of field: a sharp subject, all else soft."""

import cv2
import numpy as np

from services.vision.composition.frame import Frame
from services.vision.composition.reading import NOTHING, Reading, box

_SHARPEST = 0.97  # quantile of the tiles' fine detail
_SHARP, _SOFT = 0.35, 0.12  # of the sharpest: meant to be seen, out of focus
_CRISP = 4.0  # grey levels of fine detail: less and there is nothing sharp to stand out
_SOMETHING = 0.012  # standard deviation of lightness in a tile: not a plain wall, which is never sharp


def shallow_depth(frame: Frame) -> Reading:
    """The share of out-of-focus tiles, those with shapes but without fine detail, among all with shapes."""
    seen = frame.focus
    fine = seen.sharpness * seen.detail
    top = float(np.quantile(fine, _SHARPEST))
    rows, columns = fine.shape
    mean, square = (
        np.asarray(cv2.resize(values, (columns, rows), interpolation=cv2.INTER_AREA))
        for values in (frame.light, np.square(frame.light))
    )
    shaped = square - np.square(mean) > _SOMETHING**2
    if top <= 0 or not shaped.any():
        return NOTHING
    soft = (fine < _SOFT * top) & shaped
    ys, xs = np.nonzero(fine > _SHARP * top)
    (left, right), (upper, lower) = (np.quantile(places, (0.05, 0.95)) for places in (xs, ys))
    sides = left / columns, upper / rows, (right + 1) / columns, (lower + 1) / rows
    return Reading(float(soft.sum() / shaped.sum()) * min(1.0, top / _CRISP), (box(sides),))
