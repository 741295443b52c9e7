import numpy as np
import pytest

from services.vision.composition.diagonal import diagonal
from services.vision.composition.frame import Frame
from tests.services.vision.composition.drawn import HEIGHT, WIDTH, halves, lines, named, speckled

FALLING, RISING = ((0, 0), (1, 1)), ((0, 1), (1, 0))


@pytest.mark.parametrize("ends", [FALLING, RISING], ids=["falling", "rising"])
def test_a_line_from_corner_to_corner(ends: tuple[tuple[float, float], tuple[float, float]]) -> None:
    picture = lines((*ends[0], *ends[1]), width=8)
    assert "diagonal" in named(picture)
    assert diagonal(Frame(picture)).evidence[0].points == ends


def test_a_slope_parts_the_picture() -> None:
    y, x = np.mgrid[:HEIGHT, :WIDTH]
    above = y / HEIGHT < x / WIDTH
    picture = np.where(above[..., None], (180, 200, 240), (60, 50, 40)).astype(np.uint8)
    seen = diagonal(Frame(picture))
    assert "diagonal" in named(picture)
    assert seen.strength > 0.7
    assert seen.evidence[0].points == FALLING


@pytest.mark.parametrize(
    "picture", [halves(0.5), lines((0.5, 0, 0.5, 1)), speckled()], ids=["level", "upright", "none"]
)
def test_what_runs_otherwise_is_not_diagonal(picture: np.ndarray) -> None:
    assert "diagonal" not in named(picture)
