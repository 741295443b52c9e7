"""The gateway's FastAPI assembly: middleware, error map, routers."""

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
from services.gateway.acting import Acting
from services.gateway.administering import Administration
from services.gateway.albums_planning import AlbumsPlanning
from services.gateway.auth import SOLE_USER, Asker
from services.gateway.collecting import Collecting
from services.gateway.copies import Copies
from services.gateway.crops import Crops
from services.gateway.demonstration import Demonstration
from services.gateway.details import Details
from services.gateway.downloads import ZIP, Downloads
from services.gateway.entrance import Entrance
from services.gateway.exporting import Exporting
from services.gateway.gathering import Gathering
from services.gateway.inviting import Inviting
from services.gateway.keyring import Keyring, KeyUses
from services.gateway.lasting import Lasting
from services.gateway.link_door import LinkDoor
from services.gateway.listing import Listing
from services.gateway.live import live
from services.gateway.looking import MOST, Looking
from services.gateway.memories_out import MemoryTelling
from services.gateway.multipart import BESIDE
from services.gateway.naming import Naming
from services.gateway.people_drawing import FaceDrawing
from services.gateway.people_planning import PeoplePlanning
from services.gateway.proposing import Proposing
from services.gateway.questioning import Questioning
from services.gateway.questions_planning import QuestionsPlanning
from services.gateway.remembering import Remembering
from services.gateway.routes import (
    account,
    accounts,
    album_proposals,
    albums,
    audit,
    auth,
    browse,
    circles,
    days,
    demonstration,
    edits,
    faces,
    groups,
    health,
    invitations,
    keys,
    libraries,
    links,
    media,
    memories,
    models,
    passkeys,
    people,
    photos,
    places,
    provider,
    search,
    shares,
    similar,
    summaries,
    trash,
)
from services.gateway.routes import actions as action_routes
from services.gateway.routes import occasions as occasion_routes
from services.gateway.routes import questions as question_routes
from services.gateway.routes import selfies as selfie_routes
from services.gateway.saving import Saving
from services.gateway.seen import Seen
from services.gateway.sharing import Sharing
from services.gateway.sidecars import Sidecars
from services.gateway.summaries_out import Telling
from services.gateway.summing import Summing
from services.gateway.things import Things
from services.gateway.uploads import Uploads
from services.gateway.web import PLAIN_HEADERS, STATIC, WebApp, built
from shared.catalog.actions import Actions
from shared.catalog.album_proposals import AlbumProposals
from shared.catalog.audit import AuditLog
from shared.catalog.days import Days
from shared.catalog.features import DirtyKeys
from shared.catalog.invitations import Invitations
from shared.catalog.lessened import LessOf
from shared.catalog.narratives import Narratives
from shared.catalog.occasions import Occasions
from shared.catalog.proposals import Proposals
from shared.catalog.questions import Questions
from shared.catalog.shares import Shares
from shared.pipeline import STAGES
from shared.runtime.body import BodyLimit
from shared.runtime.guard import Guard
from shared.runtime.platform import Platform
from shared.runtime.rates import Rates
from shared.runtime.switching import Switching
from shared.search.engine import SearchEngine
from shared.search.names import LibraryNames
from shared.search.selfies import SelfieSearch
from shared.search.similar import Similar

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
    stage_names = tuple(stage.name for stage in STAGES)
    actions, proposals = Actions(platform.catalog), Proposals(platform.catalog)
    occasions, questions = Occasions(platform.catalog), Questions(platform.catalog)
    proposed = AlbumProposals(platform.catalog)
    things = Things(
        platform.photos, platform.parts, platform.people, platform.albums, actions, proposals, occasions,
        Shares(platform.catalog), proposed, questions,
    )  # fmt: skip
    gathering = Gathering(platform.photos, platform.albums)
    collecting = Collecting(platform.photos, platform.albums, things, gathering, acting, entrance.standing)
    naming = Naming(platform.people)
    lasting = Lasting(entrance.authentication, platform.photos)
    listing = Listing(platform.photos, naming, stage_names)
    details = Details(platform.parts, platform.people, platform.albums, naming, stage_names)
    app.include_router(auth.build(entrance, platform.settings))
    app.include_router(account.build(entrance, platform.photos))
    app.include_router(passkeys.build(entrance, platform.settings))
    app.include_router(provider.build(entrance, platform.settings))
    door = entrance.authentication, entrance.audit
    app.include_router(photos.build(platform, things, details, listing, uploads, acting, gathering, *door))
    app.include_router(edits.build(platform, things, details))
    app.include_router(
        action_routes.build(things, actions, acting, gathering, collecting, platform.settings.trash_seconds)
    )
    app.include_router(trash.build(platform, things, entrance.audit))
    app.include_router(libraries.build(platform))
    app.include_router(browse.build(platform.photos, gathering))
    like = Similar(platform.vectors, platform.photos.scoped, proposals.copies, spaces=lambda: platform.pipeline.spaces)
    # Before the media, whose /photo/{id}/{rendition} would take it for a rendition.
    app.include_router(similar.build(things, like, looking, naming, stage_names))
    crops = Crops(platform.parts, partial(platform.peer, "vision"))
    copies, sidecars = Copies(platform.blobs, partial(platform.peer, "vision")), Sidecars(details)
    app.include_router(media.build(platform, things, sidecars, crops, copies, lasting))
    app.include_router(search.build(engine, names, naming, stage_names))
    app.include_router(places.build(names))
    of_days = Days(platform.catalog)
    app.include_router(days.build(of_days, naming))
    summing = Summing(platform.photos, of_days, platform.people, naming, gathering)
    narratives = Narratives(platform.catalog) if platform.settings.summaries_by_endpoint else None
    telling = Telling(summing, things, platform.people, narratives, platform.settings.told_in_words)
    app.include_router(summaries.build(telling))
    less = LessOf(platform.catalog)
    remembering = Remembering(platform.photos, of_days, platform.people, less, summing)
    recalling = MemoryTelling(remembering, summing, telling, less, things, platform.people, platform.photos)
    app.include_router(memories.build(recalling, less, things, platform.photos, platform.blobs))
    app.include_router(groups.build(things, proposals))
    dirty = DirtyKeys(platform.catalog)
    app.include_router(occasion_routes.build(occasions, platform.people, dirty, things, listing))
    planning = PeoplePlanning(platform.photos, platform.parts, platform.people)
    app.include_router(
        question_routes.build(
            things, questions, Questioning(platform.photos, platform.people, occasions, questions, gathering),
            QuestionsPlanning(platform.photos, platform.people, occasions, planning, acting), acting, dirty, names,
        )
    )  # fmt: skip
    drawing = FaceDrawing(platform.parts, planning)
    app.include_router(people.build(platform.photos, platform.people, things, planning, acting, listing))
    downloads = Downloads(platform.photos, platform.blobs, copies, sidecars)
    of_albums = AlbumsPlanning(platform.photos, platform.albums, gathering)
    proposing = Proposing(
        platform.photos, proposed, platform.albums, occasions, platform.people, gathering, acting, dirty
    )
    app.include_router(album_proposals.build(proposing, platform.photos, things, of_albums, gathering))
    app.include_router(
        albums.build(
            platform.photos, platform.albums, things, of_albums, acting, gathering, collecting, listing, downloads,
            lasting, entrance.standing,
        )
    )  # fmt: skip
    if entrance.sign_ins:
        linking = entrance.sign_ins.linking
        app.include_router(links.build(linking, platform.photos, downloads, lasting, platform.settings))
    app.include_router(selfie_routes.build(selfies, looking, naming, stage_names))
    app.include_router(faces.build(platform.photos, things, planning, drawing, acting, details))
    app.include_router(demonstration.build(Demonstration(platform.settings.demonstration_folder)))
    app.include_router(models.build(switching))
    sharing = Sharing(entrance.standing, things, platform.photos, entrance.audit)
    saving = Saving(things, platform.photos, platform.blobs, copies, uploads, lasting)
    app.include_router(shares.build(sharing, saving, entrance, things, gathering, listing))
    app.include_router(circles.build(sharing, entrance.standing))
    _include_accounts(app, platform, entrance)
    app.include_router(health.build(platform))

    @app.get("/events", response_class=EventSourceResponse, tags=["live"], responses=problems.responses(404, 422))
    async def events(request: Request, asker: Asker, scope: Seen) -> AsyncIterable[ServerSentEvent]:
        """Server-sent events: uploaded, progressed, deleted, each with the photo's id; changed, with the feature: the
        days, the groups or the people are others now."""
        request.state.live = True  # who does not read is let go of (shared/runtime/connections.py)
        still = partial(entrance.authentication.still, asker)
        async for event in live(platform.broker, platform.photos, scope, ending, still):
            yield event

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
    return app


def _include_accounts(app: FastAPI, platform: Platform, entrance: Entrance) -> None:
    """What is done to accounts, by those whose they are and by who runs the installation."""
    standing, log, settings = entrance.standing, entrance.audit, platform.settings
    keyring = Keyring(standing, log, token=settings.token is not None)
    inviting = Inviting(Invitations(platform.catalog), standing, entrance.passwords, log)
    app.include_router(keys.build(entrance, keyring))
    app.include_router(invitations.build(entrance, inviting, settings))
    administration = Administration(standing, platform.photos, log)
    app.include_router(accounts.build(entrance, administration, inviting, Exporting(platform.catalog, standing)))
    app.include_router(audit.build(AuditLog(platform.catalog)))


def _version() -> str:
    try:
        return version("heliograph")
    except PackageNotFoundError:  # run from a checkout
        return "0.1.0"
