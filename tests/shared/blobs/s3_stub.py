"""An S3 that misbehaves as told: raw answers, so that they can be cut, slow or wrong."""

import asyncio
from collections.abc import Callable
from typing import Self

from shared.blobs.minio import MinioBlobStore
from tests.running import PATIENCE

Answer = Callable[[str, int], bytes | None]


def http(status: str, body: bytes = b"", **headers: str) -> bytes:
    """A whole answer; a keyword like content_length replaces that header."""
    fields = {"content_length": str(len(body)), "content_type": "application/xml", "connection": "close", **headers}
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in fields.items() if value]
    return "\r\n".join([f"HTTP/1.1 {status}", *lines, "", ""]).encode() + body


def refusal(status: str, code: str) -> bytes:
    return http(status, f"<Error><Code>{code}</Code><Message>as told</Message></Error>".encode())


class S3Stub:
    """`answer(request line without version, its number from 0)` is sent as it is; None hangs up at once, and b""
    never answers. `requests` are the request lines."""

    def __init__(self, answer: Answer, *, retries: int = 1, read_timeout: float = PATIENCE) -> None:
        self.requests: list[str] = []
        self._answer = answer
        self._retries = retries
        self._read_timeout = read_timeout  # seconds; short only where no answer is to come
        self._hanging: list[asyncio.Task[None]] = []

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        host, port = self._server.sockets[0].getsockname()
        self.store = MinioBlobStore(
            f"http://{host}:{port}",
            access_key="key",
            secret_key="secret",
            bucket="bucket",
            read_timeout=self._read_timeout,
            retries=self._retries,
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.store.close()
        self._server.close()
        for task in self._hanging:
            task.cancel()
        await asyncio.gather(*self._hanging, return_exceptions=True)
        await self._server.wait_closed()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if task := asyncio.current_task():
            self._hanging.append(task)
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
            for line in head.lower().split("\r\n"):
                if line.startswith("content-length:"):
                    await reader.readexactly(int(line.partition(":")[2]))
            request = head.partition(" HTTP/")[0]
            self.requests.append(request)
            answer = self._answer(request, len(self.requests) - 1)
            if answer == b"":
                await asyncio.sleep(60)
            writer.write(answer or b"")
            await writer.drain()
        finally:
            writer.close()
