"""multipart/form-data, however its bytes are cut into chunks."""

from collections.abc import AsyncIterator
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import ClientDisconnect, Request

from services.gateway.multipart import Multipart
from shared.errors import Invalid, Unsupported

BODY = (
    b'--b\r\nContent-Disposition: form-data; name="modified_at"\r\n\r\n2020-01-01\r\n'
    b'--b\r\nContent-Disposition: form-data; name="file"; filename="gr\xc3\xb6\xc3\x9fe.jpg"\r\n'
    b"Content-Type: image/jpeg\r\n\r\n\r\n--not the boundary\r\n\x00\xff\r\n--b--\r\n"
)
PARTS = [("modified_at", "", b"2020-01-01"), ("file", "größe.jpg", b"\r\n--not the boundary\r\n\x00\xff")]


def request(body: bytes, cuts: list[int], content_type: str = "multipart/form-data; boundary=b") -> Request:
    """A request whose body comes cut at these places, and whose client then leaves."""
    edges = [0, *sorted({min(cut, len(body)) for cut in cuts}), len(body)]
    messages = [
        {"type": "http.request", "body": body[start:end], "more_body": end < len(body)}
        for start, end in pairwise(edges)
        if end > start or not body
    ]

    async def receive() -> dict[str, object]:
        return messages.pop(0) if messages else {"type": "http.disconnect"}

    headers = [(b"content-type", content_type.encode())]
    return Request({"type": "http", "method": "POST", "headers": headers}, receive)


async def read(form: Multipart) -> list[tuple[str, str, bytes]]:
    return [(part.name, part.file_name, b"".join([chunk async for chunk in part.chunks])) async for part in form]


@given(cuts=st.lists(st.integers(0, len(BODY)), max_size=40))
async def test_wherever_the_chunks_are_cut(cuts: list[int]) -> None:
    assert await read(Multipart(request(BODY, cuts))) == PARTS


@given(length=st.integers(1, len(BODY) - 5))
async def test_a_body_that_ends_early_is_never_taken_for_a_whole_one(length: int) -> None:
    with pytest.raises(Invalid, match="ended before"):
        await read(Multipart(request(BODY[:length], [])))


@given(
    before=st.sampled_from((b"", b"\r\n", b"For readers without MIME.\r\n", b"--bb\r\n", b"x--b\r\nmore\r\n")),
    cuts=st.lists(st.integers(0, 80), max_size=20),
)
async def test_a_preamble_is_skipped(before: bytes, cuts: list[int]) -> None:
    assert await read(Multipart(request(before.replace(b"--bb", b"--a") + BODY, cuts))) == PARTS


async def test_a_preamble_without_an_end_is_no_form() -> None:
    with pytest.raises(Invalid, match="boundary does not come"):
        await read(Multipart(request(b"x" * 100_000, [])))


async def test_a_client_that_leaves() -> None:
    form = Multipart(request(BODY, []))

    async def leaving() -> AsyncIterator[bytes]:
        yield BODY[:150]
        raise ClientDisconnect

    form._stream = leaving()
    with pytest.raises(Invalid, match="ended before"):
        await read(form)


@pytest.mark.parametrize("content_type", ["", "image/jpeg", "multipart/form-data", "multipart/mixed; boundary=b"])
def test_what_is_no_form(content_type: str) -> None:
    with pytest.raises(Unsupported):
        Multipart(request(BODY, [], content_type))


async def test_garbage_between_the_boundaries() -> None:
    with pytest.raises(Invalid, match="not valid"):
        await read(Multipart(request(b"--b\r\n\x00: \x00\r\nno header", [])))
