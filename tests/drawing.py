"""Small pictures that tests draw, each different from all others."""

import random
from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw


def draw(seed: int, size: tuple[int, int] = (64, 48), mode: str = "RGB") -> Image.Image:
    chance = random.Random(seed)
    image = Image.new("RGB", size, tuple(chance.randrange(256) for _ in range(3)))
    pen = ImageDraw.Draw(image)
    for _ in range(6):
        x, y = chance.randrange(size[0]), chance.randrange(size[1])
        colour = tuple(chance.randrange(256) for _ in range(3))
        pen.ellipse((x, y, x + size[0] // 3, y + size[1] // 3), fill=colour)
    return image.convert(mode)


def encoded(
    seed: int, kind: str = "JPEG", size: tuple[int, int] = (64, 48), mode: str = "RGB", **options: Any
) -> bytes:
    buffer = BytesIO()
    draw(seed, size, mode).save(buffer, kind, **options)
    return buffer.getvalue()
