from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from services.vision.surfaces import Surfaces, surfaces
from tests.services.vision.pictures import HOSTILE, cartoon, names, page, scene, screen


def seen(picture: Image.Image) -> Surfaces:
    """As a preview shows it: within 1440 pixels, a JPEG."""
    picture.thumbnail((1440, 1440))
    out = BytesIO()
    picture.save(out, "JPEG", quality=82, subsampling=0)
    return surfaces(np.asarray(Image.open(out)))


def test_a_page_of_text() -> None:
    found = seen(page())
    assert found.text > 0.25
    assert found.page > 0.8
    assert found.flat > 0.4


def test_the_shown_and_the_drawn_are_painted() -> None:
    for picture in (screen(), cartoon()):
        found = seen(picture)
        assert found.flat > 0.7
        assert found.paints >= 3
    assert seen(cartoon()).crisp > 0.1


def test_photographs_are_neither() -> None:
    for seed in range(4):
        found = surfaces(scene(seed, 1440, 960))
        assert found.flat < 0.02
        assert found.text < 0.05


@pytest.mark.parametrize("name", names)
def test_any_picture(name: str) -> None:
    found = surfaces(HOSTILE[name])
    assert all(0 <= share <= 1 for share in (found.flat, found.crisp, found.text, found.page))
