"""A model checker for the protocol: real ports, one step at a time, in an order that a seed decides.

Every call of a port is a step. Between steps the scheduler picks whose turn it is, and may crash that actor before
the step or after it (the step happened, nobody heard). A crashed actor does nothing any more, not even clean up.
"""

import asyncio
import inspect
import random
from collections import deque
from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from shared.broker.base import Depth, Lane, Queue
from shared.domain.events import AnyEvent


class Crash(BaseException):
    """The process is gone. No code of ours may catch it."""


class Life:
    """One life of an actor, from its start to its end or crash."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.over = False


_life: ContextVar[Life] = ContextVar("life")


class Scheduler:
    def __init__(self, seed: int, *, crashes: int) -> None:
        self.random = random.Random(seed)
        self.crashes = crashes
        self._waiting: list[tuple[Life, asyncio.Future[bool]]] = []
        self._steps = 0
        self._idle: list[asyncio.Future[None]] = []
        self._answered = asyncio.Event()

    async def step(self, act: Callable[[], Awaitable[Any]]) -> Any:
        life = _life.get()
        if life.over:
            raise Crash
        turn: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._waiting.append((life, turn))
        dies_after = await turn
        self._steps += 1
        try:
            result = await act()
        finally:
            self._steps -= 1
            self._answered.set()
        if dies_after:
            self._kill(life)
        if life.over:
            raise Crash
        return result

    async def idle(self) -> None:
        """Until something may have happened elsewhere. Nobody may spin instead: whoever spins holds the interpreter's
        lock nearly all the time, and the stores' threads hardly ever get it."""
        self._idle.append(asyncio.get_running_loop().create_future())
        await self._idle[-1]

    def _kill(self, life: Life) -> None:
        self.crashes -= 1
        life.over = True
        for other, turn in self._waiting:
            if other is life and not turn.done():
                turn.set_exception(Crash())

    async def run(self, *actors: "asyncio.Task[None]") -> None:
        """Until every actor has ended."""
        while not all(actor.done() for actor in actors):
            idle, self._idle = self._idle, []
            for one in idle:
                one.set_result(None)
            # Everything between steps is pure computation: a few turns of the loop bring every actor to its next one.
            for _ in range(30):
                await asyncio.sleep(0)
            if self._steps:
                self._answered.clear()
                await self._answered.wait()
                continue
            # Whose caller waits no longer is done, too: that step never happens.
            self._waiting = [(life, turn) for life, turn in self._waiting if not turn.done()]
            if not self._waiting:
                await asyncio.sleep(0.0002)  # all are idle, or at a stream, which is no step
                continue
            life, turn = self._waiting[self.random.randrange(len(self._waiting))]
            fate = self.random.random()
            if self.crashes and fate < 0.04:
                self._kill(life)
                continue
            turn.set_result(bool(self.crashes) and fate < 0.08)
        for actor in actors:
            actor.result()


class Stepped:
    """A port whose every awaited call is a step of the scheduler; streams and context managers pass through."""

    def __init__(self, port: Any, scheduler: Scheduler) -> None:
        self._port = port
        self._scheduler = scheduler

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._port, name)
        if not inspect.iscoroutinefunction(method):
            return method

        async def stepped(*args: Any, **kwargs: Any) -> Any:
            return await self._scheduler.step(lambda: method(*args, **kwargs))

        return stepped


@dataclass
class Letter:
    """A delivery of the model's broker: at least once, back and alone after a crash."""

    event: AnyEvent
    queue: deque["Letter"]
    scheduler: Scheduler
    attempts: int = 1
    faults: int = 0
    alone: bool = False
    lane: Lane = Lane.FRESH
    settled: bool = field(default=False)

    async def ack(self) -> None:
        async def act() -> None:
            self.settled = True
            if self.scheduler.random.random() < 0.1:  # the ack was lost on its way
                self.queue.append(Letter(self.event, self.queue, self.scheduler))

        await self.scheduler.step(act)

    async def retry(self, after: float, reason: str, *, fault: bool = False) -> None:
        self.settled = True
        self.queue.append(Letter(self.event, self.queue, self.scheduler, self.attempts + 1, self.faults + fault))

    async def dead(self, reason: str) -> None:
        raise AssertionError(f"{self.event} was condemned: {reason}")


class Post:
    """The model's broker: what is published waits in a deque per queue, and is handed out in any order."""

    def __init__(self, scheduler: Scheduler, queues: tuple[Queue, ...]) -> None:
        self.scheduler = scheduler
        self.queues = {queue.name: (queue.topics, deque[Letter]()) for queue in queues}

    async def publish(self, event: AnyEvent, *, lane: Lane = Lane.FRESH) -> None:
        for topics, waiting in self.queues.values():
            if event.topic in topics:
                waiting.append(Letter(event, waiting, self.scheduler))

    async def depth(self, queue: str) -> Depth:
        return Depth(len(self.queues[queue][1]), None, 0, None)

    def take(self, queue: str) -> Letter | None:
        waiting = self.queues[queue][1]
        if not waiting:
            return None
        waiting.rotate(self.scheduler.random.randrange(len(waiting)))
        return waiting.popleft()

    def back(self, letter: Letter) -> None:
        """Its consumer crashed."""
        if not letter.settled:
            counts = letter.attempts + letter.alone, letter.faults + letter.alone
            letter.queue.append(Letter(letter.event, letter.queue, self.scheduler, *counts, alone=True))


async def living(name: str, act: Callable[[], Awaitable[None]]) -> bool:
    """Runs one life of an actor; False when it crashed."""
    token = _life.set(Life(name))
    try:
        await act()
    except Crash:
        return False
    finally:
        _life.reset(token)
    return True
