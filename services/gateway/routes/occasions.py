"""Occasions: photos that belong together in time and place, and trips that hold several. They are found by themselves;
what their owner says of them stands."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Annotated, Any, Self, get_args

import msgspec
from fastapi import APIRouter, Path, Query, Response
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from services.gateway import policy
from services.gateway.auth import Asker
from services.gateway.body import Body
from services.gateway.cursors import After, cursor, encoded
from services.gateway.filters import Filters
from services.gateway.listing import Listing
from services.gateway.problems import responses
from services.gateway.reader import Reader
from services.gateway.routes.photos import PhotosOut
from services.gateway.things import Things
from shared.catalog.features import DirtyKeys
from shared.catalog.occasions import Occasions
from shared.catalog.people import People
from shared.catalog.scoped_photos import PageOrder
from shared.domain.album_proposal import ALBUM_PROPOSALS, OCCASION_KEY
from shared.domain.captions.occasions import called
from shared.domain.occasion import LONGEST_TITLE, OCCASIONS, Kind, Level, Occasion, occasions_on
from shared.domain.person import Person
from shared.errors import Invalid

_EXAMPLE = "019aa3c0-7a3e-7d61-9d0f-0a4f3c1f2b11"
_MONTH = len("2023-07")
_TOLD = 6  # people of an occasion

OccasionId = Annotated[str, Path(description="The occasion's id", examples=[_EXAMPLE])]
Title = Annotated[str, StringConstraints(max_length=LONGEST_TITLE, strip_whitespace=True, pattern=r"^[^\x00]*$")]
_Id = Annotated[str, Field(min_length=1, max_length=64)]
_KINDS = frozenset(get_args(Kind))


class OccasionPlaceOut(BaseModel):
    name: str = Field(examples=["Arezzo"])
    level: Level = Field(description="What it is", examples=["town"])


class OccasionPersonOut(BaseModel):
    id: str
    name: str = Field(examples=["Anna"])


class OccasionOut(BaseModel):
    id: str = Field(examples=[_EXAMPLE])
    name: str = Field(
        description="Its title, or in the reader's language what is known of it",
        examples=["Weekend in Arezzo, October 2008"],
    )
    title: str | None = Field(description="As its owner calls it")
    kind: Kind | None = Field(description="As its owner says, else as far as it is sure", examples=["trip"])
    confidence: float | None = Field(description="Of the kind, 0 to 1; null where its owner says it, or nobody does")
    first: str = Field(description="Of its first photo, by the clock there", examples=["2008-10-18T10:00:00"])
    last: str = Field(examples=["2008-10-19T11:06:00"])
    count: int = Field(description="Photos")
    where: OccasionPlaceOut | None = Field(description="Where nearly all of it was")
    places: list[str] = Field(description="Most photos first", examples=[["Arezzo", "Siena"]])
    people: list[OccasionPersonOut] = Field(description="Who has a name, most photos first")
    trip: str | None = Field(description="The id of the trip that it is a part of")
    holds: bool = Field(description="Whether it is made of others: GET /occasions?trip=<id>")
    best: list[str] = Field(description="Ids of up to eight photos, in the order of their taking")
    cover: str = Field(description="The id of the best of them")
    dismissed: bool

    @classmethod
    def of(cls, occasion: Occasion, language: str, people: Mapping[str, Person]) -> Self:
        named = [people[id] for id in (occasion.whose, *occasion.people) if id in people]
        kind = occasion.said or occasion.kind
        where = occasion.where
        return cls(
            id=occasion.id, name=called(occasion, language, _whose(occasion, people)), title=occasion.title or None,
            kind=kind if kind in _KINDS else None,
            confidence=occasion.confidence if occasion.kind and not occasion.said else None,
            first=occasion.first, last=occasion.last, count=occasion.count,
            where=OccasionPlaceOut(name=where.name, level=where.level) if where.name else None, places=occasion.places,
            people=[OccasionPersonOut(id=each.id, name=each.name) for each in dict.fromkeys(named)],
            trip=occasion.trip or None, holds=occasion.is_trip, best=occasion.best, cover=occasion.cover,
            dismissed=occasion.dismissed,
        )  # fmt: skip


class OccasionsOut(BaseModel):
    occasions: list[OccasionOut]
    next: str | None = Field(description="Pass it as `after` for the next page; null on the last one")


class OccasionIn(Body):
    """Only what is named changes. What has a title or a kind keeps its photos together, and apart from others."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"title": "Anna and Ben's wedding", "kind": "wedding"}]})

    title: Title | None = Field(None, description="Empty: it is called by what is known of it again")
    kind: Kind | None = Field(None, description="What it was; null, sent by itself, takes back what was said")


class SplitOccasionIn(Body):
    before: _Id = Field(description="The id of the photo with which the second one begins")


class MergeOccasionIn(Body):
    with_: _Id = Field(alias="with", description="The id of the one right before it, or right behind it")


def build(
    occasions: Occasions,
    people: People,
    dirty: DirtyKeys,
    things: Things,
    listing: Listing,
) -> APIRouter:
    router = APIRouter(tags=["occasions"])

    @router.get("/occasions", responses=responses(422))
    async def page(
        asker: Asker,
        reader: Reader,
        limit: Annotated[int, Query(ge=1, le=500)] = 60,
        after: After = None,
        kind: Annotated[Kind | None, Query(description="Only those of this kind, those of trips too")] = None,
        trip: Annotated[str | None, Query(max_length=64, description="Those of this trip, by its id")] = None,
        from_: Annotated[date | None, Query(alias="from", description="Begun on this day or later")] = None,
        to: Annotated[date | None, Query(description="Begun on this day or earlier")] = None,
        dismissed: Annotated[bool, Query(description="Those of which the owner said that they are none")] = False,
        order: Annotated[PageOrder, Query(description="By when they began")] = "newest",
    ) -> OccasionsOut:
        """Trips, and what is a part of none."""
        found = await occasions.page(
            policy.scope(asker), kind=kind or "", trip=trip or "", dismissed=dismissed, newest=order == "newest",
            after=cursor(after), limit=limit, first=f"{from_}T00:00:00.000000Z" if from_ else "",
            last=f"{to}T23:59:59.999999Z" if to else "",
        )  # fmt: skip
        next_ = encoded((found[-1].at, found[-1].id)) if len(found) == limit else None
        return OccasionsOut(occasions=await _out(found, reader), next=next_)

    @router.get("/occasions/{id}", responses=responses(404))
    async def one(id: OccasionId, asker: Asker, reader: Reader) -> OccasionOut:
        return await _told(await things.occasion(asker, "see", id), reader)

    @router.get("/occasions/{id}/photos", response_model=PhotosOut, responses=responses(404, 422))
    async def photos_of(
        id: OccasionId,
        asker: Asker,
        filters: Filters,
        reader: Reader,
        limit: Annotated[int, Query(ge=1, le=500)] = 100,
        after: After = None,
        order: Annotated[PageOrder, Query(description="By when they were taken")] = "oldest",
    ) -> Response:
        """Its photos, as /photos lists them."""
        occasion = await things.occasion(asker, "see", id)
        theirs = msgspec.structs.replace(filters, occasions=(*filters.occasions, occasion.id))
        return await listing.page(asker, policy.scope(asker).own, theirs, reader, order=order, after=after, limit=limit)

    @router.patch("/occasions/{id}", responses=responses(404, 422))
    async def say(id: OccasionId, body: OccasionIn, asker: Asker, reader: Reader) -> OccasionOut:
        occasion = await things.occasion(asker, "change", id)
        values: dict[str, Any] = {}
        if "title" in body.model_fields_set:
            values["title"] = body.title or ""
        if "kind" in body.model_fields_set:
            values["said"] = body.kind or ""
        return await _told(await _said(occasion, lambda _: values), reader)

    @router.post("/occasions/{id}/split", status_code=202, responses=responses(404, 422))
    async def split(id: OccasionId, body: SplitOccasionIn, asker: Asker, reader: Reader) -> OccasionOut:
        """Another one begins with this photo, for ever. Both are there in a few seconds."""
        occasion = await things.occasion(asker, "change", id)
        _refuse_trips(occasion)
        photo = await things.photo(asker, "see", body.before)
        place = (photo.sort_at, photo.id)
        if occasion.id not in occasions_on(photo) or place <= occasion.begins:
            raise Invalid("It can be split before any of its photos but the first. Name another one.")

        def parted(now: Occasion) -> Mapping[str, Any]:
            joined = [pair for pair in now.joined if not pair[0] < place <= pair[1]]
            return {"apart": sorted({*now.apart, place}), "joined": joined}

        return await _told(await _said(occasion, parted), reader)

    @router.post("/occasions/{id}/merge", status_code=202, responses=responses(404, 422))
    async def merge(id: OccasionId, body: MergeOccasionIn, asker: Asker, reader: Reader) -> OccasionOut:
        """The two are one, for ever, which is so in a few seconds. It has the title and the kind of the earlier one, or
        else of the other."""
        both = [await things.occasion(asker, "change", each) for each in (id, body.with_)]
        for each in both:
            _refuse_trips(each)
        first, last = sorted(both, key=lambda each: each.begins)
        between = await occasions.beginning(first.owner, first.at, last.at)
        if first.id == last.id or any(
            first.begins < each.begins < last.begins for each in between if not each.is_trip and not each.dismissed
        ):
            raise Invalid("Only occasions that follow one another can be one. Merge those between them first.")

        def one(now: Occasion) -> Mapping[str, Any]:
            kept = {at for at in (*now.apart, *last.apart) if not first.ends < at <= last.begins}
            return {
                "title": now.title or last.title, "said": now.said or last.said, "ends": last.ends,
                "last": max(now.last, last.last), "count": first.count + last.count, "apart": sorted(kept),
                "joined": sorted({*now.joined, *last.joined, (first.ends, last.begins)}),
            }  # fmt: skip

        merged = await _said(first, one)
        await _said(last, lambda _: {"title": "", "said": "", "apart": [], "joined": []})
        return await _told(merged, reader)

    @router.post("/occasions/{id}/dismiss", responses=responses(404))
    async def dismiss(id: OccasionId, asker: Asker, reader: Reader) -> OccasionOut:
        """It is none, and never becomes one again by itself."""
        occasion = await things.occasion(asker, "change", id)
        return await _told(await _said(occasion, lambda _: {"dismissed": True}), reader)

    @router.post("/occasions/{id}/restore", responses=responses(404))
    async def restore(id: OccasionId, asker: Asker, reader: Reader) -> OccasionOut:
        """Takes a dismissal back."""
        occasion = await things.occasion(asker, "change", id)
        return await _told(await _said(occasion, lambda _: {"dismissed": False}), reader)

    async def _said(occasion: Occasion, saying: Callable[[Occasion], Mapping[str, Any]]) -> Occasion:
        """Marked first: whoever dies before it is said has it looked at for nothing."""
        keys = {(OCCASIONS, occasion.first[:_MONTH]), (ALBUM_PROPOSALS, OCCASION_KEY + occasion.id)}
        await dirty.mark(occasion.owner, keys)
        said = await occasions.say(occasion, saying)
        if said is None:
            raise policy.unknown("occasion", occasion.id)
        await dirty.mark(occasion.owner, keys)
        return said

    async def _told(occasion: Occasion, reader: str) -> OccasionOut:
        return (await _out([occasion], reader))[0]

    async def _out(found: Sequence[Occasion], reader: str) -> list[OccasionOut]:
        told: dict[str, Person] = {}
        for owner in dict.fromkeys(each.owner for each in found):
            ids = {id for each in found if each.owner == owner for id in (each.whose, *each.people[:_TOLD]) if id}
            known = await people.get_many(owner, sorted(ids)) if ids else {}
            told |= {id: person for id, person in known.items() if person.name and not person.hidden}
        return [OccasionOut.of(each, reader, told) for each in found]

    return router


def _whose(occasion: Occasion, people: Mapping[str, Person]) -> str:
    """The name of whose birthday it is, where it still is theirs."""
    person = people.get(occasion.whose)
    return person.name if person and person.birth_date[5:] == occasion.first[5:10] else ""


def _refuse_trips(occasion: Occasion) -> None:
    if occasion.is_trip:
        raise Invalid("A trip follows from the occasions that it holds. Split or merge these.")
