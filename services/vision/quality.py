"""How good a photo is technically, by four measurements, each 0..1 and 1 is good. cv2 is imported here: for children.

The maps from what is measured to a score are judgements; each is monotone and stands beside its measurement.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from services.vision.focus import Focus, focus
from services.vision.small import greys
from shared.inference.base import Pixels

_SHARPEST = 0.9  # quantile of the telling tiles: a sharp subject before a soft background makes a sharp photo
_BLURRED, _CRISP = 0.12, 0.9  # Crete's measure of a photo blurred by 6 pixels, and of steps from pixel to pixel
_NOISY = 6.0  # grey levels at which the score is a half: seen without looking for it
_CLIPPED = (4, 251)  # grey levels: nothing is to be seen at or beyond them
_BURNT = 0.25  # of the picture: burnt out or drowned to this, the score is a third
_MIDDLE, _SPREAD = 0.48, 0.28  # lightness: well exposed, and how far from it a score falls to 0.6


@dataclass(frozen=True, slots=True)
class Quality:
    sharpness: float
    exposure: float
    noise: float
    contrast: float

    @property
    def overall(self) -> float:
        """A weighted geometric mean: what is bad in one way is not saved by the others."""
        weights = {"sharpness": 0.4, "exposure": 0.3, "noise": 0.2, "contrast": 0.1}
        return float(np.prod([getattr(self, name) ** weight for name, weight in weights.items()]))


def quality(pixels: Pixels) -> Quality:
    grey = greys(pixels)
    seen, shares = focus(grey), _histogram(grey)
    return Quality(sharpness(seen), exposure(shares), noise_score(seen.noise), contrast(shares))


def sharpness(seen: Focus) -> float:
    """Of the sharpest tenth of the tiles on which there is something; 0 where there is nothing."""
    tiles = seen.sharpness[seen.telling]
    return _between(float(np.quantile(tiles, _SHARPEST)), _BLURRED, _CRISP) if tiles.size else 0.0


def exposure(shares: NDArray[np.float64]) -> float:
    """Well-exposedness after Mertens, Kautz and Van Reeth, "Exposure fusion" (2007), of the mean lightness, times what
    is left after clipping. `shares`: of each of 256 grey levels."""
    levels = np.arange(256)
    clipped = shares[levels <= _CLIPPED[0]].sum() / 2 + shares[levels >= _CLIPPED[1]].sum()  # black is often meant
    lightness = float(shares @ _lightness(levels / 255))
    return float(np.exp(-(((lightness - _MIDDLE) / _SPREAD) ** 2) / 2 - clipped / _BURNT))


def noise_score(deviation: float) -> float:
    """`deviation` in grey levels."""
    return 1 / (1 + (deviation / _NOISY) ** 2)


def contrast(shares: NDArray[np.float64]) -> float:
    """The square root of the range of grey levels that nine tenths of the pixels fill."""
    low, high = np.searchsorted(np.cumsum(shares), (0.05, 0.95))
    return float(np.sqrt((high - low) / 255))


def _histogram(grey: NDArray[np.uint8]) -> NDArray[np.float64]:
    some = np.ascontiguousarray(grey[::2, ::2])
    return np.asarray(cv2.calcHist([some], [0], None, [256], [0, 256]), np.float64).ravel() / some.size


def _lightness(signal: NDArray[np.float64]) -> NDArray[np.float64]:
    """CIE L*, 0..1, of an sRGB signal, 0..1."""
    linear = np.where(signal <= 0.04045, signal / 12.92, ((signal + 0.055) / 1.055) ** 2.4)
    return np.where(linear > 0.008856, 1.16 * np.cbrt(linear) - 0.16, 9.033 * linear)


def _between(value: float, low: float, high: float) -> float:
    return float(np.clip((value - low) / (high - low), 0, 1))
