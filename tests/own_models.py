"""Detectors as users have them, as small as they come: each quarter of the picture that is red is a person, each that
is blue a dog, by so much as it is."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from tests.onnx_files import Node, write

SIDE = 64
BOXES = 84  # 8 x 8, 4 x 4 and 2 x 2
NAMES = "{0: 'person', 1: 'dog'}"

_COLOURS = np.array([[1, -0.5, -0.5], [-0.5, -0.5, 1]], np.float32).reshape(2, 3, 1, 1)
_QUARTERS = np.array([[16, 16], [48, 16], [16, 48], [48, 48]], np.float32)  # their middles
_SEEN = (
    Node("Conv", ("images", "colours"), "each"),
    Node("Relu", ("each",), "positive"),
    Node("AveragePool", ("positive",), "quarters", kernel_shape=(32, 32), strides=(32, 32)),
    Node("Reshape", ("quarters", "flat"), "scores"),
)
_ANSWER = "output0"


def yolov8(
    path: Path, *, names: str | None = NAMES, boxes: Sequence[Sequence[float]] = (), more: Sequence[Node] = (),
    says: Mapping[str, str] | None = None, elsewhere: Mapping[str, str] | None = None,
) -> Path:  # fmt: skip
    """[1, 6, 84]. `boxes`: middles and sizes in place of the quarters; `more`: nodes from "made" to the answer."""
    quarters = np.zeros((1, 4, BOXES), np.float32)
    quarters[0, :, -4:] = np.array(boxes or [(*middle, 32, 32) for middle in _QUARTERS], np.float32).T
    weights = {
        "colours": _COLOURS,
        "flat": np.array([1, 2, 4]),
        "small": np.zeros((1, 2, BOXES - 4), np.float32),
        "boxes": quarters,
    }
    nodes = (
        *_SEEN,
        Node("Concat", ("small", "scores"), "classes", axis=2),
        Node("Concat", ("boxes", "classes"), "made" if more else _ANSWER, axis=1),
        *more,
    )
    told = ({"names": names} if names is not None else {}) | dict(says or {})
    shapes = {_ANSWER: (1, 6, BOXES)}
    return write(path, nodes, _GIVEN, shapes, weights, says=told, elsewhere=elsewhere or {})


def final(path: Path, *, names: str | None = NAMES, classes: Sequence[float] = (0, 0, 0, 0)) -> Path:
    """[1, 4, 6], of red alone."""
    corners = np.concatenate([_QUARTERS - 16, _QUARTERS + 16], axis=1)[None]
    weights: dict[str, Any] = {
        "colours": _COLOURS[:1],
        "flat": np.array([1, 4, 1]),
        "corners": corners,
        "kinds": np.array(classes, np.float32).reshape(1, 4, 1),
    }
    nodes = (*_SEEN, Node("Concat", ("corners", "scores", "kinds"), _ANSWER, axis=2))
    return write(path, nodes, _GIVEN, {_ANSWER: (1, 4, 6)}, weights, says={"names": names} if names else {})


_GIVEN = {"images": (1, 3, SIDE, SIDE)}
