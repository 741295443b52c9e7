"""Actions: one change to many photos, tried before it is done, and undone afterwards."""

from datetime import timedelta
from typing import Annotated, Any, Literal, Self

import msgspec
from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, ConfigDict, Field, model_validator

from services.gateway import policy
from services.gateway.acting import MOST, Acting
from services.gateway.albums.gathering import Gathering
from services.gateway.albums.out import OfAlbums
from services.gateway.auth import Asker
from services.gateway.body import Body
from services.gateway.cursors import After, cursor, encoded
from services.gateway.filters import FilterIn
from services.gateway.people.out import OfPeople
from services.gateway.photo_out import LocationOut, PlaceOut
from services.gateway.problems import responses
from services.gateway.routes.edits import LocationIn, TagName, TakenAt, Zone
from services.gateway.sharing.collecting import Collecting
from services.gateway.things import Things
from shared.catalog.actions import Actions
from shared.domain.actions import ActionHead, Collect, Delete, PhotoChange
from shared.domain.instants import instant, parse_instant
from shared.domain.photo import Photo
from shared.errors import Invalid

ActionId = Annotated[str, Path(description="The action's id", examples=["019aa3c0-7a3e-7d61-9d0f-0a4f3c1f2b11"])]
PhotoId = Annotated[str, Field(min_length=1, max_length=64)]

_SAMPLE = 6  # photos that a preview shows
_CENTURIES = 200 * 366 * 86_400  # seconds


class DeleteIn(Body):
    """They are gone at once, lie in the trash for some days, and can be had back from there."""

    kind: Literal["delete"]


class RatingIn(Body):
    kind: Literal["rating"]
    rating: Annotated[int, Field(ge=0, le=5)] | None = Field(description="Stars; null: what the file says")


class FavouriteIn(Body):
    kind: Literal["favourite"]
    favourite: bool


class ArchivedIn(Body):
    kind: Literal["archived"]
    archived: bool


class TagsIn(Body):
    kind: Literal["tags"]
    add: list[TagName] = Field([], max_length=20)
    remove: list[TagName] = Field([], max_length=20)


class ShiftIn(Body):
    """The camera's clock was wrong by so much. Undated photos stay undated."""

    kind: Literal["shift"]
    seconds: int = Field(ge=-_CENTURIES, le=_CENTURIES, description="Later; negative: earlier")


class ZoneIn(Body):
    """Photos without a time of day stay as they are."""

    kind: Literal["zone"]
    zone: Zone
    keep: Literal["clock", "instant"] = Field(
        description="clock: the time stays as it is written, and was meant in this zone. instant: the moment stays, "
        "and is written in the time of this zone"
    )


class DateIn(Body):
    kind: Literal["date"]
    taken_at: TakenAt


class PlaceIn(Body):
    """The place's names follow, and the zone of photos that have a time of day and no zone."""

    kind: Literal["place"]
    location: LocationIn | None = Field(description="null: they shall have no place")


class CollectIn(Body):
    """Into an album, or out of it. What is taken out of a smart album stays out."""

    kind: Literal["album"]
    album: PhotoId = Field(description="Its id")
    add: bool


class TakeIn(Body):
    """Out of the inbox, and into the album that the link was for, where it was for one."""

    kind: Literal["take"]


class CollectOut(CollectIn):
    smart: bool = Field(False, description="The album has a query")


class FollowTrackOut(BaseModel):
    """Photos without a place are given that where a track was when they were taken."""

    kind: Literal["track"]
    points: int
    first: str = Field(description="An instant, UTC: its first point")
    last: str


class SayOccasionOut(BaseModel):
    """What is null was not said."""

    kind: Literal["occasion_said"]
    occasion: str
    title: str | None = None
    said: str | None = Field(None, description="The kind")


_OfPhotos = DeleteIn | RatingIn | FavouriteIn | ArchivedIn | TagsIn | ShiftIn | ZoneIn | DateIn | PlaceIn | TakeIn
ChangeIn = Annotated[_OfPhotos | CollectIn, Field(discriminator="kind")]
ChangeOut = Annotated[
    _OfPhotos | CollectOut | FollowTrackOut | OfPeople | OfAlbums | SayOccasionOut, Field(discriminator="kind")
]


class EditManyIn(Body):
    """These photos, or those that pass the filter."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"filter": {"camera": "Canon EOS 40D"}, "change": {"kind": "shift", "seconds": 3600}, "dry_run": True}
            ]
        },
    )

    ids: Annotated[list[PhotoId], Field(min_length=1, max_length=MOST)] | None = None
    filter: FilterIn | None = Field(None, description="As the parameters of /photos")
    change: ChangeIn
    dry_run: bool = Field(False, description="Only say what would change")

    @model_validator(mode="after")
    def _one(self) -> Self:
        if (self.ids is None) == (self.filter is None):
            raise ValueError("Say which photos, by ids or by filter")
        return self


class LookOut(BaseModel):
    """What a change can touch."""

    taken_at: str | None
    date_precision: Literal["second", "day", "month", "year"] | None
    zone: str | None
    day: str
    location: LocationOut | None
    place: PlaceOut | None
    tags: list[str]
    rating: int | None
    favourite: bool
    archived: bool

    @classmethod
    def of(cls, photo: Photo) -> Self:
        told: dict[str, Any] = {name: msgspec.to_builtins(getattr(photo, name)) for name in cls.model_fields}
        return cls.model_validate(told | {"tags": [tag.name for tag in photo.tags]})


class SampleOut(BaseModel):
    id: str
    before: LookOut
    after: LookOut


class ActionOut(BaseModel):
    id: str
    at: str = Field(description="An instant, UTC")
    by: str
    change: ChangeOut
    count: int = Field(description="Photos that it is about")
    state: Literal["doing", "done", "undoing", "undone"]
    left: int = Field(description="Photos that it did not reach, or not with all of it: gone, or changed since")
    until: str | None = Field(None, description="An instant, UTC, after which it cannot be undone; null: there is none")

    @classmethod
    def of(cls, action: ActionHead, trash_seconds: float = 0.0) -> Self:
        """`trash_seconds`: for how long what is deleted can be had back."""
        told = cls.model_validate(msgspec.to_builtins(action))
        if isinstance(action.change, Delete):
            told.until = instant(parse_instant(action.at) + timedelta(seconds=trash_seconds))
        return told


class ActionsOut(BaseModel):
    actions: list[ActionOut]
    next: str | None = Field(description="Pass it as `after` for the next page; null on the last one")


class EditManyOut(BaseModel):
    count: int = Field(description="Photos that change")
    same: int = Field(description="Photos that are so already, or of which it cannot be said")
    missing: int = Field(description="Ids that are not in the library")
    sample: list[SampleOut] = Field(description="Some of those that change; only in a dry run")
    action: ActionOut | None = Field(description="By which it can be undone; null when nothing was done")


def build(
    things: Things, actions: Actions, acting: Acting, gathering: Gathering, collecting: Collecting, trash_seconds: float
) -> APIRouter:
    router = APIRouter(tags=["actions"])

    @router.post("/photos/edit", responses=responses(404, 422))
    async def edit(body: EditManyIn, asker: Asker) -> EditManyOut:
        """Changes many photos at once, which is one action. What the owner says wins over what was found."""
        library = policy.library(asker, "remove" if isinstance(body.change, DeleteIn) else "change")
        ids = body.ids if body.ids is not None else await gathering.meant(asker, body.filter or FilterIn())
        change = msgspec.convert(body.change.model_dump(), PhotoChange)
        if isinstance(change, Collect):
            album = await things.album(asker, "change", change.album)
            if not policy.owns(asker, album):
                raise Invalid("This album is another's. Put photos into it by PUT /albums/{id}/photos.")
            change = await collecting.change(asker, album, add=change.add)
        planned = await acting.plan(library.owner, ids, change, sample=_SAMPLE if body.dry_run else 0)
        action = None if body.dry_run else await acting.act(library.owner, change, planned, by=asker.id)
        return EditManyOut(
            count=len(planned.photos),
            same=planned.same,
            missing=planned.missing,
            sample=[
                SampleOut(id=before.id, before=LookOut.of(before), after=LookOut.of(after))
                for before, after in planned.sample
            ],
            action=ActionOut.of(action, trash_seconds) if action else None,
        )

    @router.get("/actions", responses=responses(422))
    async def page(
        asker: Asker,
        limit: Annotated[int, Query(ge=1, le=200)] = 50,
        after: After = None,
        person: Annotated[str, Query(max_length=64, description="Only what concerns this person, by id")] = "",
    ) -> ActionsOut:
        """What was done to many photos at once, and to people, newest first."""
        found = await actions.page(policy.scope(asker), person=person, after=cursor(after), limit=limit)
        next_ = encoded((found[-1].at, found[-1].id)) if len(found) == limit else None
        return ActionsOut(actions=[ActionOut.of(action, trash_seconds) for action in found], next=next_)

    @router.post("/actions/{id}/undo", responses=responses(404, 409))
    async def undo(
        id: ActionId,
        asker: Asker,
        together: Annotated[bool, Query(description="With what was done to the same people and faces since")] = False,
    ) -> ActionOut:
        """Takes back what the action changed and nobody has changed since. Again, it changes nothing. What was done
        since to the same people and faces is a conflict, unless it is undone together with this."""
        undone = await acting.undo(await things.action(asker, "change", id), together=together)
        return ActionOut.of(undone, trash_seconds)

    return router
