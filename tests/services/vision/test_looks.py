import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.vision.looks import Look
from shared.inference.base import Pixels


def filled(color: tuple[int, int, int], width: int = 60, height: int = 40) -> Pixels:
    return np.full((height, width, 3), color, np.uint8)


@pytest.mark.parametrize(
    ("color", "expected"),
    [
        ((200, 20, 20), ["red"]),
        ((20, 60, 200), ["blue"]),
        ((40, 150, 50), ["green"]),
        ((240, 220, 40), ["yellow", "bright"]),
        ((250, 130, 10), ["orange"]),
        ((180, 130, 100), []),  # skin and wood are no orange
        ((10, 10, 10), ["dark", "black and white"]),
        ((250, 250, 250), ["bright", "black and white"]),
        ((128, 128, 128), ["black and white"]),
        ((128, 124, 119), []),
    ],
)
def test_what_sets_a_photo_apart(color: tuple[int, int, int], expected: list[str]) -> None:
    assert Look(filled(color)).telling() == expected


def test_a_color_must_cover_much_of_the_photo() -> None:
    pixels = filled((128, 128, 128))
    pixels[:, :18] = (20, 60, 200)
    assert Look(pixels).telling() == []
    pixels[:, :24] = (20, 60, 200)
    assert Look(pixels).telling() == ["blue"]


def test_plain_words_of_a_grey_and_of_a_colored_photo() -> None:
    assert Look(filled((128, 128, 128))).plain() == ["grey", "neutral tones", "low contrast", "balanced light"]
    assert Look(filled((200, 20, 20), 1, 1)).plain() == [
        "red", "vivid colours", "warm tones", "low contrast", "balanced light",
    ]  # fmt: skip


@given(st.tuples(*[st.integers(0, 255)] * 3), st.tuples(*[st.integers(0, 255)] * 3))
def test_every_photo_has_five_words(left: tuple[int, int, int], right: tuple[int, int, int]) -> None:
    pixels = filled(left)
    pixels[:, 30:] = right
    assert len({*Look(pixels).telling(), *Look(pixels).plain()}) >= 5


def test_contrast_is_how_far_light_and_dark_lie_apart() -> None:
    pixels = filled((0, 0, 0))
    pixels[:20] = 255
    assert "high contrast" in Look(pixels).plain()
