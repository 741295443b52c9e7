"""Who is asking, and may they?

With a token set, every request but those to the open paths needs it as a bearer. Without it only this machine may ask,
which its address shows, and a page on another site must not use it through the browser: Host must name loopback (else
DNS rebinding reads the library) and Origin, where sent, must be our own. Who passes is known from then on as the
principal whom that door is for.
"""

import asyncio
import hmac
import re
from collections.abc import Collection
from typing import Any

from pydantic import SecretStr
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from shared.domain.principal import Principal
from shared.runtime.addresses import is_loopback
from shared.runtime.guesses import Guesses
from shared.runtime.problem import problem

# A name or an address, and a port: nothing that readers of URLs could understand in two ways.
_HOST = re.compile(r"(?:\[([0-9A-Fa-f:.]+)\]|([0-9A-Za-z._-]+))(?::[0-9]{1,5})?")


class Guard:
    """ASGI middleware: 401, 403 or 421 before any route is reached."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        token: SecretStr | None,
        principal: Principal,
        open_paths: Collection[str],
        guess_seconds: float,
    ) -> None:
        """`principal`: who brings the token, or where there is none, who sits at this machine; routes find them in the
        request's state, and nobody there who came by an open path without the token. An open path that ends in "/"
        opens all below it, too; "/" alone is only itself. `guess_seconds`: the longest that the answer to a wrong token
        is put off."""
        self._app = app
        self._principal = principal
        self._token = token.get_secret_value() if token else None
        self._open = frozenset(open_paths)
        self._open_below = tuple(path for path in open_paths if path.endswith("/") and path != "/")
        self._guesses = Guesses(guess_seconds)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and (refusal := await self._refusal(scope)):
            await refusal(scope, receive, send)
            return
        await self._app(scope, receive, send)

    async def _refusal(self, scope: Scope) -> Any:
        headers, (address, _) = Headers(scope=scope), scope.get("client") or ("", 0)
        if (host := headers.get("host")) and not _HOST.fullmatch(host):
            return problem(400, "Bad request", "The header Host names no machine.")
        if self._token is None:
            if refusal := _stranger(headers, address):
                return refusal
            self._known(scope)
            return None
        path, given = scope["path"], _bearer(headers)
        if hmac.compare_digest(given, self._token.encode()):
            self._known(scope)
            return None
        if path in self._open or path.startswith(self._open_below):
            return None
        if given:
            await asyncio.sleep(self._guesses.pause(address))
        return problem(
            401, "Unauthorized", "Send the token as 'Authorization: Bearer <token>'.",
            headers={"WWW-Authenticate": "Bearer"},
        )  # fmt: skip

    def _known(self, scope: Scope) -> None:
        scope.setdefault("state", {})["principal"] = self._principal


def _stranger(headers: Headers, address: str) -> Any:
    """The refusal of all but this machine and its own page, where there is no token."""
    if not is_loopback(address):
        return problem(403, "Forbidden", "Without HELIOGRAPH_TOKEN only the machine itself may ask.")
    if not _names_loopback(headers.get("host", "")):
        return problem(421, "Misdirected request", "Without a token only this machine may ask, by http://localhost.")
    origin = headers.get("origin")
    if origin is not None and origin.partition("://")[2] != headers.get("host"):
        return problem(403, "Forbidden", "Another site may not use this library through your browser.")
    return None


def _bearer(headers: Headers) -> bytes:
    """What was sent as a token; empty when nothing was."""
    kind, _, given = headers.get("authorization", "").partition(" ")
    return given.strip().encode() if kind.lower() == "bearer" else b""


def _names_loopback(host: str) -> bool:
    """`localhost` and all below it are this machine's by RFC 6761."""
    found = _HOST.fullmatch(host)
    if found is None:
        return False
    name = (found[1] or found[2]).lower()
    return name == "localhost" or name.endswith(".localhost") or is_loopback(name)
