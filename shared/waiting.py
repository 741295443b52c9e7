"""Who waits for work, and work that waits for somebody."""

import asyncio
from collections import deque
from enum import IntEnum
from typing import Generic, TypeVar

Item = TypeVar("Item")


class Priority(IntEnum):
    QUESTION = 0  # somebody waits for the answer
    FRESH = 1  # somebody waits for the photo
    BULK = 2


class Waiting(Generic[Item]):
    """A queue of one event loop, by priority and then in the order of coming. Of those who wait for an item, who came
    last gets it: what little there is to do the same few do, and the others may end."""

    def __init__(self) -> None:
        self._lines: dict[Priority, deque[Item]] = {priority: deque() for priority in Priority}
        self._takers: list[asyncio.Future[None]] = []

    def __len__(self) -> int:
        return sum(map(len, self._lines.values()))

    def put(self, item: Item, priority: Priority = Priority.BULK) -> None:
        self._lines[priority].append(item)
        self._wake()

    async def take(self, most: int, patience: float | None = None) -> list[Item]:
        """At least one item and at most so many, all of one priority. Raises TimeoutError when none has come within
        `patience` seconds."""
        async with asyncio.timeout(patience):
            while not self:
                await self._item()
        line = next(line for line in self._lines.values() if line)
        taken = [line.popleft() for _ in range(min(most, len(line)))]
        if self:
            self._wake()
        return taken

    def clear(self) -> list[Item]:
        items = [item for line in self._lines.values() for item in line]
        for line in self._lines.values():
            line.clear()
        return items

    async def _item(self) -> None:
        taker = asyncio.get_running_loop().create_future()
        self._takers.append(taker)
        try:
            await taker
        except asyncio.CancelledError:
            # Woken and gone at the same moment: the item is another one's.
            if taker.done() and not taker.cancelled():
                self._wake()
            raise
        finally:
            if taker in self._takers:
                self._takers.remove(taker)

    def _wake(self) -> None:
        while self._takers:
            taker = self._takers.pop()
            if not taker.done():
                taker.set_result(None)
                return
