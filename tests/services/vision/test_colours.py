import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.vision.colours import Colours
from tests.services.vision.pictures import HOSTILE, names


def halves(*colours: tuple[int, int, int]) -> Colours:
    return Colours(np.repeat(np.array(colours, np.uint8), 1000, axis=0))


def test_palette_and_names_most_first() -> None:
    found = halves((200, 20, 20), (200, 20, 20), (200, 20, 20), (20, 60, 200))
    assert [(each.name, each.share) for each in found.palette()] == [("red", 0.75), ("blue", 0.25)]
    assert [each.hex for each in found.palette()] == ["#c81414", "#143cc8"]
    assert found.names() == ["red", "blue"]
    assert found.shares()["red"] == 0.75


def test_colours_that_are_alike_are_one() -> None:
    assert [each.share for each in halves((40, 90, 200), (44, 94, 206), (250, 240, 60)).palette()] == [
        pytest.approx(2 / 3),
        pytest.approx(1 / 3),
    ]


def test_a_little_red_is_noted_and_a_little_grey_is_not() -> None:
    colours = [(30, 140, 50)] * 17 + [(200, 20, 20)] * 2 + [(128, 128, 128)]
    assert halves(*colours).names() == ["green", "red"]


def test_no_more_than_six() -> None:
    random = np.random.default_rng(1).integers(0, 256, (4000, 3), np.uint8)
    palette = Colours(random).palette()
    assert 4 <= len(palette) <= 6
    assert sum(each.share for each in palette) <= 1.001
    assert [each.share for each in palette] == sorted((each.share for each in palette), reverse=True)


@pytest.mark.parametrize("name", names)
def test_there_is_always_a_name_and_an_entry(name: str) -> None:
    found = Colours(HOSTILE[name].reshape(-1, 3))
    assert found.names()
    assert found.palette()
    assert sum(found.shares().values()) == pytest.approx(1)


@given(st.lists(st.tuples(*[st.integers(0, 255)] * 3), min_size=1, max_size=8))
def test_the_order_of_pixels_does_not_matter(colours: list[tuple[int, int, int]]) -> None:
    there, back = halves(*colours), halves(*reversed(colours))
    assert (there.palette(), there.names()) == (back.palette(), back.names())
