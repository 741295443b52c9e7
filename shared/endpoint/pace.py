"""How an endpoint is asked: so many at once, so many a minute, and not at all while it is away."""

import asyncio
import math
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from shared.endpoint.away import Away


class Pace:
    """`at_once` requests at most, and `rate` a minute, evenly. Once one found the endpoint away, none goes out until
    its pause is over; `notice` hears why, and "" when one goes well."""

    def __init__(self, *, at_once: int, rate: float, notice: Callable[[str], None] = lambda why: None) -> None:
        self._slots = asyncio.Semaphore(at_once)
        self._apart = 60.0 / rate  # seconds
        self._next = -math.inf  # by the loop's clock, when one may go out again
        self._until = -math.inf  # likewise, after it was found away
        self._why = ""
        self._notice = notice

    @property
    def resting(self) -> bool:
        return asyncio.get_running_loop().time() < self._until

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """One request. Raises Away where the endpoint is being left alone, as well as what the request raises."""
        async with self._slots:
            self._check()
            clock = asyncio.get_running_loop().time
            begin = max(clock(), self._next)
            self._next = begin + self._apart
            await asyncio.sleep(begin - clock())
            self._check()
            try:
                yield
            except Away as away:
                self._until, self._why = clock() + away.pause, str(away)
                self._notice(self._why)
                raise
            self._notice("")

    def _check(self) -> None:
        if self.resting:
            raise Away(self._why, pause=0.0)
