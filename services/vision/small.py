"""Smaller copies of a preview. cv2 is imported here: for children only. It reads the array where it lies; Pillow would
copy all of it first, which takes longer than most of what is measured."""

import cv2
import numpy as np
from numpy.typing import NDArray

from shared.inference.base import Pixels

cv2.setNumThreads(1)  # a child has one core

_FOR_ONE = 4  # pixels a side are averaged for one


def shrunk(pixels: Pixels, width: int, height: int) -> Pixels:
    """Each pixel the mean of those it stands for, or of sixteen and more of them."""
    step = max(1, min(pixels.shape[1] // (_FOR_ONE * width), pixels.shape[0] // (_FOR_ONE * height)))
    some = np.ascontiguousarray(pixels[::step, ::step])
    return np.asarray(cv2.resize(some, (width, height), interpolation=cv2.INTER_AREA), np.uint8)


def halved(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Each pixel the mean of four; the last one of an odd side is left out."""
    height, width = (side // 2 for side in pixels.shape[:2])
    even = pixels[: 2 * height, : 2 * width]
    return np.asarray(cv2.resize(even, (width, height), interpolation=cv2.INTER_AREA), np.uint8)


def within(pixels: NDArray[np.uint8], side: int) -> NDArray[np.uint8]:
    """No side longer than `side`, by bilinear interpolation; never enlarged. For a copy not much smaller."""
    height, width = pixels.shape[:2]
    scale = side / max(width, height)
    if scale >= 1:
        return pixels
    size = max(1, round(width * scale)), max(1, round(height * scale))
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_LINEAR), np.uint8)


def greys(pixels: Pixels) -> NDArray[np.uint8]:
    """Shape (height, width): luma, as BT.601 weighs it."""
    return np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), np.uint8)
