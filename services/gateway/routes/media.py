"""The bytes of a photo: original, preview, thumbnail; and those of what was found on it. They never change, so its
owner's browser may keep them for ever; but for what a crop shows, which follows from who is on the photo. Others' ask
each time whether they still may."""

from collections.abc import Mapping
from functools import partial
from typing import Annotated, Any, Literal
from urllib.parse import quote

from fastapi import APIRouter, Query, Request
from pydantic import AfterValidator, WithJsonSchema
from starlette.responses import Response

from services.gateway import policy
from services.gateway.auth import Asker
from services.gateway.later import send_work
from services.gateway.media.copies import Copies
from services.gateway.media.crops import Crops
from services.gateway.media.lasting import Lasting
from services.gateway.media.sending import send
from services.gateway.media.sidecars import Sidecars
from services.gateway.problems import responses
from services.gateway.things import Things
from shared.catalog.photos import Photos
from shared.domain.clean_copy import copy_name
from shared.domain.crop import MEDIA_TYPE, RATIOS, WIDEST
from shared.domain.events import PhotoUnsettled
from shared.domain.faces import CHIP
from shared.domain.photo import Photo
from shared.domain.principal import Principal
from shared.domain.renditions import RENDITIONS, Rendition, rendition_key
from shared.errors import BlobNotFound, NotFound
from shared.runtime.originals import OriginalAltered, OriginalMissing, damage_of, tell
from shared.runtime.platform import Platform

ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {"content": {"image/*": {}}},
    206: {"description": "The range asked for"},
    304: {"description": "Unchanged"},
    **responses(404, 416, 422),
}
_XMP = "application/rdf+xml"
_WHILE = {"Cache-Control": "private, max-age=300"}  # seconds
_ASKED_AGAIN = {"Cache-Control": "private, no-cache"}
_OF_PHOTOS, _OF_PARTS = ({row.name: row for row in RENDITIONS if row.of == of} for of in ("photo", "part"))


def _known(rows: Mapping[str, Rendition], name: str) -> str:
    if name not in rows:
        raise ValueError(f"there is no rendition {name!r}")
    return name


OfPhoto = Annotated[
    str, AfterValidator(partial(_known, _OF_PHOTOS)), WithJsonSchema({"type": "string", "enum": [*_OF_PHOTOS]})
]
OfPart = Annotated[
    str, AfterValidator(partial(_known, _OF_PARTS)), WithJsonSchema({"type": "string", "enum": [*_OF_PARTS]})
]


Ratio = Annotated[Literal[*RATIOS], Query(description="Width to height")]  # type: ignore[valid-type]
Width = Annotated[int, Query(ge=1, le=WIDEST, description="Pixels; up to the next of 160, 320 and so on")]


def build(
    platform: Platform, things: Things, sidecars: Sidecars, crops: Crops, copies: Copies, lasting: Lasting
) -> APIRouter:
    router = APIRouter(tags=["media"])
    photos: Photos = platform.photos

    @router.head("/photo/{id}/original", include_in_schema=False)
    @router.get("/photo/{id}/original", response_class=Response, responses={**ANSWERS, **responses(403, 503)})
    async def original(id: str, request: Request, asker: Asker) -> Response:
        """The file as it was uploaded; where anything is withheld from who asks, a clean copy of it: the same picture,
        with no metadata but its colours, how it lies and when it was taken. Understands Range and If-None-Match. One
        that is not whole any more is not sent: 404 or 422, and the photo says so from then on. 403 for one that is
        shared to be looked at only."""
        photo = await things.photo(asker, "see", id)
        still = partial(lasting.still, asker, photo)
        if policy.withheld(asker, photo, file=True):
            copy = await copies.of(photo)
            headers = named(copy.name) | _ASKED_AGAIN
            return await send(request, platform.blobs, copy.key, copy.etag, copy.media_type, headers, still=still)
        headers = named(photo.file_name) | kept(asker, photo)
        key = photo.original
        if photo.damage:  # it is read before it is sent: it may have been put back since
            found = await damage_of(photo, platform.blobs)
            await tell(photo, found, photos)
            if found:
                raise found
        try:
            etag = f'"{photo.sha256}"'
            return await send(
                request, platform.blobs, key, etag, photo.media_type, headers, whole=photo.bytes, still=still
            )
        except (BlobNotFound, OriginalAltered) as error:
            found = error if isinstance(error, OriginalAltered) else OriginalMissing()
            await tell(photo, found, photos)
            raise found from None

    @router.get(
        "/photo/{id}/xmp",
        response_class=Response,
        responses={200: {"content": {_XMP: {}}, "description": "An XMP packet"}, **responses(404)},
    )
    async def xmp(id: str, asker: Asker) -> Response:
        """Its sidecar, for other programs: title, description, tags, rating, date and place as they are now, and the
        faces of people with a name as regions of the Metadata Working Group and of Microsoft. The rating is for its
        owner alone, and others are told no more than the share tells by which they see it."""
        photo = await things.photo(asker, "see", id)
        name = copy_name(photo) if policy.withheld(asker, photo) else photo.file_name
        headers = named(f"{name}.xmp", "attachment") | _ASKED_AGAIN
        return Response(await sidecars.of(asker, photo), media_type=_XMP, headers=headers)

    @router.head("/photo/{id}/crop", include_in_schema=False)
    @router.get("/photo/{id}/crop", response_class=Response, responses={**ANSWERS, **responses(503)})
    async def cropped(id: str, request: Request, asker: Asker, ratio: Ratio = "1:1", width: Width = 480) -> Response:
        """The part of the photo that matters, as a JPEG of this shape: all faces, their eyes a third from the top; else
        the things on it; else what stands out. Never wider than that part is on the preview."""
        photo = await things.photo(asker, "see", id)
        preview = _OF_PHOTOS["preview"]
        order = await crops.order(photo, version_of(photo, preview), ratio, width)
        etag = f'"{photo.id}-{order.key.rpartition("/")[2]}"'
        headers = _WHILE if policy.owns(asker, photo) else _ASKED_AGAIN
        sent = partial(send, request, platform.blobs, order.key, etag, MEDIA_TYPE, headers)
        try:
            return await sent()
        except BlobNotFound:
            try:
                await platform.blobs.stat(order.preview)
            except BlobNotFound:
                raise await lost(photo, preview) from None
        await crops.make(order)
        return await sent()

    @router.head("/photo/{id}/{rendition}", include_in_schema=False)
    @router.get("/photo/{id}/{rendition}", response_class=Response, responses=ANSWERS)
    async def rendition(id: str, rendition: OfPhoto, request: Request, asker: Asker) -> Response:
        """preview: JPEG, long side at most 1440. thumbnail: WebP, long side at most 320."""
        photo = await things.photo(asker, "see", id)
        row = _OF_PHOTOS[rendition]
        version = version_of(photo, row)
        key = rendition_key(photo.owner, photo.id, rendition, version)
        return await made(request, asker, photo, row, key, f"{photo.id}-{rendition}-{version}")

    @router.head("/parts/{id}/{rendition}", include_in_schema=False)
    @router.get("/parts/{id}/{rendition}", response_class=Response, responses=ANSWERS)
    async def of_part(id: str, rendition: OfPart, request: Request, asker: Asker) -> Response:
        """What was made of something that was found on a photo. chip: a face, upright, JPEG, 192 x 192."""
        row = _OF_PARTS[rendition]
        photo, part = await things.part(asker, "see", row.stage, id)
        key = part.blob(rendition)
        return await made(request, asker, photo, row, key, f"{part.id}-{key.rpartition('/')[2]}")

    @router.head("/faces/{id}/crop", include_in_schema=False)
    @router.get("/faces/{id}/crop", response_class=Response, responses=ANSWERS)
    async def crop(id: str, request: Request, asker: Asker) -> Response:
        """A face, cut out upright: JPEG, 192 x 192."""
        return await of_part(id, CHIP, request, asker)

    async def made(request: Request, asker: Principal, photo: Photo, row: Rendition, key: str, etag: str) -> Response:
        try:
            return await send(request, platform.blobs, key, f'"{etag}"', row.media_type, kept(asker, photo))
        except BlobNotFound:
            raise await lost(photo, row) from None

    async def lost(photo: Photo, row: Rendition) -> NotFound:
        if again := await photos.take_back(photo, {row.stage: photo.stages[row.stage]}):
            await send_work(photos, platform.broker, again, PhotoUnsettled(owner=photo.owner, photo=photo.id))
        return NotFound(f"The {row.name} was lost, and is being made anew.")

    return router


def named(file_name: str, how: str = "inline") -> dict[str, str]:
    return {"Content-Disposition": f"{how}; filename*=UTF-8''{quote(file_name)}"}


def kept(asker: Principal, photo: Photo) -> dict[str, str]:
    """How long what they are sent may be kept: what is shared may be so no more at their next look."""
    return {} if policy.owns(asker, photo) else _ASKED_AGAIN


def version_of(photo: Photo, row: Rendition) -> int:
    """Raises NotFound where there is none yet."""
    mark = photo.stages.get(row.stage)
    if mark is None or mark.state != "done":
        why = "could not be made" if photo.status == "failed" else "is not ready yet"
        raise NotFound(f"The {row.name} of this photo {why}.")
    return mark.version
