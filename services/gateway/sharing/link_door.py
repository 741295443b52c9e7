"""The door of links: what lies below /l/<id>/api/ is the API itself, asked as the link's guest."""

import re
from collections.abc import Awaitable, Callable

from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send

from services.gateway.accounts import cookies
from shared.domain.principal import Principal
from shared.errors import Forbidden, HeliographError, NotFound
from shared.runtime.problem import told

_BELOW = re.compile(r"/l/([0-9a-f-]{36})/api(/.*)")

# What guests may ask at all, whatever the policy would say to them: the methods, and the path. All else is not there.
_LOOK = ("GET", "HEAD")
_ASKED: tuple[tuple[tuple[str, ...], re.Pattern[str]], ...] = tuple(
    (methods, re.compile(path))
    for methods, path in (
        (_LOOK, r"/link"),
        (_LOOK, r"/link/download"),
        (("POST",), r"/link/name"),
        (_LOOK, r"/photos(/months)?"),
        (_LOOK, r"/albums/[^/]+/photos"),
        (_LOOK, r"/facets"),
        (_LOOK, r"/search"),
        (_LOOK, r"/photo/[^/]+(/(preview|thumbnail|crop|original))?"),
        (("POST",), r"/photos/download"),
        (("POST",), r"/upload"),
    )
)
# Of whom else the browser is must not matter here: they are never read.
_SHOWN = (b"authorization", b"cookie")

Guest = Callable[[str, HTTPConnection], Awaitable[Principal]]


class LinkDoor:
    """ASGI middleware, before the guard: takes /l/<id>/api/photos for /photos, asked by the guest of that link, whose
    principal it puts into the request's state. Nothing but the link's own cookie counts here: who has signed in as
    well, the link's owner too, is its guest."""

    def __init__(self, app: ASGIApp, *, guest: Guest) -> None:
        """`guest`: raises Unauthorized for who shows no cookie of the link, NotFound where it has ended."""
        self._app = app
        self._guest = guest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        found = _BELOW.fullmatch(scope["path"]) if scope["type"] == "http" else None
        if found is None:
            await self._app(scope, receive, send)
            return
        link, path = found.groups()
        asking = HTTPConnection(scope)
        try:
            if not any(scope["method"] in methods and asked.fullmatch(path) for methods, asked in _ASKED):
                raise NotFound(f"A link opens nothing at {path}.")
            if cookies.is_foreign(asking):
                raise Forbidden("Another site may not use this link through your browser.")
            principal = await self._guest(link, asking)
        except HeliographError as error:
            await told(error)(scope, receive, send)
            return
        inside = {
            **scope,
            "path": path,
            "raw_path": path.encode(),
            "headers": [(name, value) for name, value in scope["headers"] if name.lower() not in _SHOWN],
            "state": {**scope.get("state", {}), "principal": principal},
        }
        await self._app(inside, receive, send)
