import numpy as np
import pytest

from services.vision.small import greys, halved, shrunk, within
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


def test_half_a_picture_leaves_the_last_odd_row_and_column_out() -> None:
    picture = np.zeros((5, 7, 3), np.uint8)
    picture[:2, :2] = 40
    picture[2:4, 4:6, 1] = (80, 120)
    half = halved(picture)
    assert half.shape == (2, 3, 3)
    assert half[0, 0].tolist() == [40, 40, 40]
    assert half[1, 2].tolist() == [0, 100, 0]
    assert np.array_equal(half, halved(picture[:4, :6]))
