"""From a name in a MODELS table to the model."""

import importlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from shared.inference.base import Device


def load_model(table: Mapping[str, str], name: str, models: Path, device: Device = "cpu") -> Any:
    """Calls the table's `module:function` with the models folder and the device.

    Raises ValueError when the table has no such name, and what loading raises: Unavailable where files are missing.
    """
    if name not in table:
        raise ValueError(f"there is no model {name!r}; choose one of: {', '.join(sorted(table))}")
    module, function = table[name].split(":")
    return getattr(importlib.import_module(module), function)(models, device)
