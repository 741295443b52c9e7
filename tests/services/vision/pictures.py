"""Pictures that are hard to say anything of, by name, and others that vision's tests draw."""

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from shared.inference.base import Pixels

HOSTILE: dict[str, Pixels] = {
    "all black": np.zeros((40, 60, 3), np.uint8),
    "all white": np.full((40, 60, 3), 255, np.uint8),
    "one colour": np.full((60, 60, 3), (200, 30, 120), np.uint8),
    "noise": np.random.default_rng(1).integers(0, 256, (300, 400, 3), np.uint8),
    "1x1": np.full((1, 1, 3), (90, 140, 60), np.uint8),
    "1 wide": np.full((500, 1, 3), 80, np.uint8),
    "very wide": np.tile(np.linspace(0, 255, 20_000, dtype=np.uint8)[None, :, None], (12, 1, 3)),
    "very high": np.tile(np.linspace(0, 255, 2_000, dtype=np.uint8)[:, None, None], (1, 3, 3)),
}
names = list(HOSTILE)


def filled(color: tuple[int, int, int], width: int = 60, height: int = 40) -> Pixels:
    return np.full((height, width, 3), color, np.uint8)


def scene(seed: int, width: int = 480, height: int = 320) -> Pixels:
    """Soft noise of many scales, as photographs have it."""
    random = np.random.default_rng(seed)
    total = np.zeros((height, width, 3))
    for octave in range(1, 8):
        small = random.normal(size=(2**octave, 2**octave, 3))
        layers = [Image.fromarray(small[..., c].astype(np.float32)).resize((width, height)) for c in range(3)]
        total += np.stack([np.asarray(layer) for layer in layers], axis=-1) / octave
    grain = random.normal(scale=2.5, size=total.shape)
    return np.clip(128 + 40 * total + grain, 0, 255).astype(np.uint8)


def page(width: int = 900, height: int = 1200, lines: int = 30) -> Image.Image:
    """Black letters on white paper."""
    sheet = Image.new("RGB", (width, height), "white")
    pen, font = ImageDraw.Draw(sheet), ImageFont.load_default(size=22)
    for line in range(lines):
        pen.text((60, 60 + 36 * line), "the harbour was quiet and boats lay still under a pale sky", "black", font)
    return sheet


def screen(width: int = 1170, height: int = 2532) -> Image.Image:
    """Rows of a settings page, as a telephone shows them."""
    shown = Image.new("RGB", (width, height), (242, 242, 247))
    pen, font = ImageDraw.Draw(shown), ImageFont.load_default(size=46)
    pen.rectangle((0, 0, width, 180), fill=(20, 90, 200))
    for row in range(14):
        top = 260 + 150 * row
        pen.rounded_rectangle((40, top, width - 40, top + 120), 24, fill="white")
        pen.text((90, top + 35), f"Setting number {row}", (20, 20, 20), font)
        pen.ellipse((width - 160, top + 35, width - 100, top + 95), fill=(50, 200, 90))
    return shown


def cartoon(width: int = 900, height: int = 700) -> Image.Image:
    drawn = Image.new("RGB", (width, height), (143, 211, 244))
    pen = ImageDraw.Draw(drawn)
    pen.rectangle((0, 480, width, height), fill=(123, 198, 123), outline=(30, 30, 30), width=6)
    pen.ellipse((680, 60, 820, 200), fill=(255, 217, 59), outline=(30, 30, 30), width=6)
    pen.rectangle((200, 320, 420, 560), fill=(224, 122, 95), outline=(30, 30, 30), width=6)
    pen.polygon(((180, 330), (310, 200), (440, 330)), fill=(141, 75, 59), outline=(30, 30, 30), width=6)
    return drawn
