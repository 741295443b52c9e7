"""Who is asking, and may they?

An installation without accounts is open. With a token set, every request but those to the open paths needs it as a
bearer. Without it only this machine may ask, which its address shows, and a page on another site must not use it
through the browser: Host must name loopback (else DNS rebinding reads the library) and Origin, where sent, must be our
own. What a proxy hands on is never this machine's. Who passes is known from then on as the principal whom that door is
for.

Where there are accounts, an authenticator says who asks, and no address opens anything.

Who is known already, to a door before this one (a guest of a link), needs no word of theirs here.
"""

import asyncio
import hmac
import re
from collections.abc import Collection
from typing import Any

from pydantic import SecretStr
from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send

from shared.domain.principal import Principal
from shared.errors import HeliographError, Transient, Unauthorized
from shared.runtime.addresses import is_local, is_loopback
from shared.runtime.authenticator import Authenticator
from shared.runtime.guesses import Guesses
from shared.runtime.problem import problem, told

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
        accounts: Authenticator | None = None,
    ) -> None:
        """`principal`: who brings the token, or where there is none, who sits at this machine; routes find them in the
        request's state, and nobody there who came by an open path without the token. An open path that ends in "/"
        opens all below it, too; "/" alone is only itself. `guess_seconds`: the longest that the answer to a wrong token
        is put off. `accounts`: who says who asks once there are any; None: there never are."""
        self._app = app
        self._principal = principal
        self._token = token.get_secret_value() if token else None
        self._open = frozenset(open_paths)
        self._open_below = tuple(path for path in open_paths if path.endswith("/") and path != "/")
        self._guesses = Guesses(guess_seconds)
        self._accounts = accounts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and (refusal := await self._refusal(HTTPConnection(scope))):
            await refusal(scope, receive, send)
            return
        await self._app(scope, receive, send)

    async def _refusal(self, asking: HTTPConnection) -> Any:
        if (host := asking.headers.get("host")) and not _HOST.fullmatch(host):
            return problem(400, "Bad request", "The header Host names no machine.")
        path = asking.scope["path"]
        is_open = path in self._open or path.startswith(self._open_below)
        is_known = "principal" in asking.scope.get("state", {})  # to a door before this one
        try:
            if self._accounts and await self._accounts.closed():
                return None if is_known else await self._signed_in(self._accounts, asking, is_open)
        except HeliographError as error:
            return None if is_open and isinstance(error, Transient) else told(error)
        if is_known:
            return _stranger(asking) if self._token is None else None
        return await self._as_before(asking, is_open)

    async def _signed_in(self, accounts: Authenticator, asking: HTTPConnection, is_open: bool) -> Any:
        """The refusal of who is nobody's account."""
        try:
            if found := await accounts.principal(asking):
                _known(asking, found)
                return None
        except Unauthorized as error:
            return None if is_open else told(error)
        if is_open:
            return None
        return await self._unknown(asking, "Sign in, or send a key as 'Authorization: Bearer <key>'.")

    async def _as_before(self, asking: HTTPConnection, is_open: bool) -> Any:
        """The refusal where there are no accounts."""
        if self._token is None:
            if refusal := _stranger(asking):
                return refusal
        elif not hmac.compare_digest(bearer(asking.headers), self._token.encode()):
            return (
                None if is_open else await self._unknown(asking, "Send the token as 'Authorization: Bearer <token>'.")
            )
        _known(asking, self._principal)
        return None

    async def _unknown(self, asking: HTTPConnection, detail: str) -> Any:
        if bearer(asking.headers):
            await asyncio.sleep(self._guesses.pause(asking.client.host if asking.client else ""))
        return problem(401, "Unauthorized", detail, headers={"WWW-Authenticate": "Bearer"})


def _known(asking: HTTPConnection, principal: Principal) -> None:
    asking.scope.setdefault("state", {})["principal"] = principal


def _stranger(asking: HTTPConnection) -> Any:
    """The refusal of all but this machine and its own page, where there is no token."""
    if not is_local(asking):
        return problem(403, "Forbidden", "Without HELIOGRAPH_TOKEN only the machine itself may ask.")
    if not _names_loopback(asking.headers.get("host", "")):
        return problem(421, "Misdirected request", "Without a token only this machine may ask, by http://localhost.")
    origin = asking.headers.get("origin")
    if origin is not None and origin.partition("://")[2] != asking.headers.get("host"):
        return problem(403, "Forbidden", "Another site may not use this library through your browser.")
    return None


def bearer(headers: Headers) -> bytes:
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
