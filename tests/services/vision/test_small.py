import numpy as np
import pytest

from services.vision.small import greys, shrunk, within
from tests.services.vision.pictures import HOSTILE, filled, names, scene


@pytest.mark.parametrize("name", names)
def test_any_picture_has_a_small_copy(name: str) -> None:
    assert shrunk(HOSTILE[name], 64, 32).shape == (32, 64, 3)


def test_the_copy_has_the_colours_of_the_picture() -> None:
    picture = scene(1)
    small = shrunk(picture, 32, 32)
    assert np.abs(small.mean((0, 1)) - picture.mean((0, 1))).max() < 2
    assert greys(filled((255, 0, 0))).tolist()[0][0] == 76


def test_within_a_side() -> None:
    assert within(filled((1, 2, 3), 400, 100), 200).shape == (50, 200, 3)
    assert within(filled((1, 2, 3), 40, 10), 200).shape == (10, 40, 3)
    assert within(filled((1, 2, 3), 20_000, 3), 1000).shape == (1, 1000, 3)
