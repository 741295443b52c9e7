"""The networks for faces out of their packages, each checked before its file is kept."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from onnx.reference import ReferenceEvaluator

from shared.inference.bundled import FACES, ONET, SFACE, YUNET
from shared.inference.dequantised import dequantised
from shared.inference.onet_graph import SIDE, onet
from shared.inference.sessions import open_session
from shared.inference.weights import read_legacy_pth

# As OpenCV's model zoo publishes them, and the dimensions of their input that are free.
_PUBLISHED = {
    YUNET: ("face_detection_yunet_2023mar_int8bq.onnx", {2: "height", 3: "width"}, (1, 3, 64, 96)),
    SFACE: ("face_recognition_sface_2021dec_int8bq.onnx", {0: "n"}, (1, 3, 112, 112)),
}
# torch 2.13.0 with facenet-pytorch 2.6.0 on the picture of `_ramps`: five x, five y.
_TORCH_SAYS = (0.3651, 0.6746, 0.5922, 0.5646, 0.8219, 0.3823, 0.2264, 0.5729, 0.8359, 0.7022)
_TOLERANCE = 1e-3


def export_faces(packages: Path, output: Path) -> Iterator[str]:
    """Makes the files, -> their names. Raises SystemExit when this machine computes something else with them."""
    zoo, mtcnn = (packages / package.folder for package in FACES)
    for name, (published, free, shape) in _PUBLISHED.items():
        (output / name).write_bytes(dequantised(zoo / published, free))
        pixels = _ramps(shape[2], shape[3]).transpose(2, 0, 1)[None].astype(np.float32)
        session = open_session(output / name)
        feed = {session.get_inputs()[0].name: pixels}
        _compare(name, ReferenceEvaluator(str(zoo / published)).run(None, feed), session.run(None, feed))
        yield name
    (output / ONET).write_bytes(onet(read_legacy_pth(mtcnn / "onet.pt")))
    points = open_session(output / ONET).run(["points"], {"pixels": _ramps(SIDE, SIDE)[None]})
    _compare(ONET, [np.array([_TORCH_SAYS])], points)
    yield ONET


def _ramps(height: int, width: int) -> NDArray[np.uint8]:
    """One that grows to the right, one downwards, one to the middle: shape (height, width, 3)."""
    y, x = np.mgrid[:height, :width] / np.array([height, width])[:, None, None]
    return (np.stack([x, y, 1 - np.hypot(x - 0.5, y - 0.5)], axis=-1) * 255).astype(np.uint8)


def _compare(name: str, wanted: list[NDArray[np.float32]], got: list[NDArray[np.float32]]) -> None:
    error = max(float(np.abs(a - b).max()) for a, b in zip(wanted, got, strict=True))
    if not error < _TOLERANCE:
        raise SystemExit(f"{name} differs by {error:.4f} from what it should say: this machine's result is not usable")
