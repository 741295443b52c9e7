"""What a provider has signed: ID tokens (OpenID Connect Core 1.0, 3.1.3.7) and logout tokens (Back-Channel Logout 1.0,
2.6), each checked to the last claim, by keys that the provider alone has the other half of."""

import hmac
from typing import Any

import jwt

from services.gateway.accounts.provider import Claims, Provider
from shared.errors import Invalid

# All of which have a public half. "none" and those that share a secret are never among them, whatever the token says.
_KINDS = {"RS256": "RSA", "PS256": "RSA", "ES256": "EC", "EdDSA": "OKP"}
_PUBLIC = ("kty", "n", "e", "crv", "x", "y")  # of a key
_SKEW = 60.0  # seconds by which clocks may differ
_LONGEST = 32 * 1024  # letters
_LOGOUT = "http://schemas.openid.net/event/backchannel-logout"


class Untrue(Invalid):
    """Something in it is not so. The sentence is for who reads the log."""


async def check_id_token(provider: Provider, token: str, nonce: str) -> Claims:
    """Its claims. Raises Untrue, and Unavailable where the provider does not tell its keys."""
    claims = await _checked(provider, token, ["iss", "aud", "exp", "iat", "sub"])
    if not hmac.compare_digest(str(claims.get("nonce")).encode(), nonce.encode()):
        raise Untrue("The ID token is of another sign-in: its nonce is not ours.")
    if not is_word(claims["sub"]):
        raise Untrue("The ID token says of nobody whose it is (sub).")
    authorised = claims.get("azp")
    if authorised not in (None, provider.client_id) or (len(_audience(claims)) > 1 and authorised is None):
        raise Untrue("The ID token was made for another client (azp).")
    return claims


async def check_logout_token(provider: Provider, token: str) -> Claims:
    """Its claims: a `jti`, and `sub`, `sid` or both. Raises as check_id_token does."""
    claims = await _checked(provider, token, ["iss", "aud", "exp", "iat", "jti", "events"])
    events, named = claims["events"], [claims.get(name) for name in ("sub", "sid", "jti")]
    if not isinstance(events, dict) or not isinstance(events.get(_LOGOUT), dict):
        raise Untrue("The logout token is of no logout: its events do not say so.")
    if "nonce" in claims:
        raise Untrue("The logout token has a nonce, so it may be an ID token.")
    if not any(named[:2]) or not all(each is None or is_word(each) for each in named):
        raise Untrue("The logout token does not say whose sign-in has ended.")
    return claims


def is_word(said: object) -> bool:
    """Whether it may be a `sub` or a `sid`: OpenID Connect Core 1.0 has them of 255 ASCII letters at most."""
    return isinstance(said, str) and 0 < len(said) <= 255 and said.isprintable()


async def _checked(provider: Provider, token: str, required: list[str]) -> Claims:
    try:
        if len(token) > _LONGEST:
            raise jwt.DecodeError("it is too long")
        header = jwt.get_unverified_header(token)
        algorithm = str(header.get("alg"))
        if algorithm not in _KINDS:
            raise jwt.InvalidAlgorithmError(f"{algorithm[:20]!r} is not taken")
        key = await _key(provider, header.get("kid"), algorithm)
        claims: Claims = jwt.decode(
            token, key, algorithms=[algorithm], audience=provider.client_id, issuer=provider.issuer, leeway=_SKEW,
            options={"require": required},
        )  # fmt: skip
    except (jwt.PyJWTError, ValueError, TypeError) as error:
        raise Untrue(f"What the provider signed is not right ({type(error).__name__}: {str(error)[:200]}).") from error
    return claims


async def _key(provider: Provider, kid: Any, algorithm: str) -> jwt.PyJWK:
    """The one key that can have signed it."""
    if kid is not None and not isinstance(kid, str):
        raise jwt.InvalidTokenError("its kid is no text")
    fit = [
        key for key in await provider.keys(kid)
        if key.get("kty") == _KINDS[algorithm] and key.get("use") in (None, "sig")
        and key.get("alg") in (None, algorithm)
    ]  # fmt: skip
    if len(fit) != 1:
        raise jwt.InvalidKeyError(f"{len(fit)} keys of the provider fit it")
    return jwt.PyJWK({name: value for name, value in fit[0].items() if name in _PUBLIC}, algorithm)


def _audience(claims: Claims) -> list[Any]:
    return claims["aud"] if isinstance(claims["aud"], list) else [claims["aud"]]
