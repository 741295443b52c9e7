"""Who waits for work, and work that waits for somebody."""

import asyncio
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from enum import IntEnum
from typing import Generic, TypeVar

Item = TypeVar("Item")


class Priority(IntEnum):
    QUESTION = 0  # somebody waits for the answer
    FRESH = 1  # somebody waits for the photo
    BULK = 2


class Hurry:
    """While somebody waits for a photo, no work is begun for which nobody waits: a batch of that takes longer than the
    photo does. It lasts from one piece of the photo's work to the next, `linger` seconds at most, and `patience`
    seconds in all: who goes on and on does not hold others up for ever."""

    def __init__(
        self, *, linger: float = 0.3, patience: float = 10.0, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.linger = linger
        self._patience = patience
        self._clock = clock
        self._pieces = 0
        self._began = self._ended = float("-inf")

    @contextmanager
    def piece(self) -> Iterator[None]:
        """Of work that somebody waits for."""
        if not self._goes_on:
            self._began = self._clock()
        self._pieces += 1
        try:
            yield
        finally:
            self._pieces -= 1
            self._ended = self._clock()

    @property
    def on(self) -> bool:
        return self._goes_on and self._clock() < self._began + self._patience

    @property
    def _goes_on(self) -> bool:
        return self._pieces > 0 or self._clock() < self._ended + self.linger


class Waiting(Generic[Item]):
    """A queue of one event loop, by priority and then in the order of coming. Of those who wait for an item, who came
    last gets it: what little there is to do the same few do, and the others may end. In a `hurry`, bulk waits."""

    def __init__(self, hurry: Hurry | None = None) -> None:
        self._hurry = hurry
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
            while (line := self._first()) is None:
                await self._item()
        taken = [line.popleft() for _ in range(min(most, len(line)))]
        if self._first() is not None:
            self._wake()
        return taken

    def _first(self) -> deque[Item] | None:
        """The line of which may be taken."""
        held = Priority.BULK if self._hurry and self._hurry.on else None
        return next((line for priority, line in self._lines.items() if line and priority != held), None)

    def clear(self) -> list[Item]:
        items = [item for line in self._lines.values() for item in line]
        for line in self._lines.values():
            line.clear()
        return items

    async def _item(self) -> None:
        """Returns when there may be one to take; what is held up nobody tells."""
        taker = asyncio.get_running_loop().create_future()
        self._takers.append(taker)
        try:
            with suppress(TimeoutError):
                async with asyncio.timeout(self._hurry.linger if self and self._hurry else None):
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
