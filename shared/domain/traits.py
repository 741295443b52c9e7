"""Traits: what is true of a photo as a whole, of what stages measured: its shape, its sharpness, how dark it is."""

from collections.abc import Iterator, Mapping
from typing import Any

_SQUARE = 1.05  # sides this alike
_PANORAMA = 2.4  # times as wide as high; phones' screens go up to 2.33
_BLURRY = 0.3  # of the measured sharpness, 0..1
_BLANK = 0.1  # of the measured contrast: less has nothing that could be sharp
_DARK = 0.5  # of the picture is nearly black


def traits(found: Mapping[str, Mapping[str, Any]], width: int | None, height: int | None) -> Iterator[str]:
    """`found` are the facts of its stages; `width` and `height` in pixels, after orientation."""
    if width and height:
        yield from _shape(width, height)
    quality = found.get("quality", {})
    if quality.get("sharpness", 1.0) < _BLURRY and quality.get("contrast", 0.0) >= _BLANK:
        yield "blurry"
    if found.get("colour", {}).get("measures", {}).get("dark", 0.0) >= _DARK:
        yield "dark"


def _shape(width: int, height: int) -> Iterator[str]:
    if max(width, height) <= _SQUARE * min(width, height):
        yield "square"
    elif width < height:
        yield "upright"
    else:
        yield "wide"
        if width >= _PANORAMA * height:
            yield "panoramic"
