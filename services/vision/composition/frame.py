"""A photo as the rules of composition look at it: small, in CIE Lab, with what several rules ask for, each made once.

Everything that leaves this room is in relative coordinates of the upright photo: 0..1, x right, y down. cv2 is
imported here: for children only.
"""

from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from services.vision.composition.saliency import SIDE as SQUARE
from services.vision.composition.saliency import saliency
from services.vision.focus import Focus, focus
from services.vision.small import greys
from shared.inference.base import Pixels

Floats = NDArray[np.float32]

SIDE = 256  # pixels, the long side
_NARROWEST = 24  # pixels: a strip is made this wide, so that every rule has something to look at
_LSD_SCALE, _SEGMENT = 0.7, 0.06  # its time goes by the area; diagonals: of a straight edge
_FOCUS_SIDE = 800  # pixels: of a longer side a half is taken
_BYTES = np.arange(256, dtype=np.float32)[None, :, None]
_LAB = (_BYTES - np.array([0, 128, 128], np.float32)) * np.array([100 / 255, 1, 1], np.float32)  # of 8 bits
_SALIENT = 0.35  # of the greatest saliency: the subject


@dataclass(frozen=True, slots=True)
class Subject:
    """What draws the eye: its centre, its box (left, top, right, bottom), and `share`, how much of all saliency lies
    on it. Relative."""

    x: float
    y: float
    box: tuple[float, float, float, float]
    share: float

    @property
    def area(self) -> float:
        left, top, right, bottom = self.box
        return (right - left) * (bottom - top)


class Frame:
    """`lab`: shape (height, width, 3), L 0..100. `light`: L as 0..1. `aspect`: width / height of the photo."""

    def __init__(self, pixels: Pixels) -> None:
        self._pixels = pixels
        height, width = pixels.shape[:2]
        self.aspect = width / height
        scale = SIDE / max(width, height)
        size = max(_NARROWEST, round(width * scale)), max(_NARROWEST, round(height * scale))
        self.small = _shrunk(pixels, *size)
        self.height, self.width = self.small.shape[:2]
        self.lab: Floats = np.asarray(cv2.LUT(cv2.cvtColor(self.small, cv2.COLOR_RGB2Lab), _LAB), np.float32)
        self.light: Floats = np.ascontiguousarray(self.lab[..., 0] / 100)

    @cached_property
    def gradient(self) -> tuple[Floats, Floats]:
        """-> (along x, along y) of the lightness, slightly smoothed; shape (height, width)."""
        soft = cv2.GaussianBlur(self.light, (0, 0), 1)
        return tuple(np.asarray(cv2.Sobel(soft, cv2.CV_32F, *d, ksize=3), np.float32) for d in ((1, 0), (0, 1)))  # type: ignore[return-value]

    @cached_property
    def edges(self) -> Floats:
        """The gradient's length; shape (height, width)."""
        across, down = self.gradient
        return np.sqrt(across * across + down * down)  # cv2's own differs in the last bit from call to call

    @cached_property
    def square(self) -> Floats:
        """`lab` as a square of 64 pixels a side."""
        return np.asarray(cv2.resize(self.lab, (SQUARE, SQUARE), interpolation=cv2.INTER_AREA), np.float32)

    @cached_property
    def extremes(self) -> tuple[float, float]:
        """The lightness, 0..1, that a hundredth of the pixels lie below, and that a hundredth lie above."""
        low, high = np.quantile(self.light[::2, ::2], (0.01, 0.99))
        return float(low), float(high)

    @cached_property
    def focus(self) -> Focus:
        """Of a larger copy: a small one is sharp everywhere."""
        grey = greys(self._pixels)
        height, width = grey.shape
        if max(height, width) > _FOCUS_SIDE:
            half = (max(1, width // 2), max(1, height // 2))
            grey = np.asarray(cv2.resize(grey, half, interpolation=cv2.INTER_AREA), np.uint8)
        return focus(grey)

    @cached_property
    def saliency(self) -> Floats:
        """Shape (64, 64), 0..1."""
        return saliency(self.square)

    @cached_property
    def subject(self) -> Subject | None:
        """None where nothing stands out."""
        seen = self.saliency
        if seen.max() <= 0:
            return None
        count, labels, stats, _ = cv2.connectedComponentsWithStats(np.uint8(seen >= _SALIENT * seen.max()))  # type: ignore[call-overload]
        masses = np.bincount(labels.ravel(), weights=seen.ravel(), minlength=count)
        masses[0] = 0  # what is not salient
        best = int(masses.argmax())
        left, top, width, height = (float(side) / len(seen) for side in stats[best][:4])
        weights = np.where(labels == best, seen, 0).astype(np.float64)
        places = (np.arange(len(seen)) + 0.5) / len(seen)
        x, y = (float(weights.sum(axis) @ places / weights.sum()) for axis in (0, 1))
        return Subject(x, y, (left, top, left + width, top + height), float(masses[best] / seen.sum()))

    @cached_property
    def segments(self) -> Floats:
        """Straight edges, relative, shape (n, 4): x, y, x, y, the longest first. LSD: von Gioi, Jakubowicz, Morel and
        Randall, "LSD: a line segment detector" (IPOL 2012)."""
        grey = greys(self.small)
        found = cv2.createLineSegmentDetector(cv2.LSD_REFINE_NONE, scale=_LSD_SCALE).detect(grey)[0]
        lines = np.zeros((0, 4)) if found is None else np.asarray(found, np.float64).reshape(-1, 4)
        lengths = np.hypot(lines[:, 2] - lines[:, 0], lines[:, 3] - lines[:, 1])
        longest = np.argsort(-lengths, kind="stable")
        longest = longest[lengths[longest] >= _SEGMENT * np.hypot(self.width, self.height)]
        return np.asarray(np.clip(lines[longest] / ([self.width, self.height] * 2), 0, 1), np.float32)


def _shrunk(pixels: Pixels, width: int, height: int) -> Pixels:
    """By halves, and the last step by bilinear interpolation: a fifth of the time of one step, and as good."""
    while min(pixels.shape[1] / width, pixels.shape[0] / height) >= 2:
        half = pixels.shape[1] // 2, pixels.shape[0] // 2
        pixels = np.asarray(cv2.resize(pixels, half, interpolation=cv2.INTER_AREA), np.uint8)
    return np.asarray(cv2.resize(pixels, (width, height), interpolation=cv2.INTER_LINEAR), np.uint8)
