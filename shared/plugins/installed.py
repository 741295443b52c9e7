"""Which plugins there are: PLUGINS, read once as a process starts, and FAULTS, why others were skipped.

A plugin is a distribution in the plugins' folder, and in no other: what is installed beside Heliograph for another
reason adds nothing. It is taken whole or not at all. All that it names begins with its own name, so that no two
plugins mean different things by one name.
"""

import os
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from importlib.metadata import Distribution, distributions
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import msgspec

from shared.domain.field import MORE, Field
from shared.plugins import taken
from shared.plugins.declared import API, Part, PluginFeature, PluginImporter, PluginModel, PluginStage

_GROUPS: dict[str, type[Part]] = {
    "heliograph.stages": PluginStage,
    "heliograph.features": PluginFeature,
    "heliograph.models": PluginModel,
    "heliograph.importers": PluginImporter,
}
_NAME = re.compile(r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$")
_MADE_BY = re.compile(r"^[A-Za-z_][\w.]*:[A-Za-z_]\w*$")
_WITHOUT = "without_"
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
    """`says`: a sentence."""

    plugin: str
    says: str


class _Wrong(Exception):
    """`str(wrong)` says what is wrong with a plugin, a clause."""


def folder() -> Path:
    """Where plugins are installed. It is asked for before there are settings, as the tables are made."""
    if plugins := os.environ.get("HELIOGRAPH_PLUGINS", "").strip():
        return Path(plugins)
    return Path(os.environ.get("HELIOGRAPH_HOME", "").strip() or ".heliograph") / "plugins"


def look(folder: Path) -> tuple[tuple[Plugin, ...], tuple[Fault, ...]]:
    """The plugins of that folder, by name, and those that are skipped."""
    plugins: list[Plugin] = []
    faults: list[Fault] = []
    for distribution in sorted(_distributions(folder), key=lambda each: (_name(each), each.version)):
        name, version = _name(distribution), distribution.version
        try:
            _check_name(name, plugins)
            parts = tuple(_parts(distribution))
            _check(name, parts)
            plugins.append(Plugin(name, version, parts))
        except _Wrong as wrong:
            faults.append(Fault(name, f"The plugin {name} {version} is skipped: {wrong}."))
    return tuple(plugins), tuple(faults)


def _distributions(folder: Path) -> list[Distribution]:
    """Those that add to Heliograph; others are what they need. Of a module that Heliograph has, too, its own counts."""
    if not folder.is_dir():
        return []
    path = str(folder.absolute())
    if path not in sys.path:
        sys.path.append(path)
    found = distributions(path=[path])
    return [each for each in found if any(entry.group in _GROUPS for entry in each.entry_points)]


def _name(distribution: Distribution) -> str:
    return re.sub(r"[-_.]+", "_", distribution.name).lower().removeprefix("heliograph_")


def _check_name(name: str, before: Sequence[Plugin]) -> None:
    if not _NAME.match(name):
        raise _Wrong("the name of a plugin is letters and digits, in words by - or _")
    if reserved(name):
        raise _Wrong(f"names that begin with {name.partition('_')[0]} are Heliograph's own")
    for other in before:
        if owns(other.name, name) or owns(name, other.name):
            raise _Wrong(f"{other.name} {other.version} has its name already")


def _parts(distribution: Distribution) -> Iterator[Part]:
    for entry in distribution.entry_points:
        if kind := _GROUPS.get(entry.group):
            try:
                said: Any = entry.load()
            except (Exception, SystemExit) as error:
                early = _EARLY if isinstance(error, ImportError) and "partially initialized" in str(error) else ""
                raise _Wrong(f"{entry.value} cannot be imported: {type(error).__name__}: {error}{early}") from error
            for part in said if isinstance(said, list | tuple) else (said,):
                if not isinstance(part, kind):
                    raise _Wrong(f"{entry.group} leads to {part!r}, which is no {kind.__name__}")
                yield part


def _check(plugin: str, parts: Sequence[Part]) -> None:
    """Raises _Wrong."""
    named: set[tuple[type, str]] = set()
    stages = set(taken.STAGES)
    for part in parts:
        _check_shape(part)
        if not owns(plugin, part.name) or not _NAME.match(part.name):
            raise _Wrong(f"what it brings is called {plugin}, or {plugin}_ and more, and not {part.name}")
        # Facts lie under the name of a stage or a feature, so the two may not have the same.
        kind = PluginStage if isinstance(part, PluginFeature) else type(part)
        if (kind, part.name) in named:
            raise _Wrong(f"it brings {part.name} twice")
        named.add((kind, part.name))
        for path in (part.made_by, *([part.keys] if isinstance(part, PluginFeature) else ())):
            _check_path(path)
        if isinstance(part, PluginStage):
            _check_stage(part, stages)
            stages.add(part.name)
        if isinstance(part, PluginStage | PluginFeature):
            for field in part.fields:
                _check_field(plugin, part, field)
    for what in ("name", "filter", "parameter", "chip"):
        names = [getattr(field, what) for part in parts for field in getattr(part, "fields", ())]
        if double := next((name for name in names if name and names.count(name) > 1), None):
            raise _Wrong(f"two of its fields have the {what} {double}")


def _check_shape(part: Part) -> None:
    if part.api != API:
        raise _Wrong(f"{part.name} is written for version {part.api} of what plugins may say, and this is {API}")
    try:
        msgspec.convert({each.name: getattr(part, each.name) for each in fields(part)}, type(part))
        for field in getattr(part, "fields", ()):
            msgspec.convert({each.name: getattr(field, each.name) for each in fields(field)}, Field)
    except (msgspec.ValidationError, TypeError) as error:
        raise _Wrong(f"{part.name} is not well-formed: {error}") from error


def _check_path(path: str) -> None:
    module = path.partition(":")[0]
    try:
        if _MADE_BY.match(path) and find_spec(module):
            return
    except Exception as error:
        raise _Wrong(f"{path} cannot be imported: {type(error).__name__}: {error}") from error
    raise _Wrong(f"{path} leads to no module")


def _check_stage(stage: PluginStage, known: set[str]) -> None:
    if unknown := [need for need in stage.needs if need not in known]:
        raise _Wrong(f"the stage {stage.name} needs {', '.join(unknown)}, and there is no such stage before it")
    if not stage.needs:
        raise _Wrong(f"the stage {stage.name} needs no other: it would run before anything is known")
    if stage.takes == "preview" and "renditions" not in stage.needs:
        raise _Wrong(f"the stage {stage.name} takes the preview, and so it needs renditions")
    if stage.version < 1 or stage.seconds <= 0 or stage.memory <= 0:
        raise _Wrong(f"the version and the limits of the stage {stage.name} are above 0")


def _check_field(plugin: str, part: PluginStage | PluginFeature, field: Field) -> None:
    def wrong(says: str) -> _Wrong:
        return _Wrong(f"the field {field.name}: {says}")

    if not field.name.startswith(MORE) or not owns(plugin, field.name.removeprefix(MORE)):
        raise wrong(f"its name begins with {MORE}{plugin}")
    if field.said is None or field.said[0] != part.name:
        raise wrong(f"{part.name} says it, and no other")
    for name in filter(None, (field.filter, field.parameter, field.chip, field.without.removeprefix(_WITHOUT))):
        if not owns(plugin, name) or not _NAME.match(name):
            raise wrong(f"filter, parameter and chip are called {plugin}, or {plugin}_ and more, and not {name}")
    if field.without and not (field.without.startswith(_WITHOUT) and field.names):
        raise wrong(f"without is for names, and called {_WITHOUT}{plugin}")
    if not field.filter and (field.parameter or field.without or field.facet or field.chip):
        raise wrong("what is asked for has a filter")
    if field.facet and not field.names:
        raise wrong("a facet counts names")
    if field.typed and not (field.chip and (field.facet or field.counted)):
        raise wrong("what is typed has a chip, and is a facet or counted")
    if field.labels:
        raise wrong("labels are of Heliograph's own collections")
    if field.asked == "range" and not field.described:
        raise wrong("a range is described")


def owns(plugin: str, name: str) -> bool:
    return name == plugin or name.startswith(f"{plugin}_")


def reserved(plugin: str) -> bool:
    """Whether names that begin as the plugin's are Heliograph's own."""
    return plugin.partition("_")[0] in taken.FIRST_WORDS


PLUGINS, FAULTS = look(folder())


def models_for(task: str) -> list[PluginModel]:
    return [model for plugin in PLUGINS for model in plugin.models if model.task == task]
