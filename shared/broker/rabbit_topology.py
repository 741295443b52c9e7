"""What RabbitMQ must have for our queues, with every argument said, so that 3.10 and 4.x serve alike.

Per queue of ours: one RabbitMQ queue per lane (3.10's quorum queues know no priority), one for suspects, one for
dead letters. For retries, shared by all: one queue per delay, so that nothing waits behind a longer delay.
"""

import aio_pika
from aio_pika.abc import AbstractChannel

from shared.broker.base import LONGEST_RETRY, Lane, Queue

# A retry waits for the first of these that is not shorter than what it asks for. Seconds.
DELAYS = (0.25, 1.0, 5.0, 15.0, 60.0, 300.0, 900.0, 3600.0, 14_400.0, LONGEST_RETRY)

_QUORUM: dict[str, str | int] = {
    "x-queue-type": "quorum",
    "x-overflow": "reject-publish",
    # Who gives up on a message is the consumer; 4.x would after 20 deliveries.
    "x-delivery-limit": 1_000_000_000,
}


class Topology:
    """Names under `namespace`, which is also the exchange of all events; those of the waits under `waits`, where
    several namespaces of one server share them."""

    def __init__(self, namespace: str, *, waits: str = "") -> None:
        self.exchange = namespace
        self._waits = waits or namespace

    def lane(self, queue: str, lane: Lane) -> str:
        return f"{self.exchange}.{queue}.{lane}"

    def alone(self, queue: str) -> str:
        return f"{self.exchange}.{queue}.alone"

    def dead(self, queue: str) -> str:
        return f"{self.exchange}.{queue}.dead"

    def wait(self, after: float) -> str:
        """The exchange through which to send what shall be in its queue `after` seconds from now."""
        delay = next(delay for delay in DELAYS if delay >= after)
        return f"{self._waits}.wait.{delay:g}"

    async def declare(self, channel: AbstractChannel, *queues: Queue) -> None:
        await self._declare_waits(channel)
        for queue in queues:
            for name in (self.alone(queue.name), self.dead(queue.name)):
                await channel.declare_queue(name, durable=True, arguments={**_QUORUM})
            for lane in Lane:
                bound = await channel.declare_queue(self.lane(queue.name, lane), durable=True, arguments={**_QUORUM})
                for topic in queue.topics:
                    await bound.bind(self.exchange, f"{lane}.{topic}")

    async def _declare_waits(self, channel: AbstractChannel) -> None:
        for delay in DELAYS:
            name = self.wait(delay)
            exchange = await channel.declare_exchange(name, aio_pika.ExchangeType.FANOUT, durable=True)
            # Expired messages keep their routing key, and the default exchange takes that for a queue's name.
            arguments = {
                **_QUORUM,
                "x-message-ttl": int(delay * 1000),
                "x-dead-letter-exchange": "",
                "x-dead-letter-strategy": "at-least-once",
            }
            queue = await channel.declare_queue(name, durable=True, arguments={**arguments})
            await queue.bind(exchange)
