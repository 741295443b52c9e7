"""Which lane the work on an upload takes, so that an import holds up nobody who waits for one photo."""

import logging
import time
from collections import deque
from collections.abc import Callable

from cachetools import TTLCache

from shared.broker.base import Broker, Lane
from shared.errors import Transient
from shared.runtime.addresses import asker
from shared.runtime.backlog import DEPTH, room

log = logging.getLogger(__name__)

_MINUTE = 60.0
_LOOK = 1.0  # seconds between two looks at the queues
_ASKERS = 10_000  # that are remembered at once


class Lanes:
    """`fresh`: uploads a minute, of one library from one address, that somebody is thought to wait for."""

    def __init__(
        self, broker: Broker, *, fresh: int, depth: int = DEPTH, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._broker = broker
        self._fresh = fresh
        self._depth = depth
        self._clock = clock
        self._came: TTLCache[tuple[str, str], deque[float]] = TTLCache(_ASKERS, _MINUTE, timer=clock)
        self._room = 0
        self._looked: float | None = None

    def of(self, owner: str, address: str, *, bulk: bool) -> Lane:
        """`bulk`: who sends it says that nobody waits for it; those that are not so marked are counted."""
        if bulk:
            return Lane.BULK
        now, who = self._clock(), (owner, asker(address))
        came = self._came.get(who) or deque(maxlen=self._fresh)
        many = len(came) == self._fresh and now - came[0] < _MINUTE
        came.append(now)
        self._came[who] = came
        return Lane.BULK if many else Lane.FRESH

    async def room(self) -> bool:
        """Whether the queues have room for one more, which is then taken to be in them."""
        now = self._clock()
        if self._looked is None or now - self._looked >= _LOOK:
            self._looked = now
            try:
                self._room = await room(self._broker, self._depth)
            except Transient as error:
                log.warning("work waits in the catalog: %s", error)
                self._room = 0
        self._room -= 1
        return self._room >= 0
