"""NanoDet-g (RangiLyu, 2021) as an ONNX graph around its trained weights.

Its backbone is CSPNet (Wang et al., 2020), its neck a path aggregation network (Liu et al., 2018), and its heads tell
the sides of a box by distributions (generalised focal loss, Li et al., 2020).
"""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from onnx import TensorProto, helper

from shared.inference.detector import SIDE, STRIDES
from shared.inference.graph import Graph
from shared.inference.weights import Weights

CLASSES = 80

_BINS = 11  # of a distribution
_MEAN, _DEVIATION = (123.675, 116.28, 103.53), (58.395, 57.12, 57.375)  # red, green, blue
_SLOPE = 0.1
# Of each stage of the backbone: by what it shrinks the side, and its pairs of convolutions.
_STAGES = ((1, 1), (2, 2), (2, 2), (2, 3))
# Of the convolutions in their order, the numbers that the exporter gave their biases.
_BIASES = (*range(0, 56, 2), 60, 62, 66, 68, 70, 72)


def nanodet(weights: Weights) -> bytes:
    """pixels: uint8 (n, 416, 416, 3), sRGB -> classes: float32 (n, 3549, 80), how likely there is a thing of each class
    at each cell of the grids of side 52, 26 and 13; and sides: float32 (n, 3549, 4), how far its left, top, right and
    bottom lie from the cell's middle, in cells."""
    drawing = _Drawing(weights)
    return drawing.finished(drawing.neck(drawing.backbone(drawing.normalized())))


class _Drawing:
    def __init__(self, weights: Weights) -> None:
        self._graph = Graph()
        self._parameters = _parameters(weights)

    def normalized(self) -> str:
        mean, deviation = (self._graph.constant(np.array(each, np.float32)) for each in (_MEAN, _DEVIATION))
        x = self._graph.add("Cast", "pixels", to=TensorProto.FLOAT)
        x = self._graph.add("Div", self._graph.add("Sub", x, mean), deviation)
        return self._graph.add("Transpose", x, perm=[0, 3, 1, 2])

    def backbone(self, x: str) -> list[str]:
        """-> what it makes of each stride."""
        x = self._leaky(self._conv(x, stride=2))
        x = self._graph.add("MaxPool", x, kernel_shape=[3, 3], strides=[2, 2], pads=[1, 1, 1, 1])
        made = []
        for stride, pairs in _STAGES:
            x = first = self._leaky(self._conv(x, stride))
            for _ in range(pairs):
                one = self._leaky(self._conv(x))
                x = self._graph.add("Concat", self._leaky(self._conv(one)), one, axis=1)
            x = self._graph.add("Concat", self._leaky(self._conv(x)), first, axis=1)
            made.append(x)
        return made[1:]

    def neck(self, made: Sequence[str]) -> list[str]:
        near, middle, far = (self._conv(x) for x in made)
        middle = self._graph.add("Add", middle, self._resized(far, 26))
        near = self._graph.add("Add", near, self._resized(middle, 52))
        middle = self._graph.add("Add", middle, self._resized(near, 26))
        return [near, middle, self._graph.add("Add", far, self._resized(middle, 13))]

    def finished(self, levels: Sequence[str]) -> bytes:
        graph = self._graph
        told = [self._conv(self._leaky(self._conv(x))) for x in levels]
        flat = [graph.add("Reshape", x, graph.constant([0, CLASSES + 4 * _BINS, -1])) for x in told]
        cells = graph.add("Transpose", graph.add("Concat", *flat, axis=2), perm=[0, 2, 1])
        parts = [f"{name}_logits" for name in ("classes", "sides")]
        graph.add("Split", cells, graph.constant([CLASSES, 4 * _BINS]), axis=2, outputs=parts)
        graph.add("Sigmoid", parts[0], outputs=["classes"])
        shares = graph.add("Softmax", graph.add("Reshape", parts[1], graph.constant([0, 0, 4, _BINS])), axis=3)
        graph.add("MatMul", shares, graph.constant(np.arange(_BINS, dtype=np.float32)), outputs=["sides"])
        number = sum((SIDE // stride) ** 2 for stride in STRIDES)
        return graph.model(
            "nanodet",
            [helper.make_tensor_value_info("pixels", TensorProto.UINT8, ["n", SIDE, SIDE, 3])],
            [
                helper.make_tensor_value_info("classes", TensorProto.FLOAT, ["n", number, CLASSES]),
                helper.make_tensor_value_info("sides", TensorProto.FLOAT, ["n", number, 4]),
            ],
        )

    def _conv(self, x: str, stride: int = 1) -> str:
        kernel, bias = next(self._parameters)
        width = kernel.shape[-1]
        parameters = self._graph.constant(kernel), self._graph.constant(bias)
        return self._graph.add("Conv", x, *parameters, strides=[stride, stride], pads=[width // 2] * 4)

    def _leaky(self, x: str) -> str:
        return self._graph.add("LeakyRelu", x, alpha=_SLOPE)

    def _resized(self, x: str, side: int) -> str:
        size = self._graph.add("Concat", self._graph.add("Shape", x, end=2), self._graph.constant([side, side]), axis=0)
        return self._graph.add("Resize", x, "", "", size, mode="linear", coordinate_transformation_mode="half_pixel")


def _parameters(weights: Weights) -> Iterator[tuple[NDArray[Any], NDArray[Any]]]:
    """The kernel, shape (out, in, height, width), and the bias of each convolution in their order."""
    for place, number in enumerate(_BIASES):
        kernel = weights[f"PartitionedCall/split_{place}" if place else "PartitionedCall/split"].transpose(3, 2, 0, 1)
        # The first was trained on blue, green and red.
        yield kernel if place else kernel[:, ::-1], weights[f"unknown_{number}"]
