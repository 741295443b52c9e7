"""A detector out of a user's own file, of the format of YOLOv8 (Ultralytics, 2023): pixels -> boxes of its classes.

The decoding is ours, after the format's description; Ultralytics' code and weights are AGPL-3.0 and no part of this.
"""

from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from services.vision.models.classes import in_words
from services.vision.models.formats import YOLOV8
from shared.domain.boxes import areas
from shared.inference import own
from shared.inference.base import Device, ModelSpec, ObjectBoxes, Pixels
from shared.inference.own import OwnModel
from shared.inference.sessions import open_session

_GREY = 114  # around a picture of another shape
_LEAST, _OVERLAP = 0.25, 0.7  # as the format's authors have them
_CANDIDATES = 1000  # boxes that are compared with each other
_MOST = 100  # things on one photo, the surest

_TYPES = {"tensor(float)": np.float32, "tensor(float16)": np.float16}


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
        self._input, self._type = given.name, _TYPES[given.type]

    def run(self, batch: Sequence[Pixels]) -> list[ObjectBoxes]:
        return [self._things(pixels) for pixels in batch]

    def _things(self, pixels: Pixels) -> ObjectBoxes:
        seen, corner, size = letterboxed(pixels, self._side)
        (answer,) = self._session.run(None, {self._input: seen.astype(self._type)})
        rows = np.asarray(answer[0], np.float32)
        boxes, scores, kinds = _candidates(rows) if self._format == YOLOV8 else _final(rows)
        boxes = (boxes - np.concatenate([corner, corner])) / np.concatenate([size, size])
        there = (scores >= _LEAST) & (scores <= 1) & np.isfinite(boxes).all(axis=1) & (kinds < len(self._names))
        boxes = np.clip(boxes, 0, 1).astype(np.float32)
        kept = np.flatnonzero(there & (areas(boxes) > 0))
        kept = kept[np.argsort(-scores[kept], kind="stable")]
        if self._format == YOLOV8:
            kept = kept[apart(boxes[kept], scores[kept], kinds[kept])]
        kept = kept[:_MOST]
        return ObjectBoxes(boxes[kept], scores[kept], tuple(self._names[kind] for kind in kinds[kept]))


def letterboxed(
    pixels: Pixels, side: tuple[int, int]
) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]:
    """The picture in the middle of a grey one of that width and height -> shape (1, 3, height, width), 0..1; where its
    upper left corner lies, x and y; and its width and height there."""
    height, width = pixels.shape[:2]
    scale = min(side[0] / width, side[1] / height)
    wide, high = (max(1, round(length * scale)) for length in (width, height))
    left, top = (round((whole - part) / 2 - 0.1) for whole, part in zip(side, (wide, high), strict=True))
    laid = np.full((side[1], side[0], 3), _GREY, np.uint8)
    laid[top : top + high, left : left + wide] = cv2.resize(pixels, (wide, high), interpolation=cv2.INTER_LINEAR)
    seen = laid.transpose(2, 0, 1)[None].astype(np.float32) / np.float32(255)
    return seen, np.array((left, top), np.float32), np.array((wide, high), np.float32)


Answers = tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.intp]]


def _candidates(rows: NDArray[np.float32]) -> Answers:
    """Shape (4 + classes, n), middles, sizes and a score for each class -> corners, the best score and its class."""
    middles, halves, classes = rows[:2].T, rows[2:4].T / 2, np.nan_to_num(rows[4:], nan=-1)
    boxes = np.concatenate([middles - halves, middles + halves], axis=1).astype(np.float32)
    return boxes, classes.max(axis=0), classes.argmax(axis=0)


def _final(rows: NDArray[np.float32]) -> Answers:
    """Shape (n, 6), corners, score and class, of boxes that are apart already."""
    kinds = np.nan_to_num(rows[:, 5], nan=np.inf).clip(-1, np.iinfo(np.int32).max)
    return rows[:, :4].astype(np.float32), np.where(kinds < 0, -1, rows[:, 4]).astype(np.float32), kinds.astype(np.intp)


def apart(boxes: NDArray[np.float32], scores: NDArray[np.float32], kinds: NDArray[np.intp]) -> NDArray[np.intp]:
    """Of boxes, the surest first, the places of those that overlap with no surer one of their class."""
    corners = np.concatenate([boxes[:, :2], boxes[:, 2:] - boxes[:, :2]], axis=1)[:_CANDIDATES]
    scores, kinds = scores[:_CANDIDATES], kinds[:_CANDIDATES]
    kept = cv2.dnn.NMSBoxesBatched(corners.tolist(), scores.tolist(), kinds.tolist(), _LEAST, _OVERLAP)
    return np.sort(np.asarray(kept, np.intp).reshape(-1))
