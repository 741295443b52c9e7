"""From a name in a MODELS table to the model."""

import importlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from shared.inference.base import Device


def load_model(table: Mapping[str, str], name: str, models: Path, device: Device = "cpu") -> Any:
    """Calls the table's `module:function` with the models folder and the device.

    A name may be followed by the path of a file of its kind, `scrfd:/srv/models/det_10g.onnx`, in place of the models
    folder; a path that is not absolute begins there. Raises ValueError when the table has no such name, and what
    loading raises: Unavailable where files are missing.
    """
    kind, _, path = name.partition(":")
    if kind not in table:
        raise ValueError(f"there is no model {kind!r}; choose one of: {', '.join(sorted(table))}")
    module, function = table[kind].split(":")
    return getattr(importlib.import_module(module), function)(models / path, device)
