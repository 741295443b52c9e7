"""What every consumer of a queue does alike: it waits out a broker that is away, pulls so that a cancellation cuts
nothing, and tells how a delivery ended until the broker has heard it."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncGenerator, Awaitable, Callable
from typing import TypeVar

from shared.broker.base import Broker, Delivery
from shared.errors import Transient
from shared.runtime.resting import rest

log = logging.getLogger(__name__)

T = TypeVar("T")

_PAUSE = 1.0  # seconds between two attempts at a broker that is away

Deliveries = AsyncGenerator[Delivery, None]


class Consuming:
    """`stopping` is set by who consumes, once it was cancelled and only finishes what it holds."""

    def __init__(self, broker: Broker, queue: str, *, prefetch: int) -> None:
        self._broker = broker
        self._queue = queue
        self._prefetch = prefetch
        self.stopping = False

    async def run(self, consume: Callable[[Deliveries], Awaitable[None]]) -> None:
        """For ever: a stream of deliveries to `consume`, and another when it was lost."""
        while True:
            try:
                async with contextlib.aclosing(
                    self._broker.consume(self._queue, prefetch=self._prefetch)
                ) as deliveries:
                    await consume(deliveries)
            except Transient as error:
                if self.stopping:  # the broker went before it was told what we hand back
                    raise asyncio.CancelledError from error
                log.warning("%s waits for the broker: %s", self._queue, error)
                await rest(_PAUSE)

    async def tell(self, settle: Callable[[], Awaitable[None]]) -> bool:
        """Until the broker has heard it: what it takes for held by us is handed to nobody, for as long as we live.
        False when we stop first: then the end of this process tells it."""
        while True:
            try:
                await settle()
            except Transient as error:
                log.warning("a delivery of %s is not settled yet: %s", self._queue, error)
                if self.stopping:
                    return False
                await asyncio.sleep(_PAUSE)
            else:
                return True


def pull(items: AsyncGenerator[T, None]) -> "asyncio.Task[T | None]":
    """The next one, None at the end, in a task of its own: a cancellation thrown into a generator of deliveries would
    hand back what is in hand before it is acked, and somebody would do it again."""
    return asyncio.create_task(_next(items))


async def _next(items: AsyncGenerator[T, None]) -> T | None:
    return await anext(items, None)
