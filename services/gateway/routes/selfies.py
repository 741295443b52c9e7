"""People by a picture of their face. What is shown is looked at and forgotten."""

import numpy as np
from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from services.gateway import policy
from services.gateway.auth import Asker
from services.gateway.looking import MOST_FACES, Looking
from services.gateway.multipart import Multipart, form
from services.gateway.people.naming import Naming
from services.gateway.people.out import PERSON, PersonOut
from services.gateway.photo_out import PhotoOut, answered, listed
from services.gateway.problems import responses
from services.gateway.reader import Reader
from shared.domain.principal import Principal
from shared.errors import Invalid
from shared.search.selfies import LikePerson, LikePhoto, SelfieSearch

_PICTURES = 10  # of one question

_FORM = form("A selfie, or several of one person. Nothing of it is kept", several=True)
_PERSON = {**PERSON, "likeness": 0.61, "same": True}


class NoFace(Invalid):
    kind = "no_face"

    def __init__(self) -> None:
        super().__init__("No face was found on what was shown. Try a picture on which it is larger and sharper.")


class LikePersonOut(PersonOut):
    likeness: float = Field(description="A cosine: what is much for one model of faces is little for another")
    same: bool = Field(description="Whether they are as like as the faces of one person are")

    @classmethod
    def alike(cls, found: LikePerson) -> "LikePersonOut":
        told = PersonOut.of(found.person).model_dump()
        return cls(**told, likeness=found.likeness, same=found.same)


class LikePhotoOut(PhotoOut):
    likeness: float = Field(description="A cosine, that of the face on it which is most alike", examples=[0.58])


class AlikeOut(BaseModel):
    """The most alike first; 20 people and 50 photos at most."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"people": [_PERSON], "photos": [], "faces": 1}]})

    people: list[LikePersonOut]
    photos: list[LikePhotoOut]
    faces: int = Field(description="How many were found on what was shown; each was searched by", examples=[1])


def build(selfies: SelfieSearch, looking: Looking, naming: Naming, stage_names: tuple[str, ...]) -> APIRouter:
    router = APIRouter(tags=["people"])

    @router.post(
        "/people/search",
        response_model=AlikeOut,
        responses=responses(413, 415, 422, 429, 503),
        openapi_extra=_FORM,
    )
    async def by_selfie(request: Request, asker: Asker, reader: Reader) -> Response:
        """Who looks like the faces that are shown, and on which photos. Nothing of what is sent is kept."""
        scope = policy.scope(asker)
        space = selfies.space()
        shown, pictures = [], 0
        async for part in Multipart(request):
            if part.name != "file":
                await part.leave_out()
                continue
            pictures += 1
            if pictures > _PICTURES:
                raise Invalid(f"Show {_PICTURES} pictures at most.")
            shown += list(await looking.faces(part.chunks, space))
        if not pictures:
            raise Invalid("The form has no file. Send the picture in a field named file.")
        if not shown:
            raise NoFace
        if len(shown) > MOST_FACES:
            raise Invalid(f"{len(shown)} faces are on the pictures. Show {MOST_FACES} at most.")
        found = await selfies.like(scope, space, np.stack(shown))
        await naming.name([each.photo for each in found.photos])
        return answered(
            {
                "people": [LikePersonOut.alike(each).model_dump() for each in found.people],
                "photos": [_photo(each, asker, stage_names, reader) for each in found.photos],
                "faces": len(shown),
            }
        )

    return router


def _photo(found: LikePhoto, asker: Principal, stage_names: tuple[str, ...], reader: str) -> dict[str, object]:
    return {**listed(found.photo, asker, stage_names, reader), "likeness": found.likeness}
