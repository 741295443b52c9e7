import numpy as np
import pytest

from services.vision.composition.frame import Frame
from services.vision.composition.pattern import pattern
from tests.services.vision.composition.drawn import (
    HEIGHT,
    WIDTH,
    checkerboard,
    disc,
    gradient,
    halves,
    named,
    pixels,
    plain,
)


@pytest.mark.parametrize("square", [16, 24, 30])
def test_a_checkerboard(square: int) -> None:
    picture = checkerboard(square)
    assert "pattern" in named(picture)
    (step,) = pattern(Frame(picture)).evidence
    (x, y), (to_x, to_y) = step.points
    across, down = (to_x - x) * WIDTH / square, (to_y - y) * HEIGHT / square
    assert (across, down) == pytest.approx((round(across), round(down)), abs=0.25)
    assert (round(across) + round(down)) % 2 == 0  # from black to black


@pytest.mark.parametrize(
    "picture",
    [disc(0.5, 0.5), gradient(True), gradient(False), halves(0.4)],
    ids=["disc", "ramp across", "ramp down", "horizon"],
)
def test_what_comes_once_is_no_pattern(picture: np.ndarray) -> None:
    assert "pattern" not in named(picture)


def test_half_a_checkerboard_is_less_of_a_pattern() -> None:
    half = checkerboard()
    half[:, WIDTH // 2 :] = 128
    assert pattern(Frame(half)).strength < pattern(Frame(checkerboard())).strength / 2


def test_a_plain_surface_repeats_nothing() -> None:
    assert pattern(Frame(pixels(plain()))).strength == 0
