"""Small pictures that tests draw, each different from all others."""

import random
from io import BytesIO
from itertools import product
from typing import Any

from PIL import Image, ImageDraw

from shared.inference.fake import FACE_FRAME

_LEVELS = (32, 96, 160, 224)
# Neither grey nor near the frame's colour.
_FACES = [
    (red, green, blue)
    for red, green, blue in product(_LEVELS, repeat=3)
    if not red == green == blue and (green > 96 or min(red, blue) < 160)
]


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


def jpeg(image: Image.Image) -> bytes:
    buffer = BytesIO()
    image.save(buffer, "JPEG", quality=90, subsampling=0)
    return buffer.getvalue()


def draw_people(seed: int, *people: int) -> Image.Image:
    """A picture with a face of each, from left to right, as the fake models see them (shared/inference/fake_faces.py):
    one number is one person, on any picture. There are 52."""
    image = draw(seed, (40 + 120 * len(people), 140))
    pen = ImageDraw.Draw(image)
    for place, person in enumerate(people):
        left = 30 + 120 * place
        pen.rectangle((left - 8, 12, left + 103, 123), fill=(0, 0, 0))  # apart from whatever is drawn there
        pen.rectangle((left, 20, left + 95, 115), fill=_FACES[person], outline=FACE_FRAME, width=6)
    return image
