"""Networks whose weights were rounded to integers block by block, made into plain ones. onnxruntime opens neither of
those that come with our packages: of one it refuses the blocks, of the other it finds no weights. Only the bootstrap's
subprocess has `onnx` to import this."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import onnx
from onnx import helper, numpy_helper
from onnx.reference import ReferenceEvaluator

_OF_WEIGHTS = ("DequantizeLinear", "Reshape")


def dequantised(path: Path, free: Mapping[int, str]) -> bytes:
    """The network with every weight computed once, by onnx's own reference of the operators.

    `free` names the dimensions of the input that may have any size, by their places. Raises ValueError when the
    network has not exactly one input besides its weights.
    """
    model = onnx.load(path)
    graph = model.graph
    known = {each.name: numpy_helper.to_array(each) for each in graph.initializer}
    nodes = []
    for node in graph.node:
        if node.op_type in _OF_WEIGHTS and known.keys() >= set(node.input):
            evaluator = ReferenceEvaluator(node, opsets={"": model.opset_import[0].version})
            known[node.output[0]] = evaluator.run(None, {name: known[name] for name in node.input})[0]
        elif node.op_type == "PRelu":
            nodes += _convolved(node, known)
        else:
            nodes.append(node)
    used = {name for node in nodes for name in node.input}
    inputs = [each for each in graph.input if each.name in used and each.name not in known]
    if len(inputs) != 1:
        raise ValueError(f"{path.name} has {len(inputs)} inputs besides its weights")
    for place, name in free.items():
        inputs[0].type.tensor_type.shape.dim[place].dim_param = name
    for output in graph.output:
        for dimension in output.type.tensor_type.shape.dim[:-1]:  # follows from the input's
            dimension.Clear()
    weights = [numpy_helper.from_array(known[name], name) for name in sorted(used & known.keys())]
    _replace(graph.node, nodes)
    _replace(graph.input, inputs)
    _replace(graph.initializer, weights)
    del graph.value_info[:]
    onnx.checker.check_model(model)
    body: bytes = model.SerializeToString()
    return body


def _convolved(prelu: Any, known: dict[str, Any]) -> list[Any]:
    """slope x + (1 - slope) relu(x), each product a convolution of one channel. onnxruntime leaves the layout that its
    convolutions are fast in for a PRelu, and comes back after it: SFace takes .62 of the time so, and says the same."""
    (x, slopes), y = prelu.input, prelu.output[0]
    slope = known[slopes].reshape(-1, 1, 1, 1)
    known |= {f"{y}.all": slope, f"{y}.above": 1 - slope}
    parts = ((x, "all"), (f"{y}.relu", "above"))
    return [
        helper.make_node("Relu", [x], [f"{y}.relu"]),
        *(helper.make_node("Conv", [of, f"{y}.{n}"], [f"{y}.{n}.part"], group=len(slope)) for of, n in parts),
        helper.make_node("Add", [f"{y}.{n}.part" for _, n in parts], [y]),
    ]


def _replace(field: Any, values: list[Any]) -> None:
    del field[:]
    field.extend(values)
