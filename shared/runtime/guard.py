"""Who is asking, and may they?

With HELIOGRAPH_TOKEN set, every request but those to the open paths needs it as a bearer. Without it a service
listens on loopback only, and a page on another site must not use it through the browser: Host must name loopback
(else DNS rebinding reads the library) and Origin, where sent, must be our own.
"""

import hmac
from collections.abc import Collection
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from pydantic import SecretStr
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from shared.runtime.problem import problem


class Guard:
    """ASGI middleware: 401, 403 or 421 before any route is reached."""

    def __init__(self, app: ASGIApp, *, token: SecretStr | None, open_paths: Collection[str]) -> None:
        """An open path that ends in "/" opens all below it, too; "/" alone is only itself."""
        self._app = app
        self._token = token.get_secret_value() if token else None
        self._open = frozenset(open_paths)
        self._open_below = tuple(path for path in open_paths if path.endswith("/") and path != "/")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and (refusal := self._refusal(scope)):
            await refusal(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _refusal(self, scope: Scope) -> Any:
        headers = Headers(scope=scope)
        if self._token is not None:
            path = scope["path"]
            if path in self._open or path.startswith(self._open_below) or _bearer(headers, self._token):
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
