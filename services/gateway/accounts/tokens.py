"""What a session shows: access tokens of minutes, which anybody can check who has the secret, and refresh tokens, which
the session knows by a hash.

Access tokens are JWT (RFC 7519) by HS256 alone. Their keys are derived from the secret and the number of the fortnight,
which is the `kid`: so they change by themselves, the same on every gateway, and nothing is kept. That of the fortnight
before counts on, and that of the next one, as clocks differ.
"""

import hmac
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID

import jwt

from shared.domain.account import Session, hashed
from shared.errors import Unauthorized
from shared.runtime.secret import Secret

_ALGORITHM = "HS256"
_ISSUER, _AUDIENCE = "heliograph", "heliograph-gateway"
_CLAIMS = ["iss", "aud", "exp", "iat", "sub", "sid"]
_FORTNIGHT = 14 * 24 * 3600  # seconds
_SKEW = timedelta(seconds=15)  # by which the clocks of gateways may differ
LIFE = timedelta(minutes=10) - _SKEW  # so that no gateway takes one for longer than ten minutes

_REFRESH = "hg_refresh"


@dataclass(frozen=True, slots=True)
class Access:
    token: str
    ends: datetime


class AccessTokens:
    def __init__(self, secret: Secret) -> None:
        self._key = lru_cache(maxsize=8)(lambda kid: secret.key(f"access token {kid}"))

    def issue(self, account: str, session: Session, now: datetime | None = None) -> Access:
        """It ends with the session at the latest."""
        now = now or datetime.now(UTC)
        ends = min(now + LIFE, datetime.fromisoformat(session.ends))
        kid = str(_fortnight(now))
        claims = {
            "iss": _ISSUER, "aud": _AUDIENCE, "exp": ends, "iat": now, "sub": account, "sid": session.id,
        }  # fmt: skip
        return Access(jwt.encode(claims, self._key(kid), _ALGORITHM, headers={"kid": kid}), ends)

    def read(self, token: str) -> tuple[str, str]:
        """-> (account, session). Raises Unauthorized for all that we did not make, and for what has ended."""
        try:
            kid = jwt.get_unverified_header(token).get("kid")
            now = _fortnight(datetime.now(UTC))
            if kid not in {str(now - 1), str(now), str(now + 1)}:
                raise jwt.InvalidKeyError
            claims: dict[str, Any] = jwt.decode(
                token, self._key(kid), algorithms=[_ALGORITHM], audience=_AUDIENCE, issuer=_ISSUER, leeway=_SKEW,
                options={"require": _CLAIMS, "strict_aud": True},
            )  # fmt: skip
            account, session = claims["sub"], claims["sid"]
            if not isinstance(account, str) or not isinstance(session, str):
                raise jwt.InvalidTokenError
        except (jwt.PyJWTError, ValueError, TypeError):
            raise Unauthorized("Your sign-in has run out. Refresh it, or sign in again.") from None
        return account, session

    def ends(self, token: str) -> datetime | None:
        """When a token ends that was read before; None for what is none."""
        try:
            return datetime.fromtimestamp(jwt.decode(token, options={"verify_signature": False})["exp"], UTC)
        except (jwt.PyJWTError, KeyError, TypeError):
            return None


def _fortnight(now: datetime) -> int:
    return int(now.timestamp()) // _FORTNIGHT


def is_access(token: bytes) -> bool:
    """Whether it looks like an access token, of whomever: header, claims and signature."""
    return token.count(b".") == 2


def new_refresh(session: str) -> str:
    """Names its session, so that one that was used up is known as that session's."""
    return f"{_REFRESH}_{UUID(session).hex}_{secrets.token_urlsafe(32)}"


def session_of(refresh: str) -> str | None:
    """The id of the session that a refresh token is of; None for what is none."""
    id, _, secret = refresh.removeprefix(f"{_REFRESH}_").partition("_")
    try:
        return str(UUID(hex=id)) if refresh.startswith(f"{_REFRESH}_") and secret else None
    except ValueError:
        return None


def same(refresh: str, kept: str) -> bool:
    """Whether the session keeps the hash of this one."""
    return bool(kept) and hmac.compare_digest(hashed(refresh), kept)
