"""Where text stands on a photo: the detector of PP-OCR, Differentiable Binarization (Liao et al., 2020)."""

from itertools import chain
from math import sqrt
from typing import Any

import cv2
import numpy as np
import onnxruntime
from numpy.typing import NDArray
from rapidocr.ch_ppocr_det.utils import DBPostProcess

from shared.inference.base import Pixels

Quads = NDArray[np.float32]  # shape (n, 4, 2), x and y in pixels, clockwise from the upper left

_AREA = 544 * 544  # pixels that the network looks at, whatever the shape of the photo
_STEP = 32  # the network's sides are multiples of this
_RATIOS = (1, 4 / 3, 16 / 9, 5 / 2, 4, 8)
_ENLARGED = 2.0  # times at most: more makes text out of grain
_LINES = 200  # on one photo, the surest: a full page of print has fewer


def _canvases() -> list[tuple[int, int]]:
    """(width, height) in pixels: every photo is laid on that on which it lies largest."""
    shapes = ((sqrt(_AREA * ratio), sqrt(_AREA / ratio)) for ratio in _RATIOS)
    lying = [(round(width / _STEP) * _STEP, round(height / _STEP) * _STEP) for width, height in shapes]
    return list(dict.fromkeys(chain(*(((width, height), (height, width)) for width, height in lying))))


CANVASES = _canvases()


class Detector:
    """Numbers of the method as PP-OCRv6 was trained with them."""

    def __init__(self, session: onnxruntime.InferenceSession) -> None:
        self._session = session
        self._boxes: Any = DBPostProcess(
            thresh=0.3, box_thresh=0.5, max_candidates=1000, unclip_ratio=1.6, score_mode="fast", use_dilation=True
        )

    def __call__(self, pixels: Pixels) -> Quads:
        """The lines of text, at most 200, in no order. `pixels` are blue, green, red."""
        height, width = pixels.shape[:2]
        scale, canvas = max((min(w / width, h / height, _ENLARGED), (w, h)) for w, h in CANVASES)
        used = max(1, round(width * scale)), max(1, round(height * scale))
        seen = np.zeros((canvas[1], canvas[0], 3), np.float32)
        small = cv2.resize(pixels, used, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
        seen[: used[1], : used[0]] = normal(small)
        found = self._session.run(None, {"x": seen.transpose(2, 0, 1)[None]})[0]
        boxes, scores = self._boxes(found[:, :, : used[1], : used[0]], (height, width))
        surest = np.argsort(-np.asarray(scores), kind="stable")[:_LINES]
        return np.asarray(boxes, np.float32).reshape(-1, 4, 2)[surest]


def normal(pixels: NDArray[Any]) -> NDArray[np.float32]:
    """Bytes -> -1 to 1, as all three networks want them."""
    values: NDArray[np.float32] = pixels.astype(np.float32) / np.float32(127.5) - np.float32(1)
    return values
