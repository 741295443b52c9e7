import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.inference.alignment import ARCFACE, affine, cut, moved, similarity
from shared.inference.base import Pixels


@given(st.floats(0.1, 10), st.floats(-3.1, 3.1), st.floats(-500, 500), st.floats(-500, 500))
def test_a_turn_a_scale_and_a_shift_are_found_again(scale: float, angle: float, x: float, y: float) -> None:
    matrix = affine(scale * np.exp(1j * angle), complex(x, y))
    np.testing.assert_allclose(similarity(ARCFACE, moved(ARCFACE, matrix)), matrix, atol=1e-2)


def test_points_in_one_place_are_brought_to_the_middle_of_the_targets() -> None:
    matrix = similarity(np.full((5, 2), 7, np.float32), ARCFACE)
    np.testing.assert_allclose(moved(np.full((1, 2), 7, np.float32), matrix)[0], ARCFACE.mean(axis=0), atol=1e-5)


def waves(width: int, height: int) -> Pixels:
    y, x = np.mgrid[:height, :width]
    grey = 127 + 60 * np.sin(x / 40) + 60 * np.sin(y / 60)
    return np.repeat(grey[..., None], 3, axis=2).astype(np.uint8)


@pytest.mark.parametrize("scale", [0.05, 0.3, 0.6, 1.0, 2.5])
def test_a_square_shows_what_lies_there(scale: float) -> None:
    """As a warp of the whole picture at its full size shows it."""
    pixels, side = waves(900, 700), 48
    matrix = affine(scale * np.exp(0.4j), 0)
    matrix[:, 2] = side / 2 - matrix[:, :2] @ np.array([450, 350])
    grown = affine(8, 3.5 * (1 + 1j)) @ np.vstack([matrix, [0, 0, 1]])
    large = cv2.warpAffine(pixels, grown, (8 * side, 8 * side))
    wanted = cv2.resize(large, (side, side), interpolation=cv2.INTER_AREA)
    assert np.abs(cut(pixels, matrix, side).astype(int) - wanted).mean() < 3


@pytest.mark.parametrize("size", [(1, 1), (3, 900), (900, 3)])
@pytest.mark.parametrize("where", [(0, 0), (-5000, 20), (1e6, 1e6)])
def test_beyond_the_picture_is_its_edge_or_black(size: tuple[int, int], where: tuple[float, float]) -> None:
    pixels = np.full((*size, 3), 200, np.uint8)
    matrix = affine(1.5, complex(*where))
    assert (cut(pixels, matrix, 48, edge=cv2.BORDER_REPLICATE) == 200).all()
    assert cut(pixels, matrix, 48).shape == (48, 48, 3)
    if where != (0, 0):
        assert not cut(pixels, matrix, 48).any()
