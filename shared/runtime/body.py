"""How large the body of a request may be, whoever reads it, or does not."""

import math
from collections.abc import Mapping

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shared.errors import TooLarge
from shared.runtime.problem import told

DRAINED = 2**20  # bytes of a body that nobody wants any more are read so that its connection can be used again


class BodyLimit:
    """ASGI middleware: 413 for a body of more than `most` bytes, or than `files` allows at its paths. One that tells
    its length is refused before it is read; one that does not, when it has grown too large. Whoever is answered long
    before the body's end hears that the connection ends with it."""

    def __init__(self, app: ASGIApp, *, most: int, files: Mapping[str, int]) -> None:
        self._app = app
        self._most = most
        self._files = files

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        most = self._files.get(scope["path"], self._most)
        error = TooLarge(f"The body of a request may have up to {most:,} bytes here.")
        rest = length_of(Headers(scope=scope))
        size = 0

        async def counted() -> Message:
            nonlocal rest, size
            message = await receive()
            size += len(message.get("body", b""))
            rest = rest - len(message.get("body", b"")) if message.get("more_body") else 0
            if size > most:
                # FastAPI lets only this kind through unchanged.
                raise HTTPException(TooLarge.status, str(error))
            return message

        async def answered(message: Message) -> None:
            if message["type"] == "http.response.start" and rest > DRAINED:
                MutableHeaders(scope=message)["Connection"] = "close"
            await send(message)

        app = told(error) if math.inf > rest > most else self._app
        await app(scope, counted, answered)


def length_of(headers: Headers) -> float:
    """Of the body; infinite for one that comes in chunks, which do not tell it."""
    if "transfer-encoding" in headers:
        return math.inf
    length = headers.get("content-length", "")
    return float(length[:18]) if length.isdecimal() else 0
