"""By what a photo is known again when it was resized, compressed or edited a little."""

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from services.vision.small import greys, shrunk
from services.vision.stages.previews import each_preview
from shared.domain.photo import Photo
from shared.errors import Invalid
from shared.inference.base import Found, Item, Pixels

_SIDE, _KEPT = 32, 8
_BLANK = 1.5  # grey levels of deviation, below which there is nothing but noise to go by


class Fingerprint:
    """Facts: phash, 16 hex digits; none for a blank picture, which would be like every other blank one."""

    model = "pHash 1"

    def __call__(self, items: Sequence[Item]) -> list[Found | Invalid]:
        return each_preview(items, _found)


def _found(photo: Photo, pixels: Pixels) -> Found:
    digits = phash(pixels)
    return Found(facts={"phash": digits} if digits else {})


def phash(pixels: Pixels) -> str:
    """The signs, against their median, of the 64 lowest frequencies of the picture at 32 x 32 greys, row by row (the
    DCT hash of Christoph Zauner, "Implementation and Benchmarking of Perceptual Image Hash Functions", 2010); "" for a
    blank picture."""
    small = greys(shrunk(pixels, _SIDE, _SIDE)).astype(np.float64)
    if small.std() < _BLANK:
        return ""
    low = (_cosines() @ small @ _cosines().T).ravel()
    bits = low > np.median(low[1:])  # the first is the mean, and would outweigh all others
    return np.packbits(bits).tobytes().hex()


@cache
def _cosines() -> NDArray[np.float64]:
    """The first rows of the DCT-II."""
    frequency, place = np.arange(_KEPT)[:, None], np.arange(_SIDE)[None]
    return np.asarray(np.cos(np.pi * frequency * (2 * place + 1) / (2 * _SIDE)), np.float64)
