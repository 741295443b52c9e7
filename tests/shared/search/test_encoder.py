import asyncio
from collections.abc import Awaitable, Callable

import httpx
import numpy as np
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from shared.children import ChildFailed
from shared.domain.spaces import ENGLISH, IMAGE, IMAGE_MULTILINGUAL, KNOWN, TEXT
from shared.errors import Unavailable
from shared.search.encoder import RememberingEncoder, over

Answer = Callable[[Request], Awaitable[Response]]

SPACES = KNOWN.asked_in(ENGLISH)
ROW = np.zeros(1 + IMAGE.dimension + 1 + TEXT.dimension, "<f4")
ROW[[0, 1, 2, 2 + IMAGE.dimension]] = 0.75, 3.0, 4.0, 2.0


def peer(answer: Answer) -> httpx.AsyncClient:
    app = Starlette(routes=[Route("/text", answer, methods=["POST"])])
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://embedder")


async def test_asks_the_embedder_once_for_each_question() -> None:
    asked = []

    async def answer(request: Request) -> Response:
        asked.append((request.query_params.getlist("space"), await request.body()))
        return Response(ROW.tobytes())

    async with peer(answer) as client:
        encoder = RememberingEncoder(over(client))
        first = await encoder.encode("a café", SPACES)
        assert first is not None
        assert first.known == {IMAGE.name: 0.75, TEXT.name: 0}
        assert {name: vector.dtype for name, vector in first.vectors.items()} == dict.fromkeys(
            (IMAGE.name, TEXT.name), np.float32
        )
        assert first.vectors[IMAGE.name][:2].tolist() == pytest.approx([0.6, 0.8])
        assert first.vectors[TEXT.name][0] == 1
        assert await encoder.encode("a café", SPACES) is first
    assert asked == [([IMAGE.name, TEXT.name], "a café".encode())]


async def test_in_another_language_it_is_another_question() -> None:
    asked = []

    async def ask(text: str, spaces: tuple[str, ...]) -> np.ndarray:
        asked.append(spaces)
        return np.ones(sum(1 + space.dimension for space in KNOWN.asked_in("de" if len(asked) > 1 else ENGLISH)), "<f4")

    encoder = RememberingEncoder(ask)
    for language in (ENGLISH, "de", ENGLISH, "zh"):
        assert await encoder.encode("Strand", KNOWN.asked_in(language)) is not None
    assert asked == [(IMAGE.name, TEXT.name), (IMAGE_MULTILINGUAL.name, IMAGE.name)]


async def test_forgets_the_longest_unasked() -> None:
    asked = []

    async def ask(text: str, spaces: tuple[str, ...]) -> np.ndarray:
        asked.append(text)
        return ROW

    encoder = RememberingEncoder(ask, remember=2)
    for text in ("one", "two", "one", "three", "one", "two"):
        await encoder.encode(text, SPACES)
    assert asked == ["one", "two", "three", "two"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        ROW.tobytes()[:-1],
        ROW.tobytes()[:-4],
        ROW.tobytes() * 2,
        (ROW * np.nan).tobytes(),
        (ROW * 0).tobytes(),
    ],
    ids=["empty", "no row", "torn", "short", "long", "not finite", "no direction"],
)
async def test_an_answer_that_makes_no_sense_is_no_vector(body: bytes) -> None:
    async def answer(request: Request) -> Response:
        return Response(body)

    async with peer(answer) as client:
        assert await RememberingEncoder(over(client)).encode("a cat", SPACES) is None


async def test_a_failure_is_not_remembered() -> None:
    answers = iter([Response(status_code=503), Response(ROW.tobytes())])

    async def answer(request: Request) -> Response:
        return next(answers)

    async with peer(answer) as client:
        encoder = RememberingEncoder(over(client))
        assert await encoder.encode("a cat", SPACES) is None
        assert await encoder.encode("a cat", SPACES) is not None


@pytest.mark.parametrize("error", [httpx.ConnectError, httpx.ReadTimeout, httpx.RemoteProtocolError])
async def test_nobody_answers(error: type[httpx.TransportError]) -> None:
    def fail(request: httpx.Request) -> httpx.Response:
        raise error("gone")

    async with httpx.AsyncClient(transport=httpx.MockTransport(fail), base_url="http://embedder") as client:
        assert await RememberingEncoder(over(client)).encode("a cat", SPACES) is None


async def test_a_child_that_dies_or_takes_too_long_is_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shared.search.encoder._SECONDS", 0.01)

    async def dies(text: str, spaces: tuple[str, ...]) -> np.ndarray:
        raise ChildFailed("questions crashed")

    async def hangs(text: str, spaces: tuple[str, ...]) -> np.ndarray:
        await asyncio.Event().wait()
        return ROW

    async def lacks_its_model(text: str, spaces: tuple[str, ...]) -> np.ndarray:
        raise Unavailable("there is no model that can be used")

    for ask in (dies, hangs, lacks_its_model):
        assert await RememberingEncoder(ask).encode("a cat", SPACES) is None
