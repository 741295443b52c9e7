"""Reads the weight files of the bundled packages into numpy, without torch and TensorFlow.

torch is 190 MB (gigabytes with CUDA) and a checkpoint needs none of it: a .pth file of 2020 is a pickle of
names, shapes and storage keys followed by the raw storages, a .safetensors file is JSON followed by raw bytes, and a
model of TensorFlow.js is JSON that names files of raw bytes.
"""

import json
import math
import pickle
import struct
from collections import OrderedDict
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

Weights = dict[str, NDArray[Any]]

_MAGIC = 0x1950A86A20F9469CFC6C
_STORAGES: dict[str, np.dtype[Any]] = {"FloatStorage": np.dtype("<f4"), "LongStorage": np.dtype("<i8")}
_SAFETENSORS: dict[str, np.dtype[Any]] = {"F32": np.dtype("<f4"), "I64": np.dtype("<i8")}
_TFJS: dict[str, np.dtype[Any]] = {"float32": np.dtype("<f4"), "float16": np.dtype("<f2"), "int32": np.dtype("<i4")}


def read_safetensors(path: Path) -> Weights:
    """Every tensor of the file by name. Raises KeyError on a dtype other than F32 and I64."""
    body = path.read_bytes()
    (length,) = struct.unpack_from("<Q", body)
    header = json.loads(body[8 : 8 + length])
    header.pop("__metadata__", None)
    data = memoryview(body)[8 + length :]
    return {name: _read_tensor(data, **entry) for name, entry in header.items()}


def _read_tensor(data: memoryview, dtype: str, shape: list[int], data_offsets: tuple[int, int]) -> NDArray[Any]:
    return np.frombuffer(data[slice(*data_offsets)], _SAFETENSORS[dtype]).reshape(shape)


def read_tfjs(path: Path) -> Weights:
    """Every weight of a TensorFlow.js model by name, path being that of its JSON; halves become floats.

    Raises KeyError on a type other than float32, float16 and int32, FileNotFoundError when a file of weights lacks.
    """
    weights: Weights = {}
    for group in json.loads(path.read_bytes())["weightsManifest"]:
        data, at = b"".join((path.parent / name).read_bytes() for name in group["paths"]), 0
        for entry in group["weights"]:
            dtype = _TFJS[entry.get("quantization", entry)["dtype"]]
            count = math.prod(entry["shape"])
            values = np.frombuffer(data, dtype, count, at).astype(_TFJS[entry["dtype"]])
            weights[entry["name"]] = values.reshape(entry["shape"])
            at += count * dtype.itemsize
    return weights


def read_legacy_pth(path: Path) -> Weights:
    """Every tensor of a state dict that torch wrote before its zip format.

    Raises ValueError when the file is of another format, pickle.UnpicklingError when it holds more than tensors.
    """
    with path.open("rb") as file:
        if pickle.load(file) != _MAGIC:
            raise ValueError(f"{path.name} is not a checkpoint of torch's legacy format")
        pickle.load(file)  # protocol
        pickle.load(file)  # the writer's machine: little endian, as every one today
        tensors: dict[str, _Tensor] = _TensorsOnly(file).load()
        keys: list[str] = pickle.load(file)
        dtypes = {tensor.key: tensor.dtype for tensor in tensors.values()}
        storages = {key: _read_storage(file, dtypes[key]) for key in keys}
    return {
        name: np.lib.stride_tricks.as_strided(
            storages[tensor.key][tensor.offset :],
            tensor.shape,
            [step * tensor.dtype.itemsize for step in tensor.strides],
            writeable=False,
        )
        for name, tensor in tensors.items()
    }


def _read_storage(file: BinaryIO, dtype: np.dtype[Any]) -> NDArray[Any]:
    (count,) = struct.unpack("<q", file.read(8))
    return np.frombuffer(file.read(count * dtype.itemsize), dtype)


class _Tensor:
    """What torch._utils._rebuild_tensor_v2 is called with."""

    def __init__(self, storage: tuple[str, np.dtype[Any]], offset: int, shape: Any, strides: Any, *_: Any) -> None:
        self.key, self.dtype = storage
        self.offset, self.shape, self.strides = offset, shape, strides


class _TensorsOnly(pickle.Unpickler):
    """A pickle can name any callable: this one knows four names and refuses the rest."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) == ("collections", "OrderedDict"):
            return OrderedDict
        if (module, name) == ("torch._utils", "_rebuild_tensor_v2"):
            return _Tensor
        if module == "torch" and name in _STORAGES:
            return _STORAGES[name]
        raise pickle.UnpicklingError(f"a checkpoint of tensors has no {module}.{name}")

    def persistent_load(self, id: Any) -> tuple[str, np.dtype[Any]]:
        _, dtype, key, *_ = id
        return key, dtype
