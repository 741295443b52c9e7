"""Models of faces for tests, beside those of fake.py. cv2 is imported here: for children only.

A square with a frame of FACE_FRAME's colour is a face, and what fills it is whose: two of one colour are one person's,
of two colours two people's, and a grey one was seen badly.
"""

from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from shared.domain.faces import OF_SFACE
from shared.inference.alignment import ARCFACE
from shared.inference.base import Device, FaceBoxes, FaceSpec, ModelSpec, Pixels
from shared.inference.fake import FACE_FRAME, word_vector

_NEAR = 70  # a channel: what a JPEG leaves of the frame
_LEAST = 12  # pixels a side
_FRAMED = 0.8  # of the outermost pixels, in the frame's colour
_STEP = 64  # levels of a channel that are one colour
_CLEAR, _BADLY = 12.0, 5.0  # lengths


def load_detector(models: Path, device: Device = "cpu") -> "FakeFaceDetector":
    return FakeFaceDetector()


def load_landmarks(models: Path, device: Device = "cpu") -> "FakeFaceLandmarks":
    return FakeFaceLandmarks()


def load_embedder(models: Path, device: Device = "cpu") -> "FakeFaceEmbedder":
    return FakeFaceEmbedder(256)


def load_other_embedder(models: Path, device: Device = "cpu") -> "FakeFaceEmbedder":
    return FakeFaceEmbedder(192)


class FakeFaceDetector:
    """A FaceDetector."""

    spec = ModelSpec("fake face detector", "1", "face detection", "Apache-2.0", "shared.inference.fake_faces")

    def run(self, batch: Sequence[Pixels]) -> list[FaceBoxes]:
        return [_framed(pixels) for pixels in batch]


def _framed(pixels: Pixels) -> FaceBoxes:
    """From left to right."""
    mask = (np.abs(pixels.astype(np.int16) - FACE_FRAME) < _NEAR).all(axis=2).astype(np.uint8)
    _, _, found, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    boxes = []
    for left, top, width, height, _ in found[1:].tolist():
        edge = mask[top : top + height, left : left + width]
        outermost = np.concatenate([edge[0], edge[-1], edge[:, 0], edge[:, -1]])
        filled = edge[height // 4 : -(height // 4), width // 4 : -(width // 4)]
        if min(width, height) >= _LEAST and outermost.mean() >= _FRAMED and not filled.any():
            boxes.append((left, top, left + width, top + height))
    return FaceBoxes(np.array(sorted(boxes), np.float32).reshape(-1, 4), np.full(len(boxes), 0.9, np.float32))


class FakeFaceLandmarks:
    """FaceLandmarks: every head is upright, and every box a face."""

    spec = ModelSpec("fake face landmarks", "1", "face landmarks", "Apache-2.0", "shared.inference.fake_faces")

    def run(
        self, pixels: Pixels, boxes: NDArray[np.float32], turns: NDArray[np.float32]
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        sides = (boxes[:, 2:] - boxes[:, :2])[:, None]
        return boxes[:, None, :2] + ARCFACE * sides, np.ones(len(boxes), np.float32)


class FakeFaceEmbedder:
    """A FaceEmbedder."""

    spec = FaceSpec(
        name="fake face embedder", version="1", task="face embedding", licence="Apache-2.0",
        source="shared.inference.fake_faces", likeness=OF_SFACE,
    )  # fmt: skip

    def __init__(self, dimension: int) -> None:
        self.dimension = dimension

    def run(
        self, chips: Sequence[Pixels], points: NDArray[np.float32]
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        vectors = np.empty((len(chips), self.dimension), np.float32)
        lengths = np.empty(len(chips), np.float32)
        for row, (chip, marks) in enumerate(zip(chips, points, strict=True)):
            colour = self._filling(chip, marks)
            vectors[row] = word_vector(f"face {colour}")[: self.dimension]
            lengths[row] = _BADLY if len(set(colour)) == 1 else _CLEAR
        return vectors / np.float32(np.sqrt(self.dimension)), lengths

    def _filling(self, chip: Pixels, points: NDArray[np.float32]) -> tuple[int, ...]:
        first, last = points.min(axis=0).astype(int), points.max(axis=0).astype(int)
        middle = chip[first[1] : last[1], first[0] : last[0]].reshape(-1, 3)
        return tuple(int(level) for level in middle.mean(axis=0) // _STEP)
