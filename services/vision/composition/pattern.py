"""Something that comes again and again, all over the picture."""

import cv2
import numpy as np
from numpy.typing import NDArray

from services.vision.composition.frame import Frame
from services.vision.composition.reading import NOTHING, Reading, line

Floats = NDArray[np.float32]

_SIDE = 96  # pixels, of which a margin goes: there the mean around is not known
_MARGIN = 10
_WHOLE = _SIDE + 2 * _MARGIN
_NEAREST, _FARTHEST = 0.05, 0.45  # of the side: a step from one to the next
_TRIED = 8  # peaks
_LEAST = 0.01  # standard deviation of lightness
_PARTS, _DIRECTIONS = 4, 8  # by as many parts, in as many directions the edges are counted


def pattern(frame: Frame) -> Reading:
    """The greatest peak of the autocorrelation away from the middle (as Lin, Wang and Yang, "Extracting periodicity of
    a regular texture", 1997), times how alike the edges are in all parts of the picture. The evidence is the step
    from one to the next."""
    small = np.asarray(cv2.resize(frame.light, (_WHOLE, _WHOLE), interpolation=cv2.INTER_AREA), np.float32)
    detail = small - np.asarray(cv2.GaussianBlur(small, (0, 0), _MARGIN), np.float32)
    detail = detail[_MARGIN:-_MARGIN, _MARGIN:-_MARGIN]
    if detail.std() < _LEAST:
        return NOTHING
    height, (across, down) = _peak(_autocorrelation(detail))
    strength = height * _evenness(frame)
    return Reading(strength, (line((0.5, 0.5, 0.5 + across, 0.5 + down)),)) if strength > 0 else NOTHING


def _autocorrelation(detail: Floats) -> Floats:
    """Shape (side, side), 1 in the middle; of the overlap only, so that far steps count as near ones do."""
    spectrum = np.fft.rfft2(detail, (2 * _SIDE, 2 * _SIDE))
    alike = np.fft.fftshift(np.fft.irfft2(np.square(np.abs(spectrum))))
    overlap = 1 - np.abs(np.arange(-_SIDE, _SIDE)) / _SIDE
    inner = slice(_SIDE // 2, -_SIDE // 2)
    likeness = alike[inner, inner] / np.outer(overlap[inner], overlap[inner])
    return np.asarray(likeness / likeness[_SIDE // 2, _SIDE // 2], np.float32)


def _peak(likeness: Floats) -> tuple[float, tuple[float, float]]:
    """-> (the mean of its height and of its height above the dip on the way to it, its step relative to the sides)."""
    middle = _SIDE // 2
    places = np.arange(_SIDE) - middle
    distance = np.hypot(*np.meshgrid(places, places)) / _SIDE
    top = likeness >= np.asarray(cv2.dilate(likeness, np.ones((5, 5), np.uint8)))
    rows, columns = np.nonzero(top & (distance >= _NEAREST) & (distance <= _FARTHEST) & (likeness > 0))
    best = 0.0, (0.0, 0.0)
    for place in np.argsort(-likeness[rows, columns], kind="stable")[:_TRIED]:
        down, across = int(rows[place]) - middle, int(columns[place]) - middle
        way = np.round(np.linspace(0, 1, 24)[:, None] * (down, across)).astype(int) + middle
        dip = float(likeness[way[:, 0], way[:, 1]].min())
        best = max(best, (float(likeness[rows[place], columns[place]]) - dip / 2, (across / _WHOLE, down / _WHOLE)))
    return best


def _evenness(frame: Frame) -> float:
    """1 when every part has as many edges of each direction as the others have; 0 when they have nothing in common."""
    across, down = frame.gradient
    direction = (np.arctan2(down, across) / np.pi * _DIRECTIONS).astype(int) % _DIRECTIONS
    rows, columns = (np.arange(size) * _PARTS // size for size in direction.shape)
    part = rows[:, None] * _PARTS + columns
    where = (part * _DIRECTIONS + direction).ravel()
    counts = np.bincount(where, frame.edges.ravel(), _PARTS**2 * _DIRECTIONS).reshape(-1, _DIRECTIONS)
    mean = counts.mean(axis=0)
    return float(max(0.0, 1 - np.abs(counts - mean).sum(axis=1).mean() / max(mean.sum(), 1e-6)))
