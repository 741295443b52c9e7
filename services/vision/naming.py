"""What people call a colour. Eleven words that every language with so many has (Berlin & Kay, "Basic Color Terms",
1969), and two that photos need: turquoise and beige.

The words are regions of lightness L, chroma C and hue (degrees) in Oklab. Their bounds are ours; the tests hold them to
the centres of what 140,000 people called so (Randall Munroe, xkcd colour survey, 2010).
"""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from services.vision.oklab import oklab

Bools = NDArray[np.bool_]
Floats = NDArray[np.float32]

# From here on: the next one, or the first, begins where one ends.
_HUES = {
    "pink": 333,
    "red": 13,
    "orange": 41,
    "yellow": 85,
    "green": 112,
    "turquoise": 166,
    "blue": 216,
    "purple": 282,
}
NAMES = (*_HUES, "brown", "beige", "black", "grey", "white")
NEUTRAL = frozenset(("brown", "beige", "black", "grey", "white"))

_BLACK, _WHITE = 0.3, 0.9  # L, where there is hardly a hue
_HARDLY_BLACK = 0.17  # L, below which no hue is seen at all
_DIM, _MORE_IN_THE_DIM = 0.3, 0.12  # below this L it takes more chroma to see one: so much more for each 1 of L
_GREY = 0.034  # C; of warm colours, which light bulbs give to everything grey, .04
_GREY_WARM = 0.04

# Looked up by the five upper bits of each channel.
_BITS = 5
_STEPS = 1 << _BITS


def cells(rgb: NDArray[np.uint8]) -> NDArray[np.int64]:
    """Shape (..., 3) -> (...): which of the 32 ** 3 cells a colour lies in."""
    high = (rgb >> (8 - _BITS)).astype(np.int64)
    return np.asarray((high[..., 0] << 2 * _BITS) | (high[..., 1] << _BITS) | high[..., 2], np.int64)


@cache
def centres() -> Floats:
    """(32 ** 3, 3), Oklab: of each cell the middle, stretched so that black and white are among them."""
    steps = np.rint(np.arange(_STEPS) * 255 / (_STEPS - 1)).astype(np.uint8)
    return oklab(np.stack(np.meshgrid(steps, steps, steps, indexing="ij"), -1).reshape(-1, 3))


@cache
def names_of_cells() -> NDArray[np.int64]:
    """(32 ** 3,): of each cell, the place of its name in NAMES."""
    return named(centres())


def named(lab: Floats) -> NDArray[np.int64]:
    """Shape (..., 3), Oklab -> (...): the place of each colour's name in NAMES."""
    light, chroma = lab[..., 0], np.hypot(lab[..., 1], lab[..., 2])
    hue = np.degrees(np.arctan2(lab[..., 2], lab[..., 1])) % 360

    def between(first: str, last: str) -> Bools:
        """From where the one begins to where the other does."""
        low, high = _HUES[first], _HUES[last]
        within: Bools = (low <= hue) & (hue < high) if low < high else (low <= hue) | (hue < high)
        return within

    orange, yellow = between("orange", "yellow"), between("yellow", "green")
    purple_or_pink = between("purple", "red")
    warm = orange | yellow | between("red", "orange")
    least = np.where(warm, _GREY_WARM, _GREY) + _MORE_IN_THE_DIM * np.maximum(_DIM - light, 0)
    hueless = (chroma < least) | (light < _HARDLY_BLACK)
    # The first that holds.
    rules: list[tuple[Bools, str]] = [
        (hueless & (light < _BLACK), "black"),
        (hueless & (light > _WHITE), "white"),
        (hueless, "grey"),
        (between("red", "orange") & (light > 0.72) & (chroma < 0.19), "pink"),
        (between("red", "orange") & (light < 0.6) & (chroma < 0.1), "brown"),
        (orange & (light < 0.57) & (chroma < 0.155), "brown"),
        (orange & (chroma < 0.125) & (light < 0.74), "brown"),
        (orange & (chroma < 0.125), "beige"),
        (yellow & (light < 0.66) & (hue < 98), "brown"),
        (yellow & (light < 0.66), "green"),
        (yellow & (chroma < 0.115), "beige"),
        (purple_or_pink & (hue > 320) & (hue < 333) & (light > 0.6), "pink"),
        (between("pink", "red") & (light < 0.35) & (hue > 180), "purple"),
        (between("pink", "red") & (light < 0.35), "red"),
        *((between(name, after), name) for name, after in zip(_HUES, [*_HUES][1:] + [*_HUES][:1], strict=True)),
    ]
    places = [NAMES.index(name) for _, name in rules]
    return np.asarray(np.select([rule for rule, _ in rules], places, NAMES.index("grey")), np.int64)
