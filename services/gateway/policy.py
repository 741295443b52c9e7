"""What may be done to what, and what may be seen: decided here alone, for every route."""

from dataclasses import dataclass
from typing import Protocol

from shared.domain.actions import ActionHead
from shared.domain.album import Album
from shared.domain.album_proposal import ProposalHead
from shared.domain.grant import Grant, entries_of, joined
from shared.domain.ids import OwnerId
from shared.domain.occasion import Occasion
from shared.domain.part import Part
from shared.domain.person import Person
from shared.domain.photo import ListedPhoto
from shared.domain.principal import EVERY_RIGHT, Kind, Principal, Right
from shared.domain.proposals import Proposal
from shared.domain.question import Question
from shared.domain.scope import Entry, Scope
from shared.domain.share import NOTHING, Share, ShareRole, Subject
from shared.domain.where import Has, Where
from shared.errors import Forbidden, NotFound

# What each kind may do at all, where it may. A service has its own doors, and none here.
_RIGHTS: dict[Kind, frozenset[Right]] = {
    "user": EVERY_RIGHT,
    "key": EVERY_RIGHT,
    "guest": frozenset({"see"}),
    "service": frozenset(),
}


# As what an album is shared with who may do this with it. To add is to put in photos of one's own, and to take them
# out.
_ROLES: dict[Right, tuple[ShareRole, ...]] = {
    "see": ("viewer", "contributor", "editor"),
    "add": ("contributor", "editor"),
    "change": ("editor",),
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
    ProposalHead: "album proposal",
    Occasion: "occasion",
    Share: "share",
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


def scope(principal: Principal, right: Right = "see", within: str | None = None) -> Scope:
    """The photos to which they may do this: of their own library, and to see, those that others share with them and
    both want in the timeline; a guest, who has none, sees all that is shared with them. `within`: the id of a share or
    of a shared album, which alone is seen then. Raises Forbidden where they may do it to none, NotFound for a share
    that is none of theirs."""
    _check(principal, right)
    if within is not None:
        return _within(principal, within)
    own = Scope.of(principal.library).entries if principal.library else ()
    if right != "see":
        return Scope(own)
    return Scope((*own, *entries_of(each for each in principal.grants if each.timeline or not principal.library)))


def reach(principal: Principal) -> Scope:
    """The photos that they may see by their ids, wherever these stand. Raises Forbidden where they may see none."""
    _check(principal, "see")
    own = Scope.of(principal.library).entries if principal.library else ()
    return Scope((*own, *entries_of(principal.grants)))


def _within(principal: Principal, id: str) -> Scope:
    grants = tuple(grant for grant in principal.grants if id in (grant.share, grant.album))
    if not grants:
        raise unknown("share", id)
    # What they have put into albums of others stands there, too.
    albums = {grant.album: Has("more.albums", grant.album) for grant in grants if grant.album}
    own = [Entry(principal.library, joined(albums.values()), own=True)] if albums and principal.library else []
    return Scope((*own, *entries_of(each for each in grants if each.owner != principal.library)))


def within(principal: Principal, album: Album, condition: Where) -> Scope:
    """The photos of an album that they may see; `condition`: what those of its owner meet. Raises NotFound for one that
    is not shown to them."""
    if principal.library != album.owner:
        return scope(principal, within=album.id)
    _check(principal, "see")
    put_in = (grant for grant in principal.grants if grant.album == album.id)
    return Scope((Entry(album.owner, condition, own=True), *entries_of(put_in)))


def withheld(principal: Principal, photo: ListedPhoto, *, file: bool = False) -> frozenset[Subject]:
    """What is not told to them of a photo that they see; `file`: of its original, which they may have. Raises NotFound
    where they must not know of it, and Forbidden for a file that is shown to them and not given."""
    if owns(principal, photo):
        return NOTHING
    may(principal, "see", photo)
    given = entries_of(grant for grant in principal.grants if grant.download or not file)
    if (entry := Scope(given).entry_of(photo)) is None:
        raise Forbidden("Whoever shares it with you lets it be looked at, and not be downloaded.")
    return entry.withheld


def shown_by(principal: Principal, photo: ListedPhoto) -> Grant | None:
    """By what another's photo is shown to them; one that gives its file goes before others."""
    showing = (
        grant for grant in principal.grants if grant.owner == photo.owner and Scope(entries_of([grant])).shows(photo)
    )
    return max(showing, key=lambda grant: grant.download, default=None)


def library(principal: Principal, right: Right) -> Library:
    """The library to which they do this where they name none: their own. Raises Forbidden where they have none, or may
    not."""
    _check(principal, right)
    if principal.library is None:
        raise Forbidden("You have no library of your own here.")
    return Library(principal.library)


def inbox(principal: Principal) -> Grant:
    """By what a guest of a link may send photos in, to its owner's inbox. Raises Forbidden where they may not."""
    grant = principal.grants[0] if principal.grants else None
    if principal.kind != "guest" or not principal.uploads or grant is None:
        raise Forbidden("Nothing can be sent in here.")
    return grant


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
    if isinstance(thing, ListedPhoto):
        return (reach(principal) if right == "see" else scope(principal, right)).shows(thing)
    if isinstance(thing, Album) and right in _ROLES:
        shared = any(grant.album == thing.id and grant.role in _ROLES[right] for grant in principal.grants)
        return shared or principal.library == thing.owner
    # What else there is is its owner's alone.
    return principal.library == thing.owner


def _has(principal: Principal, right: Right) -> bool:
    return right in _RIGHTS[principal.kind] and (principal.scopes is None or right in principal.scopes)


def _check(principal: Principal, right: Right) -> None:
    if not _has(principal, right):
        raise Forbidden(f"This {principal.kind} may not {right} here.")
