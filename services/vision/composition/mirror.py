"""Symmetry: the right half mirrors the left. Reflection: the lower half mirrors the upper, as water does."""

from dataclasses import dataclass
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from services.vision.composition.frame import Frame
from services.vision.composition.reading import NOTHING, Reading, line

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]

_WIDE = 0.5  # of the width, on which there is something
_LEAST = 2.0  # standard deviation of Lab: on less nothing is mirrored


@dataclass(frozen=True, slots=True)
class _Mirror:
    """`axes`: where the axis may lie. `fine`, `coarse`: pixels of `side`: what varies between them is compared; light
    that comes from one side varies more slowly."""

    axes: tuple[float, float]
    side: int
    fine: float
    coarse: float


# Two halves of a building differ in their details; water shows the very same, and may begin anywhere.
_SYMMETRY = _Mirror((0.44, 0.56), 64, 1.0, 8.0)
_REFLECTION = _Mirror((0.32, 0.68), 96, 0.7, 6.0)


def symmetry(frame: Frame) -> Reading:
    strength, axis = _mirrored(_varying(frame, _SYMMETRY), _SYMMETRY)
    return Reading(strength, (line((axis, 0, axis, 1)),)) if strength > 0 else NOTHING


def reflection(frame: Frame) -> Reading:
    varying = _varying(frame, _REFLECTION)
    # Bands all across are no image of anything; nor is one round thing, alike above and below: water is wide.
    varying -= varying.mean(axis=1, keepdims=True)
    strength, axis = _mirrored(varying.transpose(1, 0, 2), _REFLECTION)
    strength *= min(1.0, _spread(varying) / _WIDE)
    return Reading(strength, (line((0, axis, 1, axis)),)) if strength > 0 else NOTHING


def _spread(varying: Floats) -> float:
    """The share of the columns on which there is something: 1 when all have as much, 0 when one has all."""
    power = np.square(varying.astype(np.float64)).sum(axis=(0, 2))
    return float(power.sum() ** 2 / max(len(power) * np.square(power).sum(), 1e-9))


def _varying(frame: Frame, mirror: _Mirror) -> Floats:
    small = cv2.resize(frame.lab, (mirror.side, mirror.side), interpolation=cv2.INTER_AREA)
    fine, coarse = (cv2.GaussianBlur(small, (0, 0), deviation) for deviation in (mirror.fine, mirror.coarse))
    return np.asarray(cv2.subtract(fine, coarse), np.float32)


def _mirrored(picture: Floats, mirror: _Mirror) -> tuple[float, float]:
    """-> (correlation of the sides left and right of the best axis, that axis). Each row's own mean is taken off
    both sides: a horizon, or stripes across the axis, mirror themselves and say nothing."""
    side = mirror.side
    rows = picture.transpose(0, 2, 1).reshape(-1, side).astype(np.float64)
    axes = np.arange(round(mirror.axes[0] * side), round(mirror.axes[1] * side) + 1)
    widths = np.minimum(axes, side - axes)
    sums, squares = (np.pad(values.cumsum(axis=1), ((0, 0), (1, 0))) for values in (rows, np.square(rows)))
    left, right = (_moments(sums, squares, first, first + widths) for first in (axes - widths, axes))
    # A row against itself turned round: at 2 * axis - 1 it holds every pair around that axis, twice.
    spectrum = cv2.dft(np.pad(rows, ((0, 0), (0, side))), flags=cv2.DFT_ROWS)
    squared = cv2.reduce(cv2.mulSpectrums(spectrum, spectrum, cv2.DFT_ROWS), 0, cv2.REDUCE_SUM)
    pairs = np.asarray(cv2.idft(squared, flags=cv2.DFT_ROWS | cv2.DFT_SCALE))[0, 2 * axes - 1] / 2
    alike = pairs - (left.means * right.means).sum(axis=0) * widths
    least = _LEAST**2 * widths * len(rows)
    seen = np.where(np.minimum(left.power, right.power) < least, 0, alike / np.sqrt(left.power * right.power + 1e-9))
    best = int(seen.argmax())
    return float(seen[best]), float(axes[best] / side)


class _Moments(NamedTuple):
    means: Doubles  # of each row between two columns; shape (rows, axes)
    power: Doubles  # summed squares of the differences from them; shape (axes,)


def _moments(sums: Doubles, squares: Doubles, first: NDArray[np.int64], last: NDArray[np.int64]) -> _Moments:
    """`sums`, `squares`: of what stands before each column of a row."""
    means = (sums[:, last] - sums[:, first]) / (last - first)
    power = (squares[:, last] - squares[:, first]).sum(axis=0) - np.square(means).sum(axis=0) * (last - first)
    return _Moments(means, power)
