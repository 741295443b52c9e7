"""A Person: faces of which we think that they are one person's, with a name, or with none yet.

Whose face it is follows from two things. What the owner says of a face is kept for ever, in its note: a FaceWord. What
the feature `people` makes of that and of how faces look stands on the photo, under `found.people`: PeopleOn. All else
follows from the photos: how many show a person, and which face stands for them.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from shared.domain.drawn import DrawnFace
from shared.domain.photo import Photo
from shared.domain.stored import stored

PEOPLE = "people"  # the feature, and where it says on a photo what it found

# Keys of the feature, in the order in which a round comes to them: the greatest first.
PHOTO_KEY, LIBRARY_KEY, GROUP_KEY = "photo:", "library", "group:"

LONGEST_NAME = 200  # letters


@stored
class Person(msgspec.Struct, frozen=True, kw_only=True):
    """`photos`, `best`, `perhaps` and `likeness` follow from the photos; the rest is what the owner says.

    `into`: it was merged into that one, and is kept so that it can be taken back. `perhaps`: a person with a name that
    these faces might be of, by so much of a cosine."""

    id: str
    owner: str
    created: str  # an instant
    name: str = ""
    hidden: bool = False
    cover: str = ""  # a face; empty: the best
    birth_date: str = ""  # "2019-07-04": nobody is found on photos from before
    into: str = ""
    photos: int = 0
    best: str = ""  # a face
    perhaps: str = ""
    likeness: float = 0.0

    @property
    def face(self) -> str:
        """The one to show."""
        return self.cover or self.best

    @property
    def kept(self) -> bool:
        """Whether it stays where no photo shows it any more."""
        return bool(self.name or self.hidden or self.birth_date or self.into)


class FaceWord(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the owner says of a face. `person`: whose it is; `rejected`: whose it is not; `apart`: faces that are
    somebody else's, which stand for a rejected group without a name; `ignored`: it is nobody's, or no face; `drawn`:
    the owner drew it (shared/domain/drawn.py)."""

    person: str = ""
    rejected: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    ignored: bool = False
    drawn: bool = False

    def allows(self, person: str) -> bool:
        if self.person or self.ignored:
            return person == self.person and not self.ignored
        return person not in self.rejected


SILENT = FaceWord()


class FaceState(FaceWord, frozen=True, omit_defaults=True):
    """A word, and with it whose the face is shown to be."""

    shown: str = ""

    @property
    def word(self) -> FaceWord:
        return FaceWord(**{name: getattr(self, name) for name in FaceWord.__struct_fields__})


class PlacedFace(msgspec.Struct, frozen=True, omit_defaults=True):
    """`founding`: seen well enough to found a group. `worth` of showing it, 0..1. `own`: the owner drew it, and no
    machine found it."""

    face: str
    person: str = ""
    founding: bool = False
    ignored: bool = False
    worth: float = 0.0
    own: bool = False


class PeopleOn(msgspec.Struct, frozen=True):
    """Who is on a photo: its faces, as the `run` of face_vector has them that was looked at."""

    run: str = ""
    faces: tuple[PlacedFace, ...] = ()

    @property
    def ids(self) -> list[str]:
        return sorted({each.person for each in self.faces if each.person})

    def person_of(self, face: str) -> str:
        return next((each.person for each in self.faces if each.face == face), "")

    def placing(self, persons: Mapping[str, str], ignored: Mapping[str, bool] | None = None) -> "PeopleOn":
        """With these faces being these persons', or nobody's (""), and ignored or not."""
        changed = (
            msgspec.structs.replace(
                each,
                person=persons.get(each.face, each.person),
                ignored=(ignored or {}).get(each.face, each.ignored),
            )
            for each in self.faces
        )
        return PeopleOn(self.run, tuple(changed))

    def drawing(self, drawn: Mapping[str, DrawnFace]) -> "PeopleOn":
        """With the faces that the owner drew, and without those that were taken back."""
        found = tuple(each for each in self.faces if not each.own)
        own = {each.face: each for each in self.faces if each.own and each.face in drawn}
        missing = drawn.keys() - {each.face for each in found}
        return PeopleOn(self.run, (*found, *(own.get(id) or PlacedFace(id, own=True) for id in sorted(missing))))

    def facts(self) -> dict[str, Any]:
        """What stands on the photo: with the ids to find it by, and how many faces count."""
        count = sum(not each.ignored for each in self.faces)
        return {**msgspec.to_builtins(self), "ids": self.ids, "count": count}


def people_on(photo: Photo) -> PeopleOn:
    return msgspec.convert(photo.found.get(PEOPLE, {}), PeopleOn)


def word_of(said: Mapping[str, Any]) -> FaceWord:
    """Out of a note of a part."""
    return msgspec.convert(said, FaceWord)


def keys_of(photo: str, people: Iterable[str]) -> tuple[str, ...]:
    return (PHOTO_KEY + photo, *(GROUP_KEY + id for id in people))


def name_key(name: str) -> str:
    """By which two names are one: without case, and with single blanks."""
    return " ".join(name.split()).casefold()
