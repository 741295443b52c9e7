import asyncio
from typing import Any

import pytest
from starlette.types import Message, Receive, Scope, Send

from shared.runtime.cut_off import CutOff

_SCOPE: dict[str, Any] = {"type": "http", "method": "POST", "path": "/upload", "headers": []}


@pytest.mark.parametrize("begun", [False, True])
async def test_who_is_cut_off_is_told_to_come_again(begun: bool) -> None:
    """Unless the answer had begun: that ends where it is."""
    started = asyncio.Event()
    sent: list[Message] = []

    async def slow(scope: Scope, receive: Receive, send: Send) -> None:
        if begun:
            await send({"type": "http.response.start", "status": 200, "headers": []})
        started.set()
        await asyncio.Event().wait()

    async def send(message: Message) -> None:
        sent.append(message)

    request = asyncio.create_task(CutOff(slow)(_SCOPE, _never, send))
    await started.wait()
    request.cancel()
    await request
    statuses = [message["status"] for message in sent if "status" in message]
    assert statuses == ([200] if begun else [503])
    if not begun:
        assert (b"retry-after", b"2") in sent[0]["headers"]
        assert b"Try again" in sent[1]["body"]


async def test_what_starts_and_ends_with_the_process_is_ended_as_ever() -> None:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        raise asyncio.CancelledError

    with pytest.raises(asyncio.CancelledError):
        await CutOff(app)({"type": "lifespan"}, _never, _nowhere)


async def _never() -> Message:
    return await asyncio.Event().wait()  # type: ignore[return-value]


async def _nowhere(message: Message) -> None:
    raise AssertionError(message)
