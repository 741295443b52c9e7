"""An Action: what an owner did to many photos at once, or to people, with what each had before, so that it can be
undone."""

from typing import Any, Literal

import msgspec

from shared.domain.edits import said, saying
from shared.domain.photo import Location, Photo
from shared.domain.stored import stored

# doing and undoing: written, and not yet on every photo.
State = Literal["doing", "done", "undoing", "undone"]


class _Change(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind"):
    pass


class Delete(_Change, frozen=True, tag="delete"):
    pass


class Rate(_Change, frozen=True, tag="rating"):
    rating: int | None  # 0..5 stars; None: what the file says


class Favour(_Change, frozen=True, tag="favourite"):
    favourite: bool


class Archive(_Change, frozen=True, tag="archived"):
    archived: bool


class Label(_Change, frozen=True, tag="tags"):
    add: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()


class Shift(_Change, frozen=True, tag="shift"):
    """The camera's clock was wrong by as much."""

    seconds: int


class SetZone(_Change, frozen=True, tag="zone"):
    """clock: the time stays as it is written, the instant moves. instant: the other way round."""

    zone: str  # "Europe/Vienna" or "+02:00"
    keep: Literal["clock", "instant"]


class SetDate(_Change, frozen=True, tag="date"):
    taken_at: str  # ISO 8601 local time, with or without an offset


class SetPlace(_Change, frozen=True, tag="place"):
    location: Location | None  # None: it shall have none


class FollowTrack(_Change, frozen=True, tag="track"):
    """Photos were where the track was when they were taken. `first`, `last`: instants of its ends."""

    points: int
    first: str
    last: str


class Collect(_Change, frozen=True, tag="album", omit_defaults=True):
    """Into an album, or out of it. `smart`: it has a query, so that what is taken out must be kept out."""

    album: str
    add: bool
    smart: bool = False


class Take(_Change, frozen=True, tag="take"):
    """Out of the inbox, into the library and the album that the link was for."""


class SayAlbum(_Change, frozen=True, tag="album_said"):
    """`fields`: of its record, which have changed. `name`: what it is called then."""

    album: str
    name: str
    fields: tuple[str, ...]


class DropAlbum(_Change, frozen=True, tag="album_deleted"):
    """The photos stay."""

    album: str
    name: str


class TakeProposal(_Change, frozen=True, tag="album_taken"):
    """An album is made of what was proposed (shared/domain/album_proposal.py). `name`: what it is called then."""

    album: str
    name: str
    proposal: str


class SayOccasion(_Change, frozen=True, tag="occasion_said", omit_defaults=True):
    """What is None stays."""

    occasion: str
    title: str | None = None
    said: str | None = None  # the kind


class SayPerson(_Change, frozen=True, tag="person", omit_defaults=True):
    """What is None stays."""

    person: str
    name: str | None = None
    hidden: bool | None = None
    cover: str | None = None  # a face
    birth_date: str | None = None
    consent: bool | None = None


class Merge(_Change, frozen=True, tag="merge"):
    people: tuple[str, ...]
    into: str


class Split(_Change, frozen=True, tag="split"):
    person: str
    faces: tuple[str, ...]
    into: str  # a new one, or somebody else


class Deny(_Change, frozen=True, tag="deny"):
    """These faces are not that person's."""

    group: str
    person: str


class Assign(_Change, frozen=True, tag="assign"):
    face: str
    person: str


class Reject(_Change, frozen=True, tag="reject"):
    face: str
    person: str


class Ignore(_Change, frozen=True, tag="ignore"):
    face: str


class Draw(_Change, frozen=True, tag="draw", omit_defaults=True):
    """A box around a face; where one was found there, it is the same."""

    photo: str
    face: str
    person: str = ""  # "": that is not said


class Move(_Change, frozen=True, tag="move"):
    photo: str
    face: str


class Erase(_Change, frozen=True, tag="erase"):
    """A box that was drawn."""

    photo: str
    face: str


class Join(_Change, frozen=True, tag="join"):
    """Somebody is on a photo whose face is not: a drawn face without a box."""

    photo: str
    face: str
    person: str


class Leave(_Change, frozen=True, tag="leave"):
    """They are not."""

    photo: str
    person: str


class Answers(_Change, frozen=True, tag="answers"):
    """To several suggestions: groups that are somebody who has a name, and groups that are not."""

    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()


PeopleChange = (
    SayPerson | Merge | Split | Deny | Assign | Reject | Ignore | Draw | Move | Erase | Join | Leave | Answers
)  # fmt: skip
AlbumChange = SayAlbum | DropAlbum | TakeProposal
PhotoChange = Delete | Rate | Favour | Archive | Label | Shift | SetZone | SetDate | SetPlace | Collect | Take
Change = PhotoChange | FollowTrack | PeopleChange | AlbumChange | SayOccasion


class Difference(msgspec.Struct, frozen=True, omit_defaults=True):
    """One thing that the owner says: of a photo, by the names of shared/domain/edits.py; of a face on it, whose state
    (shared/domain/person.py) has the name that `face_name` gives it; of a person, an album or an occasion, by the names
    of its fields."""

    name: str
    before: Any = None
    after: Any = None

    @property
    def back(self) -> "Difference":
        return Difference(self.name, self.after, self.before)


_FACE = "face:"


def face_name(face: str) -> str:
    return _FACE + face


def face_of(difference: Difference) -> str:
    """The id of the face, "" where it is of something else."""
    return difference.name.removeprefix(_FACE) if difference.name.startswith(_FACE) else ""


@stored
class ActionHead(msgspec.Struct, frozen=True, kw_only=True):
    """What a list needs to know."""

    id: str
    owner: str
    by: str  # who did it
    at: str  # an instant
    change: Change
    count: int  # photos that it is about
    state: State = "doing"
    left: int = 0  # photos that the undo left, or left in part: gone, or changed since
    about: tuple[str, ...] = ()  # the people whom it concerns, by id; of an earlier release: not told


@stored
class Action(ActionHead, frozen=True, kw_only=True):
    beat: str  # an instant: when somebody last worked on it
    photos: dict[str, tuple[Difference, ...]]  # of each what changes; nothing where it is deleted
    people: dict[str, tuple[Difference, ...]] = {}
    albums: dict[str, tuple[Difference, ...]] = {}
    occasions: dict[str, tuple[Difference, ...]] = {}
    question: str = ""  # that it answers (shared/domain/question.py)


def applied(photo: Photo, differences: tuple[Difference, ...]) -> dict[str, Any] | None:
    """The photo's edits with these differences. What is so already, or what somebody has changed since `before`, stays;
    None where that is all of it. So it may be repeated, and the `back` of each takes back no more than it did."""
    values = {
        each.name: each.after for each in differences if said(photo.edits, each.name) == each.before != each.after
    }
    return saying(photo.edits, values) if values else None
