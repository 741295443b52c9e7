"""Looking at the faces of a photo. cv2 is imported here: for children only.

A detector says where they are, O-Net where eyes, nose and mouth are and whether it is a face at all; then each is cut
out upright, with a margin, so that whatever embeds faces needs the photo no more.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from services.vision.focus import focus
from services.vision.quality import sharpness
from services.vision.small import greys
from shared.inference.alignment import ARCFACE, Points, affine, cut, moved, similarity
from shared.inference.base import FaceBoxes, FaceDetector, FaceLandmarks, Pixels

CHIP = 192  # pixels a side
_FRAMED = 0.75  # of the chip's side is what an embedder sees of it
_SECOND = 0.5  # what O-Net says of a face, at least: it thinks so, too
_SMALL = 60.0  # pixels: smaller faces are cut from the original, where it is larger
_NOSE = 0.45  # of the distance of the eyes: how far the tip stands out before them


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """`box`: left, top, right and bottom, and `points`, shape (5, 2), as shares of the photo's width and height.
    `score` is the detector's, `second` O-Net's; `size` the shorter side of the box in pixels of the picture that the
    chip was cut from. `sharpness` is 0..1. `roll`, clockwise, and `yaw`, to the right of the photo, are in degrees.
    `chip`: shape (192, 192, 3), upright, with its points in pixels. Where no face is seen in a box that somebody drew,
    both points have shape (0, 2), and the chip is what lies in the box."""

    box: NDArray[np.float32]
    points: Points
    score: float
    second: float
    size: float
    sharpness: float
    roll: float
    yaw: float
    chip: Pixels
    chip_points: Points


class FaceFinder:
    def __init__(self, detector: FaceDetector, landmarks: FaceLandmarks) -> None:
        self._detector, self._landmarks = detector, landmarks

    def __call__(
        self, pixels: Pixels, *, people: bool = False, larger: Callable[[], Pixels] | None = None
    ) -> list[Face]:
        """The faces, surest first. `people`: something says that there are some, so that the photo is turned where
        none is upright. `larger` opens the same picture with more pixels; it is only called for small faces."""
        (found,), turn = self._detector.run([pixels]), 0
        if people and not len(found.boxes):
            found, turn = self._turned(pixels)
        size = np.array(pixels.shape[1::-1], np.float32)
        sides = (found.boxes[:, 2:] - found.boxes[:, :2]).min(axis=1)
        small = sides < _SMALL
        faces = self._seen(pixels, found, size, turn, np.flatnonzero(~small))
        if small.any():
            faces |= self._seen(larger() if larger else pixels, found, size, turn, np.flatnonzero(small))
        return [faces[place] for place in sorted(faces)]

    def at(self, pixels: Pixels, box: Sequence[float]) -> Face:
        """What is in this box, left, top, right and bottom as shares of the picture, whatever the detector says of it:
        `score` is 0. However the head is turned, it is looked for."""
        square = np.array(box, np.float32) * np.tile(np.array(pixels.shape[1::-1], np.float32), 2)
        turns = np.arange(4, dtype=np.float32) * np.float32(np.pi / 2)
        points, second = self._landmarks.run(pixels, np.tile(square, (len(turns), 1)), turns)
        surest = int(second.argmax())
        middle = points[surest].mean(axis=0)
        if second[surest] >= _SECOND and (square[:2] <= middle).all() and (middle <= square[2:]).all():
            return _face(pixels, square, points[surest], 0.0, float(second[surest]))
        return _unseen(pixels, square)

    def _turned(self, pixels: Pixels) -> tuple[FaceBoxes, int]:
        """Of a photo on its side or on its head: the faces of the way round in which most is found -> with the quarters
        by which their heads lean clockwise."""
        quarters = (1, 3, 2)
        ways = self._detector.run([np.ascontiguousarray(np.rot90(pixels, turn)) for turn in quarters])
        found, turn = max(zip(ways, quarters, strict=True), key=lambda way: float(way[0].scores.sum()))
        return FaceBoxes(_back(found.boxes, turn, *pixels.shape[1::-1]), found.scores), turn

    def _seen(
        self, pixels: Pixels, found: FaceBoxes, size: NDArray[np.float32], quarters: int, places: NDArray[np.intp]
    ) -> dict[int, Face]:
        """Those of these places that O-Net takes for faces, too. `size` is that of the picture of the boxes."""
        full = np.array(pixels.shape[1::-1], np.float32)
        boxes = found.boxes[places] * np.tile(full / size, 2)
        turns = np.full(len(places), quarters * np.pi / 2, np.float32)
        points, second = self._landmarks.run(pixels, boxes, turns)
        return {
            int(place): _face(pixels, box, marks, float(found.scores[place]), float(sure))
            for place, box, marks, sure in zip(places, boxes, points, second, strict=True)
            if sure >= _SECOND
        }


def _face(pixels: Pixels, box: NDArray[np.float32], points: Points, score: float, second: float) -> Face:
    matrix = similarity(points, CHIP * (_FRAMED * ARCFACE + (1 - _FRAMED) / 2))
    chip = cut(pixels, matrix, CHIP)
    full = np.array(pixels.shape[1::-1], np.float32)
    roll, yaw = pose(points)
    return Face(
        box=np.clip(box / np.tile(full, 2), 0, 1),
        points=points / full,
        score=score,
        second=second,
        size=float((box[2:] - box[:2]).min()),
        sharpness=sharpness(focus(greys(chip))),
        roll=roll,
        yaw=yaw,
        chip=chip,
        chip_points=moved(points, matrix),
    )


def _unseen(pixels: Pixels, box: NDArray[np.float32]) -> Face:
    side, middle = float((box[2:] - box[:2]).max()), (box[:2] + box[2:]) / 2
    scale = CHIP * _FRAMED / max(side, 1.0)
    chip = cut(pixels, affine(complex(scale), complex(CHIP / 2 * (1 + 1j) - scale * complex(*middle))), CHIP)
    nowhere = np.empty((0, 2), np.float32)
    return Face(
        box=np.clip(box / np.tile(np.array(pixels.shape[1::-1], np.float32), 2), 0, 1),
        points=nowhere,
        score=0.0,
        second=0.0,
        size=float((box[2:] - box[:2]).min()),
        sharpness=sharpness(focus(greys(chip))),
        roll=0.0,
        yaw=0.0,
        chip=chip,
        chip_points=nowhere,
    )


def pose(points: Points) -> tuple[float, float]:
    """-> (roll, yaw) in degrees: how the line of the eyes leans, and how far the tip of the nose stands beside its
    middle, which tells the turn of the head to some ten degrees."""
    eyes = points[1] - points[0]
    apart = max(float(np.hypot(*eyes)), 1e-6)
    beside = float((points[2] - points[:2].mean(axis=0)) @ eyes) / apart**2
    return float(np.degrees(np.arctan2(eyes[1], eyes[0]))), float(np.degrees(np.arctan(beside / _NOSE)))


def _back(boxes: NDArray[np.float32], quarters: int, width: int, height: int) -> NDArray[np.float32]:
    """Boxes on the picture as numpy.rot90 turned it -> on that of this width and height."""
    left, top, right, bottom = boxes.T
    if quarters == 1:
        sides = (width - bottom, left, width - top, right)
    elif quarters == 2:
        sides = (width - right, height - bottom, width - left, height - top)
    else:
        sides = (top, height - right, bottom, height - left)
    return np.stack(sides, axis=1).astype(np.float32)
