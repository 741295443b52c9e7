"""One consume on RabbitMQ.

Suspects. RabbitMQ says `redelivered` of a message that was held when its holder went away. In the lanes such a
message is moved to the queue of suspects, which is only ever asked (basic.get) while nothing is outstanding here:
what is redelivered from there crashed its consumer while alone, and is sent there once more with an attempt added.
For the same reason nothing is ever requeued: what is handed back is sent again and acked, and stays unsuspected.
Only the flag is used: what x-delivery-count counts changed from release to release.
"""

import asyncio
import contextlib
import logging
import time
from collections import deque
from collections.abc import Awaitable, Callable
from functools import partial

import msgspec
from aio_pika import IncomingMessage
from aio_pika.abc import AbstractChannel, AbstractIncomingMessage, AbstractQueue
from aio_pika.exceptions import ChannelNotFoundEntity
from aiormq.abc import DeliveredMessage

from shared.broker.base import LONGEST_RETRY, Lane, pause_after_crash
from shared.broker.lanes import Turns
from shared.broker.rabbit_link import LOST, Headers, Link, header
from shared.broker.rabbit_topology import Topology
from shared.domain.events import AnyEvent, decode_event
from shared.domain.ids import new_id
from shared.domain.instants import instant
from shared.errors import NotFound, Transient

log = logging.getLogger(__name__)

_LOOK_EVERY = 1.0  # seconds between two looks for suspects that another consumer left
_PAUSE = 0.5  # seconds between two attempts at consuming again


class RabbitConsumer:
    def __init__(self, link: Link, topology: Topology, queue: str, prefetch: int, *, suspicion: float) -> None:
        self._suspicion = suspicion
        self.link = link
        self.topology = topology
        self.queue = queue
        self.stopped = False
        self._prefetch = prefetch
        self._outstanding: dict[RabbitDelivery, None] = {}  # in the order of handing out
        self._woken = asyncio.Event()
        self._step: asyncio.Task[RabbitDelivery | None] | None = None
        self._wire: _Wire | None = None
        self._turns = Turns()
        self._suspects = True  # until a look says otherwise
        self._looked_at = 0.0

    async def next(self) -> "RabbitDelivery | None":
        """Waits for the next delivery, through outages of any length; None when stopped.

        Raises NotFound when nobody declared the queue.
        """
        while not self.stopped:
            self._woken.clear()
            # A task of its own: a cancelled reader must not tear a message out of the middle of a step.
            self._step = asyncio.create_task(self._advance())
            await asyncio.wait([self._step])
            if self._step.cancelled() or isinstance(self._step.exception(), (*LOST, Transient)):
                if not self.stopped:
                    lost = "cancelled" if self._step.cancelled() else repr(self._step.exception())
                    log.warning("%s: consuming again: %s", self.queue, lost)
                    await asyncio.sleep(_PAUSE)
            elif delivery := self._step.result():
                return None if self.stopped else delivery
            else:
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(_LOOK_EVERY):
                        await self._woken.wait()
        return None

    async def stop(self) -> None:
        """Hands back what is not settled. What cannot be handed back, RabbitMQ takes back by itself."""
        self.stopped = True
        self._woken.set()
        try:
            async with asyncio.timeout(self.link.patience):
                if self._step:
                    await asyncio.gather(self._step, return_exceptions=True)
                if self._wire and self._wire.alive:
                    await self._hand_back(self._wire)
        except (*LOST, Transient) as error:
            log.warning("%s: not handed back, so it comes back as after a crash: %r", self.queue, error)
        self._outstanding.clear()

    def release(self, delivery: "RabbitDelivery") -> None:
        self._outstanding.pop(delivery, None)
        if self._wire and delivery.lane is Lane.FRESH:
            self._wire.credit_on_its_way = True
        self._woken.set()

    async def bury(self, message: AbstractIncomingMessage, lane: Lane, reason: str) -> None:
        headers = _counted(message, lane) | {"reason": reason, "died_at": instant()}
        await self.link.send(message.body, self.topology.dead(self.queue), headers, id=new_id())

    async def _hand_back(self, wire: "_Wire") -> None:
        await wire.cancel()
        held = [delivery.hand_back() for delivery in self._outstanding]
        held += [self._forward(message, lane) for lane in Lane for message in wire.received[lane]]
        await asyncio.gather(*held)
        while self._outstanding:  # somebody is settling these right now
            self._woken.clear()
            await self._woken.wait()
        await wire.close()

    async def _advance(self) -> "RabbitDelivery | None":
        if self._wire is None or not self._wire.alive:
            self._wire = await _Wire.open(self.link, self.topology, self.queue, self._prefetch, self._woken.set)
        try:
            delivery = await self._take(self._wire)
        except Transient:
            # What was already taken from it would stay held, unseen: let RabbitMQ have it back.
            await self._wire.close()
            raise
        if delivery:
            self._outstanding[delivery] = None
        return delivery

    async def _take(self, wire: "_Wire") -> "RabbitDelivery | None":
        if len(self._outstanding) >= self._prefetch or any(delivery.alone for delivery in self._outstanding):
            return None
        if time.monotonic() - self._looked_at > _LOOK_EVERY:
            self._looked_at = time.monotonic()
            # The count may lag behind, so who is idle just asks.
            self._suspects = self._suspects or not self._outstanding or await wire.any_suspects()
        while True:
            if self._suspects:
                if self._outstanding:
                    return None
                if suspect := await self._take_suspect(wire):
                    return suspect
                self._suspects = False
            if not (lane := await wire.lane(self._turns)):
                return None
            message = wire.received[lane].popleft()
            self._turns.took(lane)
            if message.redelivered:
                await self._forward(message, lane)
                self._suspects = True
            elif delivery := await self._opened(wire, message, lane, alone=False):
                return delivery

    async def _take_suspect(self, wire: "_Wire") -> "RabbitDelivery | None":
        while message := await wire.suspect():
            lane = Lane(header(message, "lane", Lane.FRESH))
            if message.redelivered:
                pause = pause_after_crash(_faults(message), self._suspicion)
                headers = _counted(message, lane, attempts=1, faults=1)
                waiting = self.topology.wait(pause) if pause else ""
                await self.link.send(message.body, self.topology.alone(self.queue), headers, exchange=waiting)
                await message.ack()
            elif delivery := await self._opened(wire, message, lane, alone=True):
                return delivery
        return None

    async def _forward(self, message: AbstractIncomingMessage, lane: Lane) -> None:
        """Of what was received and never handed out: suspects among the suspects, the others where they were."""
        queue = self.topology.alone(self.queue) if message.redelivered else self.topology.lane(self.queue, lane)
        await self.link.send(message.body, queue, _counted(message, lane))
        await message.ack()

    async def _opened(
        self, wire: "_Wire", message: AbstractIncomingMessage, lane: Lane, *, alone: bool
    ) -> "RabbitDelivery | None":
        try:
            event = decode_event(message.body)
        except msgspec.DecodeError as error:
            log.error("%s: set aside a body that is none of our events: %s", self.queue, error)
            await self.bury(message, lane, str(error))
            await message.ack()
            return None
        return RabbitDelivery(self, wire, message, event, lane, alone)


class _Wire:
    """A channel that receives both lanes, for as long as it lives."""

    def __init__(self, channel: AbstractChannel, woken: Callable[[], None]) -> None:
        self.received: dict[Lane, deque[AbstractIncomingMessage]] = {lane: deque() for lane in Lane}
        self.credit_on_its_way = False
        self._channel = channel
        self._woken = woken
        self._suspects: AbstractQueue
        self._queues: dict[Lane, AbstractQueue] = {}
        self._tags: list[str] = []

    @classmethod
    async def open(
        cls, link: Link, topology: Topology, queue: str, prefetch: int, woken: Callable[[], None]
    ) -> "_Wire":
        channel = await link.channel()
        self = cls(channel, woken)
        channel.close_callbacks.add(lambda *_: woken())
        try:
            await channel.set_qos(prefetch)  # of each lane
            self._suspects = await channel.get_queue(topology.alone(queue))
            for lane in Lane:
                self._queues[lane] = await channel.get_queue(topology.lane(queue, lane))
            # By the driver's driver: aio_pika's own callbacks run some turns of the loop later than the answers
            # that came after them.
            receiving = await channel.get_underlay_channel()
            for lane in Lane:
                began = await receiving.basic_consume(topology.lane(queue, lane), partial(self._receive, lane))
                self._tags.append(began.consumer_tag or "")
        except ChannelNotFoundEntity as error:
            raise NotFound(f"There is no queue {queue}.") from error
        return self

    @property
    def alive(self) -> bool:
        return not self._channel.is_closed

    async def lane(self, turns: Turns) -> Lane | None:
        """Whose turn it is, of the lanes that have something here."""
        fresh, bulk = self.received[Lane.FRESH], self.received[Lane.BULK]
        if bulk and not fresh and self.credit_on_its_way:
            # What was settled lets the next fresh message come. It may be on its way, and must not be overtaken.
            self.credit_on_its_way = False
            await self._ask(Lane.FRESH)
        if not fresh and not bulk:
            return None
        return turns.next(fresh=bool(fresh), bulk=bool(bulk))

    async def suspect(self) -> AbstractIncomingMessage | None:
        return await self._suspects.get(fail=False)

    async def any_suspects(self) -> bool:
        queue = await self._channel.declare_queue(self._suspects.name, passive=True)
        return bool(queue.declaration_result.message_count)

    async def cancel(self) -> None:
        """What is received is then all that will be."""
        # What was settled a moment ago lets more messages come. They come before the answer to this, and else
        # would come after the cancelling, when the driver drops them.
        for lane in Lane:
            await self._ask(lane)
        channel = await self._channel.get_underlay_channel()
        for tag in self._tags:
            await channel.basic_cancel(tag)

    async def close(self) -> None:
        await self._channel.close()

    async def _ask(self, lane: Lane) -> None:
        """When it returns, all is received that earlier settling on this channel let come."""
        if message := await self._queues[lane].get(fail=False):
            self.received[lane].append(message)

    async def _receive(self, lane: Lane, message: DeliveredMessage) -> None:
        self.received[lane].append(IncomingMessage(message))
        self._woken()


class RabbitDelivery:
    """Settling sends first and acks then: a crash between them makes two of it, and loses none."""

    def __init__(
        self,
        consumer: RabbitConsumer,
        wire: _Wire,
        message: AbstractIncomingMessage,
        event: AnyEvent,
        lane: Lane,
        alone: bool,
    ) -> None:
        self.event = event
        self.attempts = _attempts(message)
        self.faults = _faults(message)
        self.alone = alone
        self.lane = lane
        self._consumer = consumer
        self._wire = wire
        self._message = message
        self._settled = False

    async def ack(self) -> None:
        async def nothing() -> None: ...

        await self._settle(nothing)

    async def retry(self, after: float, reason: str, *, fault: bool = False) -> None:
        """`after` is rounded up to one of rabbit_topology.DELAYS. Raises as Link.send, and may then be tried again."""
        if not 0 <= after <= LONGEST_RETRY:
            raise ValueError(f"a retry waits from 0 to {LONGEST_RETRY:g} seconds, not {after:g}")
        log.info("%s of %s: again in %g s: %s", self.event.topic, self.event.photo, after, reason)
        topology = self._consumer.topology
        await self._settle(
            lambda: self._send(
                topology.lane(self._consumer.queue, self.lane),
                _counted(self._message, self.lane, attempts=1, faults=int(fault)),
                exchange=topology.wait(after) if after else "",
            )
        )

    async def dead(self, reason: str) -> None:
        await self._settle(lambda: self._consumer.bury(self._message, self.lane, reason))

    async def hand_back(self) -> None:
        topology, queue = self._consumer.topology, self._consumer.queue
        target = topology.alone(queue) if self.alone else topology.lane(queue, self.lane)
        await self._settle(lambda: self._send(target, _counted(self._message, self.lane)))

    async def _send(self, queue: str, headers: Headers, *, exchange: str = "") -> None:
        await self._consumer.link.send(self._message.body, queue, headers, exchange=exchange)

    async def _settle(self, send: Callable[[], Awaitable[None]]) -> None:
        if self._settled:
            return
        self._settled = True
        try:
            if self._wire.alive:
                await send()
                await self._message.ack()
        except LOST as error:
            log.warning("%s: lost before it was settled, so it comes back: %r", self.event.topic, error)
        except BaseException:
            self._settled = False
            raise
        self._consumer.release(self)


def _attempts(message: AbstractIncomingMessage) -> int:
    return int(header(message, "attempts", "1"))


def _faults(message: AbstractIncomingMessage) -> int:
    return int(header(message, "faults", "0"))


def _counted(message: AbstractIncomingMessage, lane: Lane, *, attempts: int = 0, faults: int = 0) -> Headers:
    """Its headers when it is sent again, with so many more of each."""
    return {"attempts": _attempts(message) + attempts, "faults": _faults(message) + faults, "lane": lane}
