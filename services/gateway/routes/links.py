"""What visitors of a link ask: the page, to open it, what it is, and all of it in one file. All else they ask of the
other routes, below /l/<id>/api/ (services/gateway/sharing/link_door.py)."""

import asyncio
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response
from pydantic import BaseModel, Field, SecretStr

from services.gateway import policy
from services.gateway.auth import Asker, address_of
from services.gateway.body import Body
from services.gateway.media.downloads import MOST, Downloads
from services.gateway.media.lasting import Lasting
from services.gateway.problems import responses
from services.gateway.routes.albums import ZIPS
from services.gateway.routes.auth import heard_by_nobody
from services.gateway.sharing import guest_tokens
from services.gateway.sharing.linking import LONGEST_GUEST, Linking, link_of
from services.gateway.web import link_page
from shared.catalog.photos import Photos
from shared.domain.filter import PhotoFilter
from shared.domain.principal import Principal
from shared.domain.share import SharedKind
from shared.errors import Forbidden
from shared.runtime.settings import Settings

GuestName = Annotated[
    str, Field(max_length=LONGEST_GUEST, pattern=r"^[^\x00-\x1f]*$", description="Of the guest", examples=["Aunt Ida"])
]
LinkId = Annotated[str, Path(max_length=64, description="The link's id")]


class OpenIn(Body):
    token: SecretStr = Field(min_length=1, max_length=100, description="What stands in the address behind its #")
    password: SecretStr | None = Field(None, min_length=1, max_length=1000)
    name: GuestName = ""


class NameIn(Body):
    name: GuestName


class LinkAboutOut(BaseModel):
    """What a visitor is told of a link: of its owner no more than the name."""

    title: str
    by: str = Field(description="Who shares it")
    kind: SharedKind
    album: str | None = Field(
        description="The id of an album that is laid by hand: GET /albums/{id}/photos lists it in that order"
    )
    count: int = Field(description="Photos that it shows")
    download: bool
    uploads: bool
    expires: str | None = Field(description="An instant, UTC")
    name: str = Field(description="Of the guest, as they gave it")


def build(linking: Linking, photos: Photos, downloads: Downloads, lasting: Lasting, settings: Settings) -> APIRouter:
    router = APIRouter(tags=["links"])

    @router.get("/l/{id}", include_in_schema=False)
    @router.get("/l/{id}/", include_in_schema=False)
    async def page(id: LinkId) -> Response:
        """The visitor's page. It is the same for every link, whether it is there or not, but for a title that its owner
        lets be read."""
        return await asyncio.to_thread(link_page, await linking.preview(id))

    @router.post("/l/{id}/open", status_code=204, responses=responses(403, 404, 422, 429))
    async def open_link(id: LinkId, body: OpenIn, request: Request, response: Response) -> None:
        """Opens a link by what stands in its address, and a password where it asks for one (403, `needs: "password"`).
        The browser keeps a cookie then, which opens what lies below /l/<id>/api/, for a day."""
        password = body.password.get_secret_value() if body.password else None
        if password is not None:
            heard_by_nobody(request, settings)
        shown = await linking.open(id, body.token.get_secret_value(), password, body.name, address_of(request))
        guest_tokens.give(request, response, id, shown)
        response.headers["Cache-Control"] = "no-store"

    @router.get("/link", responses=responses(403, 404))
    async def about(asker: Asker) -> LinkAboutOut:
        """What the link is by which the visitor came."""
        opened = await linking.opened(link_of(guest_of(asker)))
        count = sum((await photos.scoped.months(policy.scope(asker), PhotoFilter())).values())
        return LinkAboutOut(
            title=opened.link.title, by=opened.by, kind=opened.share.kind,
            album=await linking.laid(opened.share) or None, count=count, download=opened.share.download,
            uploads=opened.link.uploads, expires=opened.share.expires, name=asker.name,
        )  # fmt: skip

    @router.post("/link/name", status_code=204, responses=responses(403, 404, 422))
    async def name(body: NameIn, request: Request, response: Response, asker: Asker) -> None:
        """How the guest wants to be called. What they send in bears the name."""
        guest = guest_of(asker)
        guest_tokens.give(request, response, link_of(guest), await linking.rename(guest, body.name))
        response.headers["Cache-Control"] = "no-store"

    @router.head("/link/download", include_in_schema=False)
    @router.get("/link/download", response_class=Response, responses=ZIPS)
    async def download(request: Request, asker: Asker) -> Response:
        """All that the link shows in one zip file, newest first. Understands Range, If-Range and If-None-Match."""
        opened = await linking.opened(link_of(guest_of(asker)))
        if not opened.share.download:
            raise Forbidden("Whoever shares it lets it be looked at, and not be downloaded.")
        ids = await photos.scoped.ids(policy.scope(asker), PhotoFilter(), limit=MOST + 1)
        return await downloads.send(request, asker, ids, opened.link.title, partial(lasting.check, asker))

    return router


def guest_of(asker: Principal) -> Principal:
    """Raises Forbidden for who came by no link."""
    if not link_of(asker):
        raise Forbidden("This is for who came by a link: ask it below /l/<id>/api/.")
    return asker
