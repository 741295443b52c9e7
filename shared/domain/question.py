"""A Question: what the system asks its owner, because the answer would put many photos right. Nothing is done until
they answer, and an answer is an action like any other.

What it asks is made anew by the feature `questions` whenever its photos change; what its owner said stands. Its id
follows from what it is about, so that who is not to be asked again is not, whatever is computed.
"""

import uuid
from collections.abc import Mapping
from typing import Any, Literal

import msgspec

from shared.domain.stored import stored

QUESTIONS = "questions"  # the feature

# who: whose the faces of a group are. same: whether a group is somebody who has a name. where, when: photos of which
# neither is known. clock: whether a camera's was off by so much. occasion: what it was. tag: which of two things it is.
Kind = Literal["who", "same", "where", "when", "clock", "occasion", "tag"]
State = Literal["open", "answered", "skipped"]

# Keys of the feature: people, a local month, a day on which undated photos stand, a pair of tags.
PEOPLE_KEY, MONTH_KEY, UNDATED_KEY, TAG_KEY = "people", "month:", "undated:", "tag:"

YES = "yes"  # the choice of a question that has but this one, beside no
FOREVER = "9999-12-31T23:59:59.999999Z"
LONGEST_WORDS = 200  # letters of an answer
MOST_PHOTOS = 2_000  # that one question is about

_IDS = uuid.UUID("1f6c3f2e-7f0d-5b1b-9c36-0f7a2b6d4c11")
_THOUSANDTHS = 1000


class Choice(msgspec.Struct, frozen=True):
    """`facts`: what it is called by, and what it says of the photos."""

    id: str
    facts: dict[str, Any] = {}


@stored
class Question(msgspec.Struct, frozen=True, kw_only=True):
    """`about`: a group, an occasion, a day, a pair of tags ...; `photos`: those that an answer changes, in the order of
    their taking, but where these follow from people. `facts`: what its text is made of. `uncertain` (0..1): how little
    is known now; `value`: touches times uncertain, in thousandths. `asked_until`: an instant before which it rests.
    `action`: the answer. `key`: of the feature, under which it is made."""

    id: str
    owner: str
    kind: Kind
    about: str
    key: str
    photos: list[str] = msgspec.field(default_factory=list)
    facts: dict[str, Any] = msgspec.field(default_factory=dict)
    choices: list[Choice] = msgspec.field(default_factory=list)
    touches: int = 0
    uncertain: float = 0.0
    value: int = 0
    state: State = "open"
    action: str = ""
    asked_until: str = ""
    rev: str = ""  # another with every write

    def choice(self, id: str) -> Choice | None:
        return next((each for each in self.choices if each.id == id), None)


# What the feature makes; the rest is what its owner says.
MADE = ("key", "photos", "facts", "choices", "touches", "uncertain", "value")


def question_id(owner: str, kind: Kind, about: str) -> str:
    return str(uuid.uuid5(_IDS, f"{owner}/{kind}/{about}"))


def asking(
    owner: str, kind: Kind, about: str, *, key: str, photos: list[str], touches: int = 0, uncertain: float,
    choices: list[Choice], facts: Mapping[str, Any] | None = None,
) -> Question:  # fmt: skip
    """`touches`: of how many photos it is, where that is not `photos`."""
    touched = touches or len(photos)
    return Question(
        id=question_id(owner, kind, about), owner=owner, kind=kind, about=about, key=key, photos=photos[:MOST_PHOTOS],
        facts=dict(facts or {}), choices=choices, touches=touched, uncertain=round(uncertain, 3),
        value=round(touched * uncertain * _THOUSANDTHS),
    )  # fmt: skip
