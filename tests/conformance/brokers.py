"""The worlds in which a broker is tried: how it is opened, and how its process crashes."""

import asyncio
import contextlib
import shutil
import sqlite3
import time
from collections.abc import AsyncGenerator, AsyncIterator
from pathlib import Path
from typing import Any, Protocol

import aio_pika
from yarl import URL

from shared.broker.base import Broker, Delivery, Lane, Queue
from shared.broker.rabbit import RabbitBroker
from shared.broker.rabbit_topology import Topology
from shared.broker.sqlite import SqliteBroker
from shared.domain.ids import new_id

PATIENCE = 10.0  # seconds for what must come
_BUSY = 60.0  # seconds that a server may take on a machine that does much else
_WAITS = "test-waits"  # of all the tests on one server: ten queues and ten exchanges to declare
_SILENCE = 0.15  # seconds in which what must not come would have come


class Reader:
    """Reads a generator eagerly, in a task of its own."""

    def __init__(self, source: AsyncGenerator[Any, None]) -> None:
        self.waiting: asyncio.Queue[Any] = asyncio.Queue()
        self._source = source
        self._task = asyncio.create_task(self._read())

    async def _read(self) -> None:
        async for item in self._source:
            self.waiting.put_nowait(item)

    async def next(self) -> Any:
        getting = asyncio.create_task(self.waiting.get())
        async with asyncio.timeout(PATIENCE):
            await asyncio.wait([getting, self._task], return_when=asyncio.FIRST_COMPLETED)
        if not getting.done():
            getting.cancel()
            await self._task
            raise AssertionError("the source ended")
        return getting.result()

    async def take(self, count: int) -> list[Any]:
        return [await self.next() for _ in range(count)]

    async def silent(self) -> None:
        await asyncio.sleep(_SILENCE)
        assert self.waiting.empty(), f"unexpected: {self.waiting.get_nowait()}"
        assert not self._task.done()

    async def drop(self) -> None:
        while not self.waiting.empty():
            self.waiting.get_nowait()

    async def stop(self) -> None:
        self._task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._task
        await self._source.aclose()


class World(Protocol):
    broker: Broker
    readers: list[Reader]
    suspicion: float  # of the next process's broker, in seconds; 0 unless a test sets it

    async def start(self, *queues: Queue) -> None: ...

    async def stop(self) -> None: ...

    async def crash(self) -> None:
        """The process of `broker` dies without a word; `broker` is then the one of the next process."""
        ...

    async def reopen(self) -> None:
        """After broker.close()."""
        ...

    async def unrelated(self) -> Broker:
        """A broker in which nothing was ever declared."""
        ...

    async def publish_raw(self, queue: str, body: bytes) -> None: ...

    def read(self, queue: str, *, prefetch: int = 1) -> Reader: ...

    def acked(self, queue: str, count: int, *, prefetch: int) -> AsyncIterator[Delivery]: ...


class _World:
    broker: Broker

    def __init__(self) -> None:
        self.suspicion = 0.0
        self.readers: list[Reader] = []

    def read(self, queue: str, *, prefetch: int = 1) -> Reader:
        reader = Reader(self.broker.consume(queue, prefetch=prefetch))
        self.readers.append(reader)
        return reader

    async def acked(self, queue: str, count: int, *, prefetch: int) -> AsyncIterator[Delivery]:
        """One by one, each acked before the next is asked for; then the consume is stopped."""
        async with (
            asyncio.timeout(3 * PATIENCE),
            contextlib.aclosing(self.broker.consume(queue, prefetch=prefetch)) as deliveries,
        ):
            for _ in range(count):
                delivery = await anext(deliveries)
                await delivery.ack()
                yield delivery


class SqliteWorld(_World):
    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self._lives = 0
        self._opened: list[SqliteBroker] = []

    @property
    def _path(self) -> Path:
        return self._folder / f"broker-{self._lives}.sqlite"

    async def start(self, *queues: Queue) -> None:
        await self.reopen()
        await self.broker.declare(*queues)

    async def reopen(self) -> None:
        broker = await SqliteBroker.open(self._path, suspicion=self.suspicion)
        self._opened.append(broker)
        self.broker = broker

    async def crash(self) -> None:
        # The files as they are this instant are what a SIGKILL would leave.
        before = self._path
        self._lives += 1
        for suffix in ("", "-wal"):
            shutil.copy(f"{before}{suffix}", f"{self._path}{suffix}")
        await self.reopen()

    async def unrelated(self) -> Broker:
        broker = await SqliteBroker.open(self._folder / "unrelated.sqlite")
        self._opened.append(broker)
        return broker

    async def publish_raw(self, queue: str, body: bytes) -> None:
        with contextlib.closing(sqlite3.connect(self._path)) as db, db:
            db.execute(
                "insert into message(queue, lane, published_at, attempts, body) values (?, 'fresh', ?, 1, ?)",
                (queue, time.time(), body),
            )

    async def stop(self) -> None:
        for reader in self.readers:
            await reader.stop()
        for broker in self._opened:
            await broker.close()


class RabbitWorld(_World):
    """Every process reaches the server through a proxy of its own; its crash is that proxy's sudden end."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self._url = URL(url)
        self._namespace = f"test-{new_id()}"
        self._proxies: list[Proxy] = []
        self._opened: list[RabbitBroker] = []

    async def start(self, *queues: Queue) -> None:
        await self.reopen()
        await self.broker.declare(*queues)

    async def reopen(self) -> None:
        self.broker = await self._open(self._namespace)

    async def crash(self) -> None:
        # AMQP does not confirm an ack. One that a crash overtakes makes a second delivery, which is allowed,
        # but not what is tried here.
        await asyncio.sleep(0.05)
        self._proxies[-1].cut()
        await self.reopen()

    async def unrelated(self) -> Broker:
        return await self._open(f"{self._namespace}-unrelated")

    async def publish_raw(self, queue: str, body: bytes) -> None:
        async with await aio_pika.connect(str(self._url)) as connection, connection.channel() as channel:
            await channel.default_exchange.publish(aio_pika.Message(body), f"{self._namespace}.{queue}.fresh")

    async def stop(self) -> None:
        await asyncio.gather(*(reader.stop() for reader in self.readers))
        await asyncio.gather(*(broker.close() for broker in self._opened))
        for proxy in self._proxies:
            await proxy.close()
        await self._clean()

    async def _open(self, namespace: str) -> RabbitBroker:
        proxy = await Proxy.start(self._url.host or "", self._url.port or 5672)
        self._proxies.append(proxy)
        url = self._url.with_host("127.0.0.1").with_port(proxy.port)
        broker = await RabbitBroker.open(
            str(url), namespace=namespace, waits=_WAITS, patience=_BUSY, suspicion=self.suspicion
        )
        self._opened.append(broker)
        return broker

    async def _clean(self) -> None:
        topology = Topology(self._namespace, waits=_WAITS)
        async with await aio_pika.connect(str(self._url)) as connection, connection.channel() as channel:
            for queue in ("vision", "smart", "copy", "late"):
                for name in (
                    *(topology.lane(queue, lane) for lane in Lane),
                    topology.alone(queue),
                    topology.dead(queue),
                ):
                    await channel.queue_delete(name)
            for exchange in (topology.exchange, f"{topology.exchange}-unrelated"):
                await channel.exchange_delete(exchange)


class Proxy:
    """Hands bytes to and fro on loopback until it is cut, without a word to either side."""

    port: int

    def __init__(self, host: str, port: int) -> None:
        self._target = (host, port)
        self._writers: set[asyncio.StreamWriter] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._server: asyncio.Server

    @classmethod
    async def start(cls, host: str, port: int) -> "Proxy":
        self = cls(host, port)
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    def cut(self) -> None:
        self._server.close()
        for writer in self._writers:
            writer.transport.abort()

    async def close(self) -> None:
        self.cut()
        await asyncio.gather(*self._tasks)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task
        self._tasks.add(task)
        far_reader, far_writer = await asyncio.open_connection(*self._target)
        self._writers |= {writer, far_writer}
        await asyncio.gather(self._pump(reader, far_writer), self._pump(far_reader, writer))

    async def _pump(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            while chunk := await reader.read(65536):
                writer.write(chunk)
                await writer.drain()
        writer.close()
        with contextlib.suppress(OSError):
            await writer.wait_closed()
