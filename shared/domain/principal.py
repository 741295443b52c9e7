"""Who asks, and what they may ask for at all. What of whose library that reaches is services/gateway/policy.py's."""

from typing import Literal

import msgspec

from shared.domain.grant import Grant
from shared.domain.ids import OwnerId

Kind = Literal["user", "key", "guest", "service"]
Right = Literal["see", "add", "change", "remove", "manage"]

EVERY_RIGHT: frozenset[Right] = frozenset({"see", "add", "change", "remove", "manage"})


class Principal(msgspec.Struct, frozen=True, kw_only=True):
    """A user, a key of theirs, a guest of a link or with an account, or a service of ours. `library` is their own: none
    of a guest's or a service's. `scopes`: a key's limits; None: all rights that its kind has. `account` and `session`
    (ids): empty in an installation without accounts, and `session` for a key as well. `manages`: the installation is
    theirs to run, which reaches into nobody's library. `grants`: what others share with them. A guest of a
    link has the visit as `session`, and the `name` that they gave; with `uploads` they may send photos in."""

    kind: Kind
    id: str
    library: OwnerId | None = None
    scopes: frozenset[Right] | None = None
    account: str = ""
    session: str = ""
    manages: bool = False
    grants: tuple[Grant, ...] = ()
    name: str = ""
    uploads: bool = False


SERVICE = Principal(kind="service", id="service")
