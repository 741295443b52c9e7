"""A body is as large as its path allows: by what it says, and by what comes."""

from collections.abc import AsyncIterator

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from shared.runtime.body import BodyLimit


async def read(request: Request) -> PlainTextResponse:
    return PlainTextResponse(str(len(await request.body())))


APP = BodyLimit(
    Starlette(routes=[Route("/", read, methods=["POST"]), Route("/file", read, methods=["POST"])]),
    most=1000,
    files={"/file": 2000},
)


async def chunks(size: int) -> AsyncIterator[bytes]:
    for _ in range(size // 100):
        yield b"x" * 100


@pytest.mark.parametrize("told", [True, False])
@pytest.mark.parametrize(("path", "size", "most"), [
    ("/", 1000, None), ("/", 1100, "1,000"), ("/file", 2000, None), ("/file", 2100, "2,000"),
])  # fmt: skip
async def test_what_is_too_large_is_refused(path: str, size: int, most: str | None, told: bool) -> None:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(APP), base_url="http://a") as client:
        answer = await client.post(path, content=b"x" * size if told else chunks(size))
    if most is None:
        assert answer.text == str(size)
    else:
        assert answer.status_code == 413
        assert f"up to {most} bytes" in answer.text


async def test_a_length_beyond_all_numbers_is_too_large() -> None:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(APP), base_url="http://a") as client:
        for length in ("9" * 5000, "1" + "0" * 18):
            assert (await client.post("/", headers={"Content-Length": length}, content=b"")).status_code == 413


@pytest.mark.parametrize(("size", "told", "closes"), [(100, True, False), (2**21, True, True), (100, False, True)])
async def test_who_is_answered_long_before_the_end_hears_that_it_is_one(size: int, told: bool, closes: bool) -> None:
    app = BodyLimit(PlainTextResponse("no"), most=2**22, files={})
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://a") as client:
        answer = await client.post("/", content=b"x" * size if told else chunks(size))
    assert (answer.headers.get("connection") == "close") is closes
