"""What detectors of faces share: how a picture is laid before them, and which of their boxes are kept."""

import cv2
import numpy as np
from numpy.typing import NDArray

from shared.domain.boxes import areas, common
from shared.inference.base import FaceBoxes, Pixels

_MOST = 300  # faces on one photo, the surest


def laid(pixels: Pixels, wide: int, high: int) -> tuple[Pixels, float]:
    """The picture as it fits into so many pixels, never enlarged -> and its scale."""
    height, width = pixels.shape[:2]
    scale = min(1.0, wide / width, high / height)
    if scale == 1:
        return pixels, scale
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    # Where half of the pixels stay, nothing flickers without averages, which take six times as long.
    how = cv2.INTER_AREA if scale <= 0.5 else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(pixels, size, interpolation=how), np.uint8), scale


def cells(rows: int, columns: int, each: int = 1) -> NDArray[np.float32]:
    """x and y of a grid's cells, row by row, each as often as it has anchors: shape (rows * columns * each, 2)."""
    y, x = np.divmod(np.arange(rows * columns), columns)
    return np.repeat(np.stack([x, y], axis=1).astype(np.float32), each, axis=0)


def covered(boxes: NDArray[np.float32], others: NDArray[np.float32]) -> NDArray[np.float32]:
    """-> shape (n,), the largest share of each box that lies in one of the others."""
    own = np.maximum(areas(boxes), 1e-6)
    return np.asarray((common(boxes, others) / own[:, None]).max(axis=1, initial=0), np.float32)


def surest(boxes: NDArray[np.float32], scores: NDArray[np.float32], least: float, overlap: float) -> FaceBoxes:
    """Without those that overlap with a surer one by more than `overlap` (intersection over union)."""
    sides = np.concatenate([boxes[:, :2], boxes[:, 2:] - boxes[:, :2]], axis=1)
    kept = np.asarray(cv2.dnn.NMSBoxes(sides.tolist(), scores.tolist(), least, overlap), int).reshape(-1)[:_MOST]
    return FaceBoxes(boxes[kept], scores[kept])
