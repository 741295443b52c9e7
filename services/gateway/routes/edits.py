"""Edits: what the owner says about a photo."""

from typing import Annotated

import msgspec
from fastapi import APIRouter, Depends, Path
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from services.gateway.auth import owner_of
from services.gateway.later import now_or_later, send_work
from services.gateway.photo_out import PhotoDetailOut
from services.gateway.problems import responses
from shared.domain.edits import Edit
from shared.domain.events import PhotoFinished, PhotoUnsettled
from shared.runtime.platform import Platform

Owner = Annotated[str, Depends(owner_of)]

_STORABLE = r"^[^\x00]*$"  # no catalog keeps NUL

Line = Annotated[str, StringConstraints(max_length=200, strip_whitespace=True, pattern=_STORABLE)]
Text = Annotated[str, StringConstraints(max_length=5000, strip_whitespace=True, pattern=_STORABLE)]
TagName = Annotated[
    str, StringConstraints(min_length=1, max_length=100, strip_whitespace=True, to_lower=True, pattern=_STORABLE)
]
Tags = Annotated[list[TagName], Field(max_length=100)]


class EditIn(BaseModel):
    """Only what is named changes; null takes back what the owner said before. Tags are added to and removed from
    those that stand."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"favourite": True, "rating": 4, "tags_added": ["holiday"]}]}
    )

    favourite: bool | None = None
    archived: bool | None = Field(None, description="Archived photos are on no page unless asked for")
    rating: Annotated[int, Field(ge=0, le=5)] | None = Field(None, description="Stars")
    title: Line | None = Field(None, description="Empty: it shall have none")
    description: Text | None = None
    tags_added: Tags | None = None
    tags_removed: Tags | None = None


def build(platform: Platform, stage_names: tuple[str, ...]) -> APIRouter:
    router = APIRouter(tags=["photos"])
    photos, broker = platform.photos, platform.broker

    @router.patch("/photo/{id}", responses=responses(404, 422))
    async def edit(
        id: Annotated[str, Path(description="The photo's id", examples=["019aa3c0-7a3e-7d61-9d0f-0a4f3c1f2b11"])],
        body: EditIn,
        owner: Owner,
    ) -> PhotoDetailOut:
        """What the owner says wins over what was found. Whatever was made from it is made anew."""
        photo = await photos.edit(owner, id, msgspec.convert(body.model_dump(exclude_unset=True), Edit))
        if photo.settled:
            news = PhotoFinished(owner=owner, photo=id, stages=(), status=photo.status)
            await now_or_later(broker.publish(news), "news of an edit")
        else:
            await send_work(photos, broker, photo, PhotoUnsettled(owner=owner, photo=id))
        return PhotoDetailOut.whole(photo, stage_names)

    return router
