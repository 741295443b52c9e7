"""What a provider's claims say of an account: how it is called, what it may, and how much its originals may take."""

from collections.abc import Iterator, Mapping
from typing import Any, get_args

from shared.domain.account import Role, checked_account_name
from shared.errors import Invalid

_ROLES: tuple[Role, ...] = get_args(Role)  # the highest first
_GIB = 2**30
_MOST = 2**23  # GiB, so that their bytes are a number that every store holds

Claims = Mapping[str, Any]


def names(claims: Claims) -> Iterator[str]:
    """Under which the account may be, the likeliest first."""
    called = [claims.get(name) for name in ("preferred_username", "name", "nickname", "given_name")]
    address = claims.get("email")
    called += [address.partition("@")[0] if isinstance(address, str) else None, "guest"]
    for name in called:
        try:
            checked = checked_account_name(name) if isinstance(name, str) else ""
        except Invalid:
            continue
        if checked:
            yield checked


def label(claims: Claims) -> str:
    """What people know somebody at the provider by."""
    return next(names({**claims, "preferred_username": claims.get("email") or claims.get("preferred_username")}))


def role(claims: Claims, claim: str | None) -> Role | None:
    """The highest that the claim says; None where it says none of ours."""
    said = value(claims, claim)
    words = said if isinstance(said, list) else [said]
    return next((role for role in _ROLES if role in words), None)


def quota(claims: Claims, claim: str | None) -> int | None:
    """Bytes; None where the claim says no number of GiB."""
    said = value(claims, claim)
    if isinstance(said, str):
        try:
            said = float(said)
        except ValueError:
            return None
    if isinstance(said, bool) or not isinstance(said, int | float) or not 0 <= said <= _MOST:
        return None
    return int(said * _GIB)


def value(claims: Claims, claim: str | None) -> Any:
    """That of `realm_access.roles` stands in an object, unless a claim is called so as a whole."""
    if claim is None:
        return None
    if claim in claims:
        return claims[claim]
    found: Any = claims
    for name in claim.split("."):
        found = found.get(name) if isinstance(found, Mapping) else None
    return found
