from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from services.vision.blank import shows_something
from shared.inference.base import Pixels
from tests.services.vision.pictures import HOSTILE, cartoon, filled, page, scene, screen


@pytest.mark.parametrize("name", ["all black", "all white", "one colour", "noise", "1x1", "1 wide"])
def test_nothing_is_seen(name: str) -> None:
    assert not shows_something(HOSTILE[name])


def jpeg(pixels: Pixels, quality: int) -> Pixels:
    out = BytesIO()
    Image.fromarray(pixels).save(out, "JPEG", quality=quality, subsampling=0)
    return np.asarray(Image.open(out))


def test_noise_stays_noise_in_a_preview() -> None:
    assert not shows_something(jpeg(np.random.default_rng(2).integers(0, 256, (700, 1000, 3), np.uint8), 82))
    assert not shows_something(jpeg(filled((90, 120, 200), 700, 500), 82))


def test_photos_and_drawings_show_something() -> None:
    for picture in (cartoon(), page(), screen()):
        assert shows_something(np.asarray(picture))
    assert all(shows_something(scene(seed)) for seed in range(3))


def test_a_thing_beside_a_blank_middle() -> None:
    pixels = filled((250, 250, 250), 1400, 900)
    pixels[300:500, 20:260] = (90, 40, 30)
    assert shows_something(pixels)


def test_stripes_are_something() -> None:
    pixels = filled((20, 20, 20), 600, 400)
    pixels[:, ::2] = 230
    assert shows_something(pixels)
    assert shows_something(np.ascontiguousarray(pixels.swapaxes(0, 1)))
