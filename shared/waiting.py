"""Who waits for work, and work that waits for somebody."""

import asyncio
from collections import deque
from typing import Generic, TypeVar

Item = TypeVar("Item")


class Waiting(Generic[Item]):
    """A queue of one event loop. What is put `first` is taken before the rest, and each in the order of its coming. Of
    those who wait for an item, who came last gets it: what little there is to do the same few do, and the others may
    end."""

    def __init__(self) -> None:
        self._first: deque[Item] = deque()
        self._rest: deque[Item] = deque()
        self._takers: list[asyncio.Future[None]] = []

    def __len__(self) -> int:
        return len(self._first) + len(self._rest)

    def put(self, item: Item, *, first: bool = False) -> None:
        (self._first if first else self._rest).append(item)
        self._wake()

    async def take(self, most: int, patience: float | None = None) -> list[Item]:
        """At least one item and at most so many, all of them first or none. Raises TimeoutError when none has come
        within `patience` seconds."""
        async with asyncio.timeout(patience):
            while not self:
                await self._item()
        line = self._first or self._rest
        taken = [line.popleft() for _ in range(min(most, len(line)))]
        if self:
            self._wake()
        return taken

    def clear(self) -> list[Item]:
        items = [*self._first, *self._rest]
        self._first.clear()
        self._rest.clear()
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
