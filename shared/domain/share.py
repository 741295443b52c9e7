"""Shares: what owners let others see, the circles that they share with, and the links by which they share."""

from collections.abc import Container
from typing import Any, Literal, get_args

import msgspec

from shared.domain.ids import OwnerId
from shared.domain.stored import stored

SharedKind = Literal["album", "photos", "library"]
SharedTo = Literal["account", "circle", "link"]
# Of an album: who contributes puts in photos of their own, and takes those out; who edits also names and lays it, and
# takes out any. Of all else there are viewers alone.
ShareRole = Literal["viewer", "contributor", "editor"]
# What may be told of a photo beside what it shows. People: who is on it, by name and by face.
Subject = Literal["place", "camera", "people"]

ROLES: tuple[ShareRole, ...] = get_args(ShareRole)  # the one that may most comes last
SUBJECTS: frozenset[Subject] = frozenset(get_args(Subject))
NOTHING: frozenset[Subject] = frozenset()

MOST_PHOTOS = 1000  # of a share of photos; an album holds any number


@stored
class Share(msgspec.Struct, frozen=True, kw_only=True):
    """`owner`: the library; `by`: the account that made it; `whom`: an account or a circle, empty for a link. `query`:
    as the parameters of GET /photos, by which a library is narrowed; None: all of it is shown. `tells`: all else is
    withheld. `offered`: its owner lets it stand in the timeline and search of those accounts that have `taken` it;
    those that `refused` it do not want it at all. All times are instants."""

    id: str
    owner: OwnerId
    by: str
    kind: SharedKind
    album: str = ""
    photos: list[str] = msgspec.field(default_factory=list)
    query: dict[str, Any] | None = None
    to: SharedTo
    whom: str = ""
    role: ShareRole = "viewer"
    tells: list[Subject] = msgspec.field(default_factory=list)
    download: bool = True
    offered: bool = False
    taken: list[str] = msgspec.field(default_factory=list)
    refused: list[str] = msgspec.field(default_factory=list)
    created: str
    expires: str | None = None

    def lives(self, now: str) -> bool:
        return self.expires is None or now < self.expires

    @property
    def withheld(self) -> frozenset[Subject]:
        return SUBJECTS.difference(self.tells)

    def is_to(self, account: str, circles: Container[str]) -> bool:
        """`circles`: ids of those that the account is in."""
        given = self.whom in circles if self.to == "circle" else self.to == "account" and self.whom == account
        return given and account not in self.refused


@stored
class Contribution(msgspec.Struct, frozen=True, kw_only=True):
    """Whose photos stand in an album of another: their library, and what they let be told of them, which is what their
    share told when they put them in."""

    library: OwnerId
    tells: list[Subject] = msgspec.field(default_factory=list)


@stored
class Hands(msgspec.Struct, frozen=True, kw_only=True):
    """Who has put photos of their own into an album of `owner`, by account, under the album's id. It counts as long as
    a share of the album lets them: it is not taken back when one ends."""

    id: str
    owner: OwnerId
    contributions: dict[str, Contribution] = msgspec.field(default_factory=dict)


@stored
class Circle(msgspec.Struct, frozen=True, kw_only=True):
    """Accounts that are shared with together. `account`: whose circle it is, who may share with it."""

    id: str
    account: str
    name: str
    members: list[str] = msgspec.field(default_factory=list)


@stored
class Link(msgspec.Struct, frozen=True, kw_only=True):
    """What a share by link has besides, under the share's id. `secret`: the hash of the token; `password`: as argon2
    encodes a hash, or empty. `title`: what visitors see; `preview`: whether it may stand in Open Graph as well."""

    id: str
    owner: OwnerId
    secret: str
    password: str = ""
    uploads: bool = False
    title: str = ""
    preview: bool = False
    opened: int = 0
