"""How large the body of a request may be, whoever reads it."""

from collections.abc import Mapping

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shared.errors import TooLarge
from shared.runtime.problem import told


class BodyLimit:
    """ASGI middleware: 413 for a body of more than `most` bytes, or than `files` allows at its paths. One that tells
    its length is refused before it is read; one that does not, when it has grown too large."""

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
        size = 0

        async def counted() -> Message:
            nonlocal size
            message = await receive()
            size += len(message.get("body", b""))
            if size > most:
                # FastAPI lets only this kind through unchanged.
                raise HTTPException(TooLarge.status, str(error))
            return message

        length = Headers(scope=scope).get("content-length", "")
        if length.isdecimal() and (len(length) > 18 or int(length) > most):
            await told(error)(scope, receive, send)
        else:
            await self._app(scope, counted, send)
