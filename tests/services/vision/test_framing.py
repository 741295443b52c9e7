from collections.abc import Sequence

import numpy as np
import pytest

from services.vision.framing import frame
from shared.domain.boxes import Box
from shared.domain.crop import RATIOS, Subject

_SHAPES = [1440 / 1080, 1080 / 1440, 1.0, 1440 / 480]  # width by height of photos


def face(x: float, y: float, height: float, shape: float) -> Subject:
    """In the middle of (x, y), its eyes two fifths down, as faces are."""
    width = 0.75 * height / shape
    box = (x - width / 2, y - height / 2, x + width / 2, y + height / 2)
    return Subject(box, box[1] + 0.4 * height)


def aspect(ratio: str, shape: float) -> float:
    across, down = map(int, ratio.split(":"))
    return across / down / shape


def holds(outer: Box, inner: Box) -> bool:
    return bool(
        np.all(np.less_equal(outer[:2], np.add(inner[:2], 1e-9)))
        and np.all(np.greater_equal(outer[2:], np.subtract(inner[2:], 1e-9)))
    )


def apart(one: Box, other: Box) -> bool:
    return other[2] <= one[0] or other[0] >= one[2] or other[3] <= one[1] or other[1] >= one[3]


def eyes_at(box: Box, subjects: Sequence[Subject]) -> float:
    shown = [each for each in subjects if holds(box, each.box)]
    eyes = np.average([each.eyes or 0 for each in shown], weights=[each.box[3] - each.box[1] for each in shown])
    return float(eyes - box[1]) / (box[3] - box[1])


@pytest.mark.parametrize("shape", _SHAPES)
@pytest.mark.parametrize("ratio", RATIOS)
def test_a_frame_has_its_shape_and_lies_on_the_photo(ratio: str, shape: float) -> None:
    for subjects in ((), [face(0.9, 0.1, 0.1, shape)], [face(0.5, 0.5, 0.9, shape)], [Subject((0.8, 0.6, 1.0, 1.0))]):
        left, top, right, bottom = frame(aspect(ratio, shape), subjects)
        assert (right - left) / (bottom - top) == pytest.approx(aspect(ratio, shape))
        assert min(left, top) >= -1e-9
        assert max(right, bottom) <= 1 + 1e-9


@pytest.mark.parametrize("shape", _SHAPES)
@pytest.mark.parametrize("ratio", RATIOS)
def test_one_face_anywhere_is_whole_with_its_eyes_a_third_from_the_top(ratio: str, shape: float) -> None:
    for x, y in [(0.5, 0.5), (0.1, 0.12), (0.9, 0.12), (0.1, 0.85), (0.9, 0.85), (0.5, 0.9)]:
        one = face(x, y, 0.14, shape)
        box = frame(aspect(ratio, shape), [one])
        assert holds(box, one.box)
        assert 0.25 <= eyes_at(box, [one]) <= 0.45


@pytest.mark.parametrize("ratio", RATIOS)
def test_in_a_crowd_no_face_is_half_in_it(ratio: str) -> None:
    """Rows of people, as on stairs: as many as fit, and no half ones where there is a way between them."""
    random = np.random.default_rng(7)
    for shape in _SHAPES:
        for _ in range(5):
            crowd = [
                face(x + random.uniform(-0.01, 0.01), y, random.uniform(0.05, 0.08), shape)
                for y in (0.3, 0.45, 0.6)
                for x in np.arange(0.12, 0.95, 0.2)
            ]
            box = frame(aspect(ratio, shape), crowd)
            shown = [each for each in crowd if holds(box, each.box)]
            assert shown
            assert all(holds(box, each.box) or apart(box, each.box) for each in crowd)
            # Of one face .45; that many are there counts for more.
            assert 0.25 <= eyes_at(box, crowd) <= 0.5
            width, height = min(1.0, aspect(ratio, shape)), min(1.0, 1 / aspect(ratio, shape))
            union = np.array([each.box for each in crowd])
            spread = union[:, 2:].max(0) - union[:, :2].min(0)
            if spread[0] <= width and spread[1] <= height:
                assert len(shown) == len(crowd)


def test_a_face_larger_than_any_frame_keeps_its_eyes() -> None:
    one = face(0.5, 0.5, 0.96, 1.0)
    box = frame(aspect("2:1", 1.0), [one])
    assert (one.eyes or 0) - box[1] == pytest.approx((box[3] - box[1]) / 3)


def test_people_come_before_things_and_things_are_whole() -> None:
    dog, one = Subject((0.05, 0.3, 0.3, 0.9)), face(0.8, 0.3, 0.2, 1.0)
    assert holds(frame(0.5, [dog]), dog.box)
    assert frame(0.5, [dog, one]) == frame(0.5, [one])
    left, _, right, _ = frame(0.5, [Subject((0.1, 0.0, 0.9, 1.0))])  # larger than any frame
    assert (left + right) / 2 == pytest.approx(0.5)


def test_without_anything_it_follows_what_stands_out() -> None:
    cells = np.zeros((64, 64))
    cells[20:30, 50:60] = 1.0
    left, _, right, _ = frame(0.4, (), cells)
    assert left <= 50 / 64
    assert right >= 60 / 64
    assert frame(0.4, (), np.zeros((64, 64))) == pytest.approx((0.3, 0.0, 0.7, 1.0))
