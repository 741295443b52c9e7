"""Small networks as ONNX files, written byte by byte: `onnx` itself is only in the bootstrap's subprocess."""

from collections.abc import Mapping, Sequence
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import Any

from numpy.typing import NDArray

Shape = Sequence[int | str]  # a free dimension is a name

_FLOAT = 1  # of TensorProto.DataType
_TYPES = {"float32": _FLOAT, "int64": 7}
_INT, _INTS = 2, 7  # of AttributeProto.AttributeType


class Node:
    def __init__(
        self, op: str, inputs: Sequence[str], output: str, domain: str = "", **attributes: int | Sequence[int]
    ) -> None:
        self.op, self.inputs, self.output, self.domain, self.attributes = op, inputs, output, domain, attributes


def write(
    path: Path,
    nodes: Sequence[Node],
    given: Mapping[str, Shape],
    told: Mapping[str, Shape],
    weights: Mapping[str, NDArray[Any]],
    *,
    says: Mapping[str, str] = MappingProxyType({}),
    elsewhere: Mapping[str, str] = MappingProxyType({}),
) -> Path:
    """A network of float32 tensors. `says`: its metadata; `elsewhere`: by the name of a weight, the file in which its
    bytes are said to lie."""
    graph = b"".join(
        [
            *(_field(1, _node(node)) for node in nodes),
            _field(2, b"drawn"),
            *(_field(5, _tensor(name, value, elsewhere.get(name))) for name, value in weights.items()),
            *(_field(11, _value(name, shape)) for name, shape in given.items()),
            *(_field(12, _value(name, shape)) for name, shape in told.items()),
        ]
    )
    sets = b"".join(
        _field(8, _field(1, domain.encode()) + _number(2, 17 if not domain else 1))
        for domain in {"", *(node.domain for node in nodes)}
    )
    metadata = b"".join(_field(14, _entry(key, value)) for key, value in says.items())
    path.write_bytes(_number(1, 8) + _field(7, graph) + sets + metadata)
    return path


def _node(node: Node) -> bytes:
    names = chain((_field(1, name.encode()) for name in node.inputs), (_field(2, node.output.encode()),))
    attributes = (_field(5, _attribute(name, value)) for name, value in node.attributes.items())
    return b"".join([*names, _field(4, node.op.encode()), *attributes, _field(7, node.domain.encode())])


def _attribute(name: str, value: int | Sequence[int]) -> bytes:
    if isinstance(value, int):
        return _field(1, name.encode()) + _number(3, value) + _number(20, _INT)
    return _field(1, name.encode()) + b"".join(_number(8, each) for each in value) + _number(20, _INTS)


def _tensor(name: str, value: NDArray[Any], file: str | None) -> bytes:
    sizes = b"".join(_number(1, size) for size in value.shape)
    told = sizes + _number(2, _TYPES[value.dtype.name]) + _field(8, name.encode())
    if file is not None:
        return told + _field(13, _entry("location", file)) + _number(14, 1)
    return told + _field(9, value.tobytes())


def _entry(key: str, value: str) -> bytes:
    return _field(1, key.encode()) + _field(2, value.encode())


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
