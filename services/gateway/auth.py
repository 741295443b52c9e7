"""Who is asking, and may they?

With HELIOGRAPH_TOKEN set, every request but those for health and the web page's own files needs it as a bearer.
Without it the gateway listens on loopback only, and a page on another site must not use it through the browser:
Host must name loopback (else DNS rebinding reads the library) and Origin, where sent, must be our own.
"""

import hmac
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from shared.domain.ids import SOLE_OWNER, OwnerId

from .problems import problem

# What a browser must fetch before it can know a token, and what an orchestrator asks.
OPEN = frozenset({"/", "/healthz", "/readyz", "/favicon.ico"})
OPEN_PREFIX = "/static/"


class Guard:
    """ASGI middleware: 401, 403 or 421 before any route is reached."""

    def __init__(self, app: ASGIApp, *, token: str | None) -> None:
        self._app = app
        self._token = token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and (refusal := self._refusal(scope)):
            await refusal(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _refusal(self, scope: Scope) -> Any:
        headers = Headers(scope=scope)
        if self._token is not None:
            if scope["path"] in OPEN or scope["path"].startswith(OPEN_PREFIX) or _bearer(headers, self._token):
                return None
            return problem(
                401, "Unauthorized", "Send the token of HELIOGRAPH_TOKEN as 'Authorization: Bearer <token>'.",
                headers={"WWW-Authenticate": "Bearer"},
            )  # fmt: skip
        if not _is_loopback(urlsplit(f"//{headers.get('host', '')}").hostname):
            return problem(
                421, "Misdirected request", "Without a token only this machine may ask, by http://localhost."
            )
        origin = headers.get("origin")
        if origin is not None and urlsplit(origin).netloc != headers.get("host"):
            return problem(403, "Forbidden", "Another site may not use this library through your browser.")
        return None


def owner_of(request: Request) -> OwnerId:
    """Whose library the request is about: until accounts come, there is one owner."""
    return SOLE_OWNER


def _bearer(headers: Headers, token: str) -> bool:
    kind, _, given = headers.get("authorization", "").partition(" ")
    return kind.lower() == "bearer" and hmac.compare_digest(given.strip().encode(), token.encode())


def _is_loopback(host: str | None) -> bool:
    if host is None or host == "localhost" or host.endswith(".localhost"):
        return host is not None
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
