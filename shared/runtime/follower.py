"""Keeps a process's table of stages as the pipeline record has it (shared/domain/pipeline.py)."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial

from shared.catalog.pipelines import Pipelines
from shared.domain.photo import Mark
from shared.domain.pipeline import Pipeline, Program, kept, off, promised, searched, space_of_parts
from shared.domain.spaces import KNOWN, SpaceSpec
from shared.domain.stages import StageTable
from shared.errors import Conflict, Transient
from shared.inference.own import loaded_by
from shared.runtime.resting import rest

log = logging.getLogger(__name__)


class Follower:
    """`stages` is what the whole process goes by: it changes in place when the record does. `spaces`, those that are
    searched, are others then: who answers a question takes them once. `ensure` makes one ready whose dimension is
    known."""

    def __init__(self, pipelines: Pipelines, program: Program, ensure: Callable[[SpaceSpec], Awaitable[None]]) -> None:
        self._pipelines = pipelines
        self.program = program
        self._ensure = ensure
        self._ensured: set[str] = set()
        self._model = ""
        self.stages = StageTable(*program.stages)
        self.spaces = KNOWN
        self.record: Pipeline | None = None

    async def refuse_later(self) -> None:
        """Raises Conflict, before anything is changed, where a later release has been at this library."""
        pipeline = await self._pipelines.read()
        if pipeline and pipeline.release > self.program.release:
            raise Conflict(
                f"A later release of Heliograph has been at this library (its tables are number {pipeline.release}, "
                f"this one's {self.program.release}). Update Heliograph, or let this release look at all photos again: "
                "python -m services.models take-over. Nothing was changed."
            )

    async def begin(self, model: str, *, alone: bool = False) -> None:
        """Founds the record, with the models of this name, or raises it to this release, adds what plugins bring, and
        follows it from now on. `alone`: no other process does. Raises ValueError for a name that there is no model
        of."""
        self._model = model
        await self.change(partial(self.program.plugged, alone=alone))

    async def look(self) -> None:
        """Follows what stands there now."""
        await self._follow(await self._stands())

    async def run(self, pause: float) -> None:
        """For ever: a look every `pause` seconds."""
        while True:
            await rest(pause)
            try:
                await self.look()
            except Transient as error:
                log.warning("what runs on photos is read again later: %s", error)

    async def switch(self, stage: str, why: str) -> None:
        """Switches a stage off, for that reason, or on where there is none, for every process."""

        def switched(pipeline: Pipeline) -> Pipeline:
            runs = pipeline.stages.get(stage)
            return pipeline if runs is None or runs.off == why else off(pipeline, stage, why)

        if await self.change(switched):
            log.info("the stage %s is now %s for every process", stage, "off" if why else "on")

    async def change(self, change: Callable[[Pipeline], Pipeline]) -> bool:
        """Changes the record for every process, made again where others come in between; False where the change is
        none."""
        while True:
            before = await self._stands()
            after = change(before)
            changed = after is not before
            if not changed or await self._pipelines.change(before, after):
                await self._follow(after)
                return changed

    def lack(self, stage: str, why: str) -> None:
        """What this process cannot run from now on, for that reason; what it can again, where there is none."""
        lacks = {name: reason for name, reason in self.program.lacks.items() if name != stage}
        lacks |= {stage: why} if why else {}
        if lacks != self.program.lacks:
            self.program = replace(self.program, lacks=lacks)
            if self.record:
                self._become(self.record)

    def model(self, stage: str) -> str:
        """By what the model is loaded that the stage runs with; that of new libraries, where it runs with none here."""
        return next(iter(self.models(stage)), self._model)

    def models(self, stage: str) -> tuple[str, ...]:
        """By what all are loaded that it runs with here."""
        runs = self.stages.get(stage)
        return loaded_by(runs.task, runs.models) if runs and not runs.lacks else ()

    def chosen(self, stage: str) -> str:
        """The identity of the model with which the stage runs, here or elsewhere; empty for none."""
        run = self.record.stages.get(stage) if self.record else None
        return run.models[-1] if run and run.models else ""

    def promised(self, stage: str, mark: Mark) -> list[str]:
        """The names of the spaces in which a photo lies by that mark."""
        return promised(self.record, stage, mark) if self.record else []

    def makers(self, stage: str) -> dict[str, str]:
        """By the name of each space in which photos lie by that stage, by what the model is loaded that makes it: also
        of those that run no longer, whose spaces others may not yet have left."""
        task = self.program.stages[stage].task
        run = self.record.stages.get(stage) if self.record else None
        made = run.spaces if run else {self._model: self.program.spaces[task].get(self._model, ())}
        by = zip(loaded_by(task, tuple(made)), made.values(), strict=True)
        return {space.name: model for model, spaces in reversed([*by]) for space in spaces}

    def space_of_parts(self, stage: str) -> SpaceSpec | None:
        """Where the parts that the stage placed are compared; None where it does not run here."""
        return space_of_parts(self.record, stage) if self.record else None

    @property
    def left(self) -> list[str]:
        """What this process leaves to others, and why, a clause each."""
        behind = ["photos are settled as another release has it"] if self.stages.behind else []
        return [*self.stages.lacks(), *behind]

    async def _stands(self) -> Pipeline:
        pipeline = await self._pipelines.read()
        while pipeline is None or pipeline.release < self.program.release:
            if pipeline is None:
                return await self._pipelines.found(self.program.founded(self._model))
            raised = self.program.raised(pipeline)
            if await self._pipelines.change(pipeline, raised):
                log.info("photos are worked on by the stages of release %d from now on", raised.release)
            pipeline = await self._pipelines.read()
        return pipeline

    async def _follow(self, pipeline: Pipeline) -> None:
        for space in kept(pipeline).values():
            if space.name not in self._ensured and not space.grouped:
                await self._ensure(space)
                self._ensured.add(space.name)
        if self.record and pipeline.revision < self.record.revision:
            return  # it was read before another change, which is followed already
        self.spaces = searched(pipeline)
        self.record = pipeline
        self._become(pipeline)

    def _become(self, pipeline: Pipeline) -> None:
        before = self.left
        self.stages.follow(self.program.table(pipeline))
        if self.left and self.left != before:
            log.warning("this process leaves to others: %s", "; ".join(self.left))
