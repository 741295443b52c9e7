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
_TRIED = 4  # peaks
_LEAST = 0.01  # standard deviation of lightness
_PARTS, _DIRECTIONS = 4, 8  # by as many parts, in as many directions the edges are counted: powers of two

_PLACES = np.arange(_SIDE) - _SIDE // 2  # steps along one side, which the autocorrelation holds modulo its own
_DISTANCE = np.hypot(*np.meshgrid(_PLACES, _PLACES)) / _SIDE
_OVERLAP = np.outer(*(1 - np.abs(_PLACES) / _SIDE,) * 2).astype(np.float32)
_ONWARD = (_PLACES[:, None] > 0) | ((_PLACES[:, None] == 0) & (_PLACES > 0))  # a step and its opposite are alike
_STEPS = (_DISTANCE >= _NEAREST) & (_DISTANCE <= _FARTHEST) & _ONWARD


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
    spectrum = cv2.dft(np.pad(detail, ((0, _SIDE), (0, _SIDE))), nonzeroRows=_SIDE)
    alike = np.asarray(cv2.idft(cv2.mulSpectrums(spectrum, spectrum, 0, conjB=True)), np.float32)
    return np.asarray(alike[np.ix_(_PLACES, _PLACES)] / (alike[0, 0] * _OVERLAP), np.float32)


def _peak(likeness: Floats) -> tuple[float, tuple[float, float]]:
    """-> (the mean of its height and of its height above the dip on the way to it, its step relative to the sides)."""
    middle = _SIDE // 2
    top = likeness >= np.asarray(cv2.dilate(likeness, np.ones((5, 5), np.uint8)))
    rows, columns = np.nonzero(top & _STEPS & (likeness > 0))
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
    turn = np.asarray(cv2.phase(across, down), np.float32)  # 0 to 2 pi
    turn[turn > np.pi] -= 2 * np.pi
    direction = (turn * (_DIRECTIONS / np.pi)).astype(np.int32) & (_DIRECTIONS - 1)
    rows, columns = (np.arange(size) * _PARTS // size for size in direction.shape)
    part = rows[:, None] * _PARTS + columns
    where = (part * _DIRECTIONS + direction).ravel()
    counts = np.bincount(where, frame.edges.ravel(), _PARTS**2 * _DIRECTIONS).reshape(-1, _DIRECTIONS)
    mean = counts.mean(axis=0)
    return float(max(0.0, 1 - np.abs(counts - mean).sum(axis=1).mean() / max(mean.sum(), 1e-6)))
