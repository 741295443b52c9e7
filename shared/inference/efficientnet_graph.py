"""EfficientNet-Lite as an ONNX graph around its trained weights, in float or in eight-bit integers."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from onnx import TensorProto, helper

from shared.inference.graph import Graph
from shared.inference.weights import Weights

Range = tuple[float, float]

# Of the 21 blocks of lite1 and lite2 alike, those that halve the side. All else is told by the weights' shapes.
_HALVING = (1, 4, 7, 15)
_BATCH_NORM_EPSILON = 1e-3


def efficientnet_lite(weights: Weights, side: int, ranges: Sequence[Range] | None = None) -> bytes:
    """pixels: uint8 (n, side, side, 3), sRGB -> logits: float32 (n, 1000).

    The normalisation is part of the graph, (x - 127.5) / 127.5: ImageNet's usual constants in its place cost ten
    points of recall and raise no error. With `ranges`, those between which each activation lies in their order, all
    convolutions are computed in integers. Without, the activations are the tensors named activation0, 1, ...
    """
    drawing = _Drawing(weights, side, ranges)
    x = drawing.activation(drawing.normalized())
    x = drawing.relu6(drawing.conv(x, "_conv_stem", "_bn0", stride=2))
    channels = weights["_conv_stem.weight"].shape[0]
    for position in range(21):
        block, stride, before = f"_blocks.{position}", 2 if position in _HALVING else 1, x
        if f"{block}._expand_conv.weight" in weights:
            x = drawing.relu6(drawing.conv(x, f"{block}._expand_conv", f"{block}._bn0"))
        x = drawing.relu6(drawing.conv(x, f"{block}._depthwise_conv", f"{block}._bn1", stride))
        x = drawing.activation(drawing.conv(x, f"{block}._project_conv", f"{block}._bn2"))
        width, channels = channels, weights[f"{block}._project_conv.weight"].shape[0]
        if stride == 1 and width == channels:
            x = drawing.activation(drawing.graph.add("Add", x, before))
    x = drawing.relu6(drawing.conv(x, "_conv_head", "_bn1"))
    return drawing.finished(x)


class _Drawing:
    def __init__(self, weights: Weights, side: int, ranges: Sequence[Range] | None) -> None:
        self.graph = Graph()
        self._weights = weights
        self._input = self._side = side
        self._ranges: Iterator[Range] | None = iter(ranges) if ranges is not None else None
        self._activations = 0
        self._scales: dict[str, float] = {}  # of activations in integers
        self._zero, self._six = self.graph.constant(np.float32(0)), self.graph.constant(np.float32(6))

    def normalized(self) -> str:
        grey = self.graph.constant(np.float32(127.5))
        x = self.graph.add("Cast", "pixels", to=TensorProto.FLOAT)
        x = self.graph.add("Div", self.graph.add("Sub", x, grey), grey)
        return self.graph.add("Transpose", x, perm=[0, 3, 1, 2])

    def conv(self, x: str, name: str, norm: str, stride: int = 1) -> str:
        """A convolution that keeps or halves the side, with its batch norm folded in."""
        kernel = self._weights[f"{name}.weight"]
        scale = self._weights[f"{norm}.weight"] / np.sqrt(self._weights[f"{norm}.running_var"] + _BATCH_NORM_EPSILON)
        shift = self._weights[f"{norm}.bias"] - self._weights[f"{norm}.running_mean"] * scale
        width, size = kernel.shape[-1], self._side
        self._side = -(-size // stride)
        padding = max((self._side - 1) * stride + width - size, 0)
        before = padding // 2  # TensorFlow's "SAME": the odd pixel goes to the end
        return self.graph.add(
            "Conv",
            x,
            *self._parameters(x, kernel * scale[:, None, None, None], shift),
            kernel_shape=[width, width],
            strides=[stride, stride],
            pads=[before, before, padding - before, padding - before],
            group=kernel.shape[0] if kernel.shape[1] == 1 else 1,
        )

    def relu6(self, x: str) -> str:
        return self.activation(self.graph.add("Clip", x, self._zero, self._six))

    def activation(self, x: str) -> str:
        """Names the tensor, or rounds it to 256 levels within its range."""
        name = f"activation{self._activations}"
        self._activations += 1
        if self._ranges is None:
            return self.graph.rename(x, name)
        low, high = next(self._ranges)
        self._scales[name] = (high - low) / 255
        scale = self.graph.constant(np.float32(self._scales[name]))
        zero = self.graph.constant(np.uint8(round(-low / self._scales[name])))
        rounded = self.graph.add("QuantizeLinear", x, scale, zero)
        return self.graph.add("DequantizeLinear", rounded, scale, zero, outputs=[name])

    def finished(self, x: str) -> bytes:
        pooled = self.graph.add("Flatten", self.graph.add("GlobalAveragePool", x))
        weight, bias = (self.graph.constant(self._weights[f"_fc.{part}"]) for part in ("weight", "bias"))
        self.graph.add("Gemm", pooled, weight, bias, transB=1, outputs=["logits"])
        return self.graph.model(
            "efficientnet-lite",
            [helper.make_tensor_value_info("pixels", TensorProto.UINT8, ["n", self._input, self._input, 3])],
            [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["n", 1000])],
        )

    def _parameters(self, x: str, kernel: NDArray[Any], shift: NDArray[Any]) -> tuple[str, str]:
        if self._ranges is None:
            return self.graph.constant(kernel), self.graph.constant(shift)
        # One scale a channel: with one for all, the small channels would be rounded to nothing. Some channels are all
        # zeros but for their shift, which must fit into 32 bits.
        scales = np.maximum(np.abs(kernel).max(axis=(1, 2, 3)) / 127, np.abs(shift) / (self._scales[x] * 2**30))
        scales = np.maximum(scales, 1e-12).astype(np.float32)
        levels = np.round(kernel / scales[:, None, None, None]).astype(np.int8)
        steps = scales * np.float32(self._scales[x])
        return (
            self.graph.add(
                "DequantizeLinear", self.graph.constant(levels), self.graph.constant(scales),
                self.graph.constant(np.zeros(len(scales), np.int8)), axis=0,
            ),
            self.graph.add(
                "DequantizeLinear", self.graph.constant(np.round(shift / steps).astype(np.int32)),
                self.graph.constant(steps), self.graph.constant(np.zeros(len(scales), np.int32)), axis=0,
            ),
        )  # fmt: skip
