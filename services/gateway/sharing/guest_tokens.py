"""What the browser of a link's guest shows: a JWT (RFC 7519) by HS256 that names the link, the visit, and what the
guest calls themselves. It is bound to what opened the link: another address or another password ends it.

It counts for this link alone. The cookie goes only to what lies below the link's page, and where a browser or a program
sends another link's, that one is refused.
"""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
from starlette.requests import HTTPConnection
from starlette.responses import Response

from services.gateway.accounts import cookies
from shared.domain.ids import new_id
from shared.domain.share import Link
from shared.errors import Unauthorized
from shared.runtime.secret import Secret

_ALGORITHM = "HS256"
_ISSUER, _AUDIENCE = "heliograph", "heliograph-guest"
_CLAIMS = ["iss", "aud", "exp", "iat", "sub", "sid", "name", "fits"]
LIFE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Visit:
    """`id`: of this opening of the link in this browser. `name`: of the guest, as they say; empty where they do not."""

    id: str
    name: str


class GuestTokens:
    def __init__(self, secret: Secret) -> None:
        self._key = secret.key("guest of a link")

    def issue(self, link: Link, name: str, visit: str = "") -> str:
        """`visit`: that goes on, where one does."""
        now = datetime.now(UTC)
        claims = {
            "iss": _ISSUER, "aud": _AUDIENCE, "exp": now + LIFE, "iat": now, "sub": link.id, "sid": visit or new_id(),
            "name": name, "fits": opener(link),
        }  # fmt: skip
        return jwt.encode(claims, self._key, _ALGORITHM)

    def read(self, token: str, link: Link) -> Visit:
        """Raises Unauthorized for what was not given for this link, or not for what opens it now, and for what has
        ended."""
        try:
            claims: dict[str, Any] = jwt.decode(
                token, self._key, algorithms=[_ALGORITHM], audience=_AUDIENCE, issuer=_ISSUER, subject=link.id,
                options={"require": _CLAIMS, "strict_aud": True},
            )  # fmt: skip
            visit, name, fits = claims["sid"], claims["name"], claims["fits"]
            if not (isinstance(visit, str) and isinstance(name, str) and isinstance(fits, str)):
                raise jwt.InvalidTokenError
            if not hmac.compare_digest(fits.encode(), opener(link).encode()):
                raise jwt.InvalidTokenError
        except (jwt.PyJWTError, ValueError, TypeError):
            raise closed() from None
        return Visit(visit, name)


def closed() -> Unauthorized:
    return Unauthorized("Open the link once more: by its whole address, with all that stands behind the #.")


def give(asking: HTTPConnection, response: Response, link: str, token: str) -> None:
    response.set_cookie(
        _called(asking), token, max_age=int(LIFE.total_seconds()), path=f"/l/{link}/",
        secure=cookies.is_tls(asking), httponly=True, samesite="lax",
    )  # fmt: skip


def sent(asking: HTTPConnection) -> str:
    """Empty where there is none."""
    return asking.cookies.get(_called(asking), "")


def _called(asking: HTTPConnection) -> str:
    # No __Host-, which goes with every request of the host and would be one for all links.
    return "__Secure-heliograph-link" if cookies.is_tls(asking) else "heliograph-link"


def opener(link: Link) -> str:
    """Tells what opens the link now from what did before, and nothing else of it."""
    return hashlib.sha256(f"{link.secret} {link.password}".encode()).hexdigest()[:16]
