"""Draws the bundled networks as ONNX graphs around their trained weights. Runs in the bootstrap's subprocess:
`onnx` is installed only there."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import onnx
from numpy.typing import ArrayLike, NDArray
from onnx import TensorProto, helper, numpy_helper

from shared.inference.weights import Weights

_OPSET = 17  # the first with LayerNormalization
_IR = 8


class _Graph:
    """Nodes in order, and the constants that they use."""

    def __init__(self) -> None:
        self.nodes: list[Any] = []
        self.constants: dict[str, Any] = {}

    def constant(self, value: ArrayLike) -> str:
        name = f"c{len(self.constants)}"
        self.constants[name] = numpy_helper.from_array(np.asarray(value, order="C"), name)
        return name

    def add(self, op: str, *inputs: str, outputs: Sequence[str] = (), **attributes: Any) -> str:
        names = list(outputs) or [f"t{len(self.nodes)}"]
        self.nodes.append(helper.make_node(op, list(inputs), names, **attributes))
        return names[0]

    def linear(self, x: str, weight: NDArray[Any], bias: NDArray[Any]) -> str:
        """x @ weight.T + bias, as torch keeps them."""
        return self.add("Add", self.add("MatMul", x, self.constant(weight.T)), self.constant(bias))

    def model(self, name: str, inputs: Sequence[Any], outputs: Sequence[Any]) -> bytes:
        graph = helper.make_graph(self.nodes, name, inputs, outputs, list(self.constants.values()))
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", _OPSET)], ir_version=_IR)
        onnx.checker.check_model(model)
        body: bytes = model.SerializeToString()
        return body


# Of the 21 blocks of lite1 and lite2 alike, those that halve the side. All else is told by the weights' shapes.
_HALVING = (1, 4, 7, 15)
_BATCH_NORM_EPSILON = 1e-3


def efficientnet_lite(weights: Weights, side: int) -> bytes:
    """pixels: uint8 (n, side, side, 3), sRGB -> logits: float32 (n, 1000).

    The normalisation is part of the graph, (x - 127.5) / 127.5: ImageNet's usual constants in its place cost ten
    points of recall and raise no error.
    """
    graph = _Graph()

    def conv(x: str, size: int, name: str, norm: str, stride: int = 1) -> tuple[str, int]:
        """A convolution that keeps or halves the side, with its batch norm folded in -> (output, its side)."""
        kernel = weights[f"{name}.weight"]
        scale = weights[f"{norm}.weight"] / np.sqrt(weights[f"{norm}.running_var"] + _BATCH_NORM_EPSILON)
        shift = weights[f"{norm}.bias"] - weights[f"{norm}.running_mean"] * scale
        width = kernel.shape[-1]
        after = -(-size // stride)
        padding = max((after - 1) * stride + width - size, 0)
        before = padding // 2  # TensorFlow's "SAME": the odd pixel goes to the end
        output = graph.add(
            "Conv",
            x,
            graph.constant(kernel * scale[:, None, None, None]),
            graph.constant(shift),
            kernel_shape=[width, width],
            strides=[stride, stride],
            pads=[before, before, padding - before, padding - before],
            group=kernel.shape[0] if kernel.shape[1] == 1 else 1,
        )
        return output, after

    zero, six = graph.constant(np.float32(0)), graph.constant(np.float32(6))

    def relu6(x: tuple[str, int]) -> tuple[str, int]:
        return graph.add("Clip", x[0], zero, six), x[1]

    grey = graph.constant(np.float32(127.5))
    x = graph.add("Cast", "pixels", to=TensorProto.FLOAT)
    x = graph.add("Div", graph.add("Sub", x, grey), grey)
    x = graph.add("Transpose", x, perm=[0, 3, 1, 2])
    x, size = relu6(conv(x, side, "_conv_stem", "_bn0", stride=2))
    channels = weights["_conv_stem.weight"].shape[0]
    for position in range(21):
        block = f"_blocks.{position}"
        before, stride = x, 2 if position in _HALVING else 1
        if f"{block}._expand_conv.weight" in weights:
            x, size = relu6(conv(x, size, f"{block}._expand_conv", f"{block}._bn0"))
        x, size = relu6(conv(x, size, f"{block}._depthwise_conv", f"{block}._bn1", stride))
        x, size = conv(x, size, f"{block}._project_conv", f"{block}._bn2")
        width, channels = channels, weights[f"{block}._project_conv.weight"].shape[0]
        if stride == 1 and width == channels:
            x = graph.add("Add", x, before)
    x, size = relu6(conv(x, size, "_conv_head", "_bn1"))
    x = graph.add("Flatten", graph.add("GlobalAveragePool", x))
    graph.add(
        "Gemm", x, graph.constant(weights["_fc.weight"]), graph.constant(weights["_fc.bias"]), transB=1,
        outputs=["logits"],
    )  # fmt: skip
    return graph.model(
        "efficientnet-lite",
        [helper.make_tensor_value_info("pixels", TensorProto.UINT8, ["n", side, side, 3])],
        [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["n", 1000])],
    )


_HEADS = 12
_NORM_EPSILON = 1e-12


def minilm(weights: Weights) -> bytes:
    """input_ids, attention_mask: int64 (n, tokens), tokens <= 512 -> embedding: float32 (n, 384), unit rows.

    BERT, then the mean over the attended tokens, then unit length.
    """
    graph = _Graph()
    width = weights["embeddings.word_embeddings.weight"].shape[1]

    def norm(x: str, name: str) -> str:
        scale, shift = graph.constant(weights[f"{name}.weight"]), graph.constant(weights[f"{name}.bias"])
        return graph.add("LayerNormalization", x, scale, shift, axis=-1, epsilon=_NORM_EPSILON)

    def gelu(x: str) -> str:
        erf = graph.add("Erf", graph.add("Div", x, graph.constant(np.float32(np.sqrt(2)))))
        x = graph.add("Mul", x, graph.add("Add", erf, graph.constant(np.float32(1))))
        return graph.add("Mul", x, graph.constant(np.float32(0.5)))

    def heads(x: str, perm: list[int]) -> str:
        shape = graph.constant(np.array([0, 0, _HEADS, width // _HEADS]))
        return graph.add("Transpose", graph.add("Reshape", x, shape), perm=perm)

    def attention(x: str, layer: str, hidden: str) -> str:
        query, key, value = (
            graph.linear(x, weights[f"{layer}.self.{part}.weight"], weights[f"{layer}.self.{part}.bias"])
            for part in ("query", "key", "value")
        )
        scores = graph.add("MatMul", heads(query, [0, 2, 1, 3]), heads(key, [0, 2, 3, 1]))
        scores = graph.add("Div", scores, graph.constant(np.float32(np.sqrt(width // _HEADS))))
        shares = graph.add("Softmax", graph.add("Add", scores, hidden), axis=-1)
        mixed = graph.add("Transpose", graph.add("MatMul", shares, heads(value, [0, 2, 1, 3])), perm=[0, 2, 1, 3])
        mixed = graph.add("Reshape", mixed, graph.constant(np.array([0, 0, width])))
        return graph.linear(mixed, weights[f"{layer}.output.dense.weight"], weights[f"{layer}.output.dense.bias"])

    tokens = graph.add("Shape", "input_ids", start=1, end=2)
    positions = graph.add(
        "Slice", graph.constant(weights["embeddings.position_embeddings.weight"]), graph.constant(np.array([0])), tokens
    )
    kind = graph.constant(weights["embeddings.token_type_embeddings.weight"][0])
    x = graph.add("Gather", graph.constant(weights["embeddings.word_embeddings.weight"]), "input_ids")
    x = norm(graph.add("Add", graph.add("Add", x, positions), kind), "embeddings.LayerNorm")

    mask = graph.add("Cast", "attention_mask", to=TensorProto.FLOAT)
    absent = graph.add("Sub", graph.constant(np.float32(1)), mask)
    far = graph.add("Mul", absent, graph.constant(np.float32(-1e9)))
    hidden = graph.add("Unsqueeze", far, graph.constant(np.array([1, 2])))
    for layer in range(6):
        prefix = f"encoder.layer.{layer}"
        x = norm(
            graph.add("Add", attention(x, f"{prefix}.attention", hidden), x), f"{prefix}.attention.output.LayerNorm"
        )
        inner = gelu(
            graph.linear(
                x, weights[f"{prefix}.intermediate.dense.weight"], weights[f"{prefix}.intermediate.dense.bias"]
            )
        )
        outer = graph.linear(inner, weights[f"{prefix}.output.dense.weight"], weights[f"{prefix}.output.dense.bias"])
        x = norm(graph.add("Add", outer, x), f"{prefix}.output.LayerNorm")

    last = graph.constant(np.array([-1]))
    attended = graph.add("Mul", x, graph.add("Unsqueeze", mask, last))
    # Unit length makes the division by the number of tokens unnecessary: the sum points where the mean does.
    total = graph.add("ReduceSum", attended, graph.constant(np.array([1])), keepdims=0)
    graph.add("LpNormalization", total, axis=-1, p=2, outputs=["embedding"])
    ids = ["n", "tokens"]
    return graph.model(
        "all-MiniLM-L6-v2",
        [helper.make_tensor_value_info(name, TensorProto.INT64, ids) for name in ("input_ids", "attention_mask")],
        [helper.make_tensor_value_info("embedding", TensorProto.FLOAT, ["n", width])],
    )
