"""Photos: upload, look at, page through, delete."""

from functools import partial
from typing import Annotated, Literal

from fastapi import APIRouter, Header, Path, Query, Request, Response
from pydantic import BaseModel, Field

from services.gateway import policy
from services.gateway.accounts.auditing import Audit
from services.gateway.accounts.authentication import Authentication
from services.gateway.acting import Acting
from services.gateway.albums.gathering import Gathering
from services.gateway.auth import Asker, address_of
from services.gateway.cursors import After
from services.gateway.details import Details
from services.gateway.filters import Filters
from services.gateway.later import now_or_later, send_work
from services.gateway.listing import Listing
from services.gateway.multipart import Multipart, form
from services.gateway.photo_out import PhotoDetailOut, PhotoOut
from services.gateway.problems import responses
from services.gateway.reader import Reader
from services.gateway.seen import Seen
from services.gateway.sharing.inbox import Inbox
from services.gateway.sharing.linking import link_of
from services.gateway.things import Things
from services.gateway.uploads import Uploads
from shared.catalog.photos import Photos
from shared.catalog.scoped_photos import ListOrder
from shared.domain.actions import Delete
from shared.domain.events import PhotoDeleted, PhotoUnsettled
from shared.errors import NotFound
from shared.runtime.body import length_of
from shared.runtime.healing import Healer
from shared.runtime.platform import Platform
from shared.runtime.removal import Remover

PhotoIdPath = Annotated[str, Path(description="The photo's id", examples=["019aa3c0-7a3e-7d61-9d0f-0a4f3c1f2b11"])]

_SHA256 = r"^[0-9a-f]{64}$"


class UploadOut(BaseModel):
    """created: a new photo. duplicate: these bytes were here already, as the photo named, whose original they are
    again where that was damaged; or back from the trash. deleted: they were deleted, and this library takes nothing
    back unasked: nothing is stored. `id` is empty then, unless the photo lies in the trash."""

    id: str = Field(examples=["019aa3c0-7a3e-7d61-9d0f-0a4f3c1f2b11"])
    status: Literal["created", "duplicate", "deleted"]
    sidecar_taken: bool = Field(False, description="The photo was here; the sidecar that came with it counts from now")


class PhotosOut(BaseModel):
    photos: list[PhotoOut]
    next: str | None = Field(description="Pass it as `after` for the next page; null on the last one")


class KnownIn(BaseModel):
    sha256: list[Annotated[str, Field(pattern=_SHA256)]] = Field(max_length=1000)


class KnownOut(BaseModel):
    known: dict[str, str] = Field(description="sha256 -> photo id, for those that are here already, and whole")
    deleted: list[str] = Field(
        description="sha256 of those that were deleted, where this library does not take such back unasked: they need "
        "not travel"
    )


def build(
    platform: Platform,
    things: Things,
    details: Details,
    listing: Listing,
    uploads: Uploads,
    acting: Acting,
    gathering: Gathering,
    authentication: Authentication,
    audit: Audit,
) -> APIRouter:
    router = APIRouter(tags=["photos"])
    photos: Photos = platform.photos
    inbox = Inbox(platform.photos)
    remover = Remover(platform.photos, platform.blobs, platform.vectors, platform.parts)
    healer = Healer(platform.photos, platform.blobs, platform.vectors, platform.parts, platform.pipeline.promised)

    @router.post(
        "/upload",
        status_code=201,
        responses={
            200: {"model": UploadOut, "description": "These bytes are here already, or shall not come back"},
            **responses(403, 409, 413, 415, 422, 429, 507),
        },
        openapi_extra=form(
            "One photo",
            modified_at={
                "type": "string",
                "description": "The file's own date, ISO 8601. Where neither the photo nor its name tells when it was "
                "taken, it stands there in the timeline, unless that is before photography or ahead of now",
            },
            sidecar={"type": "string", "format": "binary", "description": "Its XMP file"},
        ),
    )
    async def upload(
        request: Request,
        response: Response,
        asker: Asker,
        x_content_sha256: Annotated[
            str | None, Header(description="SHA-256 of the file; verified", pattern=_SHA256)
        ] = None,
        x_heliograph_lane: Annotated[
            Literal["bulk"] | None,
            Header(description="bulk: one of many, for which nobody waits. Its work lets that of others go first"),
        ] = None,
        again: Annotated[
            bool, Query(description="Also what was deleted, where this library does not take such back unasked")
        ] = False,
    ) -> UploadOut:
        """Stores one photo; the work on it follows by itself. What a guest of a link sends waits in the inbox of the
        link's owner: GET /photos?inbox=true."""
        owner, sent = (
            await inbox.sent(asker, address_of(request))
            if link_of(asker)
            else (policy.library(asker, "add").owner, None)
        )
        receipt = await uploads.receive(
            owner,
            Multipart(request),
            address=address_of(request),
            sha256=x_content_sha256,
            bulk=x_heliograph_lane == "bulk",
            again=again,
            sent=sent,
            check=partial(authentication.check, asker),
            length=length_of(request.headers),
        )
        if receipt.status != "created":
            response.status_code = 200
        return UploadOut(id=receipt.id, status=receipt.status, sidecar_taken=receipt.sidecar_taken)

    @router.post("/photos/known", responses=responses(422))
    async def known(body: KnownIn, asker: Asker) -> KnownOut:
        """Which of these files are here already, so that they need not travel."""
        owner = policy.library(asker, "add").owner
        deleted = await platform.trash.remembered(owner, body.sha256)
        return KnownOut(known=await photos.known(owner, body.sha256), deleted=sorted(deleted))

    @router.get("/photo/{id}", responses=responses(404))
    async def one(id: PhotoIdPath, asker: Asker, reader: Reader) -> PhotoDetailOut:
        """Everything that is known of it."""
        return await details.of(await things.photo(asker, "see", id), asker, reader)

    @router.get("/photos", response_model=PhotosOut, responses=responses(404, 422))
    async def page(
        asker: Asker,
        scope: Seen,
        filters: Filters,
        reader: Reader,
        limit: Annotated[int, Query(ge=1, le=500)] = 100,
        after: After = None,
        order: Annotated[ListOrder, Query(description="By when they were taken, or the last added first")] = "newest",
    ) -> Response:
        """Those that pass every filter. Archived ones only when asked for, and those of albums that are off the
        timeline only where an album is."""
        passing = await gathering.seen(asker, filters)
        return await listing.page(asker, scope, passing, reader, order=order, after=after, limit=limit)

    @router.delete("/photo/{id}", status_code=204, responses=responses(404))
    async def delete(
        id: PhotoIdPath,
        request: Request,
        asker: Asker,
        forever: Annotated[
            bool, Query(description="At once, with all that derives from it: it cannot be undone")
        ] = False,
    ) -> None:
        """Puts the photo into the trash. One that is too damaged to be held there is deleted for good."""
        try:
            photo = await things.photo(asker, "remove", id)
        except NotFound:
            await remover.finish(await things.set_aside(asker, "remove", id), id)
            return
        if not forever:
            change = Delete()
            planned = await acting.plan(photo.owner, [id], change, sample=0)
            await acting.act(photo.owner, change, planned, by=asker.id)
        elif await platform.trash.lose_at_once(photo):
            # From here on it is gone for everybody.
            news = PhotoDeleted(owner=photo.owner, photo=id)
            await now_or_later(platform.broker.publish(news), "news of a deletion")
            await now_or_later(remover.finish(photo.owner, id), f"the end of photo {id}")
            await audit.write("deleted", asker, about=id, address=address_of(request))

    @router.post("/photo/{id}/retry", status_code=202, responses=responses(404))
    async def retry(id: PhotoIdPath, asker: Asker, reader: Reader) -> PhotoDetailOut:
        """Runs the stages again that failed on this photo, and those of which the result is gone."""
        photo = await photos.retry(await things.photo(asker, "change", id))
        if lost := (await healer.lost([photo])).get(id):
            photo = await photos.take_back(photo, lost) or photo
        await send_work(photos, platform.broker, photo, PhotoUnsettled(owner=photo.owner, photo=id))
        return await details.of(photo, asker, reader)

    return router
