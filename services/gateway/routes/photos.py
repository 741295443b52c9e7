"""Photos: upload, look at, page through, delete."""

import base64
import binascii
from typing import Annotated, Literal, Self

import msgspec
from fastapi import APIRouter, Depends, Header, Path, Query, Request, Response
from pydantic import BaseModel, Field

from services.gateway.auth import owner_of
from services.gateway.later import now_or_later, send_work
from services.gateway.multipart import Multipart
from services.gateway.problems import responses
from services.gateway.uploads import Uploads
from shared.catalog.photos import Cursor, Photos
from shared.domain.events import PhotoDeleted, PhotoUnsettled
from shared.domain.photo import Photo
from shared.errors import Invalid
from shared.runtime.platform import Platform
from shared.runtime.removal import Remover

Owner = Annotated[str, Depends(owner_of)]
PhotoIdPath = Annotated[str, Path(description="The photo's id", examples=["019aa3c0-7a3e-7d61-9d0f-0a4f3c1f2b11"])]

_SHA256 = r"^[0-9a-f]{64}$"


class UploadOut(BaseModel):
    """created: a new photo. duplicate: these bytes were here already, as the photo named."""

    id: str = Field(examples=["019aa3c0-7a3e-7d61-9d0f-0a4f3c1f2b11"])
    status: Literal["created", "duplicate"]


class CameraOut(BaseModel):
    make: str | None = Field(None, examples=["Canon"])
    model: str | None = Field(None, examples=["Canon EOS 40D"])
    lens: str | None = None
    aperture: float | None = Field(None, description="f-number")
    exposure: str | None = Field(None, description="seconds", examples=["1/250"])
    iso: int | None = None
    focal_length: float | None = Field(None, description="mm")
    focal_length_35mm: float | None = Field(None, description="mm, as on 35 mm film")
    flash: bool | None = None


class LocationOut(BaseModel):
    latitude: float
    longitude: float
    altitude: float | None = Field(None, description="metres")


class PlaceOut(BaseModel):
    city: str | None = Field(None, examples=["Arezzo"])
    region: str | None = Field(None, examples=["Tuscany"])
    country: str | None = Field(None, examples=["Italy"])
    country_code: str | None = Field(None, examples=["IT"])


class TagOut(BaseModel):
    name: str = Field(examples=["cat"])
    confidence: float = Field(description="How likely it is true, 0 to 1")
    source: str = Field(description="Which model, rule or person says so")


class CaptionOut(BaseModel):
    text: str
    source: str


class StageOut(BaseModel):
    state: Literal["waiting", "done", "failed", "skipped"]
    model: str | None = None
    version: int | None = None
    error: str | None = Field(None, description="Why it failed, for the owner")
    at: str | None = None


class PhotoOut(BaseModel):
    id: str
    status: Literal["processing", "ready", "failed"]
    file_name: str
    media_type: str = Field(examples=["image/jpeg"])
    bytes: int
    sha256: str
    uploaded_at: str = Field(description="An instant, UTC")
    taken_at: str | None = Field(None, description="Local time, with its offset where the zone is known")
    zone: str | None = Field(None, examples=["Europe/Rome"])
    width: int | None = Field(None, description="Pixels, upright")
    height: int | None = None
    camera: CameraOut | None = None
    location: LocationOut | None = None
    place: PlaceOut | None = None
    tags: list[TagOut]
    caption: CaptionOut | None = None
    thumbhash: str | None = Field(None, description="A tiny placeholder, base64")
    stages: dict[str, StageOut]

    @classmethod
    def of(cls, photo: Photo, stage_names: tuple[str, ...]) -> Self:
        marks = msgspec.to_builtins(photo.stages)
        stages = {name: marks.get(name, {"state": "waiting"}) for name in stage_names}
        return cls.model_validate({**msgspec.to_builtins(photo), "stages": stages})


class PhotosOut(BaseModel):
    photos: list[PhotoOut]
    next: str | None = Field(description="Pass it as `after` for the next page; null on the last one")


class KnownIn(BaseModel):
    sha256: list[Annotated[str, Field(pattern=_SHA256)]] = Field(max_length=1000)


class KnownOut(BaseModel):
    known: dict[str, str] = Field(description="sha256 -> photo id, for those that are here already")


def build(platform: Platform, uploads: Uploads, stage_names: tuple[str, ...]) -> APIRouter:
    router = APIRouter(tags=["photos"])
    photos: Photos = platform.photos
    remover = Remover(platform.photos, platform.blobs, platform.vectors)

    @router.post(
        "/upload",
        status_code=201,
        responses={
            200: {"model": UploadOut, "description": "These bytes are here already"},
            **responses(413, 415, 422, 429, 507),
        },
        openapi_extra={
            "requestBody": {
                "required": True,
                "content": {
                    "multipart/form-data": {
                        "schema": {
                            "type": "object",
                            "required": ["file"],
                            "properties": {
                                "file": {"type": "string", "format": "binary", "description": "One photo"},
                                "modified_at": {
                                    "type": "string",
                                    "description": "The file's own date, ISO 8601; used when the photo tells none",
                                },
                                "sidecar": {"type": "string", "format": "binary", "description": "Its XMP file"},
                            },
                        }
                    }
                },
            }
        },
    )
    async def upload(
        request: Request,
        response: Response,
        owner: Owner,
        x_content_sha256: Annotated[
            str | None, Header(description="SHA-256 of the file; verified", pattern=_SHA256)
        ] = None,
    ) -> UploadOut:
        """Stores one photo; the work on it follows by itself."""
        receipt = await uploads.receive(owner, Multipart(request), sha256=x_content_sha256)
        if receipt.status == "duplicate":
            response.status_code = 200
        return UploadOut(id=receipt.id, status=receipt.status)

    @router.post("/photos/known", responses=responses(422))
    async def known(body: KnownIn, owner: Owner) -> KnownOut:
        """Which of these files are here already, so that they need not travel."""
        return KnownOut(known=await photos.known(owner, body.sha256))

    @router.get("/photo/{id}", responses=responses(404))
    async def one(id: PhotoIdPath, owner: Owner) -> PhotoOut:
        return PhotoOut.of(await photos.get(owner, id), stage_names)

    @router.get("/photos", responses=responses(422))
    async def page(
        owner: Owner,
        limit: Annotated[int, Query(ge=1, le=500)] = 100,
        after: Annotated[str | None, Query(max_length=200, description="`next` of the page before")] = None,
    ) -> PhotosOut:
        """Newest first."""
        found = await photos.page(owner, after=_cursor(after) if after else None, limit=limit)
        next_ = _encode((found[-1].sort_at, found[-1].id)) if len(found) == limit else None
        return PhotosOut(photos=[PhotoOut.of(photo, stage_names) for photo in found], next=next_)

    @router.delete("/photo/{id}", status_code=204, responses=responses(404))
    async def delete(id: PhotoIdPath, owner: Owner) -> None:
        """Deletes the photo and everything derived from it."""
        await photos.get(owner, id)
        if await photos.tombstone(owner, id):
            # From here on it is gone for everybody.
            await now_or_later(platform.broker.publish(PhotoDeleted(owner=owner, photo=id)), "news of a deletion")
            await now_or_later(remover.finish(owner, id), f"the end of photo {id}")

    @router.post("/photo/{id}/retry", status_code=202, responses=responses(404))
    async def retry(id: PhotoIdPath, owner: Owner) -> PhotoOut:
        """Runs the stages again that failed on this photo."""
        photo = await photos.retry(owner, id)
        await send_work(photos, platform.broker, photo, PhotoUnsettled(owner=owner, photo=id))
        return PhotoOut.of(photo, stage_names)

    return router


def _encode(cursor: Cursor) -> str:
    return base64.urlsafe_b64encode(" ".join(cursor).encode()).decode().rstrip("=")


def _cursor(text: str) -> Cursor:
    try:
        sort_at, _, id = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode().partition(" ")
    except (binascii.Error, ValueError):
        sort_at = id = ""
    if not sort_at or not id:
        raise Invalid("after is not a page's next. Leave it out to begin with the newest photo.")
    return sort_at, id
