"""From one model to another while photos are looked at and searched.

Where models make spaces, photos are placed in those of the new one beside the old, and questions are asked of the old
until every photo is there; then one patch of the pipeline record lets them be asked of the new. Who answered a question
meanwhile goes on with what it began with, so the old points stay for a while before they are removed.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from shared.catalog.photos import Photos
from shared.domain.pipeline import Pipeline, Program, StageRun, emptied, left_behind, names, switched
from shared.domain.spaces import Measured, own_space
from shared.errors import Invalid
from shared.inference.own import OWN_TASKS, checked_name
from shared.runtime.at_once import paged
from shared.runtime.follower import Follower
from shared.vectors.base import VectorIndex

log = logging.getLogger(__name__)

LEAVE = 60.0  # seconds until nobody asks the spaces of a model that runs no longer: others look every ten
_PAGE = 500
_SAMPLES = 20  # looks by which the speed is judged


@dataclass(frozen=True, slots=True)
class Use:
    """The model of a task. `fills`: the name of the one whose spaces are being filled, "" for none. `choices`: the
    names that this program has, and those of users' own models."""

    task: str
    name: str
    fills: str
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """Photos that are done with what runs now, of all. `seconds`: about how long the rest takes, where it is known."""

    done: int
    photos: int
    seconds: float | None


class Switching:
    def __init__(
        self, photos: Photos, vectors: VectorIndex, follower: Follower, program: Program, *, leave: float = LEAVE
    ) -> None:
        self._photos = photos
        self._vectors = vectors
        self._follower = follower
        self._program = program
        self._leave = leave
        self._left_at: float | None = None  # by the loop's clock, when it was first seen that spaces are to be emptied
        self._samples: deque[tuple[float, int]] = deque(maxlen=_SAMPLES)

    def uses(self) -> list[Use]:
        """Of every task that stages have."""
        return [self._use(task, run) for task, run in self._runs().items()]

    async def use(self, task: str, name: str) -> None:
        """Begins to switch the task to that model; one that is searched already ends a switch away from it. Raises
        Invalid for a task or a model that this program has not."""
        if task not in self._runs():
            raise Invalid(f"There is no task {task!r} here; choose one of: {', '.join(sorted(self._runs()))}.")
        await self._change(lambda pipeline: self._program.use(pipeline, task, name))
        self._samples.clear()
        log.info("the task %s goes to the model %s", task, name)

    async def add(self, task: str, name: str, digest: str, measured: Measured | None = None) -> None:
        """Makes a model known that a user put in; `measured`: of one that makes a space. Raises Invalid for a task that
        takes none, for a name of ours, and for what is no name."""
        if task not in OWN_TASKS:
            raise Invalid(f"The task {task!r} takes no models of your own; choose one of: {', '.join(OWN_TASKS)}.")
        checked_name(name)
        if (measured is None) == (task in self._program.spaces):
            raise Invalid(f"A model for the task {task!r} is told {'with' if measured is None else 'without'} a space.")
        spaces = (own_space(name, digest, measured),) if measured else ()
        await self._change(lambda pipeline: self._program.add(pipeline, task, name, digest, spaces))

    async def remove(self, task: str, name: str) -> None:
        """Forgets a user's model. Raises Invalid where there is none of the name, or photos are looked at by it."""
        await self._change(lambda pipeline: self._program.remove(pipeline, task, name))

    async def _change(self, change: Callable[[Pipeline], Pipeline]) -> None:
        """Raises Invalid where the change is none that can be made."""
        try:
            await self._follower.change(change)
        except ValueError as error:
            raise Invalid(f"{error}.") from error

    async def progress(self) -> Progress:
        done, photos = await self._photos.all.count_settled()
        now = asyncio.get_running_loop().time()
        self._samples.append((now, done))
        began, first = self._samples[0]
        seconds = (photos - done) * (now - began) / (done - first) if done > first else None
        return Progress(done, photos, seconds)

    async def look(self) -> int:
        """Goes on with what is under way; says how many spaces were emptied."""
        pipeline = self._follower.record
        if pipeline is None or pipeline.release != self._program.release:
            return 0
        filling = [name for name, run in pipeline.stages.items() if run.filling]
        if filling:
            await self.progress()
        switch = filling and await self._photos.all.all_settled()
        if switch and await self._follower.change(lambda now: switched(now) if now == pipeline else now):
            log.info("every photo is in the new spaces of %s, which are searched from now on", ", ".join(filling))
        return await self._empty(pipeline)

    async def _empty(self, pipeline: Pipeline) -> int:
        spaces, now = left_behind(pipeline), asyncio.get_running_loop().time()
        if not spaces:
            self._left_at = None
            return 0
        self._left_at = now if self._left_at is None else self._left_at
        if now - self._left_at < self._leave:
            return 0
        for space in spaces:
            async for page in paged(self._vectors.scroll(space.name), _PAGE):
                await self._vectors.delete([id for id, *_ in page], space=space.name)
        await self._follower.change(lambda then: emptied(then) if then == pipeline else then)
        return len(spaces)

    def _runs(self) -> dict[str, StageRun]:
        record = self._follower.record
        stages = record.stages if record else {}
        return {stage.task: stages[stage.name] for stage in self._program.stages if stage.task and stage.name in stages}

    def _use(self, task: str, run: StageRun) -> Use:
        now = run.searched or run.models[-1]
        fills = run.models[-1] if run.filling else ""
        (name,), (filled,) = names((now,)), names((fills,))
        added = self._follower.record.added if self._follower.record else {}
        return Use(task, name, filled, tuple(self._program.choices(task, added)))
