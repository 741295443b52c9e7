"""Passkeys: key pairs of an account's devices, of which the private half never leaves them (WebAuthn)."""

import msgspec

from shared.domain.stored import stored


@stored
class Passkey(msgspec.Struct, frozen=True, kw_only=True):
    """`id`: the credential's, base64url as browsers tell it. `host`: the name of the site that it was made for, its
    relying party; it opens no other. `public_key`: COSE (RFC 9052), base64url. `counter`: of the last use, 0 where the
    device counts none. `backed_up`: whether its maker keeps copies of it on other devices."""

    id: str
    account: str
    name: str
    host: str
    public_key: str
    counter: int
    transports: list[str] = msgspec.field(default_factory=list)
    backed_up: bool = False
    created: str
    used: str | None = None
