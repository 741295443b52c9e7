"""Smaller copies look like Lanczos's, in every mode and at every ratio."""

import numpy as np
import pytest
from PIL import Image, ImageFilter

from shared.imaging.resize import resized
from tests.drawing import draw


def scene(mode: str) -> Image.Image:
    """Shapes, as soft as a lens makes them."""
    return draw(3, (1999, 1501)).filter(ImageFilter.GaussianBlur(2)).convert(mode)


@pytest.mark.parametrize("mode", ["L", "LA", "RGB", "RGBA", "CMYK"])
@pytest.mark.parametrize("side", [1998, 1440, 1001, 720, 320])
def test_it_looks_as_lanczos_does(mode: str, side: int) -> None:
    picture = scene(mode)
    size = side, round(side * 1501 / 1999)
    small, wanted = resized(picture, size), picture.resize(size, Image.Resampling.LANCZOS)
    assert (small.mode, small.size) == (mode, size)
    assert np.abs(np.asarray(small, np.float32) - np.asarray(wanted, np.float32)).mean() < 0.5


@pytest.mark.parametrize("mode", ["I", "F"])
def test_a_picture_of_other_numbers_keeps_them(mode: str) -> None:
    small = resized(Image.new(mode, (500, 300), 40_000), (50, 30))
    assert np.allclose(np.asarray(small), 40_000)


def test_detail_that_is_too_fine_is_averaged_away() -> None:
    stripes = np.zeros((900, 1600, 3), np.uint8)
    stripes[:, ::2] = 255
    small = np.asarray(resized(Image.fromarray(stripes), (400, 225)))
    assert np.abs(small.astype(int) - 127).max() <= 1


def test_a_strip_stays_one_pixel_wide() -> None:
    assert resized(Image.new("RGB", (3000, 2)), (1440, 1)).size == (1440, 1)


def test_what_has_its_size_is_not_copied() -> None:
    picture = draw(1)
    assert resized(picture, picture.size) is picture
