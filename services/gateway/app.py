"""The gateway's FastAPI app: error map, routers, live events, pages, middleware."""

import asyncio
from collections.abc import AsyncIterable
from functools import partial
from importlib.metadata import PackageNotFoundError, version

from fastapi import FastAPI, Request
from fastapi.sse import EventSourceResponse, ServerSentEvent
from starlette.middleware.gzip import DEFAULT_EXCLUDED_CONTENT_TYPES, GZipMiddleware
from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.staticfiles import StaticFiles

from services.gateway import problems, reference
from services.gateway.accounts.entrance import Entrance
from services.gateway.accounts.keyring import KeyUses
from services.gateway.acting import Acting
from services.gateway.assembly import Assembly
from services.gateway.auth import SOLE_USER, Asker
from services.gateway.live import live
from services.gateway.looking import MOST, Looking
from services.gateway.media.downloads import ZIP
from services.gateway.multipart import BESIDE
from services.gateway.routers import (
    include_accounts,
    include_albums,
    include_installation,
    include_memories,
    include_people,
    include_photos,
    include_search,
    include_sharing,
)
from services.gateway.seen import Seen
from services.gateway.sharing.link_door import LinkDoor
from services.gateway.uploads import Uploads
from services.gateway.web import PLAIN_HEADERS, STATIC, WebApp, built
from shared.runtime.body import BodyLimit
from shared.runtime.guard import Guard
from shared.runtime.platform import Platform
from shared.runtime.rates import Rates
from shared.runtime.switching import Switching
from shared.search.engine import SearchEngine
from shared.search.names import LibraryNames
from shared.search.selfies import SelfieSearch

# Each by its name, so that no route comes in below another.
_TO_SIGN_IN = (
    "/auth", "/auth/first", "/auth/login", "/auth/refresh", "/auth/logout", "/auth/reset", "/auth/passkey/begin",
    "/auth/passkey/finish", "/auth/oidc", "/auth/oidc/callback", "/auth/oidc/logout", "/auth/oidc/redeem",
    "/invitations/look", "/invitations/accept",
)  # fmt: skip
# What a browser must fetch before it can know a token, and what an orchestrator asks.
_OPEN = ("/", "/app", "/app/", "/static/", "/healthz", "/readyz", "/l/", *_TO_SIGN_IN)

_DESCRIPTION = """
An AI photo library people run themselves. Upload a photo, watch it become understood, find it by meaning.

```
curl -F file=@cat.jpg localhost:8000/upload
curl localhost:8000/photo/<id>
curl 'localhost:8000/search?q=a+kitten'
```

Every error is an RFC 9457 problem: a `title`, a `status`, and a `detail` that says what to do.
"""


def build_app(
    platform: Platform,
    uploads: Uploads,
    acting: Acting,
    engine: SearchEngine,
    names: LibraryNames,
    looking: Looking,
    selfies: SelfieSearch,
    switching: Switching,
    entrance: Entrance,
    ending: asyncio.Event,
) -> FastAPI:
    # FastAPI's own pages of the API load scripts from other people's servers.
    app = FastAPI(title="Heliograph", version=_version(), description=_DESCRIPTION, docs_url=None, redoc_url=None)
    problems.install(app)
    assembly = Assembly.of(platform, entrance, uploads, acting, looking, names)
    include_accounts(app, assembly)
    include_photos(app, assembly)
    include_search(app, assembly, engine)
    include_memories(app, assembly)
    include_people(app, assembly, selfies)
    include_albums(app, assembly)
    include_sharing(app, assembly)
    include_installation(app, assembly, switching)
    _include_events(app, platform, entrance, ending)
    _include_pages(app)
    _protect(app, platform, entrance)
    return app


def _include_events(app: FastAPI, platform: Platform, entrance: Entrance, ending: asyncio.Event) -> None:
    @app.get("/events", response_class=EventSourceResponse, tags=["live"], responses=problems.responses(404, 422))
    async def events(request: Request, asker: Asker, scope: Seen) -> AsyncIterable[ServerSentEvent]:
        """Server-sent events: uploaded, progressed, deleted, each with the photo's id; changed, with the feature: the
        days, the groups or the people are others now."""
        request.state.live = True  # who does not read is let go of (shared/runtime/connections.py)
        still = partial(entrance.authentication.still, asker)
        async for event in live(platform.broker, platform.photos, scope, ending, still):
            yield event


def _include_pages(app: FastAPI) -> None:
    web = built()

    @app.get("/", include_in_schema=False)
    async def page() -> Response:
        """The web app, or what it takes to build it."""
        if web:
            return RedirectResponse("/app/")
        return FileResponse(STATIC / "unbuilt.html", headers={**PLAIN_HEADERS, "Cache-Control": "no-cache"})

    @app.get("/docs", include_in_schema=False)
    @app.get("/redoc", include_in_schema=False)
    async def described() -> Response:
        return reference.page(app.openapi())

    if web:
        app.mount("/app", WebApp(), name="app")
    app.mount("/static", StaticFiles(directory=STATIC), name="static")


def _protect(app: FastAPI, platform: Platform, entrance: Entrance) -> None:
    """The middleware: what is added last sees a request first."""
    settings = platform.settings
    app.add_middleware(KeyUses, standing=entrance.standing)
    app.add_middleware(Rates, known=settings.rate, strangers=settings.strangers_rate)
    app.add_middleware(
        Guard, token=settings.token, principal=SOLE_USER, open_paths=_OPEN, guess_seconds=settings.guess_seconds,
        accounts=entrance.authentication,
    )  # fmt: skip
    files = {"/upload": settings.max_bytes + BESIDE}
    files |= dict.fromkeys(("/search/by-image", "/people/search"), MOST + BESIDE)
    app.add_middleware(BodyLimit, most=settings.max_json, files=files)
    app.add_middleware(LinkDoor, guest=entrance.guest)
    # A list of photos shrinks to an eighth, the web app to a third. Pictures are small already, whatever their format.
    unpressed = (*DEFAULT_EXCLUDED_CONTENT_TYPES, "image/*", ZIP)
    app.add_middleware(GZipMiddleware, minimum_size=1000, compresslevel=4, exclude_content_types=unpressed)


def _version() -> str:
    try:
        return version("heliograph")
    except PackageNotFoundError:  # run from a checkout
        return "0.1.0"
