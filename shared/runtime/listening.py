"""Smart listens: deliveries are gathered, so that a thousand photos of one day mark that day a few times and not a
thousand. Also the look every now and then for what no message told."""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from functools import partial

from shared import telemetry
from shared.broker.base import Broker, Delivery
from shared.errors import Transient
from shared.runtime.consuming import Consuming, Deliveries, pull
from shared.runtime.noticing import Noticer
from shared.runtime.resting import rest

log = logging.getLogger(__name__)

_BATCH = 64
_GATHERING = 0.1  # seconds in which deliveries that follow each other become one batch
_FAULTS = 3  # of a delivery's own, before it is dead
_RETRY = 5.0  # seconds


class Listener:
    def __init__(self, broker: Broker, queue: str, noticer: Noticer) -> None:
        self._queue = queue
        self._noticer = noticer
        self._consuming = Consuming(broker, queue, prefetch=_BATCH)

    async def reconcile(self, pause: float) -> None:
        """For ever: a look every `pause` seconds."""
        while True:
            try:
                await self._noticer.reconcile()
            except Transient as error:
                log.warning("features: the look for unnoticed photos goes on later: %s", error)
            await rest(pause)

    async def run(self) -> None:
        """Until cancelled: then finishes what it holds."""
        await self._consuming.run(self._consume)

    async def _consume(self, deliveries: Deliveries) -> None:
        pulling = pull(deliveries)
        handling: asyncio.Task[None] | None = None  # a task as well: a cancellation must not cut that either
        try:
            while True:
                await asyncio.wait({pulling})
                batch: list[Delivery] = []
                while pulling.done() and len(batch) < _BATCH:
                    delivery = pulling.result()
                    if delivery is None:
                        break
                    batch.append(delivery)
                    pulling = pull(deliveries)
                    await asyncio.wait({pulling}, timeout=_GATHERING)
                if not batch:
                    return
                handling = asyncio.create_task(self.handle(batch))
                await asyncio.shield(handling)
        except asyncio.CancelledError:
            self._consuming.stopping = True
            raise
        finally:
            if handling is not None:
                await asyncio.wait({handling})
            pulling.cancel()
            await asyncio.gather(pulling, return_exceptions=True)

    async def handle(self, batch: Sequence[Delivery]) -> None:
        """Acks after everything is durable."""
        by_owner: dict[str, list[Delivery]] = defaultdict(list)
        for delivery in batch:
            by_owner[delivery.event.owner].append(delivery)
        for owner, deliveries in by_owner.items():
            await self._handle(owner, deliveries)

    async def _handle(self, owner: str, deliveries: Sequence[Delivery]) -> None:
        first = deliveries[0]
        if first.alone and first.faults >= _FAULTS:
            # Its processes died, of this or of what ran beside it. Reconcile notices the photo, so nothing is lost.
            log.warning("photo %s is left to reconcile: its listener died %d times", first.event.photo, first.faults)
            await self._tell("acked", first.ack)
            return
        try:
            await self._noticer.notice(owner, [delivery.event.photo for delivery in deliveries])
        except Transient as error:
            for delivery in deliveries:
                await self._tell("retried", partial(delivery.retry, _RETRY, str(error)))
        except Exception as error:
            if len(deliveries) > 1:  # one of them did it
                for delivery in deliveries:
                    await self._handle(owner, [delivery])
                return
            log.exception("photo %s broke the %s listener", first.event.photo, self._queue)
            await self._tell("dead", partial(first.dead, repr(error)))
        else:
            for delivery in deliveries:
                await self._tell("acked", delivery.ack)

    async def _tell(self, end: str, settle: Callable[[], Awaitable[None]]) -> None:
        if await self._consuming.tell(settle):
            telemetry.DELIVERIES.labels(self._queue, end).inc()
