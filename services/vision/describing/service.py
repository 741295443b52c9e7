"""Asking an endpoint to describe photos, put together: a worker with a queue of its own, which nothing waits for.

In a cluster one process at a time asks, by a lease: no photo is paid for twice, and rate and pauses are those of all.
"""

import asyncio
import logging
from functools import partial

from services.vision.describing import picture
from services.vision.describing.again import Again
from services.vision.describing.describer import STAGE, Describer, Rules
from shared.catalog.accounts import Accounts
from shared.catalog.spending import Budget, Spending
from shared.children import ChildPool, Limits
from shared.domain.stages import Source
from shared.endpoint.client import Endpoint
from shared.endpoint.pace import Pace
from shared.endpoint.place import Place
from shared.errors import Transient
from shared.pipeline import DESCRIBER, NO_ENDPOINT
from shared.runtime.platform import Platform
from shared.runtime.resting import rest
from shared.runtime.worker import Runner, Worker

log = logging.getLogger(__name__)

_NOTICE = "endpoint"
_LOOK = 5.0  # seconds between two looks at the lease
_SKIPPED = 8  # photos at once that skip the stage


class Describing:
    """Without an endpoint photos skip the stage, and no child is started."""

    def __init__(self, platform: Platform) -> None:
        self._platform = platform
        place = platform.settings.endpoint
        self._asks = _Asks(platform, place) if place else None

    @property
    def pools(self) -> list[ChildPool[bytes, picture.Made]]:
        return [self._asks.pictures] if self._asks else []

    async def switch(self) -> None:
        """Has every process know whether photos are described, before the first one comes."""
        await self._platform.pipeline.switch(STAGE, "" if self._asks else NO_ENDPOINT)

    async def run(self) -> None:
        """For ever."""
        await (self._asks.run() if self._asks else _worker(self._platform, None, _SKIPPED).run())

    def end(self) -> None:
        if self._asks:
            self._asks.describer.end()


class _Asks:
    """What there is where an endpoint is asked."""

    def __init__(self, platform: Platform, place: Place) -> None:
        settings = platform.settings
        rules = Rules(Budget(settings.endpoint_photos, settings.endpoint_tokens), settings.unsent_kinds)
        notice = partial(platform.notices.__setitem__, _NOTICE)
        pace = Pace(at_once=settings.endpoint_at_once, rate=settings.endpoint_rate, notice=notice)
        spending = Spending(platform.catalog)
        self._platform = platform
        self._endpoint = Endpoint(place)
        self.pictures: ChildPool[bytes, picture.Made] = ChildPool(
            "pictures", picture.build, size=1, limits=Limits(seconds=60, niceness=15), on_demand=True
        )
        self.describer = Describer(
            self._endpoint, platform.photos, spending, rules, pace, self.pictures.run,
            at_once=settings.endpoint_at_once,
        )  # fmt: skip
        self._again = Again(
            platform.photos, platform.broker, spending, rules, pace, self.describer, Accounts(platform.catalog)
        )

    async def run(self) -> None:
        try:
            while True:
                try:
                    async with self._platform.leases.held("describer") as held:
                        if held.is_set():
                            await self._while(held)
                except Transient as error:
                    log.warning("who asks the endpoint is found out later: %s", error)
                await rest(_LOOK)
        finally:
            await self._endpoint.close()

    async def _while(self, held: asyncio.Event) -> None:
        """Until the lease is lost."""
        worker = _worker(self._platform, self.describer.work, 2 * self.describer.most)
        async with asyncio.TaskGroup() as tasks:
            working = [tasks.create_task(worker.run()), tasks.create_task(self._again.run())]
            while held.is_set():
                await rest(_LOOK)
            for task in working:
                task.cancel()


def _worker(platform: Platform, runner: Runner | None, prefetch: int) -> Worker:
    runners: dict[Source, Runner] = {"preview": runner} if runner else {}
    return Worker(
        "describer", DESCRIBER, platform.stores, platform.stages, runners, prefetch=prefetch, condemns=False
    )  # fmt: skip
