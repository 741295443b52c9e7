import math

import numpy as np
import pytest
from PIL import ImageDraw

from services.vision.composition.frame import Frame
from services.vision.composition.radial import radial
from shared.inference.base import Pixels
from tests.services.vision.composition.drawn import checkerboard, halves, lines, named, pixels, plain, speckled


def rays() -> Pixels:
    turns = (math.tau * turn / 24 for turn in range(24))
    return lines(*((0.5, 0.5, 0.5 + 0.6 * math.cos(turn), 0.5 + 0.8 * math.sin(turn)) for turn in turns))


def rings() -> Pixels:
    image = plain()
    for radius in range(10, 120, 18):
        ImageDraw.Draw(image).ellipse(
            (160 - radius, 120 - radius, 160 + radius, 120 + radius), outline=(20,) * 3, width=4
        )
    return pixels(image)


@pytest.mark.parametrize("picture", [rays(), rings()], ids=["rays", "rings"])
def test_what_runs_out_from_a_point_or_around_it(picture: Pixels) -> None:
    assert "radial" in named(picture)
    (centre,) = radial(Frame(picture)).evidence
    assert centre.points == ((0.5, 0.5),)


@pytest.mark.parametrize(
    "picture", [halves(0.5), checkerboard(), speckled(), pixels(plain())], ids=["horizon", "board", "blotches", "plain"]
)
def test_what_does_not_is_not(picture: np.ndarray) -> None:
    assert "radial" not in named(picture)
