"""Accounts: who may sign in, where they have, with which keys, and who was invited."""

import hashlib
import unicodedata
from typing import Literal

import msgspec

from shared.domain.grant import Grant
from shared.domain.ids import OwnerId
from shared.domain.person import name_key
from shared.domain.principal import EVERY_RIGHT, Kind, Principal, Right
from shared.domain.stored import stored
from shared.errors import Invalid

Role = Literal["admin", "member", "guest"]
# "deleted": the account is going, with all that is its (shared/runtime/erasing.py); nothing brings it back.
State = Literal["active", "disabled", "deleted"]

FIRST_SEAT = "first"  # which one account can have
TOKEN_KEY = "token"  # the id of HELIOGRAPH_TOKEN among the first account's keys

LONGEST_NAME = 64  # letters

# What who has the role may do at all, in a library of their own and in what is shown to them.
RIGHTS: dict[Role, frozenset[Right]] = {
    "admin": EVERY_RIGHT,
    "member": EVERY_RIGHT,
    "guest": frozenset({"see"}),
}


@stored
class Account(msgspec.Struct, frozen=True, kw_only=True):
    """`seat`: FIRST_SEAT, or its own id. `library`: none of a guest's. `quota`: bytes of originals; None: no limit.
    `password`: as argon2 encodes a hash. `totp_secret` is sealed (shared/runtime/secret.py); it counts once `totp`.
    `totp_counter`: that of the last code that was accepted. `recovery`: hashes of codes that are left."""

    id: str
    name: str
    called: str  # the name as called() has it
    seat: str
    role: Role
    state: State = "active"
    library: OwnerId | None = None
    quota: int | None = None
    created: str
    password: str = ""
    totp: bool = False
    totp_secret: str = ""
    totp_counter: int = 0
    recovery: list[str] = msgspec.field(default_factory=list)

    @property
    def active(self) -> bool:
        return self.state == "active"


@stored
class Session(msgspec.Struct, frozen=True, kw_only=True):
    """A sign-in on one device. All times are instants. `ends` stands, `idle_ends` moves with its use. `refresh`: the
    hash of the refresh token that works; `before`: of the one in whose place it came, at `rotated`.

    Of one that a provider let in (services/gateway/accounts/identifying.py): `identity`, its id; `provider_session`:
    what the provider calls its own sign-in (sid); `id_token`: what it told, sealed, for when it is told of the end."""

    id: str
    account: str
    agent: str = ""
    address: str = ""
    created: str
    used: str
    ends: str
    idle_ends: str
    proven_at: str
    refresh: str
    before: str = ""
    rotated: str = ""
    identity: str = ""
    provider_session: str = ""
    id_token: str = ""

    def lives(self, now: str) -> bool:
        return now < self.ends and now < self.idle_ends


@stored
class Key(msgspec.Struct, frozen=True, kw_only=True):
    """What a program asks with. `secret`: the hash of what it sends; `before`: of what works until `before_ends` yet.
    The one called TOKEN_KEY stands for HELIOGRAPH_TOKEN, and has no secret here. `off`: it opens nothing any more."""

    id: str
    account: str
    name: str
    scopes: list[Right]
    created: str
    expires: str | None = None
    used: str | None = None
    secret: str = ""
    before: str = ""
    before_ends: str = ""
    off: bool = False

    def lives(self, now: str) -> bool:
        return not self.off and (self.expires is None or now < self.expires)


@stored
class Invitation(msgspec.Struct, frozen=True, kw_only=True):
    """A link by which somebody makes an account with this role; or, as a `reset`, by which who has `account` says a new
    password. `secret`: the hash of what stands in the link. It is gone once it was used."""

    id: str
    kind: Literal["invitation", "reset"] = "invitation"
    role: Role = "member"
    quota: int | None = None
    account: str = ""
    by: str  # the account that made it
    created: str
    expires: str
    secret: str


def principal_of(
    account: Account, *, session: str = "", key: Key | None = None, grants: tuple[Grant, ...] = ()
) -> Principal:
    """Who asks by a session of the account, or by a key of it, which opens nothing that the account may not.
    `grants`: what is shared with the account."""
    rights = RIGHTS[account.role]
    scopes = None if key is None else rights & frozenset(key.scopes)
    manages = account.role == "admin" and (scopes is None or "manage" in scopes)
    kind: Kind = "key" if key else "guest" if account.role == "guest" else "user"
    id = key.id if key else account.id
    return Principal(
        kind=kind, id=id, library=account.library, scopes=scopes, account=account.id, session=session, manages=manages,
        grants=grants,
    )  # fmt: skip


def hashed(secret: str) -> str:
    """SHA-256, hex: enough for secrets of 128 random bits and more, which nobody can guess by trying."""
    return hashlib.sha256(secret.encode()).hexdigest()


def checked_account_name(name: str) -> str:
    """As it is kept. Raises Invalid for one that nobody could type or tell from another."""
    name = " ".join(unicodedata.normalize("NFKC", name).split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise Invalid(f"A name has 1 to {LONGEST_NAME} letters, digits or signs.")
    return name


def called(name: str) -> str:
    """By which two names are one account's."""
    return name_key(unicodedata.normalize("NFKC", name))
