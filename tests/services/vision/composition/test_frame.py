import numpy as np
import pytest

from services.vision.composition.frame import SIDE, Frame
from tests.services.vision.composition.drawn import disc, lines, pixels, plain


@pytest.mark.parametrize(
    ("size", "small"),
    [
        ((1080, 1440), (192, 256)),
        ((1440, 1080), (256, 192)),
        ((100, 100), (256, 256)),
        ((3, 2000), (24, 256)),
        ((1, 1), (256, 256)),
    ],
    ids=["landscape", "portrait", "small", "strip", "pixel"],
)
def test_every_photo_is_made_alike_in_size(size: tuple[int, int], small: tuple[int, int]) -> None:
    frame = Frame(np.zeros((*size, 3), np.uint8))
    assert (frame.height, frame.width) == small
    assert max(small) == SIDE
    assert frame.aspect == size[1] / size[0]


def test_lab_has_its_usual_units() -> None:
    frame = Frame(np.full((50, 50, 3), (255, 0, 0), np.uint8))
    assert frame.lab[0, 0] == pytest.approx([53.2, 80.1, 67.2], abs=1.5)
    assert frame.light[0, 0] == pytest.approx(0.532, abs=0.01)


def test_the_subject_and_how_much_of_the_attention_it_has() -> None:
    subject = Frame(disc(0.3, 0.6)).subject
    assert subject is not None
    assert (subject.x, subject.y) == pytest.approx((0.3, 0.6), abs=0.05)
    assert 0.5 < subject.share <= 1
    assert subject.area < 0.15


def test_a_plain_picture_has_neither_subject_nor_segments() -> None:
    frame = Frame(pixels(plain()))
    assert frame.subject is None
    assert frame.segments.shape == (0, 4)


def test_straight_edges_are_relative_and_the_longest_first() -> None:
    segments = Frame(lines((0.1, 0.2, 0.9, 0.8), (0.2, 0.8, 0.4, 0.6))).segments
    lengths = np.hypot(segments[:, 2] - segments[:, 0], segments[:, 3] - segments[:, 1])
    assert len(segments) >= 2
    assert (np.diff(lengths) <= 0.02).all()
    assert segments.min() >= 0
    assert segments.max() <= 1
    assert sorted(segments[0].reshape(2, 2).tolist())[0] == pytest.approx([0.1, 0.2], abs=0.04)
