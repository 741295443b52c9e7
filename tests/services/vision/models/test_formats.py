"""Shapes of exports as users have them -> what they are."""

import pytest

from services.vision.models.formats import FINAL, YOLOV8, detector_format
from shared.errors import Invalid

SQUARE = (640, 640)


@pytest.mark.parametrize(("shape", "side", "names", "told"), [
    ((1, 84, 8400), SQUARE, 80, (YOLOV8, 80)),
    ((1, 84, 8400), SQUARE, None, (YOLOV8, 80)),
    ((1, 5, 8400), SQUARE, 1, (YOLOV8, 1)),
    ((1, 84, 3549), (416, 416), 80, (YOLOV8, 80)),
    ((1, 84, 6300), (640, 480), 80, (YOLOV8, 80)),
    ((1, 10, 34000), SQUARE, 6, (YOLOV8, 6)),  # with a grid for small things
    ((1, 84, 8500), SQUARE, 80, (YOLOV8, 80)),  # and with one for large
    ((1, 300, 6), SQUARE, 80, (FINAL, 0)),
    ((1, 100, 6), (320, 320), None, (FINAL, 0)),
])  # fmt: skip
def test_a_format_is_told_by_its_shape(
    shape: tuple[int, ...], side: tuple[int, int], names: int | None, told: tuple[str, int]
) -> None:
    assert detector_format([shape], side, names) == told


@pytest.mark.parametrize(("shapes", "names"), [
    ([(1, 8400, 84)], 80),  # YOLOv8 turned over
    ([(1, 8400, 6)], 2),  # likewise, where it might be taken for boxes that are final
    ([(1, 25200, 85)], 80),  # YOLOv5
    ([(1, 3549, 85)], 80),  # YOLOX
    ([(1, 116, 8400), (1, 32, 160, 160)], 80),  # outlines
    ([(1, 84)], 80),
    ([(1, 4, 8400)], None),
    ([(2, 84, 8400)], 80),
    ([], 80),
])  # fmt: skip
def test_any_other_is_refused_with_the_shapes(shapes: list[tuple[int, ...]], names: int | None) -> None:
    with pytest.raises(Invalid, match=r"for a picture of 640 x 640 its answers have the shapes .*wanted is") as refused:
        detector_format(shapes, SQUARE, names)
    for shape in shapes:
        assert f"[{', '.join(map(str, shape))}]" in str(refused.value)


@pytest.mark.parametrize(("rows", "names"), [(56, 1), (20, 15), (84, 79)])  # poses, turned boxes, a name too few
def test_each_class_wants_a_name(rows: int, names: int) -> None:
    with pytest.raises(Invalid, match=rf"{rows - 4} classes .* {names} names"):
        detector_format([(1, rows, 8400)], SQUARE, names)
