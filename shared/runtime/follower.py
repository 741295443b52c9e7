"""Keeps a process's table of stages as the pipeline record has it (shared/domain/pipeline.py)."""

import logging

import msgspec

from shared.catalog.pipelines import Pipelines
from shared.domain.pipeline import Pipeline, Program, names
from shared.domain.stages import StageTable
from shared.errors import Conflict, Transient
from shared.runtime.resting import rest

log = logging.getLogger(__name__)


class Follower:
    """`stages` is what the whole process goes by: it changes in place when the record does."""

    def __init__(self, pipelines: Pipelines, program: Program) -> None:
        self._pipelines = pipelines
        self._program = program
        self._model = ""
        self.stages = StageTable(*program.stages)

    async def refuse_later(self) -> None:
        """Raises Conflict, before anything is changed, where a later release has been at this library."""
        pipeline = await self._pipelines.read()
        if pipeline and pipeline.release > self._program.release:
            raise Conflict(
                f"A later release of Heliograph has been at this library (its tables are number {pipeline.release}, "
                f"this one's {self._program.release}). Update Heliograph; nothing was changed."
            )

    async def begin(self, model: str) -> None:
        """Founds the record, with the models of this name, or raises it to this release, and follows it from now on.
        Raises ValueError for a name that there is no model of."""
        self._model = model
        self._follow(await self._stands())

    async def look(self) -> None:
        """Follows what stands there now."""
        self._follow(await self._stands())

    async def run(self, pause: float) -> None:
        """For ever: a look every `pause` seconds."""
        while True:
            await rest(pause)
            try:
                await self.look()
            except Transient as error:
                log.warning("what runs on photos is read again later: %s", error)

    async def switch(self, stage: str, off: str) -> None:
        """Switches a stage off, for the reason `off`, or on where that is empty, for every process."""
        while True:
            pipeline = await self._stands()
            runs = pipeline.stages.get(stage)
            if runs is None or runs.off == off:
                break
            stages = pipeline.stages | {stage: msgspec.structs.replace(runs, off=off)}
            if await self._pipelines.change(pipeline, _next(pipeline, stages=stages)):
                log.info("the stage %s is now %s for every process", stage, "off" if off else "on")
        self._follow(await self._stands())

    def model(self, stage: str) -> str:
        """The name of the model that the stage runs with; that of new libraries, where it runs with none here."""
        runs = self.stages.get(stage)
        chosen = names(runs.models) if runs and not runs.lacks else ()
        return chosen[0] if chosen else self._model

    @property
    def left(self) -> list[str]:
        """What this process leaves to others, and why, a clause each."""
        clauses = [stage.lacks for stage in self.stages if stage.lacks]
        if self.stages.behind:
            clauses.append("photos are settled as another release has it")
        return clauses

    async def _stands(self) -> Pipeline:
        pipeline = await self._pipelines.read()
        while pipeline is None or pipeline.release < self._program.release:
            if pipeline is None:
                return await self._pipelines.found(self._program.founded(self._model))
            raised = self._program.raised(pipeline)
            if await self._pipelines.change(pipeline, raised):
                log.info("photos are worked on by the stages of release %d from now on", raised.release)
            pipeline = await self._pipelines.read()
        return pipeline

    def _follow(self, pipeline: Pipeline) -> None:
        before = self.left
        self.stages.follow(self._program.table(pipeline))
        if self.left and self.left != before:
            log.warning("this process leaves to others: %s", "; ".join(self.left))


def _next(pipeline: Pipeline, **changes: object) -> Pipeline:
    return msgspec.structs.replace(pipeline, revision=pipeline.revision + 1, **changes)
