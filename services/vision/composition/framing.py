"""A frame within the picture: a window, an arch, branches, dark around a lighter view."""

import cv2
import numpy as np
from numpy.typing import NDArray

from services.vision.composition.frame import Frame
from services.vision.composition.reading import NOTHING, Reading, box

_SIDE = 64
_BAND = 8  # pixels along every side: where a frame is
_DARKER = 0.12  # of lightness: than the view, to be a frame
_LIVELY = 0.04  # mean gradient of the view: something is to be seen through the frame


def framing(frame: Frame) -> Reading:
    """How dark the sides are against the view, the opening in the middle: the mean share of the three most closed
    sides, times how lively the view is. The evidence is the opening's box."""
    light = np.asarray(cv2.resize(frame.light, (_SIDE, _SIDE), interpolation=cv2.INTER_AREA), np.float32)
    inside = slice(2 * _BAND, -2 * _BAND)
    dark = light < float(np.median(light[inside, inside])) - _DARKER
    sides = dark[:_BAND], dark[-_BAND:], dark[:, :_BAND], dark[:, -_BAND:]
    closed = sorted((float(side.mean()) for side in sides), reverse=True)[:3]
    opening = _opening(~dark)
    if opening is None:
        return NOTHING
    edges = np.asarray(cv2.resize(frame.edges, (_SIDE, _SIDE), interpolation=cv2.INTER_AREA))
    lively = min(1.0, float(edges[inside, inside].mean()) / _LIVELY)
    strength = float(np.prod(closed)) ** (1 / 3) * lively
    return Reading(strength, (box(opening),)) if strength > 0 else NOTHING


def _opening(light: NDArray[np.bool_]) -> tuple[float, float, float, float] | None:
    """The box of the largest light part, relative; None where all is dark."""
    count, _, stats, _ = cv2.connectedComponentsWithStats(light.astype(np.uint8), connectivity=4)
    if count < 2:
        return None
    best = 1 + int(np.asarray(stats)[1:, cv2.CC_STAT_AREA].argmax())
    left, top, width, height = (float(side) / _SIDE for side in np.asarray(stats)[best, :4])
    return left, top, left + width, top + height
