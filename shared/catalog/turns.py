"""Who changes the same thing in one process does it one after the other."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from weakref import WeakValueDictionary


class Turns:
    def __init__(self) -> None:
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()  # while somebody has or awaits it

    @asynccontextmanager
    async def of(self, name: str) -> AsyncIterator[bool]:
        """Whether others had their turn before: then what was read of it may be old."""
        lock = self._locks.get(name)
        if lock is None:
            self._locks[name] = lock = asyncio.Lock()
        waited = lock.locked()
        async with lock:
            yield waited
