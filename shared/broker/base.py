"""Broker: events out, deliveries in, at least once.

The contract, which tests/conformance/test_broker.py runs on every adapter:
- declare makes queues and their bindings, which outlive the process. A queue gets the events published from then
  on; declaring it again adds topics and takes none away. Naming a queue that nobody declared raises NotFound.
- publish returns once the event is durable in every declared queue bound to its topic. No queue bound is no error
  (live subscribers may be all that listens).
- consume yields deliveries, at most `prefetch` of them not yet settled (acked, retried or dead) at a time.
  FRESH goes before BULK, each lane in the order of publishing; a lane cannot starve the other for ever.
- A delivery that is neither settled nor held by a living consumer comes back. It comes back **alone**
  (`delivery.alone`): nothing else is outstanding at that consumer from before it is yielded until it is settled.
  So a poison event in a prefetch of 16 condemns itself and not 15 innocents.
- After a crash while alone it comes back only after a pause (`suspicion`), four times as long after each more: a
  machine that is killed again and again within minutes is no proof against the photo that was in hand.
- `delivery.attempts` counts from 1. A retry adds one, and so does a crash while alone; a crash in
  company adds none. `delivery.faults` counts from 0 which of those were its own fault: the crashes, and the
  retries that say so. The broker never drops: the consumer decides by faults, and calls dead.
- retry(after) gives it back, not before `after` seconds (a day at most), and no longer alone: its handler lived.
  dead(reason) puts it among the dead letters of its queue, which can be read, oldest first, and replayed
  (attempts start again at 1, faults at 0).
- Settling twice is no error and does nothing the second time.
- Stopping a consume (closing its generator) hands unsettled deliveries back at once, not as crashed; settling them
  after that does nothing. What was alone stays alone.
- subscribe yields every event of its topics published from the call on, to every subscriber (live updates: lossy
  when a subscriber is slow, never blocking a publisher).
- close ends every consume, handing back, and every subscription. Publishing after it raises Unavailable.
- A body that is none of our events (an older or newer release wrote it) is put among the dead letters unseen:
  counted there, not listed, replayed with the rest.
"""

from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from shared.domain.events import AnyEvent

SUSPICION = 30.0  # seconds


def pause_after_crash(faults: int, suspicion: float) -> float:
    """Seconds before what crashed while alone, with so many faults before, is handed out again; an hour at most."""
    return float(min(suspicion * 4 ** min(faults, 10), 3600.0))


class Lane(StrEnum):
    FRESH = "fresh"  # somebody waits for it
    BULK = "bulk"  # imports, re-analysis, reconcile


@dataclass(frozen=True, slots=True)
class Queue:
    name: str
    topics: tuple[str, ...]


LONGEST_RETRY = 86_400.0  # seconds


@dataclass(frozen=True, slots=True)
class Depth:
    """None is what a broker does not tell. Deliveries that wait for their retry are in none of these."""

    ready: int
    in_flight: int | None
    dead: int
    oldest_seconds: float | None  # since the oldest ready delivery was published, 0 when none


@dataclass(frozen=True, slots=True)
class DeadLetter:
    id: str
    queue: str
    event: AnyEvent
    reason: str
    attempts: int
    died_at: str  # an instant


class Delivery(Protocol):
    @property
    def event(self) -> AnyEvent: ...

    @property
    def attempts(self) -> int: ...

    @property
    def faults(self) -> int: ...

    @property
    def alone(self) -> bool: ...

    @property
    def lane(self) -> Lane: ...

    async def ack(self) -> None: ...

    async def retry(self, after: float, reason: str, *, fault: bool = False) -> None: ...

    async def dead(self, reason: str) -> None: ...


class Broker(Protocol):
    async def declare(self, *queues: Queue) -> None: ...

    async def publish(self, event: AnyEvent, *, lane: Lane = Lane.FRESH) -> None: ...

    def consume(self, queue: str, *, prefetch: int) -> AsyncGenerator[Delivery, None]: ...

    def subscribe(self, topics: Sequence[str]) -> AsyncGenerator[AnyEvent, None]: ...

    async def depth(self, queue: str) -> Depth: ...

    async def dead_letters(self, queue: str, *, limit: int = 100) -> list[DeadLetter]: ...

    async def replay(self, queue: str, ids: Sequence[str] | None = None) -> int:
        """Sends dead letters again (all of the queue when no ids are given) and says how many."""
        ...

    async def check(self) -> None:
        """Raises Unavailable with a sentence when the broker cannot be used."""
        ...

    async def close(self) -> None: ...
