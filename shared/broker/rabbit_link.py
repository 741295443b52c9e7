"""The wire to RabbitMQ: one connection, made again when it is lost, and publishing that waits for confirmation."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Iterator

import aio_pika
from aio_pika.abc import AbstractChannel, AbstractConnection, AbstractIncomingMessage
from aio_pika.connection import make_url
from aio_pika.exceptions import AMQPError, ChannelInvalidStateError, ChannelNotFoundEntity, DeliveryError, PublishError

from shared.errors import NotFound, Overloaded, Unavailable

log = logging.getLogger(__name__)

_PAUSE = 0.2  # seconds between two attempts at reaching a broker that is away
_HEARTBEAT = 20  # seconds; a silent peer is given up after three

# What a lost connection looks like, depending on where it is noticed.
LOST = (AMQPError, OSError, ChannelInvalidStateError)

Headers = dict[str, str | int]


class Link:
    """`exchange` is the durable topic exchange of all events; every new connection makes sure of it.

    `patience` is how many seconds anything may take that somebody waits for.
    """

    def __init__(self, url: str, exchange: str, *, patience: float) -> None:
        self.patience = patience
        self._url = url
        self._exchange = exchange
        self._connection: AbstractConnection | None = None
        self._publishing: AbstractChannel | None = None
        self._connecting = asyncio.Lock()
        self._opening = asyncio.Lock()
        self.closed = False

    async def channel(self) -> AbstractChannel:
        """A new channel. Raises Unavailable after close, else what is in LOST."""
        async with self._connecting:
            if self.closed:
                raise Unavailable("The broker is closed.")
            if self._connection is None or not self._connection.connected.is_set():
                self._connection = await self._connect()
        channel = self._connection.channel(on_return_raises=True)
        await channel.initialize()
        return channel

    async def publish(self, body: bytes, routing_key: str, headers: Headers, *, id: str | None = None) -> None:
        """To every queue bound under `routing_key`; none is no error. Raises as send."""
        await self._publish(self._exchange, routing_key, _message(body, headers, id), mandatory=False)

    async def send(
        self, body: bytes, queue: str, headers: Headers, *, exchange: str = "", id: str | None = None
    ) -> None:
        """To one queue that must be there. Returns when it is durable.

        Raises Overloaded when the queue refuses it, Unavailable when RabbitMQ does not confirm in time.
        """
        await self._publish(exchange, queue, _message(body, headers, id), mandatory=True)

    @contextlib.asynccontextmanager
    async def reaching(self) -> AsyncIterator[None]:
        """Raises as in_our_words, at the latest when patience ends."""
        with in_our_words():
            async with asyncio.timeout(self.patience):
                yield

    async def close(self) -> None:
        self.closed = True
        if self._connection:
            await self._connection.close()

    async def _publish(self, exchange: str, routing_key: str, message: aio_pika.Message, *, mandatory: bool) -> None:
        async with self.reaching():
            while True:
                try:
                    channel = await self._publishing_channel()
                    target = (
                        await channel.get_exchange(exchange, ensure=False) if exchange else channel.default_exchange
                    )
                    await target.publish(message, routing_key, mandatory=mandatory)
                    return
                except PublishError as error:
                    raise Unavailable(f"RabbitMQ has no queue {routing_key}.") from error
                except DeliveryError as error:
                    raise Overloaded("RabbitMQ takes no more messages.") from error
                except LOST as error:
                    log.warning("publishing again: %r", error)
                    await asyncio.sleep(_PAUSE)

    async def _connect(self) -> AbstractConnection:
        # Not by aio_pika.connect: one that it could not connect closes itself where it is collected, and warns there.
        connection = aio_pika.Connection(make_url(self._url, heartbeat=_HEARTBEAT))
        try:
            try:
                await connection.connect(timeout=self.patience)
            except StopAsyncIteration as error:  # what aiormq says of a connection that ends within its handshake
                raise ConnectionResetError("the connection ended within its handshake") from error
            async with connection.channel() as channel:
                await channel.declare_exchange(self._exchange, aio_pika.ExchangeType.TOPIC, durable=True)
        except BaseException:
            await connection.close()
            raise
        return connection

    async def _publishing_channel(self) -> AbstractChannel:
        async with self._opening:
            if self._publishing is None or self._publishing.is_closed:
                self._publishing = await self.channel()
            return self._publishing


@contextlib.contextmanager
def in_our_words() -> Iterator[None]:
    """Says what comes in the way: NotFound for a queue nobody declared, or Unavailable."""
    try:
        yield
    except ChannelNotFoundEntity as error:
        raise NotFound(f"There is no such queue: {error}") from error
    except (*LOST, TimeoutError) as error:
        raise Unavailable(f"RabbitMQ does not answer: {error or 'in time'}.") from error


def header(message: AbstractIncomingMessage, name: str, default: str) -> str:
    value = message.headers.get(name, default)
    return value.decode() if isinstance(value, bytes) else str(value)


def _message(body: bytes, headers: Headers, id: str | None) -> aio_pika.Message:
    return aio_pika.Message(
        body,
        headers=dict(headers),
        content_type="application/json",
        delivery_mode=aio_pika.DeliveryMode.PERSISTENT,
        message_id=id,
    )
