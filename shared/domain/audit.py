"""The audit log: what was done to accounts and what cannot be taken back, by whom, from where and when."""

from typing import Any, Literal

import msgspec

from shared.domain.principal import Principal
from shared.domain.stored import stored

# Dotted: what it was done to, and what was done. Who asks for the first word asks for all that begin with it.
What = Literal[
    "sign_in",
    "sign_in.refused",
    "sign_out",
    "session.ended",
    "password.changed",
    "password.reset",
    "factor.on",
    "factor.off",
    "factor.recovered",
    "passkey.added",
    "passkey.removed",
    "passkey.refused",
    "provider.linked",
    "provider.unlinked",
    "account.made",
    "account.renamed",
    "account.role",
    "account.state",
    "account.quota",
    "account.exported",
    "account.deleted",
    "account.erased",
    "invitation.made",
    "invitation.withdrawn",
    "invitation.accepted",
    "reset.made",
    "key.made",
    "key.changed",
    "key.rotated",
    "key.deleted",
    "key.on",
    "share.made",
    "share.ended",
    "deleted",
    "exported",
]

ADMINS = "admins"  # as a reader: all who run the installation

# What is the owner's alone: of these an admin learns nothing.
_PRIVATE = ("share", "deleted", "exported")


@stored
class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """`account` and `name`: who did it, as they were called then; empty for nobody that is known. `about`: the id of
    what it was done to. `detail`: what changed, in words and numbers of ours: no secret and no word of a photo ever.
    `readers`: accounts and libraries whose people may read it, and ADMINS. `words`: what it can be asked for by."""

    id: str
    at: str  # an instant
    what: What
    account: str = ""
    name: str = ""
    address: str = ""
    about: str = ""
    detail: dict[str, Any] = msgspec.field(default_factory=dict)
    readers: list[str] = msgspec.field(default_factory=list)
    words: list[str] = msgspec.field(default_factory=list)


def readers_of(what: What, *people: str) -> list[str]:
    """Who may read of it: `people`, by account or library, and of what is about accounts, who runs the installation."""
    first = [] if what.partition(".")[0] in _PRIVATE else [ADMINS]
    return [*first, *dict.fromkeys(filter(None, people))]


def words_of(what: What) -> list[str]:
    parts = what.split(".")
    return [".".join(parts[: n + 1]) for n in range(len(parts))]


def read_as(principal: Principal | None) -> list[str]:
    """The readers that the principal is, of what they did or what was done to them: their account, and their library,
    of what was done before there were accounts."""
    return list(filter(None, (principal.account, principal.library or ""))) if principal else []
