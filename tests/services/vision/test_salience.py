import numpy as np
import pytest

from services.vision.salience import salience


@pytest.mark.parametrize("place", [(60, 40), (300, 200), (500, 330)])
def test_what_differs_from_its_ground_stands_out(place: tuple[int, int]) -> None:
    random = np.random.default_rng(3)
    meadow = np.clip(np.array([70, 130, 60]) + random.normal(0, 6, (400, 600, 3)), 0, 255).astype(np.uint8)
    x, y = place
    meadow[y : y + 50, x : x + 50] = (220, 40, 40)
    found = salience(meadow)
    row, column = np.unravel_index(found.argmax(), found.shape)
    assert found.shape == (64, 64)
    assert abs(column / 64 * 600 - (x + 25)) < 40
    assert abs(row / 64 * 400 - (y + 25)) < 40


@pytest.mark.parametrize("size", [(1, 1), (1, 900), (40, 60)])
def test_on_one_colour_nothing_does(size: tuple[int, int]) -> None:
    assert not salience(np.full((*size, 3), 90, np.uint8)).any()
