from io import BytesIO

import numpy as np
import pytest
from PIL import Image, ImageEnhance

from services.vision.stages.fingerprint import Fingerprint, phash
from shared.domain.photo import new_photo
from shared.errors import Invalid
from shared.inference.base import Found, Item, Pixels
from tests.services.vision.pictures import HOSTILE, filled, names, scene


def apart(one: Pixels, other: Pixels) -> int:
    """How many of the 64 bits differ."""
    return (int(phash(one), 16) ^ int(phash(other), 16)).bit_count()


def altered(pixels: Pixels, how: str) -> Pixels:
    picture = Image.fromarray(pixels)
    match how:
        case "half the size":
            picture = picture.resize((picture.width // 2, picture.height // 2))
        case "a poor JPEG":
            out = BytesIO()
            picture.save(out, "JPEG", quality=20)
            picture = Image.open(out)
        case "brighter":
            picture = ImageEnhance.Brightness(picture).enhance(1.2)
        case "black and white":
            picture = picture.convert("L").convert("RGB")
    return np.asarray(picture)


@pytest.mark.parametrize("how", ["half the size", "a poor JPEG", "brighter", "black and white"])
def test_a_copy_is_known_again(how: str) -> None:
    for seed in range(3):
        pixels = scene(seed)
        assert apart(pixels, altered(pixels, how)) <= 6


def test_other_photos_lie_far_away() -> None:
    scenes = [scene(seed) for seed in range(8)]
    gaps = [apart(one, other) for place, one in enumerate(scenes) for other in scenes[:place]]
    assert min(gaps) >= 12
    assert 26 <= np.mean(gaps) <= 38


def test_sixteen_digits() -> None:
    digits = phash(scene(1))
    assert len(digits) == 16
    assert 28 <= int(digits, 16).bit_count() <= 36  # half of the signs, by the median


def test_a_blank_picture_has_none() -> None:
    assert phash(filled((0, 0, 0))) == phash(filled((255, 255, 255))) == phash(HOSTILE["1x1"]) == ""


@pytest.mark.parametrize("name", names)
def test_any_picture(name: str) -> None:
    photo = new_photo(id="p", owner="me", sha256="", file_name="a.jpg", media_type="image/jpeg", bytes=1)
    found, lost = Fingerprint()([Item(photo, pixels=HOSTILE[name]), Item(photo)])
    assert isinstance(found, Found)
    assert isinstance(lost, Invalid)
    assert found.facts.keys() <= {"phash"}
