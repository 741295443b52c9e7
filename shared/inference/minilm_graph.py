"""all-MiniLM-L6-v2 as an ONNX graph around its trained weights."""

import numpy as np
from onnx import TensorProto, helper

from shared.inference.graph import Graph
from shared.inference.weights import Weights

_HEADS = 12
_NORM_EPSILON = 1e-12


def minilm(weights: Weights) -> bytes:
    """input_ids, attention_mask: int64 (n, tokens), tokens <= 512 -> embedding: float32 (n, 384), unit rows.

    BERT, then the mean over the attended tokens, then unit length.
    """
    graph = Graph()
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
