"""A user's detector looks at pictures: tests/own_models.py."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from services.vision.models import yolo
from services.vision.models.formats import FINAL, YOLOV8
from services.vision.models.yolo import Yolo, letterboxed
from shared.errors import Unavailable
from shared.inference import own
from shared.inference.base import Pixels
from shared.inference.own import OwnModel
from tests.onnx_files import Node
from tests.own_models import SIDE, final, yolov8

RED, BLUE = (255, 0, 0), (0, 0, 255)


def told(content: bytes, format: str = YOLOV8, classes: Sequence[str] = ("person", "dog")) -> OwnModel:
    return OwnModel(
        task="detect", name="mine", format=format, classes=tuple(classes), side=(SIDE, SIDE), bytes=len(content),
        sha256=hashlib.sha256(content).hexdigest(), licence="MIT", source="a file", added="2026-11-30T12:00:00Z",
    )  # fmt: skip


def made(path: Path, format: str = YOLOV8, classes: Sequence[str] = ("person", "dog")) -> Yolo:
    content = path.read_bytes()
    return Yolo(told(content, format, classes), content)


def picture(height: int, width: int, *quarters: tuple[int, int, tuple[int, int, int]]) -> Pixels:
    """Black, with quarters (row, column) of a colour."""
    pixels = np.zeros((height, width, 3), np.uint8)
    for row, column, colour in quarters:
        pixels[row * height // 2 : (row + 1) * height // 2, column * width // 2 : (column + 1) * width // 2] = colour
    return pixels


def test_boxes_are_shares_of_the_photo_with_their_own_scores(tmp_path: Path) -> None:
    model = made(yolov8(tmp_path / "a.onnx"))
    one, none = model.run([picture(200, 200, (0, 0, RED), (1, 1, (0, 0, 140))), picture(64, 64)])
    assert one.names == ("person", "dog")
    np.testing.assert_allclose(one.boxes, [[0, 0, 0.5, 0.5], [0.5, 0.5, 1, 1]], atol=1e-6)
    np.testing.assert_allclose(one.scores, [1, 140 / 255], atol=1e-3)
    assert (none.names, none.boxes.shape, none.scores.shape) == ((), (0, 4), (0,))
    assert not model.measured
    assert model.spec.licence == "MIT"


def test_a_wide_picture_lies_in_the_middle_of_a_grey_one(tmp_path: Path) -> None:
    seen, corner, size = letterboxed(np.full((50, 100, 3), 255, np.uint8), (64, 64))
    assert (tuple(corner), tuple(size)) == ((0, 16), (64, 32))
    assert (seen[0, :, 16:48] == 1).all()
    np.testing.assert_allclose(seen[0, :, :16], 114 / 255)
    (found,) = made(yolov8(tmp_path / "a.onnx")).run([picture(100, 200, (0, 1, RED))])
    np.testing.assert_allclose(found.boxes, [[0.5, 0, 1, 0.5]], atol=1e-6)


@pytest.mark.parametrize("shape", [(1, 1), (1, 20_000), (3000, 1), (64, 64)])
def test_boxes_lie_within_any_picture(tmp_path: Path, shape: tuple[int, int]) -> None:
    for model in (made(yolov8(tmp_path / "a.onnx")), made(final(tmp_path / "b.onnx"), FINAL)):
        (found,) = model.run([np.full((*shape, 3), RED, np.uint8)])
        assert ((found.boxes >= 0) & (found.boxes <= 1)).all()
        assert len(found.boxes) == len(found.scores) == len(found.names)


def test_of_boxes_of_a_class_that_overlap_the_surest_is_kept(tmp_path: Path) -> None:
    same = [(16, 16, 32, 32), (17, 16, 32, 32), (16, 17, 32, 32), (48, 48, 32, 32)]
    model = made(yolov8(tmp_path / "a.onnx", boxes=same))
    red = picture(64, 64, (0, 0, RED), (0, 1, (200, 0, 0)), (1, 0, BLUE), (1, 1, RED))
    assert model.run([red])[0].names == ("person", "dog", "person")


def test_boxes_beside_the_picture_and_what_is_no_number_are_left_out(tmp_path: Path) -> None:
    odd = [(-200, -200, 32, 32), (float("nan"), 16, 32, 32), (60, 60, 1e9, 1e9), (48, 48, 0, 32)]
    (found,) = made(yolov8(tmp_path / "a.onnx", boxes=odd)).run([np.full((64, 64, 3), RED, np.uint8)])
    np.testing.assert_allclose(found.boxes, [[0, 0, 1, 1]])
    nothing = made(yolov8(tmp_path / "b.onnx", more=[Node("Log", ["made"], "logs"), Node("Sqrt", ["logs"], "output0")]))
    assert nothing.run([picture(64, 64)])[0].names == ()


def test_of_boxes_that_are_final_each_is_kept_whose_class_there_is(tmp_path: Path) -> None:
    model = made(final(tmp_path / "a.onnx", classes=(1, 0, 7, float("nan"))), FINAL)
    (found,) = model.run([np.full((64, 64, 3), RED, np.uint8)])
    assert found.names == ("dog", "person")
    np.testing.assert_allclose(found.boxes[1], [0.5, 0, 1, 0.5])


def test_of_four_thousand_boxes_the_surest_are_looked_at() -> None:
    columns, rows = np.arange(4000) % 80, np.arange(4000) // 80
    corners = np.stack([columns / 80, rows / 50], axis=1)
    boxes = np.concatenate([corners, corners + 0.01], axis=1).astype(np.float32)
    scores = np.linspace(1, 0.3, 4000, dtype=np.float32)
    kept = yolo.apart(boxes, scores, np.zeros(4000, np.intp))
    assert list(kept) == list(range(1000)), "none of them overlap"
    assert len(yolo.apart(np.tile(boxes[:1], (4000, 1)), scores, np.arange(4000) % 3)) == 3


def test_a_file_that_was_changed_is_not_opened(tmp_path: Path) -> None:
    content = yolov8(tmp_path / "a.onnx").read_bytes()
    place = own.put(tmp_path, told(content), content)
    assert yolo.load(place).run([picture(64, 64, (0, 0, RED))])[0].names == ("person",)
    (place / "model.onnx").write_bytes(content[:-1] + b"!")
    with pytest.raises(Unavailable, match="is not what was added"):
        yolo.load(place)
