"""O-Net, the third network of MTCNN (Zhang et al., 2016), as an ONNX graph around its trained weights."""

import numpy as np
from onnx import TensorProto, helper

from shared.inference.graph import Graph
from shared.inference.weights import Weights

SIDE = 48
_POOLS = {"1": 3, "2": 3, "3": 2, "4": 0}  # of each convolution: the side of the pooling after it


def onet(weights: Weights) -> bytes:
    """pixels: uint8 (n, 48, 48, 3), sRGB -> likely: float32 (n, 2), of no face and of a face; box: float32 (n, 4), how
    far left, top, right and bottom of the face lie from those of the picture, and points: float32 (n, 10), the x of
    five points, then their y, all as shares of the side."""
    graph = Graph()
    grey, scale = graph.constant(np.float32(127.5)), graph.constant(np.float32(128))
    x = graph.add("Cast", "pixels", to=TensorProto.FLOAT)
    x = graph.add("Div", graph.add("Sub", x, grey), scale)
    x = graph.add("Transpose", x, perm=[0, 3, 1, 2])
    for name, pool in _POOLS.items():
        parameters = (graph.constant(weights[f"conv{name}.{part}"]) for part in ("weight", "bias"))
        slopes = graph.constant(weights[f"prelu{name}.weight"][:, None, None])
        x = graph.add("PRelu", graph.add("Conv", x, *parameters), slopes)
        if pool:
            x = graph.add("MaxPool", x, kernel_shape=[pool, pool], strides=[2, 2], ceil_mode=1)
    # The weights came from a framework that keeps the width before the height.
    x = graph.add("Flatten", graph.add("Transpose", x, perm=[0, 3, 2, 1]))
    x = graph.linear(x, weights["dense5.weight"], weights["dense5.bias"])
    x = graph.add("PRelu", x, graph.constant(weights["prelu5.weight"]))
    heads = [graph.linear(x, weights[f"dense6_{n}.weight"], weights[f"dense6_{n}.bias"]) for n in (1, 2, 3)]
    graph.add("Softmax", heads[0], axis=1, outputs=["likely"])
    graph.add("Identity", heads[1], outputs=["box"])
    graph.add("Identity", heads[2], outputs=["points"])
    return graph.model(
        "onet",
        [helper.make_tensor_value_info("pixels", TensorProto.UINT8, ["n", SIDE, SIDE, 3])],
        [
            helper.make_tensor_value_info(name, TensorProto.FLOAT, ["n", size])
            for name, size in (("likely", 2), ("box", 4), ("points", 10))
        ],
    )
