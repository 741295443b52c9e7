"""People as HTTP tells them, and what was done to them."""

from typing import Literal, Self

from pydantic import BaseModel, Field
from pydantic.config import JsonDict

from shared.domain.person import Person

PERSON: JsonDict = {
    "id": "019aa3c0-7a3e-7d61-9d0f-0a4f3c1f2b11",
    "name": "Anna",
    "cover": "019aa3c1-2b7c-7a90-8f3e-5d1c0b9a8f77",
    "photos": 214,
    "hidden": False,
    "birth_date": "2015-03-02",
    "consent": False,
}


class PersonOut(BaseModel):
    """With an empty name: a group of faces of which we think that they are one person's."""

    id: str
    name: str = Field(examples=["Anna"])
    cover: str | None = Field(description="The face to show, see /faces/{id}/crop")
    photos: int = Field(description="On which they are")
    hidden: bool
    birth_date: str | None = Field(examples=["2015-03-02"])
    consent: bool = Field(description="They agreed that more is made of their face than to be found in this library")

    @classmethod
    def of(cls, person: Person) -> Self:
        return cls(
            id=person.id, name=person.name, cover=person.face or None, photos=person.photos, hidden=person.hidden,
            birth_date=person.birth_date or None, consent=person.consent,
        )  # fmt: skip


class SayPersonOut(BaseModel):
    """What is null was not said."""

    kind: Literal["person"]
    person: str
    name: str | None = None
    hidden: bool | None = None
    cover: str | None = None
    birth_date: str | None = None
    consent: bool | None = None


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


class DrawOut(BaseModel):
    kind: Literal["draw"]
    photo: str
    face: str
    person: str = ""


class MoveOut(BaseModel):
    kind: Literal["move"]
    photo: str
    face: str


class EraseOut(BaseModel):
    kind: Literal["erase"]
    photo: str
    face: str


class JoinOut(BaseModel):
    """Somebody was said to be on a photo without a face."""

    kind: Literal["join"]
    photo: str
    face: str
    person: str


class LeaveOut(BaseModel):
    kind: Literal["leave"]
    photo: str
    person: str


class AnswersOut(BaseModel):
    kind: Literal["answers"]
    yes: list[str]
    no: list[str]


OfPeople = (
    SayPersonOut | MergeOut | SplitOut | DenyOut | AssignOut | RejectOut | IgnoreOut
    | DrawOut | MoveOut | EraseOut | JoinOut | LeaveOut | AnswersOut
)  # fmt: skip
