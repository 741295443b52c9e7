import numpy as np
import pytest

from services.vision.lighting import Lighting
from services.vision.sun import Sun
from shared.inference.base import Pixels
from tests.services.vision.pictures import HOSTILE, filled, names, scene

WARM, COOL, DARK = (190, 130, 60), (70, 100, 170), (12, 12, 14)
LOW_SUN, BELOW, MIDNIGHT, NOON = Sun(4, False), Sun(-5, False), Sun(-30, False), Sun(55, False)


@pytest.mark.parametrize(
    ("colour", "sun", "expected"),
    [
        (WARM, LOW_SUN, ["golden hour"]),
        (WARM, NOON, []),
        (WARM, None, []),
        (COOL, LOW_SUN, []),  # in the shade, or under clouds
        (COOL, BELOW, ["blue hour"]),
        (WARM, BELOW, []),  # a lamp
        (DARK, MIDNIGHT, ["night"]),
        (WARM, MIDNIGHT, []),  # indoors
    ],
)
def test_the_sun_and_the_pixels_must_agree(colour: tuple[int, int, int], sun: Sun | None, expected: list[str]) -> None:
    assert list(Lighting(filled(colour), sun).names) == expected


def test_a_flash_is_told_by_the_camera_and_outshines_the_sun() -> None:
    assert list(Lighting(filled(WARM), LOW_SUN, flash=True).names) == ["flash"]
    assert list(Lighting(filled(WARM), LOW_SUN, flash=False).names) == ["golden hour"]


def with_middle(around: int, middle: int) -> Pixels:
    pixels = np.full((90, 120, 3), around, np.uint8)
    pixels[20:, 28:92] = middle
    return pixels


def test_a_dark_middle_before_light_is_backlit() -> None:
    assert "backlit" in Lighting(with_middle(245, 20)).names
    assert "backlit" not in Lighting(with_middle(20, 245)).names
    assert "backlit" not in Lighting(with_middle(245, 120)).names


def test_keys() -> None:
    assert list(Lighting(with_middle(8, 8)).names) == []  # nothing is lit
    low = with_middle(8, 8)
    low[40:60, 50:70] = 220
    assert list(Lighting(low).names) == ["low key"]
    assert list(Lighting(with_middle(235, 215)).names) == ["high key"]
    assert list(Lighting(scene(1)).names) == []


def test_why() -> None:
    assert Lighting(filled(WARM), LOW_SUN).names == {
        "golden hour": "The sun stood 4° above the horizon, and the light is warm."
    }
    assert Lighting(filled(COOL), BELOW).names == {
        "blue hour": "The sun stood 5° below the horizon, and the light is blue."
    }


@pytest.mark.parametrize("name", names)
def test_any_picture(name: str) -> None:
    found = Lighting(HOSTILE[name], LOW_SUN).names
    assert all(sentence.endswith(".") for sentence in found.values())
