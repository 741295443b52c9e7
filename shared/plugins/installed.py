"""Which plugins there are: PLUGINS, read once as a process starts, and FAULTS, why others were skipped.

A plugin is a distribution in the plugins' folder, and in no other: what is installed beside Heliograph for another
reason adds nothing. It is taken whole or not at all.
"""

import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import Any

from shared.domain.field import Field
from shared.plugins.checks import Wrong, check, check_name
from shared.plugins.declared import Part, PluginFeature, PluginImporter, PluginModel, PluginStage

_GROUPS: dict[str, type[Part]] = {
    "heliograph.stages": PluginStage,
    "heliograph.features": PluginFeature,
    "heliograph.models": PluginModel,
    "heliograph.importers": PluginImporter,
}
_EARLY = (
    ". What entry points lead to is imported first of all: of shared, it may import plugins.declared and domain.field"
)


@dataclass(frozen=True, slots=True)
class Plugin:
    """`name`: that of its distribution, without "heliograph-" before it. `version`: the distribution's."""

    name: str
    version: str
    parts: tuple[Part, ...]

    @property
    def stages(self) -> list[PluginStage]:
        return [part for part in self.parts if isinstance(part, PluginStage)]

    @property
    def features(self) -> list[PluginFeature]:
        return [part for part in self.parts if isinstance(part, PluginFeature)]

    @property
    def models(self) -> list[PluginModel]:
        return [part for part in self.parts if isinstance(part, PluginModel)]

    @property
    def importers(self) -> list[PluginImporter]:
        return [part for part in self.parts if isinstance(part, PluginImporter)]

    @property
    def fields(self) -> list[Field]:
        return [field for part in self.finding for field in part.fields]

    @property
    def finding(self) -> list[PluginStage | PluginFeature]:
        """Those that find something on photos, under their names."""
        return [part for part in self.parts if isinstance(part, PluginStage | PluginFeature)]


@dataclass(frozen=True, slots=True)
class Fault:
    """`says`: a sentence. `plugin`: "" where it is about all of them."""

    plugin: str
    says: str


def folder() -> Path:
    """Where plugins are installed. It is asked for before there are settings, as the tables are made."""
    if plugins := os.environ.get("HELIOGRAPH_PLUGINS", "").strip():
        return Path(plugins)
    return Path(os.environ.get("HELIOGRAPH_HOME", "").strip() or ".heliograph") / "plugins"


def look(folder: Path) -> tuple[tuple[Plugin, ...], tuple[Fault, ...]]:
    """The plugins of that folder, by name, and those that are skipped."""
    plugins: list[Plugin] = []
    faults: list[Fault] = []
    try:
        found = sorted(_distributions(folder), key=lambda each: each[:2])
    except OSError as error:
        return (), (Fault("", f"No plugin is used: {folder} cannot be read: {error.strerror}."),)
    for name, version, distribution in found:
        try:
            check_name(name, [plugin.name for plugin in plugins])
            parts = tuple(_parts(distribution))
            check(name, parts)
            plugins.append(Plugin(name, version, parts))
        except Wrong as wrong:
            faults.append(Fault(name, f"The plugin {name} {version} is skipped: {wrong}."))
    return tuple(plugins), tuple(faults)


def _distributions(folder: Path) -> list[tuple[str, str, Distribution]]:
    """Those that add to Heliograph, with name and version, which may be none; others are what they need. Of a module
    that Heliograph has, too, its own counts. Raises OSError."""
    if not folder.is_dir() or not os.listdir(folder):
        return []
    path = str(folder.absolute())
    if path not in sys.path:
        sys.path.append(path)
    found = distributions(path=[path])
    ours = [each for each in found if any(entry.group in _GROUPS for entry in each.entry_points)]
    return [(_name(each.metadata["Name"] or ""), each.metadata["Version"] or "", each) for each in ours]


def _name(distribution: str) -> str:
    return re.sub(r"[-_.]+", "_", distribution).lower().removeprefix("heliograph_")


def _parts(distribution: Distribution) -> Iterator[Part]:
    for entry in distribution.entry_points:
        if kind := _GROUPS.get(entry.group):
            try:
                said: Any = entry.load()
            except (Exception, SystemExit) as error:
                early = _EARLY if isinstance(error, ImportError) and "partially initialized" in str(error) else ""
                raise Wrong(f"{entry.value} cannot be imported: {type(error).__name__}: {error}{early}") from error
            for part in said if isinstance(said, list | tuple) else (said,):
                if not isinstance(part, kind):
                    raise Wrong(f"{entry.group} leads to {part!r}, which is no {kind.__name__}")
                yield part


PLUGINS, FAULTS = look(folder())


def models_for(task: str) -> list[PluginModel]:
    return [model for plugin in PLUGINS for model in plugin.models if model.task == task]
