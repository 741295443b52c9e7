"""From a name in a MODELS table to the model."""

import importlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

from shared.inference.base import Device

T = TypeVar("T")


def load_model(table: Mapping[str, str], name: str, models: Path, device: Device = "cpu") -> Any:
    """Calls the table's `module:function` with the models folder and the device.

    A name may be followed by the path of a file of its kind, `scrfd:/srv/models/det_10g.onnx`, in place of the models
    folder; a path that is not absolute begins there. Raises ValueError when the table has no such name, and what
    loading raises: Unavailable where files are missing.
    """
    kind, _, path = name.partition(":")
    return imported(chosen(table, kind))(models / path, device)


def chosen(table: Mapping[str, T], name: str) -> T:
    """Raises ValueError when the table has no such name."""
    if name not in table:
        raise ValueError(f"there is no model {name!r}; choose one of: {', '.join(sorted(table))}")
    return table[name]


def imported(path: str) -> Any:
    """What `module:name` names, imported now."""
    module, name = path.split(":")
    return getattr(importlib.import_module(module), name)
