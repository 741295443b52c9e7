"""Edits: what the owner says about a photo."""

from typing import Annotated

import msgspec
from fastapi import APIRouter, Path
from pydantic import ConfigDict, Field, StringConstraints

from services.gateway.auth import Asker
from services.gateway.body import Body
from services.gateway.corrections import CORRECTED, correcting
from services.gateway.details import Details
from services.gateway.later import send_changed
from services.gateway.photo_out import PhotoDetailOut
from services.gateway.problems import responses
from services.gateway.reader import Reader
from services.gateway.things import Things
from shared.domain.edits import Edit
from shared.runtime.platform import Platform

_STORABLE = r"^[^\x00]*$"  # no catalog keeps NUL

Line = Annotated[str, StringConstraints(max_length=200, strip_whitespace=True, pattern=_STORABLE)]
Text = Annotated[str, StringConstraints(max_length=5000, strip_whitespace=True, pattern=_STORABLE)]
TagName = Annotated[
    str, StringConstraints(min_length=1, max_length=100, strip_whitespace=True, to_lower=True, pattern=_STORABLE)
]
Tags = Annotated[list[TagName], Field(max_length=100)]
TakenAt = Annotated[
    str,
    StringConstraints(max_length=40, strip_whitespace=True, pattern=r"^\d{4}(-\d\d){0,2}([T ]|$)"),
    Field(
        description="ISO 8601: the time where it was taken, with or without an offset. Less where less is known: a "
        "day, a month, a year",
        examples=["2019-07-04T15:30:00"],
    ),
]
Zone = Annotated[str, StringConstraints(min_length=1, max_length=64), Field(examples=["Europe/Rome", "+02:00"])]


class LocationIn(Body):
    latitude: float = Field(ge=-90, le=90, description="Degrees, WGS 84")
    longitude: float = Field(ge=-180, le=180)


class EditIn(Body):
    """Only what is named changes; null takes back what the owner said before. Tags are added to and removed from
    those that stand."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"favourite": True, "rating": 4, "tags_added": ["holiday"]}]}
    )

    favourite: bool | None = None
    archived: bool | None = Field(None, description="Archived photos are on no page unless asked for")
    rating: Annotated[int, Field(ge=0, le=5)] | None = Field(None, description="Stars")
    title: Line | None = Field(None, description="Empty: it shall have none")
    description: Text | None = None
    tags_added: Tags | None = None
    tags_removed: Tags | None = None
    taken_at: TakenAt | None = None
    zone: Zone | None = Field(None, description="In which the time was meant: the clock stays, the instant moves")
    location: LocationIn | None = Field(None, description="The place's names follow")


def build(platform: Platform, things: Things, details: Details) -> APIRouter:
    router = APIRouter(tags=["photos"])
    photos, broker = platform.photos, platform.broker

    @router.patch("/photo/{id}", responses=responses(404, 422))
    async def edit(
        id: Annotated[str, Path(description="The photo's id", examples=["019aa3c0-7a3e-7d61-9d0f-0a4f3c1f2b11"])],
        body: EditIn,
        asker: Asker,
        reader: Reader,
    ) -> PhotoDetailOut:
        """What the owner says wins over what was found. Whatever was made from it is made anew."""
        photo = await things.photo(asker, "change", id)
        said = body.model_dump(exclude_unset=True)
        correct = await correcting({name: said.pop(name) for name in CORRECTED if name in said})
        changed = await photos.edit(photo, msgspec.convert(said, Edit), correct=correct)
        await send_changed(photos, broker, changed)
        return await details.of(changed, asker, reader)

    return router
