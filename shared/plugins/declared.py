"""What a plugin says of itself: the values that its entry points lead to, one or a sequence of them.

They are read by every process as it starts, before the tables are made. What is heavy, or needs what stands in tables
(a photo, a filter), is named by an import path, "module:name", and imported where it runs.
"""

from dataclasses import dataclass
from typing import Literal

from shared.domain.field import Field

API = 1  # raised where plugins that were written for the one before no longer run


@dataclass(frozen=True, slots=True, kw_only=True)
class PluginStage:
    """Work on one photo, as Stage (shared/domain/stages.py) has it; its facts lie under found.<name>.

    `made_by()` makes a StageCallable (shared/inference/base.py), in a child of the plugin's own, which has `seconds`
    for a photo and `memory` bytes of address space. `needs`: stages of Heliograph, or of the plugin that stand before
    it; at least one, "renditions" for who takes the preview."""

    api: int
    name: str
    made_by: str
    takes: Literal["original", "preview", "record"]
    needs: tuple[str, ...]
    reads: tuple[str, ...] = ()
    version: int = 1
    fields: tuple[Field, ...] = ()
    seconds: float = 60.0
    memory: int = 4 * 2**30


@dataclass(frozen=True, slots=True, kw_only=True)
class PluginFeature:
    """Work on a whole library, as Feature (shared/domain/features.py) has it. `keys` leads to a function of a Photo;
    `made_by(platform)` makes what works on a key (shared/runtime/features.py), in the process of smart itself. What it
    finds on photos it writes by Photos.tell, under found.<name>."""

    api: int
    name: str
    keys: str
    made_by: str
    reads: tuple[str, ...]
    version: int = 1
    fields: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PluginModel:
    """Another model for a task that a stage of Heliograph has. `made_by(models_folder, device)` loads it, beside the
    stage that asks it. `identity` changes with what it is made of: photos are then looked at again."""

    api: int
    task: Literal["see", "detect", "read"]
    name: str
    made_by: str
    identity: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PluginImporter:
    """Brings photos from elsewhere: `made_by(source)` yields an Imported (shared/plugins/importing.py) for each.
    `description` tells what a source is. It runs where `python -m services.plugins import` does, and needs no more
    rights than its user has."""

    api: int
    name: str
    description: str
    made_by: str


Part = PluginStage | PluginFeature | PluginModel | PluginImporter
