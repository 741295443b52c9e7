import io
import json
import pickle
import struct
from collections import OrderedDict
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from shared.inference.weights import read_legacy_pth, read_safetensors, read_tfjs


def test_safetensors(tmp_path: Path) -> None:
    header = {
        "__metadata__": {"format": "pt"},
        "a": {"dtype": "F32", "shape": [2, 2], "data_offsets": [8, 24]},
        "b": {"dtype": "I64", "shape": [1], "data_offsets": [0, 8]},
    }
    text = json.dumps(header).encode()
    body = struct.pack("<q4f", 7, 1, 2, 3, 4)
    (tmp_path / "file").write_bytes(struct.pack("<Q", len(text)) + text + body)
    weights = read_safetensors(tmp_path / "file")
    assert weights.keys() == {"a", "b"}
    assert weights["a"].tolist() == [[1.0, 2.0], [3.0, 4.0]]
    assert weights["b"].tolist() == [7]


def test_tfjs(tmp_path: Path) -> None:
    halves = {"quantization": {"dtype": "float16", "original_dtype": "float32"}}
    weights = [
        {"name": "a", "shape": [2, 2], "dtype": "float32", **halves},
        {"name": "b", "shape": [], "dtype": "int32"},
        {"name": "c", "shape": [0, 1], "dtype": "float32"},
        {"name": "d", "shape": [1], "dtype": "float32"},
    ]
    body = struct.pack("<4eif", 1, 2, 3, 0.5, 7, 0.25)
    (tmp_path / "one.bin").write_bytes(body[:5])  # a weight may lie in two files
    (tmp_path / "two.bin").write_bytes(body[5:])
    groups = [{"paths": ["one.bin", "two.bin"], "weights": weights}]
    (tmp_path / "model.json").write_text(json.dumps({"weightsManifest": groups}))
    read = read_tfjs(tmp_path / "model.json")
    assert {name: array.tolist() for name, array in read.items()} == {
        "a": [[1, 2], [3, 0.5]],
        "b": 7,
        "c": [],
        "d": [0.25],
    }
    assert read["a"].dtype == np.float32


class Storage:
    def __init__(self, key: str, kind: Any, size: int) -> None:
        self.id = ("storage", kind, key, "cpu", size, None)


class Rebuilt:
    """Pickles as torch's tensors do: a call of _rebuild_tensor_v2 with a storage kept apart."""

    def __init__(self, rebuild: Any, *arguments: Any) -> None:
        self._as = (rebuild, arguments)

    def __reduce__(self) -> Any:
        return self._as


class Pickler(pickle.Pickler):
    def persistent_id(self, obj: Any) -> Any:
        return obj.id if isinstance(obj, Storage) else None


def torch_like(monkeypatch: pytest.MonkeyPatch) -> tuple[Any, Any]:
    """Names that pickle as torch's own, for as long as the file is written."""

    def _rebuild_tensor_v2() -> None: ...

    torch, utils = ModuleType("torch"), ModuleType("torch._utils")
    kind = type("FloatStorage", (), {"__module__": "torch"})
    _rebuild_tensor_v2.__module__, _rebuild_tensor_v2.__qualname__ = "torch._utils", "_rebuild_tensor_v2"
    torch.FloatStorage, utils._rebuild_tensor_v2 = kind, _rebuild_tensor_v2  # type: ignore[attr-defined]
    monkeypatch.setitem(__import__("sys").modules, "torch", torch)
    monkeypatch.setitem(__import__("sys").modules, "torch._utils", utils)
    return kind, _rebuild_tensor_v2


def checkpoint(state: Any, keys: list[str], storages: bytes) -> bytes:
    file = io.BytesIO()
    pickle.dump(0x1950A86A20F9469CFC6C, file, protocol=2)
    pickle.dump(1001, file, protocol=2)
    pickle.dump({"little_endian": True}, file, protocol=2)
    Pickler(file, protocol=2).dump(state)
    pickle.dump(keys, file, protocol=2)
    return file.getvalue() + storages


def test_a_legacy_checkpoint_with_strides_and_offsets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kind, rebuild = torch_like(monkeypatch)
    storage = Storage("11", kind, 7)
    transposed = Rebuilt(rebuild, storage, 1, (3, 2), (1, 3), False, OrderedDict())
    values = np.arange(7, dtype="<f4")
    body = checkpoint(OrderedDict(weight=transposed), ["11"], struct.pack("<q", 7) + values.tobytes())
    (tmp_path / "file.pth").write_bytes(body)
    weights = read_legacy_pth(tmp_path / "file.pth")
    assert weights["weight"].tolist() == [[1.0, 4.0], [2.0, 5.0], [3.0, 6.0]]


def test_another_format_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file.pth").write_bytes(pickle.dumps({"weight": [1.0]}))
    with pytest.raises(ValueError, match=r"file\.pth is not a checkpoint of torch's legacy format"):
        read_legacy_pth(tmp_path / "file.pth")


def test_a_checkpoint_that_would_run_code_is_refused(tmp_path: Path) -> None:
    trap = Rebuilt(print, "gotcha")
    (tmp_path / "file.pth").write_bytes(checkpoint({"weight": trap}, [], b""))
    with pytest.raises(pickle.UnpicklingError, match=r"a checkpoint of tensors has no __builtin__\.print"):
        read_legacy_pth(tmp_path / "file.pth")
