"""What every answer tells a browser, so that nothing of a library can be used by another site's page."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# For data. A route that answers with a page says what its page may do.
DEFAULTS = {
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    # What is shared may be so no more a second later: who keeps an answer asks again before it shows that.
    "Cache-Control": "private, no-cache",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    # None of our pages uses any of them, so that no script that came in by a hole could.
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), hid=(), microphone=(), midi=(), payment=(), "
    "serial=(), usb=()",
}
# Under TLS only: by plain HTTP browsers must not heed it, and a house without TLS shall not be shut out.
_UNDER_TLS = {"Strict-Transport-Security": "max-age=31536000"}  # a year; only this host, as others are not ours


class SafeHeaders:
    """ASGI middleware: each of these headers where the answer has none of its own. No answer lets other origins read it
    (CORS): who wants that asks from a server."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        told = DEFAULTS | (_UNDER_TLS if scope.get("scheme") == "https" else {})

        async def safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in told.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, safely)
