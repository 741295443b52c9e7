"""Faces set upright by their five points. cv2 is imported here: for children only."""

import math

import cv2
import numpy as np
from numpy.typing import NDArray

from shared.inference.base import Pixels

cv2.setNumThreads(1)  # a child has one core

Points = NDArray[np.float32]  # shape (5, 2)
Affine = NDArray[np.float64]  # shape (2, 3): what it makes of (x, y, 1)

# Where the five points of a face come to lie for most embedders, as shares of the side (InsightFace, face_align.py).
ARCFACE: Points = np.array(
    [[38.2946, 51.6963], [73.5318, 51.5014], [56.0252, 71.7366], [41.5493, 92.3655], [70.7299, 92.2041]], np.float32
) / np.float32(112)


def similarity(points: Points, targets: Points) -> Affine:
    """The turn, scale and shift that bring the points nearest to the targets, by least squares (Umeyama, 1991); as
    nothing is mirrored, it is the regression of complex numbers."""
    here, there = (np.asarray(each, np.float64) @ np.array([1, 1j]) for each in (points, targets))
    centred = here - here.mean()
    turn = np.vdot(centred, there - there.mean()) / max(np.vdot(centred, centred).real, 1e-9)
    return affine(complex(turn), complex(there.mean() - turn * here.mean()))


def affine(turn: complex, shift: complex) -> Affine:
    """turn * z + shift of a point z."""
    return np.array([[turn.real, -turn.imag, shift.real], [turn.imag, turn.real, shift.imag]])


def moved(points: Points, matrix: Affine) -> Points:
    return np.asarray(points @ matrix[:, :2].T + matrix[:, 2], np.float32)


def inverse(matrix: Affine) -> Affine:
    return np.asarray(cv2.invertAffineTransform(matrix), np.float64)


def cut(pixels: Pixels, matrix: Affine, side: int, *, edge: int = cv2.BORDER_CONSTANT) -> Pixels:
    """The square of `side` pixels that the matrix brings to (0, 0); beyond the picture is `edge`. What shrinks to less
    than half is averaged first, so that nothing flickers."""
    height, width = pixels.shape[:2]
    corners = np.array([[0, 0], [side, 0], [0, side], [side, side]], np.float32)
    seen = moved(corners, inverse(matrix))
    reach = math.ceil(1 / max(math.hypot(matrix[0, 0], matrix[1, 0]), 1e-3))
    size = np.array([width, height])
    first = np.clip(np.floor(seen.min(axis=0)).astype(int) - reach, 0, size - 1)
    last = np.clip(np.ceil(seen.max(axis=0)).astype(int) + reach + 1, first + 1, size)
    part = pixels[first[1] : last[1], first[0] : last[0]]
    turn, shift = matrix[:, :2], matrix[:, :2] @ first + matrix[:, 2]
    scale = math.hypot(matrix[0, 0], matrix[1, 0])
    if scale < 0.5:
        smaller = np.maximum(1, np.round((last - first) * 2 * scale)).astype(int)
        ratio = (last - first) / smaller
        part = np.asarray(cv2.resize(part, smaller.tolist(), interpolation=cv2.INTER_AREA), np.uint8)
        turn, shift = turn * ratio, turn @ ((ratio - 1) / 2) + shift  # pixels are counted from their middles
    made = cv2.warpAffine(part, np.column_stack([turn, shift]), (side, side), flags=cv2.INTER_LINEAR, borderMode=edge)
    return np.asarray(made, np.uint8)
