"""Where stages run: a pool of children, each hosting a set of stages.

A child decodes a preview once and hands the pixels to every stage of the item that wants them. On CPU there is
one child a core with one thread each; on a GPU one child, and larger batches. Which it is, is hidden here.
"""

import importlib
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from shared.children import ChildPool, Limits
from shared.domain.part import Part
from shared.domain.photo import Photo
from shared.errors import Invalid
from shared.inference.base import Found, Item, PartItem, Pixels, StageCallable
from shared.waiting import Priority

Outcome = Found | Invalid
StageFactory = Callable[[], StageCallable]  # must pickle; heavy imports happen when it is called
Decode = Callable[[bytes], Pixels]


@dataclass(frozen=True, slots=True)
class Work:
    """Run these stages on this photo. `path` for stages that take the original, `preview` (a JPEG) for pixels, `parts`
    for those that take them: each with its blob."""

    photo: Photo
    stages: tuple[str, ...]
    path: Path | None = None
    sidecar: Path | None = None
    preview: bytes | None = None
    parts: tuple[tuple[Part, bytes], ...] = ()
    priority: Priority = Priority.BULK


Done = dict[str, tuple[Outcome, str]]  # stage -> (what came of it, the model that says so)


class StagePool(ChildPool[Work, Done]):
    async def work(self, work: Work) -> Done:
        """As `run`, in the work's own priority."""
        return await self.run(work, work.priority)


def made_by(path: str, *arguments: object) -> StageFactory:
    """A factory by its import path, "module:name": nothing heavy is imported before a child makes the stage."""
    return partial(_make, path, arguments)


def _make(path: str, arguments: Sequence[object]) -> StageCallable:
    module, name = path.split(":")
    stage: StageCallable = getattr(importlib.import_module(module), name)(*arguments)
    return stage


def stage_pool(
    name: str,
    stages: Mapping[str, StageFactory],
    *,
    size: int,
    limits: Limits,
    batch: int = 1,
    decode: Decode | None = None,
    share: Callable[[Work], float] = lambda work: 1.0,
    on_demand: bool = False,
) -> StagePool:
    make = partial(_host, dict(stages), decode)
    return StagePool(name, make, size=size, limits=limits, batch=batch, share=share, on_demand=on_demand)


def _host(stages: Mapping[str, StageFactory], decode: Decode | None) -> Callable[[Sequence[Work]], Sequence[Done]]:
    ready = {name: make() for name, make in stages.items()}
    return partial(run_stages, ready, decode)


def run_stages(ready: Mapping[str, StageCallable], decode: Decode | None, batch: Sequence[Work]) -> Sequence[Done]:
    """Runs every wanted stage once, on all the items of the batch that want it."""
    items: list[Item | Invalid] = [_open(work, decode) for work in batch]
    done: list[Done] = [{} for _ in batch]
    wanting: dict[str, list[int]] = defaultdict(list)
    for position, (work, item) in enumerate(zip(batch, items, strict=True)):
        for stage in work.stages:
            if isinstance(item, Invalid):
                done[position][stage] = (item, ready[stage].model)
            else:
                wanting[stage].append(position)
    for stage, positions in wanting.items():
        began = time.perf_counter()
        outcomes = ready[stage]([item for p in positions if isinstance(item := items[p], Item)])
        share = (time.perf_counter() - began) / len(positions)
        for position, outcome in zip(positions, outcomes, strict=True):
            timed = replace(outcome, seconds=share) if isinstance(outcome, Found) else outcome
            done[position][stage] = (timed, ready[stage].model)
    return done


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
