"""What may be done to what, and what may be seen: decided here alone, for every route."""

from dataclasses import dataclass
from typing import Protocol

from shared.domain.actions import ActionHead
from shared.domain.album import Album
from shared.domain.ids import OwnerId
from shared.domain.occasion import Occasion
from shared.domain.part import Part
from shared.domain.person import Person
from shared.domain.photo import ListedPhoto
from shared.domain.principal import EVERY_RIGHT, Kind, Principal, Right
from shared.domain.proposals import Proposal
from shared.domain.question import Question
from shared.domain.scope import Scope
from shared.errors import Forbidden, NotFound

# What each kind may do at all, where it may. A service has its own doors, and none here.
_RIGHTS: dict[Kind, frozenset[Right]] = {
    "user": EVERY_RIGHT,
    "key": EVERY_RIGHT,
    "guest": frozenset({"see"}),
    "service": frozenset(),
}


class Owned(Protocol):
    """Anything that belongs to a library: a photo, a part of one, a person, an album, an action, a group."""

    @property
    def id(self) -> str: ...

    @property
    def owner(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Library:
    """What is added to, and what is said of all of it."""

    owner: OwnerId


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A photo of whose record no more can be told."""

    id: str
    owner: OwnerId


@dataclass(frozen=True, slots=True)
class Discarded:
    """A photo in the trash: whoever it was shown to, there it is its owner's alone."""

    id: str
    owner: OwnerId


@dataclass(frozen=True, slots=True)
class Installation:
    """What is everybody's: its health and metrics, towns, the demonstration set."""


INSTALLATION = Installation()

_NAMES: dict[type, str] = {
    ListedPhoto: "photo",
    Unreadable: "photo",
    Discarded: "photo",
    Proposal: "group",
    ActionHead: "action",
    Part: "part",
    Person: "person",
    Album: "album",
    Occasion: "occasion",
    Question: "question",
}


def may(principal: Principal, right: Right, thing: Owned | Installation) -> None:
    """Raises NotFound, as for what is not there, where the principal must not know of the thing; Forbidden where they
    may see it, and this is not theirs to do."""
    if isinstance(thing, Installation):
        _check(principal, right)
        if right != "see" and not runs(principal):
            raise Forbidden("Only who runs this installation may do that.")
        return
    if not _reaches(principal, "see", thing):
        raise unknown(_name(thing), thing.id)
    _check(principal, right)
    if not _reaches(principal, right, thing):
        raise Forbidden(f"It is shown to you, but it is not yours to {right}.")


def runs(principal: Principal) -> bool:
    """Whether they run the installation: an admin, or as long as there is no account, its one user. It opens nobody
    else's library."""
    return principal.manages and _has(principal, "manage")


def owns(principal: Principal, thing: Owned) -> bool:
    """Whether what is private of the thing is told to them as well: it is of their own library."""
    return _has(principal, "see") and principal.library == thing.owner


def scope(principal: Principal, right: Right = "see") -> Scope:
    """The photos to which they may do this. Raises Forbidden where they may do it to none."""
    _check(principal, right)
    return Scope.of(principal.library) if principal.library else Scope()


def library(principal: Principal, right: Right) -> Library:
    """The library to which they do this where they name none: their own. Raises Forbidden where they have none, or may
    not."""
    _check(principal, right)
    if principal.library is None:
        raise Forbidden("You have no library of your own here.")
    return Library(principal.library)


def account(principal: Principal) -> None:
    """Whether they may look after their own account: whoever has signed in, and a key that manages. Raises
    Forbidden."""
    if principal.kind == "service" or (principal.kind == "key" and not _has(principal, "manage")):
        raise Forbidden(f"This {principal.kind} may not look after an account.")


def unknown(name: str, id: str) -> NotFound:
    """The one answer to what is not there and to what is none of theirs: nobody can tell which."""
    return NotFound(f"There is no {name} {id} in your library.")


def _name(thing: Owned) -> str:
    return next((name for kind, name in _NAMES.items() if isinstance(thing, kind)), "thing")


def _reaches(principal: Principal, right: Right, thing: Owned) -> bool:
    if not _has(principal, right):
        return False
    # What is no photo is its owner's alone.
    return scope(principal, right).shows(thing) if isinstance(thing, ListedPhoto) else principal.library == thing.owner


def _has(principal: Principal, right: Right) -> bool:
    return right in _RIGHTS[principal.kind] and (principal.scopes is None or right in principal.scopes)


def _check(principal: Principal, right: Right) -> None:
    if not _has(principal, right):
        raise Forbidden(f"This {principal.kind} may not {right} here.")
