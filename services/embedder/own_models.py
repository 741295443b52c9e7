"""Users' image-text models: children that look at photos, one that reads questions, and what keeps that awake."""

import asyncio
import logging
from functools import partial

from services.embedder.models import TEXT_TOWERS
from services.embedder.models.architectures import missing_libraries
from services.embedder.reading import Reading, reading
from shared.children import ChildPool, Limits
from shared.domain.pipeline import is_own
from shared.errors import HeliographError
from shared.imaging.decode import pixels
from shared.inference import own
from shared.inference.base import Vectors
from shared.inference.pool import Done, Work, made_by, stage_pool
from shared.runtime.platform import Platform
from shared.runtime.resting import rest
from shared.waiting import Priority

log = logging.getLogger(__name__)

STAGE = "image_vector"
_PAUSE = 5.0  # seconds between two looks whether the chosen model is here
_AWAKE = 60.0  # seconds between two questions of our own: a child that nobody asks for five minutes ends
_SECONDS = 300.0  # in which a batch is done, the first after the model is loaded


def runs(model: str) -> bool:
    """Whether what loads it is a user's."""
    return model.partition(":")[0] in TEXT_TOWERS


class OwnModels:
    def __init__(self, platform: Platform) -> None:
        self._pipeline, settings = platform.pipeline, platform.settings
        self._folder = settings.models_folder
        on_cpu = settings.device == "cpu"
        # During a switch they place photos by the model before as well, which looks at nothing.
        self.looks = stage_pool(
            "looks",
            {STAGE: made_by("services.embedder.stages.image_vector:build", self._folder, settings.device)},
            models={STAGE: self._pipeline.model(STAGE)},
            size=settings.children if on_cpu else 1,
            limits=Limits(seconds=_SECONDS, niceness=10),
            batch=4 if on_cpu else 32,
            decode=pixels,
            on_demand=True,
        )
        self.reads: ChildPool[Reading, Vectors] = ChildPool(
            "reads",
            partial(reading, self._folder, settings.device),
            size=1,
            limits=Limits(seconds=_SECONDS),
            batch=4,
            on_demand=True,
        )
        self._awake: set[str] = set()

    async def look(self, work: Work) -> Done:
        """Places a photo. Who searches must be able to ask the model by the time that it answers: what reads for it is
        loaded before."""
        for model in filter(runs, work.models.get(STAGE, ())):
            if model not in self._awake:
                await self._ask(model)
        return await self.looks.work(work)

    async def wake(self) -> None:
        """Loads what questions are asked of now. What cannot be loaded is told where it is asked."""
        for model in dict.fromkeys(filter(runs, self._pipeline.makers(STAGE).values())):
            try:
                await self._ask(model)
            except HeliographError as error:
                log.warning("questions cannot be read by %s: %s", model, error)

    async def watch(self) -> None:
        """For ever: leaves the stage to others while the model is not in this process's folder, and keeps awake what
        reads."""
        since = 0.0
        while True:
            chosen = self._pipeline.chosen(STAGE)
            why = ""
            if is_own(chosen):
                why = missing_libraries() or await asyncio.to_thread(own.lacks, self._folder, "place", chosen)
            self._pipeline.lack(STAGE, why)
            if since <= 0 and not why:
                await self.wake()
                since = _AWAKE
            await rest(_PAUSE)
            since -= _PAUSE

    async def _ask(self, model: str) -> None:
        await self.reads.run(Reading("a photo", model), Priority.BULK)
        self._awake.add(model)
