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
_TRUSTED = np.abs(_HEIGHTS - 0.5) < 0.38  # nearer to an edge it is a margin
_NEAR = 0.07  # of the height: the standard deviation of "there"
_TRIED = 6  # rows of each tilt, where the mean step is greatest
_BROKEN = 0.12  # of the columns may hide the horizon
_CLEAR = 6.0  # Lab over the step: two thirds of the strength


def horizon_third(frame: Frame) -> Reading:
    """Across a horizon the picture changes alike all along: for every nearly level line, the step of Lab from above to
    below that seven eighths of the columns have in common. Texture cancels out, and so does what is not straight."""
    steps = _steps(frame)
    strength, height, tilt = max(_along(steps, int(tilt)) for tilt in _TILTS)
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


def _along(steps: Floats, tilt: int) -> tuple[float, float, float]:
    """-> (strength, height, tilt) of the best line with this tilt, which is in rows; relative."""
    rise = np.round(tilt * ((np.arange(_COLUMNS) + 0.5) / _COLUMNS - 0.5)).astype(int)
    rows = np.clip(np.arange(_ROWS)[:, None] + rise, 0, _ROWS - 1)
    level = steps[rows, np.arange(_COLUMNS)]
    mean = level.mean(axis=1)
    size = np.linalg.norm(mean, axis=1)
    size[~_TRUSTED] = 0
    clear = np.argsort(-size, kind="stable")[:_TRIED]
    agreeing = np.einsum("rcl,rl->rc", level[clear], mean[clear]) / np.maximum(size[clear, None] ** 2, 1e-9)
    least = np.clip(np.quantile(agreeing, _BROKEN, axis=1), 0, 1)  # 1 where all columns change alike
    seen = (1 - np.exp(-size[clear] / _CLEAR)) * least
    best = int(seen.argmax())
    return float(seen[best]), float(_HEIGHTS[clear[best]]), tilt / _ROWS
