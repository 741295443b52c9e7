"""Memories: what the library looks back on today, less of it, and stories."""

from datetime import date
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Path, Query
from pydantic import Field
from starlette.responses import Response, StreamingResponse

from services.gateway import policy
from services.gateway.auth import Asker
from services.gateway.body import Body
from services.gateway.problems import responses
from services.gateway.reader import Reader, Zone, now_in
from services.gateway.summaries.memories_out import MemoriesOut, MemoryTelling, StoryOut
from services.gateway.summaries.story_file import written
from services.gateway.things import Things
from shared.blobs.base import BlobStore
from shared.catalog.lessened import LessOf
from shared.catalog.photos import Photos
from shared.domain.memories import MEMORY_ID, OF_PEOPLE, Lessened, What
from shared.domain.periods import OF
from shared.domain.photo import Photo
from shared.domain.principal import Principal
from shared.domain.renditions import rendition_key

MemoryId = Annotated[str, Path(pattern=MEMORY_ID, examples=["on-this-day:2019-11-30"])]
StoryOf = Annotated[
    str,
    Query(
        pattern=f"{MEMORY_ID}|{OF}",
        description="A memory by its id, or what a summary is of",
        examples=["on-this-day:2019-11-30"],
    ),
]
_SHOWN = "preview"


class LessIn(Body):
    of: What | None = Field(
        None,
        description="kind: no memories like it; person: none with this person; day: none of the three days before and "
        "after. Left out: of the person or the day that it is about",
    )


def build(telling: MemoryTelling, less: LessOf, things: Things, photos: Photos, blobs: BlobStore) -> APIRouter:
    router = APIRouter(tags=["memories"])

    @router.get("/memories", responses=responses(422))
    async def every(
        asker: Asker,
        reader: Reader,
        zone: Zone = None,
        day: Annotated[date | None, Query(description="As on this day; else today")] = None,
    ) -> MemoriesOut:
        """On this day and in this week of earlier years; people over the years, then and now. Made when it is asked
        for: what is archived or hidden is gone from it at once."""
        return await telling.memories(asker, reader, day or now_in(zone).date())

    @router.post("/memories/{id}/less", status_code=204, responses=responses(404, 422))
    async def see_less(id: MemoryId, body: LessIn, asker: Asker) -> None:
        """No memory has anything of this any more, until it is taken back."""
        await less.say(await about(asker, id, body))

    @router.post("/memories/{id}/more", status_code=204, responses=responses(404, 422))
    async def see_more(id: MemoryId, body: LessIn, asker: Asker) -> None:
        """Takes that back."""
        await less.take_back(await about(asker, id, body))

    async def about(asker: Principal, id: str, body: LessIn) -> Lessened:
        kind, _, name = id.partition(":")
        if kind in OF_PEOPLE:
            await things.person(asker, "change", name)
        owner = policy.library(asker, "change").owner
        return Lessened.of(owner, id, body.of)

    @router.get("/stories", responses=responses(404, 422))
    async def story(asker: Asker, reader: Reader, of: StoryOf = "today", zone: Zone = None) -> StoryOut:
        """A memory or a summary as a row of photos, to be shown one after the other."""
        return await telling.story(asker, of, reader, zone)

    @router.get(
        "/stories/file",
        response_class=Response,
        responses={200: {"content": {"text/html": {}}, "description": "A page"}, **responses(404, 422)},
    )
    async def file(asker: Asker, reader: Reader, of: StoryOf = "today", zone: Zone = None) -> Response:
        """The same as one HTML file, with its pictures in it (previews, 24 MiB of them at most) and without scripts."""
        told = await telling.story(asker, of, reader, zone)
        found = await photos.get_many(policy.library(asker, "see").owner, [photo.id for photo in told.photos])
        keys = [_key(found[photo.id]) if photo.id in found else "" for photo in told.photos]
        headers = {
            "Content-Disposition": f"attachment; filename*=UTF-8''{quote(told.title, safe='')}.html",
            "Cache-Control": "private, no-store",
        }
        return StreamingResponse(written(told, blobs, keys), media_type="text/html; charset=utf-8", headers=headers)

    return router


def _key(photo: Photo) -> str:
    mark = photo.stages.get("renditions")
    return rendition_key(photo.owner, photo.id, _SHOWN, mark.version) if mark and mark.state == "done" else ""
