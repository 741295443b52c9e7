"""Small networks as ONNX files, written byte by byte: `onnx` itself is only in the bootstrap's subprocess."""

from collections.abc import Mapping, Sequence
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Shape = Sequence[int | str]  # a free dimension is a name

_FLOAT = 1  # of TensorProto.DataType
_INT, _INTS = 2, 7  # of AttributeProto.AttributeType


class Node:
    def __init__(self, op: str, inputs: Sequence[str], output: str, **attributes: int | Sequence[int]) -> None:
        self.op, self.inputs, self.output, self.attributes = op, inputs, output, attributes


def write(
    path: Path,
    nodes: Sequence[Node],
    given: Mapping[str, Shape],
    told: Mapping[str, Shape],
    weights: Mapping[str, NDArray[np.float32]],
) -> Path:
    """A network of float32 tensors."""
    graph = b"".join(
        [
            *(_field(1, _node(node)) for node in nodes),
            _field(2, b"drawn"),
            *(_field(5, _tensor(name, value)) for name, value in weights.items()),
            *(_field(11, _value(name, shape)) for name, shape in given.items()),
            *(_field(12, _value(name, shape)) for name, shape in told.items()),
        ]
    )
    path.write_bytes(_number(1, 8) + _field(7, graph) + _field(8, _field(1, b"") + _number(2, 17)))
    return path


def _node(node: Node) -> bytes:
    names = chain((_field(1, name.encode()) for name in node.inputs), (_field(2, node.output.encode()),))
    attributes = (_field(5, _attribute(name, value)) for name, value in node.attributes.items())
    return b"".join([*names, _field(4, node.op.encode()), *attributes])


def _attribute(name: str, value: int | Sequence[int]) -> bytes:
    if isinstance(value, int):
        return _field(1, name.encode()) + _number(3, value) + _number(20, _INT)
    return _field(1, name.encode()) + b"".join(_number(8, each) for each in value) + _number(20, _INTS)


def _tensor(name: str, value: NDArray[np.float32]) -> bytes:
    sizes = b"".join(_number(1, size) for size in value.shape)
    return sizes + _number(2, _FLOAT) + _field(8, name.encode()) + _field(9, value.astype("<f4").tobytes())


def _value(name: str, shape: Shape) -> bytes:
    sizes = (_field(1, _number(1, size) if isinstance(size, int) else _field(2, size.encode())) for size in shape)
    return _field(1, name.encode()) + _field(2, _field(1, _number(1, _FLOAT) + _field(2, b"".join(sizes))))


def _field(tag: int, body: bytes) -> bytes:
    return _varint(tag << 3 | 2) + _varint(len(body)) + body


def _number(tag: int, value: int) -> bytes:
    return _varint(tag << 3) + _varint(value)


def _varint(value: int) -> bytes:
    more = bytearray()
    while value > 127:
        more.append(value & 127 | 128)
        value >>= 7
    return bytes([*more, value])
