"""Small pictures that tests draw for themselves."""

from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

# Four quarters that no turn or mirror maps onto each other: red, green / blue, white.
QUARTERS = ((220, 40, 40), (40, 180, 60)), ((50, 60, 210), (250, 250, 250))


def quarters(width: int = 96, height: int = 64, mode: str = "RGB") -> Image.Image:
    picture = Image.new("RGB", (width, height))
    for row, colours in enumerate(QUARTERS):
        for column, colour in enumerate(colours):
            left, top = column * width // 2, row * height // 2
            picture.paste(colour, (left, top, left + (width + 1) // 2, top + (height + 1) // 2))
    return picture.convert(mode)


def noise(width: int, height: int, seed: int = 1) -> Image.Image:
    return Image.fromarray(np.random.default_rng(seed).integers(0, 255, (height, width, 3), np.uint8))


def encoded(picture: Image.Image, format: str, **options: Any) -> bytes:
    out = BytesIO()
    picture.save(out, format, **options)
    return out.getvalue()


def saved(path: Path, picture: Image.Image, format: str, **options: Any) -> Path:
    path.write_bytes(encoded(picture, format, **options))
    return path


def corners(picture: Image.Image) -> tuple[tuple[Any, Any], tuple[Any, Any]]:
    """The colours in the middle of each quarter."""
    x, y = picture.width // 4, picture.height // 4
    return (
        (picture.getpixel((x, y)), picture.getpixel((3 * x, y))),
        (picture.getpixel((x, 3 * y)), picture.getpixel((3 * x, 3 * y))),
    )


def near(one: Any, other: Any, within: int = 12) -> bool:
    return bool(np.all(np.abs(np.asarray(one, int) - np.asarray(other, int)) <= within))
