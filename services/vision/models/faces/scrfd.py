"""Detectors of the format of SCRFD (Guo et al., 2021), as InsightFace exports them, out of a file of the owner's:
`scrfd:/srv/models/det_10g.onnx`. InsightFace's own weights are for research that is not commercial."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from services.vision.models.faces.boxes import cells, laid, surest
from shared.errors import Unavailable
from shared.inference.base import Device, FaceBoxes, ModelSpec, Pixels
from shared.inference.sessions import open_session

_SIDE = 640  # where the network leaves it open
_STRIDES = (8, 16, 32)
_LEAST, _OVERLAP = 0.5, 0.4


def load(network: Path, device: Device = "cpu") -> "Scrfd":
    """Raises Unavailable when there is no such file, ValueError when it is not of this format."""
    if not network.is_file():
        raise Unavailable(f"there is no model {network}")
    return Scrfd(network, device)


class Scrfd:
    """A FaceDetector."""

    def __init__(self, network: Path, device: Device = "cpu") -> None:
        self.spec = ModelSpec(
            name=network.stem, version="", task="face detection", licence="its owner's", source=str(network)
        )
        self._session = open_session(network, device)
        (given,) = self._session.get_inputs()
        self._input = given.name
        self._high, self._wide = (side if isinstance(side, int) else _SIDE for side in given.shape[2:])
        if len(self._session.get_outputs()) not in (6, 9):  # the points of faces may be left out
            raise ValueError(f"{network} has not the outputs of a detector of the format SCRFD")

    def run(self, batch: Sequence[Pixels]) -> list[FaceBoxes]:
        return [self._faces(pixels) for pixels in batch]

    def _faces(self, pixels: Pixels) -> FaceBoxes:
        small, scale = laid(pixels, self._wide, self._high)
        seen = np.zeros((1, 3, self._high, self._wide), np.float32)
        seen[0, :, : small.shape[0], : small.shape[1]] = ((small.astype(np.float32) - 127.5) / 128).transpose(2, 0, 1)
        answers = self._session.run(None, {self._input: seen})
        boxes, scores = [], []
        for place, stride in enumerate(_STRIDES):
            sure, far = answers[place].reshape(-1), answers[place + len(_STRIDES)].reshape(-1, 4) * stride
            rows, columns = self._high // stride, self._wide // stride
            found = np.flatnonzero(sure >= _LEAST)
            middles = cells(rows, columns, len(sure) // (rows * columns))[found] * stride
            boxes.append(np.concatenate([middles - far[found, :2], middles + far[found, 2:]], axis=1) / scale)
            scores.append(sure[found])
        return surest(np.concatenate(boxes).astype(np.float32), np.concatenate(scores), _LEAST, _OVERLAP)
