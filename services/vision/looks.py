"""What can be measured on the pixels themselves, in a person's words. Nothing is guessed here: each word is true by
its definition below, so that a photo on which no model recognises anything still has true tags."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from shared.inference.base import Pixels

_SIDE = 64  # measured on a copy of this side: noise is averaged away, and it takes a millisecond
_SQUARE = 1.05  # sides this alike
_GREY = 4  # at most between a pixel's channels, on 95 % of them: black and white (12 of 12 right on COCO)
_COLORED = 12
_DOMINANT = 0.35  # of the pixels

# name: hues from, to (degrees), least saturation, least value. Orange asks for more: else skin and wood are orange.
_HUES = {
    "red": (345, 15, 0.5, 0.3),
    "orange": (15, 40, 0.7, 0.6),
    "yellow": (40, 65, 0.45, 0.5),
    "green": (65, 165, 0.25, 0.15),
    "blue": (185, 255, 0.3, 0.25),
    "purple": (255, 300, 0.3, 0.25),
    "pink": (300, 345, 0.3, 0.5),
}


class Look:
    def __init__(self, pixels: Pixels) -> None:
        self._height, self._width = pixels.shape[:2]
        small = Image.fromarray(pixels).resize((_SIDE, _SIDE), Image.Resampling.BOX)
        self._rgb: NDArray[np.float32] = np.asarray(small, np.float32).reshape(-1, 3)
        self._luma = self._rgb @ np.array([0.299, 0.587, 0.114], np.float32)  # 0..255
        self._chroma = self._rgb.max(axis=1) - self._rgb.min(axis=1)
        hsv = np.asarray(small.convert("HSV"), np.float32).reshape(-1, 3) / 255
        self._hue, self._saturation, self._value = hsv[:, 0] * 360, hsv[:, 1], hsv[:, 2]

    def telling(self) -> list[str]:
        """The words that set this photo apart from others; for many photos none."""
        return [*self._hues(), *self._light(), *self._grey()]

    def plain(self) -> list[str]:
        """Words of which every photo has some, the most useful first: with the telling ones at least five."""
        return [*self._shape(), *self._colors(), *self._tone(), *self._contrast(), *self._mood()]

    def _hues(self) -> Iterator[str]:
        if self._is_grey:
            return
        for name, (first, last, saturation, value) in _HUES.items():
            within = (first <= self._hue) & (self._hue < last)
            if first > last:  # across 0 degrees
                within = (first <= self._hue) | (self._hue < last)
            if (within & (self._saturation >= saturation) & (self._value >= value)).mean() >= _DOMINANT:
                yield name

    def _light(self) -> Iterator[str]:
        if self._median < 40:
            yield "dark"
        elif self._median > 190:
            yield "bright"

    def _grey(self) -> Iterator[str]:
        if self._is_grey:
            yield "black and white"

    def _shape(self) -> Iterator[str]:
        if max(self._width, self._height) <= _SQUARE * min(self._width, self._height):
            yield "square"
        else:
            yield "horizontal" if self._width > self._height else "vertical"

    def _colors(self) -> Iterator[str]:
        if self._is_grey:
            return
        mean = self._chroma.mean()
        if self._spread >= _COLORED:
            yield "color photo"
        yield "vivid colors" if mean > 90 else "soft colors" if mean > 35 else "muted colors"

    def _tone(self) -> Iterator[str]:
        red, _, blue = self._rgb.mean(axis=0)
        yield "warm tones" if red > blue + 15 else "cool tones" if blue > red + 15 else "neutral tones"

    def _contrast(self) -> Iterator[str]:
        deviation = self._luma.std()
        yield "high contrast" if deviation > 65 else "low contrast" if deviation < 30 else "medium contrast"

    def _mood(self) -> Iterator[str]:
        if 40 <= self._median <= 190:
            yield "balanced light"
        else:
            yield from self._light()

    @property
    def _median(self) -> float:
        return float(np.median(self._luma))

    @property
    def _spread(self) -> float:
        """The difference between channels that 95 % of the pixels stay within."""
        return float(np.percentile(self._chroma, 95))

    @property
    def _is_grey(self) -> bool:
        return self._spread < _GREY
