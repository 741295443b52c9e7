"""Whoever takes too long, or too much, is let go of; each fault is brought about small, on a real server."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import uvicorn

from shared.runtime.addresses import Networks
from shared.runtime.admission import Admission
from shared.runtime.connections import Connection, Patience
from tests.running import PATIENCE

SHORT, LONG = 0.2, 600.0  # seconds
BIG = 64 * 1024

App = Callable[..., Awaitable[None]]


class Wire:
    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self.writer = reader, writer

    def send(self, text: str) -> None:
        self.writer.write(text.replace("\n", "\r\n").encode())

    async def heard(self) -> str:
        """All until the other side closes."""
        async with asyncio.timeout(PATIENCE):
            said = b""
            try:
                while some := await self._reader.read(BIG):
                    said += some
            except ConnectionResetError:
                pass
            return said.decode()

    async def answer(self) -> tuple[int, dict[str, str], bytes]:
        async with asyncio.timeout(PATIENCE):
            head = (await self._reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
            headers = dict(line.lower().split(": ", 1) for line in head[1:] if line)
            body = await self._reader.readexactly(int(headers.get("content-length", 0)))
            return int(head[0].split()[1]), headers, body


async def echo(scope: Any, receive: Any, send: Any) -> None:
    """Answers with how many bytes came."""
    size, more = 0, scope["path"] != "/refused"
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            return
        size, more = size + len(message["body"]), message["more_body"]
    await say(send, str(size).encode())


async def say(send: Any, body: bytes) -> None:
    headers = [(b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})


@asynccontextmanager
async def serving(
    app: App = echo, *, header: float = LONG, silence: float = LONG, most: int = 100, each: int = 100, proxies: str = ""
) -> AsyncIterator[Callable[[], Awaitable[Wire]]]:
    doors = Connection.within(Patience(header, silence), Admission(most, each, Networks(proxies)))
    config = uvicorn.Config(app, http=doors, ws="none", lifespan="off", log_config=None, access_log=False)
    server, wires = uvicorn.Server(config), list[Wire]()
    listening = socket.create_server(("127.0.0.1", 0))
    config.load()
    server.lifespan = config.lifespan_class(config)
    await server.startup([listening])

    async def connect() -> Wire:
        wires.append(Wire(*await asyncio.open_connection(*listening.getsockname())))
        return wires[-1]

    try:
        yield connect
    finally:
        for wire in wires:
            wire.writer.transport.abort()
        await server.shutdown([listening])


async def test_an_ordinary_connection_serves_one_request_after_the_other() -> None:
    async with serving() as connect:
        wire = await connect()
        for size in (0, 5, 3 * BIG):
            wire.send(f"POST / HTTP/1.1\nHost: a\nContent-Length: {size}\n\n{'x' * size}")
            assert (await wire.answer())[2] == str(size).encode()


async def test_who_says_nothing_is_closed() -> None:
    async with serving(header=SHORT) as connect:
        assert await (await connect()).heard() == ""


async def test_a_header_must_be_complete_in_time_the_second_too() -> None:
    async with serving(header=SHORT) as connect:
        fresh, used, empty = await connect(), await connect(), await connect()
        used.send("GET / HTTP/1.1\nHost: a\n\n")
        assert (await used.answer())[0] == 200
        for wire in (fresh, used):
            wire.send("GET / HTTP/1.1\nHost:")
        empty.send("\n\n")
        for wire in (fresh, used, empty):
            status, headers, body = await wire.answer()
            assert (status, headers["content-type"]) == (408, "application/problem+json")
            assert json.loads(body)["detail"].endswith(".")
            assert await wire.heard() == ""


async def test_a_header_without_end_is_refused() -> None:
    async with serving() as connect:
        wire = await connect()
        wire.send("GET / HTTP/1.1\nHost: a\nX: ")
        for _ in range(40):
            wire.send("x" * BIG)
        assert (await wire.answer())[0] == 431


async def test_a_body_that_rests_is_given_up_and_the_app_hears_it() -> None:
    left = asyncio.Event()

    async def app(scope: Any, receive: Any, send: Any) -> None:
        while (await receive())["type"] != "http.disconnect":
            pass
        left.set()

    async with serving(app, silence=SHORT) as connect:
        wire = await connect()
        wire.send("POST / HTTP/1.1\nHost: a\nContent-Length: 100\n\nhalf")
        assert (await wire.answer())[0] == 408
        await asyncio.wait_for(left.wait(), 20)


async def test_a_body_that_waits_for_us_is_not_given_up() -> None:
    ready = asyncio.Event()

    async def app(scope: Any, receive: Any, send: Any) -> None:
        await ready.wait()
        await echo(scope, receive, send)

    async with serving(app, silence=SHORT) as connect:
        slow, silent = await connect(), await connect()
        slow.send(f"POST / HTTP/1.1\nHost: a\nContent-Length: {8 * BIG}\n\n{'x' * 8 * BIG}")
        silent.send("POST / HTTP/1.1\nHost: a\nContent-Length: 9\n\n")
        assert (await silent.answer())[0] == 408  # more than the time has passed
        ready.set()
        assert (await slow.answer())[2] == str(8 * BIG).encode()


async def test_who_is_too_many_is_told_so_and_the_rest_go_on() -> None:
    request = "GET / HTTP/1.1\nHost: a\n\n"
    for limits, expected in (
        ({"each": 3}, 429),
        ({"most": 3}, 503),
        ({"most": 3, "each": 1, "proxies": "127.0.0.1"}, 503),
    ):
        async with serving(**limits) as connect:  # type: ignore[arg-type]
            inside = [await connect() for _ in range(3)]
            for wire in inside:
                wire.send(request)
                assert (await wire.answer())[0] == 200
            outside = await connect()
            outside.send(request)
            status, headers, body = await outside.answer()
            assert (status, headers["retry-after"], json.loads(body)["status"]) == (expected, "5", expected)
            assert await outside.heard() == ""
            inside[0].writer.close()
            await inside[0].writer.wait_closed()
            inside[1].send(request)
            assert (await inside[1].answer())[0] == 200
            again = await connect()
            again.send(request)
            assert (await again.answer())[0] == 200


async def test_the_body_of_a_refused_request_is_not_read_for_ever() -> None:
    async with serving() as connect:
        wire = await connect()
        wire.send(f"POST /refused HTTP/1.1\nHost: a\nContent-Length: {10**12}\n\n")
        assert (await wire.answer())[0] == 200
        sent = 0
        try:
            async with asyncio.timeout(PATIENCE):
                while not wire.writer.is_closing():
                    wire.writer.write(b"x" * BIG)
                    await wire.writer.drain()
                    sent += BIG
        except ConnectionError:
            pass
        assert sent < 2**26, "the system keeps some megabytes"


async def test_a_small_body_of_a_refused_request_costs_no_connection() -> None:
    async with serving() as connect:
        wire = await connect()
        for _ in range(3):
            wire.send(f"POST /refused HTTP/1.1\nHost: a\nContent-Length: {4 * BIG}\n\n")
            assert (await wire.answer())[0] == 200
            wire.send("x" * 4 * BIG)


async def test_who_must_go_hears_the_answer_first() -> None:
    async def app(scope: Any, receive: Any, send: Any) -> None:
        headers = [(b"content-length", b"2"), (b"connection", b"close")]
        await send({"type": "http.response.start", "status": 401, "headers": headers})
        await send({"type": "http.response.body", "body": b"no"})

    async with serving(app) as connect:
        wire = await connect()
        wire.send(f"POST / HTTP/1.1\nHost: a\nContent-Length: {8 * BIG}\n\n")
        assert (await wire.answer())[2] == b"no"
        for _ in range(8):
            wire.send("x" * BIG)
            await wire.writer.drain()
        assert await wire.heard() == ""


async def test_news_that_nobody_reads_are_ended_and_what_is_read_slowly_only_in_time() -> None:
    ended = {"/live": asyncio.Event(), "/file": asyncio.Event()}

    async def app(scope: Any, receive: Any, send: Any) -> None:
        scope["state"]["live"] = scope["path"] == "/live"
        await send({"type": "http.response.start", "status": 200, "headers": []})
        sending = asyncio.create_task(_endless(send))
        while (await receive())["type"] != "http.disconnect":
            pass
        sending.cancel()
        ended[scope["path"]].set()

    for path, silence in (("/live", LONG), ("/file", SHORT)):
        async with serving(app, silence=silence) as connect:
            wire = await connect()
            wire.writer.transport.pause_reading()  # type: ignore[attr-defined]
            wire.send(f"GET {path} HTTP/1.1\nHost: a\n\n")
            await asyncio.wait_for(ended[path].wait(), 20)


async def _endless(send: Any) -> None:
    while True:
        await send({"type": "http.response.body", "body": b"x" * 4096, "more_body": True})
        await asyncio.sleep(0)


async def test_what_is_no_request_is_told_so() -> None:
    async with serving() as connect:
        wire = await connect()
        wire.send("HELO mail\n\n")
        assert (await wire.answer())[0] == 400


async def test_an_upgrade_is_declined_by_an_answer() -> None:
    async with serving() as connect:
        wire = await connect()
        wire.send("GET / HTTP/1.1\nHost: a\nConnection: Upgrade\nUpgrade: websocket\nSec-WebSocket-Key: eA==\n\n")
        assert (await wire.answer())[0] == 200
