"""What a browser keeps of a sign-in, where no script can read it, and who may have it sent.

By TLS the names begin with `__Host-` (RFC 6265bis): no other host, no sibling and no request without TLS can set or
have them. Without TLS browsers take no such names beyond localhost, so there they go without.
"""

from typing import Literal, get_args

from starlette.requests import HTTPConnection
from starlette.responses import Response

from shared.runtime.addresses import is_local

Name = Literal["access", "refresh", "device", "provider"]

NAMES: tuple[Name, ...] = get_args(Name)

_SAFE = ("GET", "HEAD", "OPTIONS")


def sent(asking: HTTPConnection, name: Name) -> str | None:
    return asking.cookies.get(_called(asking, name))


def give(asking: HTTPConnection, response: Response, name: Name, value: str, seconds: float) -> None:
    response.set_cookie(
        _called(asking, name), value, max_age=int(seconds), path="/", secure=is_tls(asking), httponly=True,
        samesite="lax",
    )  # fmt: skip


def take(asking: HTTPConnection, response: Response, *names: Name) -> None:
    for name in names:
        response.delete_cookie(_called(asking, name), path="/", secure=is_tls(asking), httponly=True, samesite="lax")


def is_secure(asking: HTTPConnection) -> bool:
    """Whether nobody can listen on the way."""
    return is_tls(asking) or is_local(asking)


def is_foreign(asking: HTTPConnection) -> bool:
    """Whether another site's page may have sent it: what changes something comes from a page of ours, which browsers
    tell in one of two headers, or with no cookie of ours at all and no word of another page."""
    if asking.scope["method"] in _SAFE:
        return False
    origin, site = asking.headers.get("origin"), asking.headers.get("sec-fetch-site")
    if site == "same-origin":
        return False
    if origin is not None:
        scheme, _, host = origin.partition("://")
        return host != asking.headers.get("host") or (is_tls(asking) and scheme != "https")
    return site is not None or any(sent(asking, name) for name in NAMES)


def _called(asking: HTTPConnection, name: Name) -> str:
    return f"__Host-heliograph-{name}" if is_tls(asking) else f"heliograph-{name}"


def is_tls(asking: HTTPConnection) -> bool:
    return bool(asking.scope["scheme"] == "https")
