from collections.abc import Awaitable, Callable

import httpx
import numpy as np
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from shared.search.encoder import PeerEncoder

Answer = Callable[[Request], Awaitable[Response]]


def peer(answer: Answer) -> httpx.AsyncClient:
    app = Starlette(routes=[Route("/text", answer, methods=["POST"])])
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://embedder")


async def test_asks_the_embedder_once_for_each_question_and_space() -> None:
    asked = []

    async def answer(request: Request) -> Response:
        asked.append(await request.json())
        return JSONResponse({"vectors": [[3.0, 4.0]], "known": [0.75] if len(asked) == 1 else None})

    async with peer(answer) as client:
        encoder = PeerEncoder(client)
        first = await encoder.encode("image.conse-1", "a cat")
        assert first is not None
        assert first.vector.dtype == np.float32
        assert first.vector.tolist() == pytest.approx([0.6, 0.8])
        assert first.known == 0.75
        assert await encoder.encode("image.conse-1", "a cat") is first
        second = await encoder.encode("text.minilm-1", "a cat")
        assert second is not None
        assert second.known is None
    assert asked == [
        {"space": "image.conse-1", "texts": ["a cat"]},
        {"space": "text.minilm-1", "texts": ["a cat"]},
    ]


async def test_forgets_the_longest_unasked() -> None:
    asked = []

    async def answer(request: Request) -> Response:
        asked.extend((await request.json())["texts"])
        return JSONResponse({"vectors": [[1.0]]})

    async with peer(answer) as client:
        encoder = PeerEncoder(client, remember=2)
        for text in ("one", "two", "one", "three", "one", "two"):
            await encoder.encode("space", text)
    assert asked == ["one", "two", "three", "two"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b'{"error": "no such space"}',
        b'{"vectors": []}',
        b'{"vectors": [[1, 0], [0, 1]]}',
        b'{"vectors": [[]]}',
        b'{"vectors": [[0, 0]]}',
        b'{"vectors": [["NaN"]]}',
        b'{"vectors": [[1e999]]}',
    ],
)
async def test_an_answer_that_makes_no_sense_is_no_vector(body: bytes) -> None:
    async def answer(request: Request) -> Response:
        return Response(body, media_type="application/json")

    async with peer(answer) as client:
        assert await PeerEncoder(client).encode("space", "a cat") is None


async def test_a_failure_is_not_remembered() -> None:
    answers = iter([Response(status_code=503), JSONResponse({"vectors": [[1.0]]})])

    async def answer(request: Request) -> Response:
        return next(answers)

    async with peer(answer) as client:
        encoder = PeerEncoder(client)
        assert await encoder.encode("space", "a cat") is None
        assert await encoder.encode("space", "a cat") is not None


@pytest.mark.parametrize("error", [httpx.ConnectError, httpx.ReadTimeout, httpx.RemoteProtocolError])
async def test_nobody_answers(error: type[httpx.TransportError]) -> None:
    def fail(request: httpx.Request) -> httpx.Response:
        raise error("gone")

    async with httpx.AsyncClient(transport=httpx.MockTransport(fail), base_url="http://embedder") as client:
        assert await PeerEncoder(client).encode("space", "a cat") is None
