"""Networks of the format of SCRFD that say one thing, whatever they see."""

from pathlib import Path

import numpy as np
import pytest

from services.vision.models import FACE_DETECTORS
from shared.errors import Unavailable
from shared.inference.base import FaceDetector
from shared.inference.registry import load_model
from tests.onnx_files import Node, Shape, write

_SIDE = 64
_ANCHORS = 2


def scrfd(path: Path, *, outputs: int = 9, side: int | str = _SIDE) -> Path:
    """It sees one face in the cell (2, 3) of stride 16, with both anchors; stride 8 and 32 see nothing."""
    weights: dict[str, np.ndarray] = {}
    told: dict[str, Shape] = {}
    for place in range(outputs):
        cells, numbers = (_SIDE // (8, 16, 32)[place % 3]) ** 2 * _ANCHORS, (1, 4, 10)[place // 3]
        weights[f"w{place}"] = np.zeros((cells, numbers), np.float32)
        told[f"o{place}"] = (cells, numbers)
    cell = (3 * (_SIDE // 16) + 2) * _ANCHORS
    weights["w1"][cell : cell + 2, 0] = 0.9, 0.8
    if outputs > 3:
        weights["w4"][cell : cell + 2] = [0.5, 1.0, 0.5, 0.25]
    nodes = [Node("ReduceSum", ["given"], "sum", keepdims=0), Node("Mul", ["sum", "zero"], "nothing")]
    nodes += [Node("Add", [f"w{place}", "nothing"], f"o{place}") for place in range(outputs)]
    weights["zero"] = np.zeros((), np.float32)
    return write(path, nodes, {"given": (1, 3, side, side)}, told, weights)


def load(path: Path) -> FaceDetector:
    made: FaceDetector = load_model(FACE_DETECTORS, f"scrfd:{path}", Path("nowhere"))
    return made


@pytest.mark.parametrize("outputs", [6, 9])
def test_boxes_are_distances_from_the_middle_of_a_cell(tmp_path: Path, outputs: int) -> None:
    detector = load(scrfd(tmp_path / "det.onnx", outputs=outputs))
    assert detector.spec.name == "det"
    (found,) = detector.run([np.zeros((64, 64, 3), np.uint8)])
    np.testing.assert_allclose(found.boxes, [[32 - 8, 48 - 16, 32 + 8, 48 + 4]])
    np.testing.assert_allclose(found.scores, [0.9])


def test_boxes_are_in_pixels_of_the_photo(tmp_path: Path) -> None:
    (found,) = load(scrfd(tmp_path / "det.onnx")).run([np.zeros((320, 640, 3), np.uint8)])
    np.testing.assert_allclose(found.boxes, [[240, 320, 400, 520]])


def test_another_network_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="not the outputs of a detector of the format SCRFD"):
        load(scrfd(tmp_path / "det.onnx", outputs=3))


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match=f"there is no model {tmp_path}/det.onnx"):
        load(tmp_path / "det.onnx")
