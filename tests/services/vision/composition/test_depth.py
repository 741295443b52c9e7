import cv2
import numpy as np

from services.vision.composition.depth import shallow_depth
from services.vision.composition.frame import Frame
from shared.inference.base import Pixels
from tests.services.vision.composition.drawn import disc, halves, named, speckled


def before_blur(deviation: float) -> Pixels:
    """Sharp in the middle ninth."""
    sharp = speckled(5, (720, 960), 6)
    picture = np.asarray(cv2.GaussianBlur(sharp, (0, 0), deviation), np.uint8)
    picture[240:480, 320:640] = sharp[240:480, 320:640]
    return picture


def test_a_sharp_subject_before_a_soft_rest() -> None:
    picture = before_blur(12)
    assert "shallow_depth" in named(picture)
    (box,) = shallow_depth(Frame(picture)).evidence
    (left, top), (right, bottom) = box.points
    assert 0.25 < left < right < 0.75
    assert 0.25 < top < bottom < 0.75


def test_what_is_sharp_all_over_or_soft_all_over_is_not() -> None:
    sharp = speckled(5, (720, 960), 6)
    assert "shallow_depth" not in named(sharp)
    assert "shallow_depth" not in named(np.asarray(cv2.GaussianBlur(sharp, (0, 0), 12), np.uint8))


def test_a_plain_background_is_not_out_of_focus() -> None:
    assert not {"shallow_depth"} & (named(disc(0.5, 0.5)) | named(halves(0.4)))


def test_the_softer_the_rest_the_shallower() -> None:
    strengths = [shallow_depth(Frame(before_blur(deviation))).strength for deviation in (1, 3, 12)]
    assert strengths == sorted(strengths)
    assert strengths[0] < strengths[-1]
