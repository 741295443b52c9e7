"""People and faces as HTTP tells them."""

from collections.abc import Mapping
from typing import Literal, Self

import msgspec
from pydantic import BaseModel, Field
from pydantic.config import JsonDict

from shared.catalog.parts import Parts
from shared.catalog.people import People
from shared.domain.faces import FOUND_BY, FaceFacts
from shared.domain.person import SILENT, Person, people_on, word_of
from shared.domain.photo import Photo

_FACES = 1000  # of one photo

PERSON: JsonDict = {
    "id": "019aa3c0-7a3e-7d61-9d0f-0a4f3c1f2b11",
    "name": "Anna",
    "cover": "019aa3c1-2b7c-7a90-8f3e-5d1c0b9a8f77",
    "photos": 214,
    "hidden": False,
    "birth_date": "2015-03-02",
}


class PersonOut(BaseModel):
    """With an empty name: a group of faces of which we think that they are one person's."""

    id: str
    name: str = Field(examples=["Anna"])
    cover: str | None = Field(description="The face to show, see /faces/{id}/crop")
    photos: int = Field(description="On which they are")
    hidden: bool
    birth_date: str | None = Field(examples=["2015-03-02"])

    @classmethod
    def of(cls, person: Person) -> Self:
        return cls(
            id=person.id, name=person.name, cover=person.face or None, photos=person.photos, hidden=person.hidden,
            birth_date=person.birth_date or None,
        )  # fmt: skip


class FaceOut(BaseModel):
    id: str
    box: list[float] = Field(
        description="Left, top, right and bottom, shares of the upright photo", examples=[[0.31, 0.2, 0.42, 0.38]]
    )
    person: str | None = Field(description="Whose it is, by id; null where nobody knows")
    name: str = Field(description="Theirs, where they have one", examples=["Anna"])
    confidence: float = Field(description="How sure it is that this is a face, 0 to 1")
    confirmed: bool = Field(description="The owner says whose it is")
    ignored: bool = Field(description="The owner says that it does not matter")


class SayPersonOut(BaseModel):
    """What is null was not said."""

    kind: Literal["person"]
    person: str
    name: str | None = None
    hidden: bool | None = None
    cover: str | None = None
    birth_date: str | None = None


class MergeOut(BaseModel):
    kind: Literal["merge"]
    people: list[str]
    into: str


class SplitOut(BaseModel):
    kind: Literal["split"]
    person: str
    faces: list[str]
    into: str


class DenyOut(BaseModel):
    kind: Literal["deny"]
    group: str
    person: str


class AssignOut(BaseModel):
    kind: Literal["assign"]
    face: str
    person: str


class RejectOut(BaseModel):
    kind: Literal["reject"]
    face: str
    person: str


class IgnoreOut(BaseModel):
    kind: Literal["ignore"]
    face: str


OfPeople = SayPersonOut | MergeOut | SplitOut | DenyOut | AssignOut | RejectOut | IgnoreOut


class FacesOut:
    def __init__(self, parts: Parts, people: People) -> None:
        self._parts = parts
        self._people = people

    async def of(self, photo: Photo) -> list[FaceOut]:
        """Those on the photo, the surest first."""
        found = await self._parts.visible(photo, FOUND_BY, limit=_FACES)
        if not found:
            return []
        on = people_on(photo)
        notes = await self._parts.notes.get_many([part.id for part in found])
        people: Mapping[str, Person] = await self._people.get_many(photo.owner, on.ids)
        faces = []
        for part in found:
            facts = msgspec.convert(part.facts, FaceFacts)
            word = word_of(notes[part.id].said) if part.id in notes else SILENT
            person = on.person_of(part.id)
            faces.append(
                FaceOut(
                    id=part.id, box=list(facts.box), person=person or None,
                    name=people[person].name if person in people else "", confidence=facts.score,
                    confirmed=bool(person) and word.person == person, ignored=word.ignored,
                )
            )  # fmt: skip
        return faces
