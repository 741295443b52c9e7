"""Boxes, shape (n, 4): left, top, right, bottom, in any unit."""

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Floats = TypeVar("Floats", np.float32, np.float64)


def areas(boxes: NDArray[Floats]) -> NDArray[Floats]:
    """-> shape (n,)."""
    area: NDArray[Floats] = np.prod(np.clip(boxes[:, 2:] - boxes[:, :2], 0, None), axis=1)
    return area


def common(one: NDArray[Floats], other: NDArray[Floats]) -> NDArray[Floats]:
    """The area that each of the one shares with each of the other: shape (len(one), len(other))."""
    low = np.maximum(one[:, None, :2], other[None, :, :2])
    high = np.minimum(one[:, None, 2:], other[None, :, 2:])
    shared: NDArray[Floats] = np.prod(np.clip(high - low, 0, None), axis=2)
    return shared
