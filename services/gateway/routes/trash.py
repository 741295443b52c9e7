"""The trash: what was deleted and can be had back, until its time is over or its owner empties it."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from functools import partial
from typing import Annotated, Self

import msgspec
from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict, Field, model_validator
from starlette.responses import Response

from services.gateway import policy
from services.gateway.accounts.auditing import Audit
from services.gateway.acting import MOST
from services.gateway.auth import Asker, address_of
from services.gateway.body import Body
from services.gateway.cursors import After, cursor, encoded
from services.gateway.later import now_or_later, send_changed
from services.gateway.media.sending import send
from services.gateway.problems import responses
from services.gateway.routes.media import ANSWERS, OfPhoto, version_of
from services.gateway.things import Things
from shared.broker.base import Lane
from shared.catalog.trashed import TrashedPhoto
from shared.domain.renditions import RENDITIONS, rendition_key
from shared.errors import BlobNotFound, NotFound
from shared.runtime.at_once import some_at_once
from shared.runtime.platform import Platform
from shared.runtime.removal import Remover

Act = Callable[[Sequence[TrashedPhoto]], Awaitable[int]]

_BATCH = 100  # photos
_AT_ONCE = 20  # that are removed while their owner waits; reconcile removes the rest
_OF_PHOTOS = {row.name: row for row in RENDITIONS if row.of == "photo"}


class TrashedOut(BaseModel):
    id: str
    file_name: str
    media_type: str
    bytes: int
    width: int | None
    height: int | None
    thumbhash: str | None = Field(description="A tiny placeholder, base64")
    taken_at: str | None
    goes_at: str = Field(description="An instant, UTC: when it is deleted for good")

    @classmethod
    def of(cls, photo: TrashedPhoto) -> Self:
        return cls.model_validate(msgspec.to_builtins(photo) | {"goes_at": photo.held_until})


class TrashOut(BaseModel):
    photos: list[TrashedOut]
    next: str | None = Field(description="Pass it as `after` for the next page; null on the last one")
    count: int | None = Field(description="Photos in the trash; only on the first page")
    bytes: int | None = Field(description="What their files take; only on the first page")
    days: int = Field(description="How long photos lie in the trash")


class FromTrashIn(Body):
    """These photos, or all that lie there."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"ids": ["019aa3c0-7a3e-7d61-9d0f-0a4f3c1f2b11"]}]})

    ids: Annotated[list[Annotated[str, Field(min_length=1, max_length=64)]], Field(min_length=1, max_length=MOST)] = []
    all: bool = False

    @model_validator(mode="after")
    def _one(self) -> Self:
        if bool(self.ids) == self.all:
            raise ValueError("Say which photos, by ids, or all")
        return self


class FromTrashOut(BaseModel):
    count: int = Field(description="Photos that this was done to")
    missing: int = Field(description="Ids that are not in the trash")
    more: bool = Field(description=f"All were asked for, and more than {MOST:,} lay there: ask again for the rest")


def build(platform: Platform, things: Things, audit: Audit) -> APIRouter:
    router = APIRouter(tags=["trash"])
    photos, trash = platform.photos, platform.trash
    remover = Remover(platform.photos, platform.blobs, platform.vectors, platform.parts)

    @router.get("/trash", responses=responses(422))
    async def page(asker: Asker, limit: Annotated[int, Query(ge=1, le=500)] = 100, after: After = None) -> TrashOut:
        """What was deleted last comes first."""
        days = platform.settings.trash_days
        owners = [entry.owner for entry in policy.scope(asker).own.entries]
        if not owners:
            return TrashOut(photos=[], next=None, count=0, bytes=0, days=days)
        found = await photos.trash.page(owners[0], after=cursor(after), limit=limit)
        count, size = await photos.trash.size(owners[0]) if after is None else (None, None)
        return TrashOut(
            photos=[TrashedOut.of(photo) for photo in found],
            next=encoded(found[-1].cursor) if len(found) == limit else None,
            count=count,
            bytes=size,
            days=days,
        )

    @router.get("/trash/{id}/{rendition}", response_class=Response, responses=ANSWERS)
    async def rendition(id: str, rendition: OfPhoto, request: Request, asker: Asker) -> Response:
        """preview and thumbnail of a photo in the trash, as of any other."""
        photo = await things.trashed(asker, "see", id)
        version = version_of(photo, _OF_PHOTOS[rendition])
        key, etag = rendition_key(photo.owner, id, rendition, version), f'"{id}-{rendition}-{version}"'
        try:
            return await send(request, platform.blobs, key, etag, _OF_PHOTOS[rendition].media_type)
        except BlobNotFound:
            raise NotFound(f"The {rendition} was lost. It is made anew once the photo is restored.") from None

    @router.post("/trash/restore", responses=responses(422))
    async def restore(body: FromTrashIn, asker: Asker) -> FromTrashOut:
        """They are back where they were, with all that is known of them."""

        async def of(some: Sequence[TrashedPhoto]) -> int:
            full = await photos.find_many([photo.id for photo in some])
            back = [photo for each in full.values() if (photo := await trash.restore(each))]
            await trash.follow(list(full))
            lane = Lane.FRESH if len(some) == 1 else Lane.BULK
            await some_at_once([partial(send_changed, photos, platform.broker, photo, lane=lane) for photo in back])
            return len(back)

        return await _each(policy.library(asker, "remove").owner, body, of)

    @router.post("/trash/empty", responses=responses(422))
    async def empty(body: FromTrashIn, request: Request, asker: Asker) -> FromTrashOut:
        """They are deleted for good, with all that derives from them. This cannot be undone."""
        ends: list[TrashedPhoto] = []

        async def of(some: Sequence[TrashedPhoto]) -> int:
            lost = await trash.lose(some)
            ends.extend(lost[: _AT_ONCE - len(ends)])
            return len(lost)

        done = await _each(policy.library(asker, "remove").owner, body, of)
        acts = [partial(remover.finish, photo.owner, photo.id) for photo in ends]
        await now_or_later(some_at_once(acts), f"the end of {done.count} photos")
        if done.count:
            await audit.write("deleted", asker, detail={"count": done.count}, address=address_of(request))
        return done

    async def _each(owner: str, body: FromTrashIn, act: Act) -> FromTrashOut:
        ids = list(dict.fromkeys(body.ids))
        count = seen = 0
        async for some in _batches(owner, ids):
            seen, count = seen + len(some), count + await act(some)
        more = body.all and bool(await photos.trash.page(owner, after=None, limit=1))
        return FromTrashOut(count=count, missing=max(0, len(ids) - seen), more=more)

    async def _batches(owner: str, ids: Sequence[str]) -> AsyncIterator[list[TrashedPhoto]]:
        """Those with these ids that lie in the trash; without any, as many as one request may be about."""
        for start in range(0, len(ids), _BATCH):
            yield await photos.trash.get_many(owner, ids[start : start + _BATCH])
        after, left = None, 0 if ids else MOST
        while left and (page := await photos.trash.page(owner, after=after, limit=min(_BATCH, left))):
            yield page
            after, left = page[-1].cursor, left - len(page)

    return router
