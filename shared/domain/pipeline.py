"""The pipeline record: what runs on every photo. Tables in code say what a program can run; the one record in the
catalog, which every process reads, says what does run, so that programs of two releases agree on what is done.

A model is named by its identity, "<name>:<what it is made of>": the name is a key of a MODELS table, the rest changes
with its files.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import msgspec

from shared.domain.stages import Stage, StageTable
from shared.domain.stored import stored

ID = "pipeline"  # there is one


class StageRun(msgspec.Struct, frozen=True, omit_defaults=True):
    """`models`: the identities of those that a mark must name. `unnamed`: those by which marks that name none were
    made: marks of releases that had no choice. `off`: why the stage is switched off."""

    service: str
    version: int
    needs: tuple[str, ...] = ()
    models: tuple[str, ...] = ()
    unnamed: tuple[str, ...] = ()
    off: str = ""


@stored
class Pipeline(msgspec.Struct, frozen=True, kw_only=True):
    """`release` is that of the program that wrote its tables into it, `effective` that of its effective fields
    (shared/domain/stages.py); `revision` counts the changes."""

    id: str = ID
    revision: int = 1
    release: int
    effective: int
    stages: dict[str, StageRun]


@dataclass(frozen=True, slots=True)
class Program:
    """What a process can run. `models`: by task, the identity of each model by its name. `lacks`: stages that it cannot
    run here, and why."""

    release: int
    stages: StageTable
    models: Mapping[str, Mapping[str, str]]
    lacks: Mapping[str, str] = field(default_factory=dict)

    def founded(self, model: str) -> Pipeline:
        """The record of a new catalog: all that the program can, with the models of this name. Raises ValueError where
        there is no model of the name."""
        return Pipeline(
            release=self.release,
            effective=self.stages.effective,
            stages={stage.name: self._run(stage, (model,)) for stage in self.stages},
        )

    def raised(self, pipeline: Pipeline) -> Pipeline:
        """The record of an earlier release as this one has it: with its stages, and the models that were chosen."""
        stages = {}
        for stage in self.stages:
            before = pipeline.stages.get(stage.name)
            if before is None:
                chosen = next((names(run.models) for run in pipeline.stages.values() if run.models), ())
                stages[stage.name] = self._run(stage, chosen)
            else:
                run = self._run(stage, names(before.models))
                stages[stage.name] = msgspec.structs.replace(run, unnamed=before.unnamed, off=before.off)
        return msgspec.structs.replace(
            pipeline,
            revision=pipeline.revision + 1,
            release=self.release,
            effective=self.stages.effective,
            stages=stages,
        )

    def table(self, pipeline: Pipeline) -> StageTable:
        """What runs, and what of it this process leaves to others."""
        rows = [self._row(name, run) for name, run in pipeline.stages.items()]
        return StageTable(*rows, effective=pipeline.effective, behind=pipeline.effective != self.stages.effective)

    def _row(self, name: str, run: StageRun) -> Stage:
        own = self.stages.get(name)
        lacks = self._lacks(name, own, run)
        if own is None:
            return Stage(name, run.service, "record", run.needs, version=run.version, models=run.models, lacks=lacks)
        if run.off:
            return replace(own, version=0, off=run.off)
        return replace(own, needs=run.needs, version=run.version, models=run.models, unnamed=run.unnamed, lacks=lacks)

    def _lacks(self, name: str, own: Stage | None, run: StageRun) -> str:
        if own is None:
            return f"{name} is a stage of a later release"
        if name in self.lacks:
            return self.lacks[name]
        if own.version != run.version:
            return f"{name} runs in version {run.version}, and this program has version {own.version}"
        known = self.models.get(own.task, {}).values()
        if missing := [model for model in run.models if model not in known]:
            return f"{name} runs with {', '.join(missing)}, which this program has not"
        return ""

    def _run(self, stage: Stage, chosen: tuple[str, ...]) -> StageRun:
        models = tuple(self._identity(stage.task, name) for name in chosen) if stage.task else ()
        return StageRun(stage.service, stage.version, stage.needs, models, unnamed=models)

    def _identity(self, task: str, name: str) -> str:
        try:
            return self.models[task][name]
        except KeyError:
            known = ", ".join(sorted(self.models.get(task, {})))
            raise ValueError(f"there is no model {name!r} to {task}; choose one of: {known}") from None


def names(models: tuple[str, ...]) -> tuple[str, ...]:
    """Of identities, the keys of a MODELS table."""
    return tuple(identity.partition(":")[0] for identity in models)
