"""O-Net, the last network of MTCNN (Zhang et al., 2016): a box -> five points, and a second opinion on whether it is a
face. It looks three times, each time with the head set upright by the eyes that it saw before: seen once, a head that
leans is half lost."""

from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from shared.inference import bundled
from shared.inference.alignment import Affine, affine, cut, inverse, moved
from shared.inference.base import Device, ModelSpec, Pixels
from shared.inference.sessions import open_session

SPEC = ModelSpec(
    name="O-Net (MTCNN)",
    version="1",
    task="face landmarks",
    licence="MIT",
    source="facenet-pytorch",
    files=(bundled.ONET,),
)

_SIDE = 48  # pixels that the network sees
_LOOKS = 3
_GROWN = (0.6, 1.6)  # of the box's side: no later look is nearer or farther
_BATCH = 32  # faces


def load(models: Path, device: Device = "cpu") -> "ONet":
    """Raises Unavailable when the models folder lacks the bundled models."""
    return ONet(bundled.require(models) / bundled.ONET, device)


class ONet:
    """FaceLandmarks."""

    spec = SPEC

    def __init__(self, network: Path, device: Device = "cpu") -> None:
        self._session = open_session(network, device, shapes="many")

    def run(
        self, pixels: Pixels, boxes: NDArray[np.float32], turns: NDArray[np.float32]
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        points, likely = np.empty((len(boxes), 5, 2), np.float32), np.empty(len(boxes), np.float32)
        for start in range(0, len(boxes), _BATCH):
            some = slice(start, start + _BATCH)
            points[some], likely[some] = self._look(pixels, boxes[some], turns[some])
        return points, likely

    def _look(
        self, pixels: Pixels, boxes: NDArray[np.float32], turns: NDArray[np.float32]
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        middles = (boxes[:, :2] + boxes[:, 2:]) / 2
        sides = first = np.maximum((boxes[:, 2:] - boxes[:, :2]).max(axis=1), 1)
        for _ in range(_LOOKS):
            views = [_view(*head) for head in zip(middles, sides, turns, strict=True)]
            likely, box, told = self._see(pixels, views)
            back = [inverse(view) for view in views]
            points = np.stack([moved(each, way) for each, way in zip(told, back, strict=True)])
            middles = np.stack([moved(each.mean(axis=0), way) for each, way in zip(box, back, strict=True)])
            seen = (box[:, 1] - box[:, 0]).max(axis=1) / _SIDE
            sides = np.clip(seen * sides, _GROWN[0] * first, _GROWN[1] * first)
            eyes = points[:, 1] - points[:, 0]
            turns = np.arctan2(eyes[:, 1], eyes[:, 0])
        return points, likely

    def _see(
        self, pixels: Pixels, views: Sequence[Affine]
    ) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]:
        """-> how likely each is a face, (n,); its upper left and lower right corner, (n, 2, 2), and its points,
        (n, 5, 2), in pixels of its view."""
        chips = np.stack([cut(pixels, view, _SIDE, edge=cv2.BORDER_REPLICATE) for view in views])
        likely, beyond, points = self._session.run(["likely", "box", "points"], {"pixels": chips})
        corners = (beyond.reshape(-1, 2, 2) + np.array([[0, 0], [1, 1]], np.float32)) * _SIDE
        return likely[:, 1], corners, points.reshape(-1, 2, 5).transpose(0, 2, 1) * _SIDE


def _view(middle: NDArray[np.float32], side: float, turn: float) -> Affine:
    """The square around a head, so turned that the head stands upright."""
    scaled = _SIDE / side * np.exp(-1j * turn)
    return affine(complex(scaled), complex(_SIDE / 2 * (1 + 1j) - scaled * complex(*middle)))
