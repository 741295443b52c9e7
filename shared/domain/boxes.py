"""Boxes: one of them, and many, of shape (n, 4), whose left, top, right and bottom are in any unit."""

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Box = tuple[float, float, float, float]  # left, top, right, bottom: shares of the upright photo's width and height
Floats = TypeVar("Floats", np.float32, np.float64)


def area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


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
