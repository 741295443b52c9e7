"""The broker of the cluster: RabbitMQ 3.10 or later, quorum queues throughout."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncGenerator, AsyncIterator, Sequence

import msgspec
from aio_pika.abc import AbstractIncomingMessage, AbstractQueue

from shared.broker.base import SUSPICION, DeadLetter, Depth, Lane, Queue
from shared.broker.fanout import Fanout
from shared.broker.rabbit_consumer import RabbitConsumer, RabbitDelivery
from shared.broker.rabbit_link import LOST, Link, header, in_our_words
from shared.broker.rabbit_topology import Topology
from shared.domain.events import AnyEvent, decode_event, encode_event
from shared.errors import Transient

log = logging.getLogger(__name__)

_PAUSE = 0.5  # seconds between two attempts at hearing live events again
_DEAD_SORTED = 1000  # that many dead letters of a queue are listed strictly oldest first
_UNHEARD = 10_000  # live events that RabbitMQ keeps for a process that does not read


class RabbitBroker:
    def __init__(self, link: Link, topology: Topology, *, suspicion: float = SUSPICION) -> None:
        self._suspicion = suspicion
        self._link = link
        self._topology = topology
        self._consumers: set[RabbitConsumer] = set()
        self._fanout = Fanout()
        self._feed: asyncio.Task[None] | None = None
        self._reading_dead = asyncio.Lock()

    @classmethod
    async def open(
        cls,
        url: str,
        *,
        namespace: str = "heliograph",
        waits: str = "",
        patience: float = 10.0,
        suspicion: float = SUSPICION,
    ) -> "RabbitBroker":
        """`url` is amqp(s)://user:password@host/vhost; everything is named under `namespace`, but the queues in which
        retries wait under `waits`, where it is given.

        Whatever somebody waits for (publishing, settling, looking) raises Unavailable after `patience` seconds;
        until then an outage only makes it slow. So does opening, but at once when nobody answers.
        """
        topology = Topology(namespace, waits=waits)
        broker = cls(Link(url, topology.exchange, patience=patience), topology, suspicion=suspicion)
        await broker.check()
        return broker

    async def declare(self, *queues: Queue) -> None:
        async with self._link.reaching(), await self._link.channel() as channel:
            await self._topology.declare(channel, *queues)

    async def publish(self, event: AnyEvent, *, lane: Lane = Lane.FRESH) -> None:
        await self._link.publish(encode_event(event), f"{lane}.{event.topic}", {"attempts": 1, "lane": lane})

    async def consume(self, queue: str, *, prefetch: int) -> AsyncGenerator[RabbitDelivery, None]:
        consumer = RabbitConsumer(self._link, self._topology, queue, prefetch, suspicion=self._suspicion)
        self._consumers.add(consumer)
        try:
            while delivery := await consumer.next():
                yield delivery
        finally:
            self._consumers.discard(consumer)
            if not consumer.stopped:
                await consumer.stop()

    def subscribe(self, topics: Sequence[str]) -> AsyncGenerator[AnyEvent, None]:
        """The first subscription of a process opens its feed, which takes some milliseconds to stand."""
        if self._feed is None and not self._link.closed:
            self._feed = asyncio.create_task(self._hear())
        return self._fanout.subscribe(topics)

    async def depth(self, queue: str) -> Depth:
        lanes = [self._topology.lane(queue, lane) for lane in Lane]
        counts = []
        async with self._link.reaching(), await self._link.channel() as channel:
            for name in (*lanes, self._topology.alone(queue), self._topology.dead(queue)):
                found = await channel.declare_queue(name, passive=True)
                counts.append(found.declaration_result.message_count or 0)
        return Depth(ready=sum(counts[:-1]), in_flight=None, dead=counts[-1], oldest_seconds=None)

    async def dead_letters(self, queue: str, *, limit: int = 100) -> list[DeadLetter]:
        letters = []
        async with self._dead(queue) as dead:
            async for message in dead:
                with contextlib.suppress(msgspec.DecodeError):  # it waits here for a release that knows it
                    letters.append(_letter(queue, message))
                if len(letters) == max(limit, _DEAD_SORTED):
                    break
        # What was taken and put back is behind what was not, so it is our part to sort.
        return sorted(letters, key=lambda letter: letter.id)[:limit]

    async def replay(self, queue: str, ids: Sequence[str] | None = None) -> int:
        """Sends dead letters again (all of the queue when no ids are given) and says how many."""
        count = 0
        wanted = None if ids is None else set(ids)
        async with self._dead(queue) as dead:
            async for message in dead:
                if wanted is None or message.message_id in wanted:
                    lane = Lane(header(message, "lane", Lane.FRESH))
                    await self._link.send(message.body, self._topology.lane(queue, lane), {"attempts": 1, "lane": lane})
                    await message.ack()
                    count += 1
        return count

    async def check(self) -> None:
        async with self._link.reaching(), await self._link.channel():
            pass

    async def close(self) -> None:
        await asyncio.gather(*(consumer.stop() for consumer in self._consumers if not consumer.stopped))
        if self._feed:
            self._feed.cancel()
            await asyncio.gather(self._feed, return_exceptions=True)
        self._fanout.close()
        await self._link.close()

    @contextlib.asynccontextmanager
    async def _dead(self, queue: str) -> AsyncIterator[AsyncIterator[AbstractIncomingMessage]]:
        """Takes dead letters, oldest first; what is not acked goes back to where it was."""
        # Two readers at once would each see only a part.
        async with self._reading_dead:
            with in_our_words():
                async with self._link.reaching():
                    channel = await self._link.channel()
                async with channel:
                    source = await channel.get_queue(self._topology.dead(queue))
                    taken: list[AbstractIncomingMessage] = []
                    try:
                        yield _all(source, taken)
                    finally:
                        for message in taken:
                            if not message.processed and not channel.is_closed:
                                await message.nack(requeue=True)

    async def _hear(self) -> None:
        while True:
            try:
                await self._hear_until_lost()
            except (*LOST, Transient) as error:
                log.warning("live events: listening again: %r", error)
            await asyncio.sleep(_PAUSE)

    async def _hear_until_lost(self) -> None:
        channel = await self._link.channel()
        lost = asyncio.Event()
        channel.close_callbacks.add(lambda *_: lost.set())
        mailbox = await channel.declare_queue(
            exclusive=True,
            auto_delete=True,
            arguments={"x-queue-type": "classic", "x-max-length": _UNHEARD, "x-overflow": "drop-head"},
        )
        await mailbox.bind(self._topology.exchange, "#")
        await mailbox.consume(self._heard, no_ack=True)
        await lost.wait()

    async def _heard(self, message: AbstractIncomingMessage) -> None:
        with contextlib.suppress(msgspec.DecodeError):  # of a release that knows more events
            self._fanout.send(decode_event(message.body))


async def _all(source: AbstractQueue, taken: list[AbstractIncomingMessage]) -> AsyncIterator[AbstractIncomingMessage]:
    while message := await source.get(fail=False):
        taken.append(message)
        yield message


def _letter(queue: str, message: AbstractIncomingMessage) -> DeadLetter:
    return DeadLetter(
        id=message.message_id or "",
        queue=queue,
        event=decode_event(message.body),
        reason=header(message, "reason", ""),
        attempts=int(header(message, "attempts", "1")),
        died_at=header(message, "died_at", ""),
    )
