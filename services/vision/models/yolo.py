"""A detector out of a user's own file, of the format of YOLOv8 (Ultralytics, 2023) or YOLOX (Ge et al., 2021): pixels
-> boxes of its classes.

The decoding is ours, after the formats' descriptions; Ultralytics' code and weights are AGPL-3.0 and no part of this.
"""

from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from services.vision.models.classes import in_words
from services.vision.models.faces.boxes import cells
from services.vision.models.formats import FINAL, STRIDES, TYPES, YOLOV8, YOLOX
from shared.domain.boxes import areas
from shared.inference import own
from shared.inference.base import Device, ModelSpec, ObjectBoxes, Pixels
from shared.inference.own import OwnModel
from shared.inference.sessions import open_session

_GREY = 114  # around a picture of another shape
_LEAST, _OVERLAP = 0.25, 0.7  # as the format's authors have them
_CANDIDATES = 1000  # boxes that are compared with each other
_MOST = 100  # things on one photo, the surest

Answers = tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.intp]]


def load(place: Path, device: Device = "cpu") -> "Yolo":
    """The model in this folder. Raises Unavailable where it is not there, or is another than was added."""
    model, content = own.opened(place)
    return Yolo(model, content, device)


class Yolo:
    """An ObjectDetector."""

    measured = False

    def __init__(self, model: OwnModel, network: bytes, device: Device = "cpu") -> None:
        self.spec = ModelSpec(model.name, model.digest, "object detection", model.licence, model.source)
        self._names = in_words(model.classes)
        self._side, self._format = model.side, model.format
        self._session = open_session(network, device)
        (given,) = self._session.get_inputs()
        self._input, self._type = given.name, TYPES[given.type]

    def run(self, batch: Sequence[Pixels]) -> list[ObjectBoxes]:
        return [self._things(pixels) for pixels in batch]

    def _things(self, pixels: Pixels) -> ObjectBoxes:
        laid, corner, size = letterboxed(pixels, self._side, centred=self._format != YOLOX)
        # YOLOX is trained on blue, green and red as they are.
        seen = laid[:, :, ::-1].astype(np.float32) if self._format == YOLOX else laid / np.float32(255)
        (answer,) = self._session.run(None, {self._input: seen.transpose(2, 0, 1)[None].astype(self._type)})
        boxes, scores, kinds = self._decode(np.asarray(answer[0], np.float32))
        boxes = (boxes - np.concatenate([corner, corner])) / np.concatenate([size, size])
        there = (scores >= _LEAST) & (scores <= 1) & np.isfinite(boxes).all(axis=1) & (kinds < len(self._names))
        boxes = np.clip(boxes, 0, 1).astype(np.float32)
        kept = np.flatnonzero(there & (areas(boxes) > 0))
        kept = kept[np.argsort(-scores[kept], kind="stable")]
        if self._format != FINAL:
            kept = kept[apart(boxes[kept], scores[kept], kinds[kept])]
        kept = kept[:_MOST]
        return ObjectBoxes(boxes[kept], scores[kept], tuple(self._names[kind] for kind in kinds[kept]))

    def _decode(self, rows: NDArray[np.float32]) -> Answers:
        """In pixels of what it looks at."""
        if self._format == YOLOV8:
            return _candidates(rows[:2].T, rows[2:4].T, rows[4:].T)
        if self._format == YOLOX:
            cells, strides = _grid(*self._side)
            with np.errstate(over="ignore"):  # a box without end is none
                sizes = np.exp(rows[:, 2:4]) * strides
            return _candidates((rows[:, :2] + cells) * strides, sizes, rows[:, 4:5] * rows[:, 5:])
        return _final(rows)


def letterboxed(
    pixels: Pixels, side: tuple[int, int], *, centred: bool = True
) -> tuple[Pixels, NDArray[np.float32], NDArray[np.float32]]:
    """The picture on a grey one of that width and height, in its middle or its upper left corner -> shape (height,
    width, 3); where it begins there, x and y; and its width and height there."""
    height, width = pixels.shape[:2]
    scale = min(side[0] / width, side[1] / height)
    wide, high = (max(1, round(length * scale)) for length in (width, height))
    left, top = (round((whole - part) / 2 - 0.1) * centred for whole, part in zip(side, (wide, high), strict=True))
    laid = np.full((side[1], side[0], 3), _GREY, np.uint8)
    laid[top : top + high, left : left + wide] = cv2.resize(pixels, (wide, high), interpolation=cv2.INTER_LINEAR)
    return laid, np.array((left, top), np.float32), np.array((wide, high), np.float32)


def _candidates(middles: NDArray[np.float32], sizes: NDArray[np.float32], classes: NDArray[np.float32]) -> Answers:
    """Shapes (n, 2), (n, 2) and (n, classes), a score for each -> corners, the best score and its class."""
    boxes = np.concatenate([middles - sizes / 2, middles + sizes / 2], axis=1).astype(np.float32)
    known = np.nan_to_num(classes, nan=-1)
    return boxes, known.max(axis=1), known.argmax(axis=1)


def _final(rows: NDArray[np.float32]) -> Answers:
    """Shape (n, 6), corners, score and class, of boxes that are apart already."""
    kinds = np.nan_to_num(rows[:, 5], nan=np.inf).clip(-1, np.iinfo(np.int32).max)
    return rows[:, :4].astype(np.float32), np.where(kinds < 0, -1, rows[:, 4]).astype(np.float32), kinds.astype(np.intp)


def _grid(width: int, height: int) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """x and y of each cell of YOLOX's grids, shape (n, 2), and its side in pixels, shape (n, 1)."""
    grids = [cells(height // stride, width // stride) for stride in STRIDES]
    sides = [np.full((len(grid), 1), stride, np.float32) for grid, stride in zip(grids, STRIDES, strict=True)]
    return np.concatenate(grids), np.concatenate(sides)


def apart(boxes: NDArray[np.float32], scores: NDArray[np.float32], kinds: NDArray[np.intp]) -> NDArray[np.intp]:
    """Of boxes, the surest first, the places of those that overlap with no surer one of their class."""
    corners = np.concatenate([boxes[:, :2], boxes[:, 2:] - boxes[:, :2]], axis=1)[:_CANDIDATES]
    scores, kinds = scores[:_CANDIDATES], kinds[:_CANDIDATES]
    kept = cv2.dnn.NMSBoxesBatched(corners.tolist(), scores.tolist(), kinds.tolist(), _LEAST, _OVERLAP)
    return np.sort(np.asarray(kept, np.intp).reshape(-1))
