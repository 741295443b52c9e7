"""Who somebody is to a provider of sign-in (OpenID Connect): what an account is linked to."""

import hashlib
import json

import msgspec

from shared.domain.stored import stored


@stored
class Identity(msgspec.Struct, frozen=True, kw_only=True):
    """`id`: identity_id. `subject`: what the issuer knows somebody by, for ever. `label`: what it last called them, for
    people to read; nobody is found by it."""

    id: str
    account: str
    issuer: str
    subject: str
    label: str = ""
    linked: str  # an instant


def identity_id(issuer: str, subject: str) -> str:
    return hashlib.sha256(json.dumps([issuer, subject]).encode()).hexdigest()
