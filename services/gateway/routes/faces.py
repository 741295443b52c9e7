"""Faces: drawn, moved and erased; given to somebody, taken away from them, or left out; and who is on a photo without a
face. Every act is an action."""

from typing import Annotated, Self

from fastapi import APIRouter, Path
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, JsonValue, model_validator

from services.gateway.acting import Acting
from services.gateway.auth import Asker
from services.gateway.body import Body
from services.gateway.details import Details
from services.gateway.people.face_drawing import FaceDrawing
from services.gateway.people.out import PERSON
from services.gateway.people.planning import PeoplePlanning, Plan
from services.gateway.photo_out import FacelessOut, FaceOut
from services.gateway.problems import responses
from services.gateway.routes.actions import ActionOut
from services.gateway.routes.people import Id, PersonId, PersonName
from services.gateway.things import Things
from shared.catalog.photos import Photos
from shared.domain.actions import Erase
from shared.domain.boxes import Box
from shared.domain.photo import Photo
from shared.domain.principal import Principal
from shared.errors import NotFound

FaceId = Annotated[str, Path(description="The face's id", examples=["019aa3c1-2b7c-7a90-8f3e-5d1c0b9a8f77"])]
PhotoId = Annotated[str, Path(description="The photo's id", examples=["019aa3c0-7a3e-7d61-9d0f-0a4f3c1f2b11"])]

_LEAST = 0.004  # of a side of the photo: less is a slip of the hand
_BOX: list[JsonValue] = [0.41, 0.22, 0.53, 0.41]


def _drawable(box: Box) -> Box:
    left, top, right, bottom = box
    if not (0 <= left <= 1 and 0 <= top <= 1 and 0 <= right <= 1 and 0 <= bottom <= 1):
        raise ValueError("The box must lie on the photo: each of its sides is a share of it, from 0 to 1")
    if right - left < _LEAST or bottom - top < _LEAST:
        raise ValueError("The box has no size: say left, top, right and bottom, in this order")
    return round(left, 5), round(top, 5), round(right, 5), round(bottom, 5)


BoxIn = Annotated[
    Box,
    AfterValidator(_drawable),
    Field(description="Left, top, right, bottom: shares of the upright photo", examples=[_BOX]),
]


class FaceDoneOut(BaseModel):
    face: FaceOut | None = Field(description="As it is then; null where it was drawn, and is gone")
    action: ActionOut | None = Field(description="By which it can be undone; null when nothing was to be done")


class OnPhotoOut(BaseModel):
    people: list[FacelessOut] = Field(description="Who is on the photo without a face then")
    action: ActionOut | None = Field(description="By which it can be undone; null when they were there already")


class AssignIn(Body):
    """To somebody there is, by id; or by a name, to who has it, or else to somebody new."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"person": PERSON["id"]}, {"name": "Anna"}]})

    person: Id | None = None
    name: PersonName = ""

    @model_validator(mode="after")
    def _one(self) -> Self:
        if (self.person is None) == (not self.name):
            raise ValueError("Say whose it is, by person or by name")
        return self


class DrawIn(Body):
    """Whose it is may be left open, or said: by id, or by a name."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"box": _BOX, "name": "Anna"}]})

    box: BoxIn
    person: Id | None = None
    name: PersonName = ""

    @model_validator(mode="after")
    def _one(self) -> Self:
        if self.person is not None and self.name:
            raise ValueError("Say whose it is by person or by name, not by both")
        return self


class MoveIn(Body):
    model_config = ConfigDict(json_schema_extra={"examples": [{"box": _BOX}]})

    box: BoxIn


class RejectIn(Body):
    person: Id | None = Field(None, description="Whose it is not; by default, whose it is shown to be")


def build(
    photos: Photos, things: Things, planning: PeoplePlanning, drawing: FaceDrawing, acting: Acting, details: Details
) -> APIRouter:
    router = APIRouter(tags=["people"])

    @router.post("/photo/{id}/faces", responses=responses(404, 409, 422))
    async def draw(id: PhotoId, body: DrawIn, asker: Asker) -> FaceDoneOut:
        """A face that was not found. Where one was, and the box covers it, it is that one, with another box."""
        photo = await things.photo(asker, "change", id)
        person = await _person(asker, body.person)
        change, planned = await drawing.drawn(photo, body.box, person, name=body.name)
        return await _done(asker, photo, change.face, (change, planned))

    @router.patch("/faces/{id}", responses=responses(404, 409, 422))
    async def move(id: FaceId, body: MoveIn, asker: Asker) -> FaceDoneOut:
        """Another box. Whose the face is stays."""
        photo = await things.face(asker, "change", id)
        return await _done(asker, photo, id, await drawing.moved(photo, id, body.box))

    @router.delete("/faces/{id}", responses=responses(404, 409))
    async def erase(id: FaceId, asker: Asker) -> FaceDoneOut:
        """One that was drawn is gone. One that was found is ignored from then on, as no face."""
        photo = await things.face(asker, "change", id)
        return await _done(asker, photo, id, await drawing.erased(photo, id))

    @router.post("/faces/{id}/assign", responses=responses(404, 409, 422))
    async def assign(id: FaceId, body: AssignIn, asker: Asker) -> FaceDoneOut:
        """It is this person's, whatever else was thought of it."""
        photo = await things.face(asker, "change", id)
        person = await _person(asker, body.person)
        return await _done(asker, photo, id, await planning.assigned(photo, id, person, name=body.name))

    @router.post("/faces/{id}/reject", responses=responses(404, 409, 422))
    async def reject(id: FaceId, asker: Asker, body: RejectIn | None = None) -> FaceDoneOut:
        """It is not this person's, and never will be thought to be again."""
        photo = await things.face(asker, "change", id)
        person = await things.person(asker, "change", body.person) if body and body.person else None
        return await _done(asker, photo, id, await planning.rejected(photo, id, person))

    @router.post("/faces/{id}/ignore", responses=responses(404, 409))
    async def ignore(id: FaceId, asker: Asker) -> FaceDoneOut:
        """It is nobody's that matters, or no face. To give it to somebody takes that back."""
        photo = await things.face(asker, "change", id)
        return await _done(asker, photo, id, await planning.ignored(photo, id))

    @router.post("/photo/{id}/people", responses=responses(404, 409, 422))
    async def join(id: PhotoId, body: AssignIn, asker: Asker) -> OnPhotoOut:
        """Somebody is on it whose face is not: turned away, hidden, too small."""
        photo = await things.photo(asker, "change", id)
        person = await _person(asker, body.person)
        return await _on(asker, photo, await drawing.joined(photo, person, name=body.name))

    @router.delete("/photo/{id}/people/{person}", responses=responses(404, 409))
    async def leave(id: PhotoId, person: PersonId, asker: Asker) -> OnPhotoOut:
        """Takes that back. Who is there by a face stays: say of the face that it is not theirs."""
        photo = await things.photo(asker, "change", id)
        return await _on(asker, photo, await drawing.left(photo, await things.person(asker, "change", person)))

    async def _person(asker: Principal, id: str | None) -> str:
        return (await things.person(asker, "change", id)).id if id else ""

    async def _done(asker: Principal, photo: Photo, face: str, plan: Plan) -> FaceDoneOut:
        action = await acting.act(photo.owner, *plan, by=asker.id)
        told, _ = await details.people(await photos.get(photo.owner, photo.id))
        there = next((each for each in told if each.id == face), None)
        if there is None and not isinstance(plan[0], Erase):
            raise NotFound(f"There is no face {face} in your library.")  # gone meanwhile
        return FaceDoneOut(face=there, action=ActionOut.of(action) if action else None)

    async def _on(asker: Principal, photo: Photo, plan: Plan) -> OnPhotoOut:
        action = await acting.act(photo.owner, *plan, by=asker.id)
        _, faceless = await details.people(await photos.get(photo.owner, photo.id))
        return OnPhotoOut(people=faceless, action=ActionOut.of(action) if action else None)

    return router
