"""Whether a line of text stands on its head: the direction classifier of PP-OCR."""

from collections.abc import Sequence
from math import ceil

import cv2
import numpy as np
import onnxruntime
from numpy.typing import NDArray

from services.vision.models.text.detector import normal
from shared.inference.base import Pixels

_WIDTH, _HEIGHT = 192, 48
_BATCHES = (16, 4, 1)


class Direction:
    def __init__(self, session: onnxruntime.InferenceSession) -> None:
        self._session = session

    def __call__(self, lines: Sequence[Pixels]) -> NDArray[np.float32]:
        """-> shape (n,), the probability that a line is upside down."""
        turned = np.empty(len(lines), np.float32)
        start = 0
        while start < len(lines):
            size = next(size for size in _BATCHES if size <= len(lines) - start)
            some = slice(start, start + size)
            turned[some] = self._session.run(None, {"x": np.stack([_laid(line) for line in lines[some]])})[0][:, 1]
            start += size
        return turned


def _laid(line: Pixels) -> NDArray[np.float32]:
    used = min(_WIDTH, max(1, ceil(line.shape[1] * _HEIGHT / line.shape[0])))
    laid = np.zeros((3, _HEIGHT, _WIDTH), np.float32)
    laid[:, :, :used] = normal(cv2.resize(line, (used, _HEIGHT))).transpose(2, 0, 1)
    return laid
