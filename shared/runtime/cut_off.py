"""A request that the end of the process cuts off is told to come again."""

import asyncio
import logging

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shared.errors import Unavailable
from shared.runtime.problem import told

log = logging.getLogger(__name__)


class CutOff:
    """ASGI middleware, the outermost: the server cancels what is not answered when the time to end is over. It is as if
    the process had crashed: nothing was promised, and who asks again repeats it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = False

        async def watched(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, watched)
        except asyncio.CancelledError:
            if scope["type"] != "http":
                raise
            log.warning("%s %s was cut off by the end", scope["method"], scope["path"])
            if not begun:
                await told(Unavailable("Heliograph ended before this was done. Try again."))(scope, receive, send)
