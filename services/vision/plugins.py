"""The stages of plugins. Each plugin has children of its own: one that crashes, hangs or takes all memory there costs
the photo in hand its mark, and nobody else anything."""

import asyncio
import logging
from collections.abc import Callable, Collection, Coroutine, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import msgspec

from shared.children import Limits
from shared.domain.effective import check_facts
from shared.domain.stages import Source
from shared.errors import Invalid, NotFound, Transient
from shared.imaging.decode import pixels
from shared.inference.base import Found, Item
from shared.inference.pool import Done, Made, StagePool, Work, run_stages
from shared.inference.registry import imported
from shared.pipeline import PLUGGED
from shared.plugins.installed import PLUGINS, Plugin
from shared.runtime.platform import Platform
from shared.runtime.resting import rest
from shared.runtime.worker import Runner, Worker

log = logging.getLogger(__name__)

_PAUSE = 5.0  # seconds, where the broker is away
_MOST = 2**18  # bytes of facts on one photo, as JSON
_LARGEST = 2**63 - 1  # that a catalog keeps


@dataclass(frozen=True, slots=True)
class Plugged:
    """What runs the stages of all plugins. `run` ends where there is nothing to run."""

    pools: tuple[StagePool, ...]
    run: Callable[[], Coroutine[Any, Any, None]]


def plugged(platform: Platform, plugins: Sequence[Plugin] = PLUGINS) -> Plugged:
    size = platform.settings.children
    pools = {plugin.name: _pool(plugin, size) for plugin in plugins if plugin.stages}
    of = {stage.name: pools[plugin.name] for plugin in plugins for stage in plugin.stages}

    async def work(work: Work) -> Done:
        """Each plugin's stages in one piece of work."""
        shares: dict[StagePool, list[str]] = {}
        for stage in work.stages:
            shares.setdefault(of[stage], []).append(stage)
        done = await asyncio.gather(*(pool.work(replace(work, stages=tuple(names))) for pool, names in shares.items()))
        return {stage: outcome for each in done for stage, outcome in each.items()}

    runners: Mapping[Source, Runner] = {"original": work, "preview": work, "record": work}
    worker = Worker(
        "plugins", PLUGGED, platform.stores, platform.stages, runners, prefetch=max(4, 2 * size), condemns=False
    )

    async def run() -> None:
        if await _hears(platform, of):
            await worker.run()

    return Plugged(tuple(pools.values()), run)


async def _hears(platform: Platform, own: Collection[str]) -> bool:
    """Whether this process takes from the queue: where it has stages of plugins, and where nobody has any more, for the
    queue is still told of every photo. Where no plugin ever was, there is none."""
    if not own and any(stage.plugin for stage in platform.stages):
        return False
    while True:
        try:
            await platform.broker.depth(PLUGGED.name)
        except NotFound:
            return False
        except Transient as error:
            log.warning("whether there are plugins is asked again later: %s", error)
            await rest(_PAUSE)
        else:
            return True


def _pool(plugin: Plugin, size: int) -> StagePool:
    stages = {stage.name: stage.made_by for stage in plugin.stages}
    limits = Limits(
        seconds=max(stage.seconds for stage in plugin.stages),
        memory=max(stage.memory for stage in plugin.stages),
        items=2000,
        niceness=15,
    )
    return StagePool(f"plugin-{plugin.name}", partial(_hosted, stages), size=size, limits=limits, on_demand=True)


def _hosted(stages: Mapping[str, str]) -> Callable[[Sequence[Work]], Sequence[Done]]:
    """A stage is made when the first photo is in hand: one that cannot be fails on photos, and keeps none waiting."""
    made = Made({name: partial(Checked, name, path) for name, path in stages.items()})
    return partial(run_stages, made, pixels)


class Checked:
    """A stage whose word is looked at before it is kept: what no record can hold fails it on that photo."""

    def __init__(self, name: str, made_by: str) -> None:
        self._name = name
        self._run = imported(made_by)()
        self.model = str(getattr(self._run, "model", name))

    def __call__(self, items: Sequence[Item]) -> list[Found | Invalid]:
        return [self._checked(outcome) for outcome in self._run(items)]

    def _checked(self, outcome: Any) -> Found | Invalid:
        if isinstance(outcome, Invalid):
            return outcome
        if not isinstance(outcome, Found) or outcome.blobs or outcome.vectors or outcome.files or outcome.parts:
            return Invalid(f"{self._name} found something else than facts.")
        try:
            encoded = msgspec.json.encode(outcome.facts)
            facts = msgspec.json.decode(encoded, type=dict[str, Any])
            check_facts(self._name, facts)
            _check_numbers(facts)
        except (msgspec.MsgspecError, TypeError, ValueError, OverflowError, RecursionError) as error:
            return Invalid(f"{self._name} found what cannot be kept: {error}.")
        if len(encoded) > _MOST:
            return Invalid(f"{self._name} found more than {_MOST // 1024} KiB.")
        return Found(facts=facts)


def _check_numbers(value: Any) -> None:
    """Raises OverflowError for a number that no catalog keeps."""
    match value:
        case dict():
            for each in value.values():
                _check_numbers(each)
        case list():
            for each in value:
                _check_numbers(each)
        case int() if abs(value) > _LARGEST:
            raise OverflowError(f"{value} is too large")
