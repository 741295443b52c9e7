"""Pictures drawn so that a rule holds on them, or plainly does not. Of shape (240, 320, 3), if not told otherwise."""

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from services.vision.composition.rules import RULES, composition
from shared.inference.base import Pixels

WIDTH, HEIGHT = 320, 240


def plain(grey: int = 200) -> Image.Image:
    return Image.new("RGB", (WIDTH, HEIGHT), (grey, grey, grey))


def pixels(image: Image.Image) -> Pixels:
    return np.asarray(image, np.uint8)


def disc(x: float, y: float, radius: int = 25, grey: int = 200) -> Pixels:
    image = plain(grey)
    at = x * WIDTH, y * HEIGHT
    ImageDraw.Draw(image).ellipse((at[0] - radius, at[1] - radius, at[0] + radius, at[1] + radius), fill=(180, 30, 30))
    return pixels(image)


def speckled(seed: int = 0, size: tuple[int, int] = (HEIGHT, WIDTH), scale: int = 8) -> Pixels:
    """Blotches of every colour: something everywhere, and nothing in particular."""
    height, width = size
    small = np.random.default_rng(seed).integers(0, 256, (height // scale, width // scale, 3), np.uint8)
    return np.asarray(cv2.resize(small, (width, height), interpolation=cv2.INTER_CUBIC), np.uint8)


def checkerboard(square: int = 30) -> Pixels:
    y, x = np.mgrid[:HEIGHT, :WIDTH]
    return _grey(((x // square + y // square) % 2) * 200 + 25)


def gradient(horizontal: bool) -> Pixels:
    ramp = np.linspace(0, 255, WIDTH if horizontal else HEIGHT)
    return _grey(np.broadcast_to(ramp if horizontal else ramp[:, None], (HEIGHT, WIDTH)))


def lines(*ends: tuple[float, float, float, float], width: int = 3) -> Pixels:
    """Dark lines on a light ground, their ends relative."""
    image = plain(230)
    for x, y, to_x, to_y in ends:
        ImageDraw.Draw(image).line((x * WIDTH, y * HEIGHT, to_x * WIDTH, to_y * HEIGHT), fill=(30, 30, 30), width=width)
    return pixels(image)


def halves(
    height: float, above: tuple[int, int, int] = (150, 190, 240), below: tuple[int, int, int] = (30, 70, 40)
) -> Pixels:
    """A sky and a sea, with a little noise."""
    picture = np.zeros((HEIGHT, WIDTH, 3), np.int16)
    shore = round(height * HEIGHT)
    picture[:shore], picture[shore:] = above, below
    noise = np.random.default_rng(1).integers(-6, 7, picture.shape)
    return np.clip(picture + noise, 0, 255).astype(np.uint8)


def _grey(values: NDArray[np.generic]) -> Pixels:
    return np.ascontiguousarray(np.repeat(values.astype(np.uint8)[..., None], 3, axis=2))


def score(picture: Pixels, rule: str) -> float:
    return next(seen.score for seen in composition(picture) if seen.name == rule)


def named(picture: Pixels) -> set[str]:
    return {seen.name for seen in composition(picture) if seen.named}


EVERY = [rule.name for rule in RULES]
