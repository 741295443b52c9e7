"""People: who is on the photos, with a name or without, and what their owner says of them. Every act is an action, so
that it can be taken back: POST /actions/{id}/undo."""

from collections.abc import Sequence
from typing import Annotated, Self

import msgspec
from fastapi import APIRouter, Path, Query, Response
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from services.gateway import policy
from services.gateway.acting import Acting
from services.gateway.auth import Asker
from services.gateway.body import Body
from services.gateway.cursors import After, cursor, encoded, next_of
from services.gateway.filters import Filters
from services.gateway.listing import Listing
from services.gateway.people.out import PERSON, PersonOut
from services.gateway.people.planning import PeoplePlanning, Plan
from services.gateway.problems import responses
from services.gateway.reader import Reader
from services.gateway.routes.actions import ActionOut
from services.gateway.routes.photos import PhotosOut
from services.gateway.things import Things
from shared.catalog.people import Cursor, People
from shared.catalog.photos import Photos
from shared.catalog.scoped_photos import PageOrder
from shared.domain.actions import SayPerson
from shared.domain.drawn import faceless_on
from shared.domain.filter import PhotoFilter
from shared.domain.person import LONGEST_NAME, Person, people_on
from shared.domain.principal import Principal
from shared.errors import Invalid

PersonId = Annotated[str, Path(description="The person's id", examples=[PERSON["id"]])]
Id = Annotated[str, Field(min_length=1, max_length=64)]
PersonName = Annotated[str, StringConstraints(max_length=LONGEST_NAME, strip_whitespace=True, pattern=r"^[^\x00]*$")]
Another = Annotated[bool, Field(description="Though somebody has this name already, this is another person")]


class PeopleOut(BaseModel):
    model_config = ConfigDict(json_schema_extra={"examples": [{"people": [PERSON], "next": None}]})

    people: list[PersonOut]
    next: str | None = Field(description="Pass it as `after` for the next page; null on the last one")


class PersonSuggestionOut(BaseModel):
    """These faces might be that person's. POST /people/merge says yes, /people/{id}/deny no."""

    group: PersonOut
    person: PersonOut
    likeness: float = Field(description="A cosine", examples=[0.37])
    photos: int = Field(description="That it is about")


class PersonSuggestionsOut(BaseModel):
    suggestions: list[PersonSuggestionOut]
    next: str | None = Field(description="Pass it as `after` for the next page; null on the last one")


class PersonFaceOut(BaseModel):
    """GET /faces/{id}/crop shows it."""

    id: str = Field(examples=["019aa3c1-2b7c-7a90-8f3e-5d1c0b9a8f77"])
    photo: str = Field(examples=["019aa3c0-7a3e-7d61-9d0f-0a4f3c1f2b11"])


class PersonFacesOut(BaseModel):
    faces: list[PersonFaceOut]
    next: str | None = Field(description="Pass it as `after` for the next page; null on the last one")


class DoneOut(BaseModel):
    """What was done, and the person that it is about as they are then; null where nothing is left of them."""

    person: PersonOut | None
    action: ActionOut | None = Field(description="By which it can be undone; null when nothing was to be done")


class AnsweredOut(BaseModel):
    """`person`: who the group is, where that was said; the group as it is then, where it is not them."""

    group: str
    person: PersonOut | None
    photos: int = Field(description="That the answer is about")


class AnswersDoneOut(BaseModel):
    answers: list[AnsweredOut]
    action: ActionOut | None = Field(description="By which all are undone; null when nothing was to be done")


class PersonIn(Body):
    """Only what is named changes. A name keeps together the faces that are shown, for ever."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"name": "Anna"}, {"hidden": True}]})

    name: PersonName | None = Field(None, description="Empty: they have none any more")
    hidden: bool | None = None
    cover: Id | None = Field(None, description="The id of one of their faces")
    birth_date: Annotated[str, Field(max_length=10)] | None = Field(
        None, description="Nobody is found on photos from before. Empty: it is not known", examples=["2015-03-02"]
    )
    consent: bool | None = Field(
        None,
        description="They agreed that more is made of their face than to be found in this library: no, unless said",
    )
    another: Another = False


class MergeIn(Body):
    model_config = ConfigDict(
        json_schema_extra={"examples": [{"into": PERSON["id"], "people": ["019aa3c0-8b11-7aa0"]}]}
    )

    into: Id = Field(description="Who stays")
    people: list[Id] = Field(min_length=1, max_length=200)


class SplitIn(Body):
    faces: list[Id] = Field(min_length=1, max_length=1000, description="Those that are somebody else's")
    person: Id | None = Field(None, description="Whose they are; by default, somebody's who is new")
    name: PersonName = Field("", description="Of who is new")
    another: Another = False

    @model_validator(mode="after")
    def _one(self) -> Self:
        if self.person is not None and self.name:
            raise ValueError("Say whose they are by person or by name, not by both")
        return self


class AnswerIn(Body):
    group: Id = Field(description="Without a name, as a suggestion tells it")
    person: Id
    same: bool = Field(description="Whether the group is that person")


class AnswersIn(Body):
    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"answers": [{"group": "019aa3c0-8b11-7aa0", "person": PERSON["id"], "same": True}]}]
        }
    )

    answers: list[AnswerIn] = Field(min_length=1, max_length=200)


class DenyIn(Body):
    person: Id = Field(description="Whose these faces are not")


def build(
    photos: Photos,
    people: People,
    things: Things,
    planning: PeoplePlanning,
    acting: Acting,
    listing: Listing,
) -> APIRouter:
    router = APIRouter(tags=["people"])

    @router.get("/people", responses=responses(422))
    async def page(
        asker: Asker,
        limit: Annotated[int, Query(ge=1, le=500)] = 100,
        after: After = None,
        named: Annotated[bool | None, Query(description="Only those with a name, or without")] = None,
        least: Annotated[int, Query(ge=1, le=10**9, description="On so many photos, at least")] = 1,
        hidden: Annotated[bool, Query(description="Those that were hidden, instead")] = False,
    ) -> PeopleOut:
        """Most photos first."""
        scope = policy.scope(asker)
        found = await people.page(scope, named=named, hidden=hidden, least=least, after=_cursor(after), limit=limit)
        return PeopleOut(people=[PersonOut.of(person) for person in found], next=_next(found, limit))

    @router.get("/people/suggestions", responses=responses(422))
    async def suggestions(
        asker: Asker, limit: Annotated[int, Query(ge=1, le=200)] = 50, after: After = None
    ) -> PersonSuggestionsOut:
        """Groups without a name that might be somebody's who has one, those on most photos first."""
        found = await people.suggested(policy.scope(asker), after=_cursor(after), limit=limit)
        told = []
        for owner in dict.fromkeys(group.owner for group in found):
            of = [group for group in found if group.owner == owner]
            named = await people.get_many(owner, [group.perhaps for group in of])
            told += [
                PersonSuggestionOut(
                    group=PersonOut.of(group), person=PersonOut.of(person), likeness=group.likeness, photos=group.photos
                )
                for group in of
                if (person := named.get(group.perhaps)) and person.name and not (person.hidden or person.into)
            ]
        return PersonSuggestionsOut(suggestions=told, next=_next(found, limit))

    @router.post("/people/suggestions/answer", responses=responses(404, 422))
    async def answer(body: AnswersIn, asker: Asker) -> AnswersDoneOut:
        """Yes or no to several suggestions at once, which is one action."""
        answers = [
            (
                await things.person(asker, "change", each.group),
                await things.person(asker, "change", each.person),
                each.same,
            )
            for each in body.answers
        ]
        owner = answers[0][0].owner
        if {each.owner for pair in answers for each in pair[:2]} != {owner}:
            raise Invalid("People of two libraries cannot be one.")
        action = await acting.act(owner, *await planning.answered(answers), by=asker.id)
        now = await people.get_many(owner, [(person if same else group).id for group, person, same in answers])
        return AnswersDoneOut(
            answers=[
                AnsweredOut(group=group.id, person=PersonOut.of(whose) if whose else None, photos=group.photos)
                for group, person, same in answers
                for whose in [now.get((person if same else group).id)]
            ],
            action=ActionOut.of(action) if action else None,
        )

    @router.get("/people/{id}", responses=responses(404))
    async def one(id: PersonId, asker: Asker) -> PersonOut:
        return PersonOut.of(await things.person(asker, "see", id))

    @router.get("/people/{id}/photos", response_model=PhotosOut, responses=responses(404, 422))
    async def photos_of(
        id: PersonId,
        asker: Asker,
        filters: Filters,
        reader: Reader,
        limit: Annotated[int, Query(ge=1, le=500)] = 100,
        after: After = None,
        order: Annotated[PageOrder, Query(description="By when they were taken")] = "newest",
    ) -> Response:
        """Those on which they are, as /photos lists them."""
        person = await things.person(asker, "see", id)
        theirs = msgspec.structs.replace(filters, people=(*filters.people, person.id))
        return await listing.page(asker, policy.scope(asker).own, theirs, reader, order=order, after=after, limit=limit)

    @router.get("/people/{id}/faces", responses=responses(404, 422))
    async def faces_of(
        id: PersonId,
        asker: Asker,
        limit: Annotated[int, Query(ge=1, le=500, description="Photos of a page, each with all of theirs")] = 100,
        after: After = None,
    ) -> PersonFacesOut:
        """Those that are shown as theirs, of the newest photos first. Where they are on a photo without a face, there
        is none."""
        person = await things.person(asker, "see", id)
        theirs = PhotoFilter(people=(person.id,), archived=None)
        page = await photos.scoped.page(policy.scope(asker).own, theirs, after=cursor(after), limit=limit)
        whole = await photos.get_many(person.owner, [photo.id for photo in page])
        faces = [
            PersonFaceOut(id=face.face, photo=photo.id)
            for listed in page
            if (photo := whole.get(listed.id))
            for face in people_on(photo).faces
            if face.person == person.id and face.face not in faceless_on(photo)
        ]
        return PersonFacesOut(faces=faces, next=next_of(page, limit))

    @router.patch("/people/{id}", responses=responses(404, 409, 422))
    async def say(id: PersonId, body: PersonIn, asker: Asker) -> DoneOut:
        """A name that somebody has already is a conflict: merge them, or say that this is another."""
        person = await things.person(asker, "change", id)
        said = SayPerson(
            person=id, name=body.name, hidden=body.hidden, cover=body.cover, birth_date=body.birth_date,
            consent=body.consent,
        )  # fmt: skip
        return await _done(asker, person.owner, await planning.said(person, said, another=body.another), id)

    @router.post("/people/merge", responses=responses(404, 422))
    async def merge(body: MergeIn, asker: Asker) -> DoneOut:
        """They are one person. A name that only one of them has stays."""
        into = await things.person(asker, "change", body.into)
        others = [await things.person(asker, "change", id) for id in body.people]
        if {person.owner for person in others} != {into.owner}:
            raise Invalid("People of two libraries cannot be one.")
        return await _done(asker, into.owner, await planning.merged(into, others), into.id)

    @router.post("/people/{id}/split", responses=responses(404, 409, 422))
    async def split(id: PersonId, body: SplitIn, asker: Asker) -> DoneOut:
        """These faces are somebody else's, who is answered. They never come back."""
        person = await things.person(asker, "change", id)
        into = await things.person(asker, "change", body.person) if body.person else None
        change, planned = await planning.split(person, body.faces, into=into, name=body.name, another=body.another)
        return await _done(asker, person.owner, (change, planned), change.into)

    @router.post("/people/{id}/deny", responses=responses(404, 422))
    async def deny(id: PersonId, body: DenyIn, asker: Asker) -> DoneOut:
        """These are two people: no to a suggestion."""
        group, person = await things.person(asker, "change", id), await things.person(asker, "change", body.person)
        return await _done(asker, group.owner, await planning.denied(group, person), id)

    async def _done(asker: Principal, owner: str, plan: Plan, about: str) -> DoneOut:
        change, planned = plan
        action = await acting.act(owner, change, planned, by=asker.id)
        person = await people.find(about)
        return DoneOut(person=PersonOut.of(person) if person else None, action=ActionOut.of(action) if action else None)

    return router


def _next(found: Sequence[Person], limit: int) -> str | None:
    return encoded((str(found[-1].photos), found[-1].id)) if len(found) == limit else None


def _cursor(after: str | None) -> Cursor | None:
    """Raises Invalid for what is no page's next."""
    place = cursor(after)
    if place is None:
        return None
    if not place[0].isdecimal() or len(place[0]) > 12:
        raise Invalid("after is not a page's next. Leave it out to begin with the first person.")
    return int(place[0]), place[1]
