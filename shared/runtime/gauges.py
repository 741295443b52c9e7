"""What only a look tells: how long the queues are, how many photos there are of each status, and of how many the
original is damaged."""

import logging
from collections import Counter
from collections.abc import Sequence

from shared import telemetry
from shared.broker.base import Broker
from shared.catalog.photos import Photos
from shared.errors import Transient
from shared.runtime.resting import rest

log = logging.getLogger(__name__)

_DAMAGED = 10_000  # that are counted


class Gauges:
    def __init__(self, photos: Photos, broker: Broker, *, queues: Sequence[str]) -> None:
        self._photos = photos
        self._broker = broker
        self._queues = queues

    async def run(self, pause: float) -> None:
        """For ever: a look every `pause` seconds. What cannot be seen keeps its last value."""
        while True:
            for look in (self.queues, self.photos):
                try:
                    await look()
                except Transient as error:
                    log.warning("metrics: %s", error)
            await rest(pause)

    async def queues(self) -> None:
        for queue in self._queues:
            depth = await self._broker.depth(queue)
            states = {"ready": depth.ready, "in_flight": depth.in_flight, "dead": depth.dead}
            for state, count in states.items():
                if count is not None:
                    telemetry.QUEUE_DEPTH.labels(queue, state).set(count)
            if depth.oldest_seconds is not None:
                telemetry.QUEUE_AGE.labels(queue).set(depth.oldest_seconds)

    async def photos(self) -> None:
        counts = Counter({"processing": 0, "ready": 0, "failed": 0})
        counts.update(await self._photos.all.count_by_status())
        for status, count in counts.items():
            telemetry.PHOTOS.labels(status).set(count)
        telemetry.DAMAGED.set(len(await self._photos.all.damaged(limit=_DAMAGED)))
