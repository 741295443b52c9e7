"""A Broker whose events carry the trace in which they were published."""

import msgspec

from shared import tracing
from shared.broker.base import Broker, Lane
from shared.domain.events import AnyEvent


class TracedBroker:
    def __init__(self, broker: Broker) -> None:
        self._broker = broker
        self.declare = broker.declare
        self.consume = broker.consume
        self.subscribe = broker.subscribe
        self.depth = broker.depth
        self.dead_letters = broker.dead_letters
        self.replay = broker.replay
        self.check = broker.check
        self.close = broker.close

    async def publish(self, event: AnyEvent, *, lane: Lane = Lane.FRESH) -> None:
        with tracing.span(f"publish {event.topic}", kind=tracing.SpanKind.PRODUCER, photo=event.photo):
            await self._broker.publish(msgspec.structs.replace(event, trace=tracing.traceparent()), lane=lane)
