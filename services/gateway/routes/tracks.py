"""Tracks: photos get their place by where somebody was when they were taken."""

import asyncio
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict, Field

from services.gateway import policy
from services.gateway.acting import Acting
from services.gateway.auth import Asker
from services.gateway.multipart import Multipart, form
from services.gateway.problems import responses
from services.gateway.routes.actions import ActionOut, LookOut, SampleOut
from services.gateway.tracking import Tracking
from shared.domain.track import Track
from shared.errors import Invalid
from shared.imaging.gpx import GpxReader

_SAMPLE = 6  # photos that a preview shows
_DAYS = 366 * 86_400  # seconds

_FORM = form("A track, as GPX")
_CAMERA = {"camera": "Canon EOS 40D", "ahead": 3600, "evidence": "hours", "photos": 34}
_EXAMPLE: dict[str, Any] = {
    "points": 5120, "first": "2008-10-22T06:00:00.000000Z", "last": "2008-10-22T15:40:00.000000Z",
    "cameras": [_CAMERA], "count": 34, "same": 3, "outside": 2, "sample": [], "action": None,
}  # fmt: skip


class CameraClockOut(BaseModel):
    camera: str = Field(description='Its name; "" for photos that do not tell')
    ahead: float = Field(description="Seconds by which its clock was ahead of the track; negative: behind")
    evidence: Literal["said", "positions", "hours", "assumed"] = Field(
        description="What says so: you; photos that know their place; that only so many whole hours bring its photos "
        "into the track, as when a clock was left in another zone; or nothing, and it is taken to be right"
    )
    photos: int = Field(description="Photos of it that get a place")


class TrackOut(BaseModel):
    model_config = ConfigDict(json_schema_extra={"examples": [_EXAMPLE]})

    points: int
    first: str = Field(description="An instant, UTC: its first point")
    last: str
    cameras: list[CameraClockOut]
    count: int = Field(description="Photos that get a place")
    same: int = Field(description="Photos around then that have a place, and keep it")
    outside: int = Field(description="Photos around then without a place, of which the track does not tell")
    sample: list[SampleOut] = Field(description="Some of those that get one; only in a dry run")
    action: ActionOut | None = Field(description="By which it can be undone; null when nothing was done")


def build(tracking: Tracking, acting: Acting) -> APIRouter:
    router = APIRouter(tags=["places"])

    @router.post("/tracks", responses=responses(413, 415, 422), openapi_extra=_FORM)
    async def follow(
        request: Request,
        asker: Asker,
        dry_run: Annotated[bool, Query(description="Only say which photos would get a place")] = False,
        ahead: Annotated[
            float | None,
            Query(
                ge=-_DAYS, le=_DAYS, examples=[3600],
                description="Seconds by which the cameras' clocks were ahead. Without it, it is found for each camera",
            ),
        ] = None,
    ) -> TrackOut:  # fmt: skip
        """Photos without a place get the one at which the track was when they were taken. Those that have a place keep
        it. Nothing of the track is kept but what becomes of the photos, which is one action."""
        library = policy.library(asker, "change")
        track = await _read(request)
        followed = await tracking.follow(asker, track, ahead=ahead, sample=_SAMPLE if dry_run else 0)
        planned = followed.planned
        action = None if dry_run else await acting.act(library.owner, followed.change, planned, by=asker.id)
        return TrackOut(
            points=followed.change.points,
            first=followed.change.first,
            last=followed.change.last,
            cameras=[
                CameraClockOut(
                    camera=each.camera, ahead=each.clock.ahead, evidence=each.clock.evidence, photos=each.photos
                )
                for each in followed.cameras
            ],
            count=len(planned.photos),
            same=planned.same,
            outside=followed.outside,
            sample=[
                SampleOut(id=before.id, before=LookOut.of(before), after=LookOut.of(after))
                for before, after in planned.sample
            ],
            action=ActionOut.of(action) if action else None,
        )

    return router


async def _read(request: Request) -> Track:
    reader, shown = GpxReader(), False
    async for part in Multipart(request):
        if part.name != "file" or shown:
            await part.leave_out()
            continue
        shown = True
        async for chunk in part.chunks:
            await asyncio.to_thread(reader.feed, chunk)
    if not shown:
        raise Invalid("The form has no file. Send the track in a field named file.")
    return await asyncio.to_thread(reader.close)
