"""A horizon a third of the way up or down."""

import cv2
import numpy as np
from numpy.typing import NDArray

from services.vision.composition.frame import Frame
from services.vision.composition.reading import NOTHING, Reading, line

Floats = NDArray[np.floating]

_ROWS, _COLUMNS = 128, 24
_HEIGHTS = np.arange(_ROWS) / _ROWS
_TILTS = np.arange(-9, 10, 3)  # rows' rise over the width: 4 degrees either way
_COLUMN = np.arange(_COLUMNS)
_RISES = np.round(_TILTS[:, None, None] * ((_COLUMN + 0.5) / _COLUMNS - 0.5)).astype(int)
_LINES = np.clip(np.arange(_ROWS)[:, None] + _RISES, 0, _ROWS - 1)  # rows, by tilt, height and column
_TRUSTED = np.abs(_HEIGHTS - 0.5) < 0.38  # nearer to an edge it is a margin
_NEAR = 0.07  # of the height: the standard deviation of "there"
_TRIED = 6  # rows of each tilt, where the mean step is greatest
_BROKEN = 0.12  # of the columns may hide the horizon
_CLEAR = 6.0  # Lab over the step: two thirds of the strength


def horizon_third(frame: Frame) -> Reading:
    """Across a horizon the picture changes alike all along: for every nearly level line, the step of Lab from above to
    below that seven eighths of the columns have in common. Texture cancels out, and so does what is not straight."""
    strength, height, tilt = _best(_steps(frame))
    if strength <= 0:
        return NOTHING
    off = min(abs(height - 1 / 3), abs(height - 2 / 3))
    near = float(np.exp(-((off / _NEAR) ** 2) / 2))
    return Reading(strength * near, (line((0, height - tilt / 2, 1, height + tilt / 2)),))


def _steps(frame: Frame) -> Floats:
    """What changes from the two rows above to the two below; shape (rows, columns, 3)."""
    small = np.asarray(cv2.resize(frame.lab, (_COLUMNS, _ROWS), interpolation=cv2.INTER_AREA), np.float32)
    pairs = small[1:] + small[:-1]
    return np.pad((pairs[2:] - pairs[:-2]) / 2, ((2, 1), (0, 0), (0, 0)))


def _best(steps: Floats) -> tuple[float, float, float]:
    """-> (strength, height, tilt) of the best line, relative."""
    level = steps[_LINES, _COLUMN]  # shape (tilts, heights, columns, 3)
    mean = level.mean(axis=2)
    size = np.linalg.norm(mean, axis=2)
    size[:, ~_TRUSTED] = 0
    clear = np.argsort(-size, axis=1, kind="stable")[:, :_TRIED]
    level, mean, size = (
        np.take_along_axis(values, clear.reshape(clear.shape + (1,) * (values.ndim - 2)), axis=1)
        for values in (level, mean, size)
    )
    agreeing = (level @ mean[..., None])[..., 0] / np.maximum(size[..., None] ** 2, 1e-9)
    least = np.clip(np.quantile(agreeing, _BROKEN, axis=2), 0, 1)  # 1 where all columns change alike
    seen = (1 - np.exp(-size / _CLEAR)) * least
    return max(
        (float(strengths[best]), float(_HEIGHTS[rows[best]]), float(tilt) / _ROWS)
        for strengths, rows, tilt, best in zip(seen, clear, _TILTS, seen.argmax(axis=1), strict=True)
    )
