"""Faces: given to somebody, taken away from them, or left out. Every act is an action."""

from typing import Annotated, Self

from fastapi import APIRouter, Path
from pydantic import BaseModel, ConfigDict, Field, model_validator

from services.gateway.acting import Acting
from services.gateway.auth import Asker
from services.gateway.details import Details
from services.gateway.people_out import PERSON
from services.gateway.people_planning import PeoplePlanning, Plan
from services.gateway.photo_out import FaceOut
from services.gateway.problems import responses
from services.gateway.routes.actions import ActionOut
from services.gateway.routes.people import Id, PersonName
from services.gateway.things import Things
from shared.catalog.photos import Photos
from shared.domain.faces import FOUND_BY
from shared.domain.part import Part
from shared.domain.photo import Photo
from shared.domain.principal import Principal
from shared.errors import NotFound

FaceId = Annotated[str, Path(description="The face's id", examples=["019aa3c1-2b7c-7a90-8f3e-5d1c0b9a8f77"])]


class FaceDoneOut(BaseModel):
    face: FaceOut
    action: ActionOut | None = Field(description="By which it can be undone; null when nothing was to be done")


class AssignIn(BaseModel):
    """To somebody there is, by id; or by a name, to who has it, or else to somebody new."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"person": PERSON["id"]}, {"name": "Anna"}]}
    )

    person: Id | None = None
    name: PersonName = ""

    @model_validator(mode="after")
    def _one(self) -> Self:
        if (self.person is None) == (not self.name):
            raise ValueError("Say whose it is, by person or by name")
        return self


class RejectIn(BaseModel):
    model_config = ConfigDict(extra="forbid")

    person: Id | None = Field(None, description="Whose it is not; by default, whose it is shown to be")


def build(photos: Photos, things: Things, planning: PeoplePlanning, acting: Acting, details: Details) -> APIRouter:
    router = APIRouter(tags=["people"])

    @router.post("/faces/{id}/assign", responses=responses(404, 409, 422))
    async def assign(id: FaceId, body: AssignIn, asker: Asker) -> FaceDoneOut:
        """It is this person's, whatever else was thought of it."""
        photo, part = await things.part(asker, "change", FOUND_BY, id)
        person = (await things.person(asker, "change", body.person)).id if body.person else ""
        return await _done(asker, photo, part, await planning.assigned(photo, id, person, name=body.name))

    @router.post("/faces/{id}/reject", responses=responses(404, 409, 422))
    async def reject(id: FaceId, asker: Asker, body: RejectIn | None = None) -> FaceDoneOut:
        """It is not this person's, and never will be thought to be again."""
        photo, part = await things.part(asker, "change", FOUND_BY, id)
        person = await things.person(asker, "change", body.person) if body and body.person else None
        return await _done(asker, photo, part, await planning.rejected(photo, id, person))

    @router.post("/faces/{id}/ignore", responses=responses(404, 409))
    async def ignore(id: FaceId, asker: Asker) -> FaceDoneOut:
        """It is nobody's that matters, or no face. To give it to somebody takes that back."""
        photo, part = await things.part(asker, "change", FOUND_BY, id)
        return await _done(asker, photo, part, await planning.ignored(photo, id))

    async def _done(asker: Principal, photo: Photo, part: Part, plan: Plan) -> FaceDoneOut:
        action = await acting.act(photo.owner, *plan, by=asker.id)
        told = await details.faces(await photos.get(photo.owner, photo.id))
        face = next((each for each in told if each.id == part.id), None)
        if face is None:
            raise NotFound(f"There is no face {part.id} in your library.")  # gone meanwhile
        return FaceDoneOut(face=face, action=ActionOut.of(action) if action else None)

    return router
