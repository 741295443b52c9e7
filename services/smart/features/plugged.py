"""Features of plugins. They run in this process, so what breaks in one is kept from the others: it is logged, and made
anew when its turn comes again."""

import logging
from collections.abc import Sequence

from shared.domain.features import Feature, Keys
from shared.domain.photo import Photo
from shared.inference.registry import imported
from shared.plugins.declared import PluginFeature
from shared.plugins.installed import PLUGINS, Plugin
from shared.runtime.features import Work
from shared.runtime.platform import Platform

log = logging.getLogger(__name__)


def rows(plugins: Sequence[Plugin] = PLUGINS) -> list[Feature]:
    return [
        Feature(each.name, keys=PluggedKeys(each), reads=each.reads, version=each.version)
        for plugin in plugins
        for each in plugin.features
    ]


def works(platform: Platform, plugins: Sequence[Plugin] = PLUGINS) -> dict[str, Work]:
    return {each.name: PluggedWork(each, platform) for plugin in plugins for each in plugin.features}


class PluggedKeys:
    """Imported when the first photo is looked at. A photo on which it breaks does not matter to the feature."""

    def __init__(self, feature: PluginFeature) -> None:
        self._feature = feature

    def __call__(self, photo: Photo) -> Keys:
        try:
            return tuple(map(str, imported(self._feature.keys)(photo)))
        except Exception:
            log.exception("feature %s has no keys for photo %s", self._feature.name, photo.id)
            return ()


class PluggedWork:
    """Made with the first key. What it raises, the runner tells of that key."""

    def __init__(self, feature: PluginFeature, platform: Platform) -> None:
        self._feature = feature
        self._platform = platform
        self._made: Work | None = None

    async def __call__(self, owner: str, key: str) -> bool:
        if self._made is None:
            self._made = imported(self._feature.made_by)(self._platform)
        return bool(await self._made(owner, key))
