"""What a plugin may say of itself: everything is checked before anything of it is taken.

All that it names begins with its own name, so that no two plugins mean different things by one name.
"""

import re
from collections.abc import Sequence
from dataclasses import fields
from importlib.util import find_spec

import msgspec

from shared.domain.field import MORE, Field
from shared.plugins import taken
from shared.plugins.declared import API, Part, PluginFeature, PluginStage

_NAME = re.compile(r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$")
_MADE_BY = re.compile(r"^[A-Za-z_][\w.]*:[A-Za-z_]\w*$")
_WITHOUT = "without_"


class Wrong(Exception):
    """`str(wrong)` says what is wrong with a plugin, a clause."""


def owns(plugin: str, name: str) -> bool:
    return name == plugin or name.startswith(f"{plugin}_")


def reserved(plugin: str) -> bool:
    """Whether names that begin as the plugin's are Heliograph's own."""
    return plugin.partition("_")[0] in taken.FIRST_WORDS


def check_name(plugin: str, others: Sequence[str]) -> None:
    """Raises Wrong."""
    if not _NAME.match(plugin):
        raise Wrong("the name of a plugin is letters and digits, in words by - or _")
    if reserved(plugin):
        raise Wrong(f"names that begin with {plugin.partition('_')[0]} are Heliograph's own")
    for other in others:
        if owns(other, plugin) or owns(plugin, other):
            raise Wrong(f"the plugin {other} has its name already")


def check(plugin: str, parts: Sequence[Part]) -> None:
    """Raises Wrong."""
    named: set[tuple[type, str]] = set()
    stages = set(taken.STAGES)
    for part in parts:
        _check_shape(part)
        if not owns(plugin, part.name) or not _NAME.match(part.name):
            raise Wrong(f"what it brings is called {plugin}, or {plugin}_ and more, and not {part.name}")
        # Facts lie under the name of a stage or a feature, so the two may not have the same.
        kind = PluginStage if isinstance(part, PluginFeature) else type(part)
        if (kind, part.name) in named:
            raise Wrong(f"it brings {part.name} twice")
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
            raise Wrong(f"two of its fields have the {what} {double}")


def _check_shape(part: Part) -> None:
    if part.api != API:
        raise Wrong(f"{part.name} is written for version {part.api} of what plugins may say, and this is {API}")
    try:
        msgspec.convert({each.name: getattr(part, each.name) for each in fields(part)}, type(part))
        for field in getattr(part, "fields", ()):
            msgspec.convert({each.name: getattr(field, each.name) for each in fields(field)}, Field)
    except (msgspec.ValidationError, TypeError) as error:
        raise Wrong(f"{part.name} is not well-formed: {error}") from error


def _check_path(path: str) -> None:
    module = path.partition(":")[0]
    try:
        if _MADE_BY.match(path) and find_spec(module):
            return
    except Exception as error:
        raise Wrong(f"{path} cannot be imported: {type(error).__name__}: {error}") from error
    raise Wrong(f"{path} leads to no module")


def _check_stage(stage: PluginStage, known: set[str]) -> None:
    if unknown := [need for need in stage.needs if need not in known]:
        raise Wrong(f"the stage {stage.name} needs {', '.join(unknown)}, and there is no such stage before it")
    if not stage.needs:
        raise Wrong(f"the stage {stage.name} needs no other: it would run before anything is known")
    if stage.takes == "preview" and "renditions" not in stage.needs:
        raise Wrong(f"the stage {stage.name} takes the preview, and so it needs renditions")
    if stage.version < 1 or stage.seconds <= 0 or stage.memory <= 0:
        raise Wrong(f"the version and the limits of the stage {stage.name} are above 0")


def _check_field(plugin: str, part: PluginStage | PluginFeature, field: Field) -> None:
    def wrong(says: str) -> Wrong:
        return Wrong(f"the field {field.name}: {says}")

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
