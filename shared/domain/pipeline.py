"""The pipeline record: what runs on every photo. Tables in code say what a program can run; the one record in the
catalog, which every process reads, says what does run, so that programs of two releases agree on what is done.

A model is named by its identity, "<name>:<what it is made of>": the name is a key of a MODELS table, the rest changes
with its files. Of a model that users put in themselves the record alone knows the name, and the rest begins with OWN.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import islice
from types import MappingProxyType

import msgspec

from shared.domain.photo import Mark
from shared.domain.spaces import Spaces, SpaceSpec
from shared.domain.stages import Source, Stage, StageTable
from shared.domain.stored import stored

ID = "pipeline"  # there is one
OWN = "own-"

Added = Mapping[str, Mapping[str, str]]  # by task, the identities of users' models by their names


class StageRun(msgspec.Struct, frozen=True, omit_defaults=True):
    """`models`: the identities of those that a mark must name. `spaces`: by model those that it makes. Those of the
    model that is `searched` answer questions; others are filled or, where their model runs no longer, emptied.
    `unnamed`: those by which marks that name none were made: marks of releases that had no choice. `off`: why the stage
    is switched off. `plugin`: who brings it, where that is not Heliograph."""

    service: str
    version: int
    needs: tuple[str, ...] = ()
    models: tuple[str, ...] = ()
    unnamed: tuple[str, ...] = ()
    spaces: dict[str, tuple[SpaceSpec, ...]] = {}
    searched: str = ""
    off: str = ""
    plugin: str = ""

    @property
    def filling(self) -> bool:
        """Whether photos are being placed in the spaces of another model than the one that is searched."""
        return bool(self.searched) and self.searched != self.models[-1]


@stored
class Pipeline(msgspec.Struct, frozen=True, kw_only=True):
    """`release` is that of the program that wrote its tables into it, `effective` that of its effective fields
    (shared/domain/stages.py); `revision` counts the changes. `added`: by task, the identities of models that users put
    in themselves, by their names; `made`: by identity the spaces that those make."""

    id: str = ID
    revision: int = 1
    release: int
    effective: int
    stages: dict[str, StageRun]
    added: dict[str, dict[str, str]] = {}
    made: dict[str, tuple[SpaceSpec, ...]] = {}


@dataclass(frozen=True, slots=True)
class Program:
    """What a process can run. `models`: by task, the identity of each model by its name; `spaces`: those that it makes.
    `lacks`: stages that it cannot run here, and why. `off`: those that a new record has switched off, and why."""

    release: int
    stages: StageTable
    models: Mapping[str, Mapping[str, str]]
    spaces: Mapping[str, Mapping[str, tuple[SpaceSpec, ...]]] = field(default_factory=dict)
    lacks: Mapping[str, str] = field(default_factory=dict)
    off: Mapping[str, str] = field(default_factory=dict)

    def founded(self, model: str) -> Pipeline:
        """The record of a new catalog: all that the program can, with the models of this name. Raises ValueError where
        there is no model of the name."""
        return Pipeline(
            release=self.release,
            effective=self.stages.effective,
            stages={stage.name: self._run(stage, (model,)) for stage in self.stages},
        )

    def raised(self, pipeline: Pipeline) -> Pipeline:
        """The record of another release as this one has it: with its stages, and the models that were chosen. Those of
        plugins stay as they are (`plugged`)."""
        stages = {}
        for stage in self.stages:
            if stage.plugin:
                continue
            before = pipeline.stages.get(stage.name)
            if before is None:
                chosen = (name for run in pipeline.stages.values() for name in names(run.models[-1:]))
                known = self.models.get(stage.task, {})
                stages[stage.name] = self._run(stage, tuple(islice((name for name in chosen if name in known), 1)))
            else:
                run = self._kept(stage, before)
                stages[stage.name] = msgspec.structs.replace(
                    run, unnamed=before.unnamed, off=before.off, searched=before.searched,
                    spaces=before.spaces | run.spaces,
                )  # fmt: skip
        return msgspec.structs.replace(
            pipeline,
            revision=pipeline.revision + 1,
            release=self.release,
            effective=self.stages.effective,
            stages=stages | {name: run for name, run in pipeline.stages.items() if run.plugin},
        )

    def _kept(self, stage: Stage, before: StageRun) -> StageRun:
        """With the model that was chosen; with that as it stands, where this program has none of the name (any more):
        it then leaves the stage alone until another is chosen."""
        chosen = _chosen(before.models)
        if chosen and not is_own(chosen[0]) and chosen[0] not in self.models.get(stage.task, {}):
            return msgspec.structs.replace(self._run(stage, ()), models=before.models)
        return self._run(stage, chosen)

    def plugged(self, pipeline: Pipeline, *, alone: bool) -> Pipeline:
        """With the stages of this program's plugins, in its version of them or in a later one that another process has
        brought. `alone`: there is no other process, so that they are this one's, and no others, and so are their
        models. The same where that changes nothing."""
        runs = {stage.name: self._run(stage, ()) for stage in self.stages if stage.plugin}
        stages = {name: run for name, run in pipeline.stages.items() if not (alone and run.plugin) or name in runs}
        for name, run in runs.items():
            before = stages.get(name)
            if before is None or alone or before.version < run.version:
                stages[name] = run
        if alone:
            stages = {name: self._updated(name, run) for name, run in stages.items()}
        return pipeline if stages == pipeline.stages else _next(pipeline, stages)

    def _updated(self, stage: str, run: StageRun) -> StageRun:
        """With the identities that its models have now: those of a plugin change with the plugin."""
        own = self.stages.get(stage)
        known = self.models.get(own.task, {}) if own else {}
        named = zip(names(run.models), run.models, strict=True)
        models = tuple(model if is_own(model) else known.get(name, model) for name, model in named)
        return run if run.spaces or models == run.models else msgspec.structs.replace(run, models=models)

    def table(self, pipeline: Pipeline) -> StageTable:
        """What runs, and what of it this process leaves to others."""
        rows = [self._row(name, run) for name, run in pipeline.stages.items()]
        return StageTable(*rows, effective=pipeline.effective, behind=pipeline.effective != self.stages.effective)

    def _row(self, name: str, run: StageRun) -> Stage:
        own = self.stages.get(name)
        lacks = self._lacks(name, own, run)
        if own is None:
            return Stage(
                name, run.service, "record", run.needs, version=run.version, models=run.models, lacks=lacks,
                plugin=run.plugin,
            )  # fmt: skip
        if run.off:
            return replace(own, version=0, off=run.off)
        takes, needs = _taken(own, run)
        return replace(
            own, takes=takes, needs=needs, version=run.version, models=run.models, unnamed=run.unnamed, lacks=lacks
        )

    def _lacks(self, name: str, own: Stage | None, run: StageRun) -> str:
        if own is None:
            whose = f"the plugin {run.plugin}, which this program has not" if run.plugin else "a later release"
            return f"{name} is a stage of {whose}"
        if name in self.lacks:
            return self.lacks[name]
        if own.version != run.version:
            return f"{name} runs in version {run.version}, and this program has version {own.version}"
        known = self.models.get(own.task, {}).values()
        if missing := [model for model in run.models if model not in known and not is_own(model)]:
            return f"{name} runs with {', '.join(missing)}, which this program has not"
        return ""

    def _run(self, stage: Stage, chosen: tuple[str, ...]) -> StageRun:
        """`chosen`: names of ours, or identities of users'."""
        models = tuple(name if is_own(name) else self.identity(stage.task, name) for name in chosen if stage.task)
        made = self.spaces.get(stage.task, {})
        spaces = {model: made[name] for model, name in zip(models, chosen, strict=False) if name in made}
        searched = models[0] if spaces else ""
        why = self.off.get(stage.name, "")
        return StageRun(stage.service, stage.version, stage.needs, models, models, spaces, searched, why, stage.plugin)

    def use(self, pipeline: Pipeline, task: str, name: str) -> Pipeline:
        """Begins to run the stages of the task with the model of this name. Where models make spaces, photos are placed
        in those of the new one beside the old, until `switched`. Raises ValueError where there is no such model."""
        new = self.identity(task, name, pipeline.added)
        stages = dict(pipeline.stages)
        for stage in self._of(task, pipeline):
            run = stages[stage]
            made = self.spaces.get(task, {}).get(name) or pipeline.made.get(new)
            # What comes meanwhile is found as well: it is placed by the model that is searched, too.
            models = (run.searched, new) if made and run.searched not in ("", new) else (new,)
            spaces = run.spaces | {new: made} if made else run.spaces
            stages[stage] = msgspec.structs.replace(run, models=models, spaces=spaces)
        return _next(pipeline, stages)

    def _of(self, task: str, pipeline: Pipeline) -> list[str]:
        return [stage.name for stage in self.stages if stage.task == task and stage.name in pipeline.stages]

    def add(
        self, pipeline: Pipeline, task: str, name: str, digest: str, spaces: tuple[SpaceSpec, ...] = ()
    ) -> Pipeline:
        """Makes a user's model known by that name, and the spaces that it makes. Raises ValueError where the name is
        that of one of ours."""
        if name in self.models.get(task, {}):
            raise ValueError(f"the name {name!r} is that of a model that comes with Heliograph; take another")
        identity = own_identity(name, digest)
        added = pipeline.added | {task: pipeline.added.get(task, {}) | {name: identity}}
        made = _without(pipeline.made, pipeline.added.get(task, {}).get(name)) | ({identity: spaces} if spaces else {})
        if (added, made) == (pipeline.added, pipeline.made):
            return pipeline
        return msgspec.structs.replace(pipeline, revision=pipeline.revision + 1, added=added, made=made)

    def remove(self, pipeline: Pipeline, task: str, name: str) -> Pipeline:
        """Forgets a user's model. Raises ValueError where there is none of the name, or stages run with it."""
        added = pipeline.added.get(task, {})
        if name not in added:
            raise ValueError(f"there is no model {name!r} of your own to {task}")
        runs = pipeline.stages.values()
        if any(is_own(model) and names((model,)) == (name,) for run in runs for model in (*run.models, run.searched)):
            raise ValueError(f"photos are looked at by the model {name!r}; choose another first")
        rest = {other: identity for other, identity in added.items() if other != name}
        made = _without(pipeline.made, added[name])
        return msgspec.structs.replace(
            pipeline, revision=pipeline.revision + 1, added=pipeline.added | {task: rest}, made=made
        )

    def choices(self, task: str, added: Added) -> dict[str, str]:
        """The identities of all models of a task, by their names."""
        ours = self.models.get(task, {})
        return {**ours, **added.get(task, {}), **ours}

    def identity(self, task: str, name: str, added: Added = MappingProxyType({})) -> str:
        """Raises ValueError where there is no such model."""
        known = self.choices(task, added)
        if name not in known:
            raise ValueError(f"there is no model {name!r} to {task}; choose one of: {', '.join(sorted(known))}")
        return known[name]


def _without(made: Mapping[str, tuple[SpaceSpec, ...]], identity: str | None) -> dict[str, tuple[SpaceSpec, ...]]:
    return {model: spaces for model, spaces in made.items() if model != identity}


def _taken(stage: Stage, run: StageRun) -> tuple[Source, tuple[str, ...]]:
    """What the stage takes with the models that it runs with, and what it needs: some of them look at the preview."""
    looking = [any(space.of_pixels for space in run.spaces.get(model, ())) for model in run.models]
    if not any(looking):
        return stage.takes, run.needs
    return "preview", ("renditions", *(() if all(looking) else run.needs))


def _chosen(models: tuple[str, ...]) -> tuple[str, ...]:
    return models[-1:] if any(map(is_own, models[-1:])) else names(models)[-1:]


def names(models: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(identity.partition(":")[0] for identity in models)


def own_identity(name: str, digest: str) -> str:
    """Of a user's model; `digest` tells what it is made of."""
    return f"{name}:{OWN}{digest}"


def is_own(identity: str) -> bool:
    """Whether it is a user's model."""
    return identity.partition(":")[2].startswith(OWN)


def switched(pipeline: Pipeline) -> Pipeline:
    """What was filled is searched from now on; what was searched is no longer made."""
    stages = {
        name: msgspec.structs.replace(run, models=run.models[-1:], searched=run.models[-1]) if run.searched else run
        for name, run in pipeline.stages.items()
    }
    return _next(pipeline, stages)


def emptied(pipeline: Pipeline) -> Pipeline:
    """Without the spaces of models that run no longer."""
    stages = {
        name: msgspec.structs.replace(
            run, spaces={model: made for model, made in run.spaces.items() if model in (*run.models, run.searched)}
        )
        for name, run in pipeline.stages.items()
    }
    return _next(pipeline, stages)


def unplugged(pipeline: Pipeline, plugin: str) -> Pipeline:
    """Without the stages of that plugin; the same where it has none."""
    stages = {name: run for name, run in pipeline.stages.items() if run.plugin != plugin}
    return pipeline if len(stages) == len(pipeline.stages) else _next(pipeline, stages)


def off(pipeline: Pipeline, stage: str, why: str) -> Pipeline:
    """The stage switched off, for that reason, or on where there is none."""
    return _next(pipeline, pipeline.stages | {stage: msgspec.structs.replace(pipeline.stages[stage], off=why)})


def searched(pipeline: Pipeline) -> Spaces:
    """The spaces in which questions are asked."""
    runs = pipeline.stages.values()
    return Spaces([space for run in runs for space in run.spaces.get(run.searched, ()) if not space.grouped])


def space_of_parts(pipeline: Pipeline, stage: str) -> SpaceSpec | None:
    """Where the parts that the stage placed are compared; None where it does not run here."""
    run = pipeline.stages.get(stage)
    return next((space for space in run.spaces.get(run.searched, ()) if space.grouped), None) if run else None


def kept(pipeline: Pipeline) -> dict[str, SpaceSpec]:
    """By name, all spaces that stages write to or questions are asked in."""
    made = (
        space
        for run in pipeline.stages.values()
        for model in (*run.models, run.searched)
        for space in run.spaces.get(model, ())
    )
    return {space.name: space for space in made}


def promised(pipeline: Pipeline, stage: str, mark: Mark) -> list[str]:
    """The names of the spaces in which a photo lies by that mark; none where the stage is due again anyhow."""
    run = pipeline.stages.get(stage)
    if run is None or mark.version < run.version or not run.spaces:
        return []
    there = kept(pipeline)
    made = [space.name for model in mark.models or run.unnamed for space in run.spaces.get(model, ())]
    return [name for name in made if name in there]


def left_behind(pipeline: Pipeline) -> list[SpaceSpec]:
    """Those of models that run no longer."""
    made = {space.name: space for run in pipeline.stages.values() for spaces in run.spaces.values() for space in spaces}
    return [made[name] for name in made.keys() - kept(pipeline).keys()]


def _next(pipeline: Pipeline, stages: dict[str, StageRun]) -> Pipeline:
    return msgspec.structs.replace(pipeline, revision=pipeline.revision + 1, stages=stages)
