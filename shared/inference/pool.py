"""Where stages run: a pool of children, each hosting a set of stages.

A child decodes a preview once and hands the pixels to every stage of the item that wants them. On CPU there is
one child a core with one thread each; on a GPU one child, and larger batches. Which it is, is hidden here.
"""

import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from types import MappingProxyType

from shared.children import ChildPool, Limits
from shared.domain.part import Part
from shared.domain.photo import Photo
from shared.errors import Invalid, Unavailable
from shared.inference.base import Found, Item, PartItem, Pixels, StageCallable
from shared.inference.registry import imported
from shared.waiting import Hurry, Priority

Outcome = Found | Invalid
# Called with the name of the model that the stage asks, if it asks one. Must pickle; heavy imports happen when it is
# called.
StageFactory = Callable[..., StageCallable]
Stages = Callable[[str, str], StageCallable]  # a stage and its model, "" for the usual one -> what runs it
Decode = Callable[[bytes], Pixels]


@dataclass(frozen=True, slots=True)
class Work:
    """Run these stages on this photo. `path` for stages that take the original, `preview` (a JPEG) for pixels, `parts`
    for those that take them: each with its blob. `models`: by what those are loaded that a stage asks, where that is
    not the usual one; what several say is joined."""

    photo: Photo
    stages: tuple[str, ...]
    path: Path | None = None
    sidecar: Path | None = None
    preview: bytes | None = None
    parts: tuple[tuple[Part, bytes], ...] = ()
    models: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    priority: Priority = Priority.BULK


Done = dict[str, tuple[Outcome, str]]  # stage -> (what came of it, the model that says so)


HURRY = Hurry()  # of all stages in this process: they share its cores


class StagePool(ChildPool[Work, Done]):
    async def work(self, work: Work) -> Done:
        """As `run`, in the work's own priority."""
        return await self.run(work, work.priority)


def made_by(path: str, *arguments: object) -> StageFactory:
    """A factory by its import path, "module:name": nothing heavy is imported before a child makes the stage."""
    return partial(_make, path, arguments)


def _make(path: str, arguments: Sequence[object], *model: str) -> StageCallable:
    stage: StageCallable = imported(path)(*model, *arguments)
    return stage


class Made:
    """Stages, each made once, when it is first asked for. `models`: by stage the name of the usual one."""

    def __init__(self, factories: Mapping[str, StageFactory], models: Mapping[str, str] = MappingProxyType({})) -> None:
        self._factories = factories
        self._models = models
        self._ready: dict[tuple[str, str], StageCallable] = {}

    def __call__(self, stage: str, model: str = "") -> StageCallable:
        model = model or self._models.get(stage, "")
        if (stage, model) not in self._ready:
            make = self._factories[stage]
            self._ready[stage, model] = make(model) if model else make()
        return self._ready[stage, model]


def stage_pool(
    name: str,
    stages: Mapping[str, StageFactory],
    *,
    models: Mapping[str, str] = MappingProxyType({}),
    size: int,
    limits: Limits,
    batch: int = 1,
    decode: Decode | None = None,
    share: Callable[[Work], float] = lambda work: 1.0,
    on_demand: bool = False,
) -> StagePool:
    make = partial(_host, dict(stages), dict(models), decode)
    return StagePool(name, make, size=size, limits=limits, batch=batch, share=share, on_demand=on_demand, hurry=HURRY)


def _host(
    stages: Mapping[str, StageFactory], models: Mapping[str, str], decode: Decode | None
) -> Callable[[Sequence[Work]], Sequence[Done]]:
    made = Made(stages, models)
    for stage in stages:
        with suppress(Unavailable):  # whose model is not here is not asked, and hears so where it is
            made(stage)
    return partial(run_stages, made, decode)


def run_stages(stages: Stages, decode: Decode | None, batch: Sequence[Work]) -> Sequence[Done]:
    """Runs every wanted stage once a model, on all the items of the batch that want it."""
    items: list[Item | Invalid] = [_open(work, decode) for work in batch]
    done: list[Done] = [{} for _ in batch]
    wanting: dict[tuple[str, str], list[int]] = defaultdict(list)
    for position, work in enumerate(batch):
        for stage in work.stages:
            for model in work.models.get(stage) or ("",):
                wanting[stage, model].append(position)
    for (stage, model), positions in wanting.items():
        run = stages(stage, model)
        began = time.perf_counter()
        well = {position: item for position in positions if isinstance(item := items[position], Item)}
        outcomes = dict(zip(well, run(list(well.values())) if well else (), strict=True))
        share = (time.perf_counter() - began) / len(positions)
        for position in positions:
            item = items[position]
            outcome = item if isinstance(item, Invalid) else outcomes[position]
            timed = replace(outcome, seconds=share) if isinstance(outcome, Found) else outcome
            done[position][stage] = _by_both(done[position].get(stage), (timed, run.model))
    return done


def _by_both(before: tuple[Outcome, str] | None, more: tuple[Outcome, str]) -> tuple[Outcome, str]:
    """What two models say: the facts of the first, and the vectors of both, also of every part."""
    if before is None:
        return more
    (one, first), (other, second) = before, more
    if isinstance(one, Invalid) or isinstance(other, Invalid):
        return (one if isinstance(one, Invalid) else other), f"{first}, {second}"
    vectors, seconds = one.vectors | other.vectors, one.seconds + other.seconds
    also = {part.id: part.vectors for part in other.parts}
    parts = tuple(replace(part, vectors=part.vectors | also[part.id]) for part in one.parts)
    return replace(one, vectors=vectors, seconds=seconds, parts=parts), f"{first}, {second}"


def _open(work: Work, decode: Decode | None) -> Item | Invalid:
    try:
        pixels = decode(work.preview) if decode and work.preview is not None else None
        parts = tuple(PartItem(part, blob, decode(blob) if decode else None) for part, blob in work.parts)
    except Invalid as error:
        return error
    return Item(work.photo, path=work.path, sidecar=work.sidecar, pixels=pixels, parts=parts)


def joined(done: Done, more: Done) -> Done:
    """What came of one photo's parts in two pieces of work: what fails in one fails as a whole."""
    both: Done = {}
    for stage, (outcome, model) in done.items():
        other, _ = more[stage]
        if isinstance(outcome, Found):
            if isinstance(other, Found):
                other = replace(outcome, parts=outcome.parts + other.parts, seconds=outcome.seconds + other.seconds)
            outcome = other
        both[stage] = (outcome, model)
    return both
