"""Under which address people open this Heliograph: passkeys are bound to it, and a provider leads back to it."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection

from services.gateway.accounts import cookies
from shared.errors import Invalid
from shared.runtime.addresses import is_address


@dataclass(frozen=True, slots=True)
class Site:
    """`origin`: as browsers tell it, such as https://photos.example:8443. `host`: the name in it alone."""

    origin: str
    host: str

    @property
    def takes_passkeys(self) -> bool:
        """Browsers bind them to names alone, and only where nobody can listen."""
        named = bool(self.host) and not is_address(self.host)
        return named and (self.origin.startswith("https:") or is_localhost(self.host))


def site_of(asking: HTTPConnection, public_url: str | None) -> Site:
    """That of HELIOGRAPH_PUBLIC_URL; else the one that is asked for, as trusted proxies tell it. Raises Invalid for who
    asks by another than is set: what is begun there could not be finished."""
    asked = f"{asking.scope['scheme']}://{asking.headers.get('host', '')}".lower()
    if public_url is None or asked == public_url:
        return _site(asked)
    raise Invalid(
        f"Open Heliograph as {public_url} for this, which HELIOGRAPH_PUBLIC_URL says; you opened it as {asked}. Behind "
        "a proxy, name that in HELIOGRAPH_TRUSTED_PROXIES, and have it hand on Host."
    )


def takes_passkeys(asking: HTTPConnection, public_url: str | None) -> bool:
    try:
        return cookies.is_secure(asking) and site_of(asking, public_url).takes_passkeys
    except Invalid:
        return False


def is_localhost(host: str) -> bool:
    """By RFC 6761."""
    return host == "localhost" or host.endswith(".localhost")


def _site(origin: str) -> Site:
    return Site(origin, urlsplit(origin).hostname or "")
