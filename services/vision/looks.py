"""What can be measured on the pixels themselves, in a person's words. Nothing is guessed here: each word is true by
its definition below, so that a photo on which no model recognises anything still has true tags."""

from collections.abc import Iterator
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from services.vision.colours import Colours
from services.vision.naming import NEUTRAL
from services.vision.oklab import oklab
from services.vision.small import shrunk
from shared.inference.base import Pixels

_SIDE = 64  # measured on a copy of this side: noise is averaged away, and it takes a millisecond
_GREY = 4  # at most between a pixel's channels, on 95 % of them: black and white (12 of 12 right on COCO)
_DOMINANT = 0.35  # of the pixels
_COLOURS = 3  # main ones
_LUMA = np.array([0.299, 0.587, 0.114], np.float32)


class Look:
    def __init__(self, pixels: Pixels) -> None:
        self._rgb: NDArray[np.uint8] = shrunk(pixels, _SIDE, _SIDE).reshape(-1, 3)
        self._luma = self._rgb @ _LUMA  # 0..255
        self._chroma = np.ptp(self._rgb, axis=1)
        # Contrast and colourfulness are of the pixels, not of their means: of noise, the means are all grey.
        rows, columns = (np.arange(_SIDE) * side // _SIDE for side in pixels.shape[:2])
        self._points: NDArray[np.uint8] = pixels[np.ix_(rows, columns)].reshape(-1, 3)
        self.colours = Colours(self._rgb)

    def telling(self) -> list[str]:
        """The words that set this photo apart from others; for many photos none."""
        return [*self._hues(), *self._light(), *self._grey()]

    def plain(self) -> list[str]:
        """Words of which every photo has some, the most useful first: with the telling ones at least five."""
        return [*self._main(), *self._colourfulness(), *self._tone(), *self._contrast(), *self._balance()]

    def measures(self) -> dict[str, float]:
        """What the eye weighs in Oklab: `lightness` and `chroma`, the mean and how far it spreads, `warmth` (yellow
        over blue) and `redness` (red over green), the share of `dark` and `bright` pixels."""
        lab = oklab(self._rgb)
        light, chroma = lab[:, 0], np.hypot(lab[:, 1], lab[:, 2])
        measured = {
            "lightness": light.mean(),
            "lightness_spread": light.std(),
            "chroma": chroma.mean(),
            "chroma_spread": chroma.std(),
            "warmth": lab[:, 2].mean(),
            "redness": lab[:, 1].mean(),
            "dark": (light < 0.3).mean(),
            "bright": (light > 0.85).mean(),
        }
        return {name: round(float(value), 4) for name, value in measured.items()}

    def _hues(self) -> Iterator[str]:
        if not self.is_grey:
            yield from (
                name for name, share in self.colours.shares().items() if name not in NEUTRAL and share >= _DOMINANT
            )

    def _light(self) -> Iterator[str]:
        if self._median < 40:
            yield "dark"
        elif self._median > 190:
            yield "bright"

    def _grey(self) -> Iterator[str]:
        if self.is_grey:
            yield "black and white"

    def _main(self) -> list[str]:
        return self.colours.names()[:_COLOURS]

    def _colourfulness(self) -> Iterator[str]:
        if self.is_grey:
            return
        mean = np.ptp(self._points, axis=1).mean()
        yield "vivid colours" if mean > 90 else "soft colours" if mean > 35 else "muted colours"

    def _tone(self) -> Iterator[str]:
        red, _, blue = self._rgb.mean(axis=0)
        yield "warm tones" if red > blue + 15 else "cool tones" if blue > red + 15 else "neutral tones"

    def _contrast(self) -> Iterator[str]:
        deviation = (self._points @ _LUMA).std()
        yield "high contrast" if deviation > 65 else "low contrast" if deviation < 30 else "medium contrast"

    def _balance(self) -> Iterator[str]:
        if 40 <= self._median <= 190:
            yield "balanced light"
        else:
            yield from self._light()

    @property
    def is_grey(self) -> bool:
        return self._spread < _GREY

    @cached_property
    def _median(self) -> float:
        return float(np.median(self._luma))

    @cached_property
    def _spread(self) -> float:
        """The difference between channels that 95 % of the pixels stay within."""
        return float(np.percentile(self._chroma, 95))
