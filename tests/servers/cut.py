"""A TCP proxy before a server: the network, which a test may cut, slow, or shut."""

import asyncio
import contextlib
import threading
from collections.abc import Coroutine, Iterator
from typing import Any, TypeVar
from urllib.parse import urlsplit, urlunsplit

from tests.servers.process import free_ports

Result = TypeVar("Result")
_CHUNK = 64 * 1024


class Cut:
    """Hands bytes to and fro in a thread of its own. `url` is the server's, by way of the proxy."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        assert parts.hostname
        assert parts.port
        self._target = (parts.hostname, parts.port)
        (self._port,) = free_ports(1)
        who = f"{parts.netloc.rpartition('@')[0]}@" if "@" in parts.netloc else ""
        self.url = urlunsplit(parts._replace(netloc=f"{who}127.0.0.1:{self._port}"))
        self._delay = 0.0
        self._writers: set[asyncio.StreamWriter] = set()
        self._server: asyncio.Server | None = None
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name=f"cut {parts.port}", daemon=True)

    def start(self) -> None:
        self._thread.start()
        self._do(self._listen())

    def stop(self) -> None:
        self.refuse()
        self._do(self._settle())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def cut(self) -> None:
        """Every connection ends this instant, without a word; new ones are taken."""
        self._do(self._abort())

    def refuse(self) -> None:
        """Cut, and new connections are refused until `allow`."""
        self._do(self._shut())

    def allow(self) -> None:
        """Connections are taken, and not slowed."""
        self._delay = 0.0
        self._do(self._listen())

    def delay(self, seconds: float) -> None:
        """Every piece of at most 64 KiB, in each direction, comes so much later."""
        self._delay = seconds

    @contextlib.contextmanager
    def refused(self) -> Iterator[None]:
        self.refuse()
        try:
            yield
        finally:
            self.allow()

    @contextlib.contextmanager
    def delayed(self, seconds: float) -> Iterator[None]:
        self.delay(seconds)
        try:
            yield
        finally:
            self.delay(0.0)

    def _do(self, act: Coroutine[Any, Any, Result]) -> Result:
        return asyncio.run_coroutine_threadsafe(act, self._loop).result(10)

    async def _listen(self) -> None:
        if self._server is None:
            self._server = await asyncio.start_server(self._serve, "127.0.0.1", self._port)

    async def _shut(self) -> None:
        if self._server is not None:
            # Whom the loop has just accepted must still find the server open: Python 3.11 leaks its socket else.
            for listening in self._server.sockets:
                self._loop.remove_reader(listening.fileno())
            await asyncio.sleep(0)
            self._server.close()
            self._server = None
        await self._abort()

    async def _abort(self) -> None:
        for writer in self._writers:
            writer.transport.abort()

    async def _settle(self) -> None:
        others = asyncio.all_tasks() - {asyncio.current_task()}
        await asyncio.gather(*others, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._writers.add(writer)
        try:
            far_reader, far_writer = await asyncio.open_connection(*self._target)
        except OSError:
            writer.transport.abort()  # nobody is there: to the client it looks like a server that just died
            self._writers.discard(writer)
            return
        self._writers.add(far_writer)
        await asyncio.gather(self._pump(reader, far_writer), self._pump(far_reader, writer))
        self._writers -= {writer, far_writer}

    async def _pump(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while chunk := await reader.read(_CHUNK):
                if self._delay:
                    await asyncio.sleep(self._delay)
                writer.write(chunk)
                await writer.drain()
        except OSError:
            writer.transport.abort()
        else:
            writer.close()
        with contextlib.suppress(OSError):
            await writer.wait_closed()
