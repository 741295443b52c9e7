import numpy as np
import pytest

from services.vision.composition.frame import Frame
from services.vision.composition.key import high_key, low_key
from tests.services.vision.composition.drawn import disc, named, speckled


def test_something_lit_in_the_dark() -> None:
    assert "low_key" in named(disc(0.5, 0.5, 25, 10))
    assert "high_key" not in named(disc(0.5, 0.5, 25, 10))


def test_something_on_white() -> None:
    assert "high_key" in named(disc(0.5, 0.5, 25, 245))
    assert "low_key" not in named(disc(0.5, 0.5, 25, 245))


@pytest.mark.parametrize("grey", [0, 12, 128, 250, 255])
def test_an_empty_picture_has_no_key(grey: int) -> None:
    frame = Frame(np.full((40, 60, 3), grey, np.uint8))
    assert low_key(frame).strength == high_key(frame).strength == 0


def test_every_tone_is_neither() -> None:
    assert not {"low_key", "high_key"} & named(speckled())


def test_the_darker_the_lower() -> None:
    strengths = [low_key(Frame((speckled() * share).astype(np.uint8))).strength for share in (1, 0.6, 0.4)]
    assert strengths == sorted(strengths)
    assert strengths[0] < strengths[-1]
