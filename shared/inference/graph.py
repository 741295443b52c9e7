"""What the bundled networks are drawn with. Only the bootstrap's subprocess has `onnx` to import this."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import onnx
from numpy.typing import ArrayLike, NDArray
from onnx import helper, numpy_helper

_OPSET = 17  # the first with LayerNormalization
_IR = 8


class Graph:
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

    def rename(self, tensor: str, name: str) -> str:
        """Of the output of the last node."""
        assert self.nodes[-1].output[0] == tensor
        self.nodes[-1].output[0] = name
        return name

    def linear(self, x: str, weight: NDArray[Any], bias: NDArray[Any]) -> str:
        """x @ weight.T + bias, as torch keeps them."""
        return self.add("Add", self.add("MatMul", x, self.constant(weight.T)), self.constant(bias))

    def model(self, name: str, inputs: Sequence[Any], outputs: Sequence[Any]) -> bytes:
        graph = helper.make_graph(self.nodes, name, inputs, outputs, list(self.constants.values()))
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", _OPSET)], ir_version=_IR)
        onnx.checker.check_model(model)
        body: bytes = model.SerializeToString()
        return body
