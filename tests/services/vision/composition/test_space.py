import numpy as np
import pytest

from services.vision.composition.frame import Frame
from services.vision.composition.space import fill_frame, negative_space
from tests.services.vision.composition.drawn import disc, named, pixels, plain, speckled


def test_little_on_much_that_is_plain() -> None:
    picture = disc(0.3, 0.4, 15)
    assert "negative_space" in named(picture)
    assert "fill_frame" not in named(picture)
    outline, box = negative_space(Frame(picture)).evidence
    assert outline.shape == "polygon"
    assert len(outline.points) >= 3
    (left, top), (right, bottom) = box.points
    assert left < 0.3 < right
    assert top < 0.4 < bottom


def test_the_more_there_is_the_less_space() -> None:
    strengths = [negative_space(Frame(disc(0.5, 0.5, radius))).strength for radius in (40, 70, 110)]
    assert strengths == sorted(strengths, reverse=True)


@pytest.mark.parametrize("seed", range(3))
def test_something_everywhere_fills_the_frame(seed: int) -> None:
    assert "fill_frame" in named(speckled(seed))
    assert "negative_space" not in named(speckled(seed))


def test_a_plain_margin_keeps_it_from_being_filled() -> None:
    picture = speckled()
    framed = np.full_like(picture, 128)
    framed[40:-40, 50:-50] = picture[40:-40, 50:-50]
    assert fill_frame(Frame(framed)).strength < fill_frame(Frame(picture)).strength / 4


def test_a_plain_surface_is_neither() -> None:
    frame = Frame(pixels(plain()))
    assert fill_frame(frame).strength == negative_space(frame).strength == 0
