"""Where an endpoint is, and what it is asked for."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

_SCHEMES = ("https", "http")


@dataclass(frozen=True, slots=True)
class Place:
    """`url` is what OpenAI's own clients call the base URL, with its version: https://host/v1. `private`: it may be on
    this machine or in the own network, and there without TLS. `seconds`: the time that it has for an answer."""

    url: str
    model: str
    key: str = field(default="", repr=False)
    private: bool = False
    seconds: float = 120.0

    def check(self) -> None:
        """Raises ValueError, with a sentence, for an address of another form."""
        parts = urlsplit(self.url)
        try:
            formed = parts.scheme in _SCHEMES and bool(parts.hostname) and (parts.port is None or parts.port > 0)
        except ValueError:  # of the port
            formed = False
        if not formed or parts.username is not None or parts.query or parts.fragment:
            # It is not repeated: there may be a key in it.
            raise ValueError(
                "HELIOGRAPH_ENDPOINT_URL is no address of an endpoint: write https://host/v1, without words for "
                "signing in, which are HELIOGRAPH_ENDPOINT_KEY's"
            )
        if parts.scheme == "http" and not self.private:
            raise ValueError(
                "HELIOGRAPH_ENDPOINT_URL is without TLS, so that everybody on the way sees the photos: take https, or "
                "set HELIOGRAPH_ENDPOINT_PRIVATE=true where it is in the own network"
            )

    @property
    def host(self) -> str:
        return urlsplit(self.url).hostname or ""

    def at(self, path: str) -> str:
        """The address of "chat/completions", for instance. A base URL without a path is of version 1."""
        base = self.url.rstrip("/")
        return f"{base}/{path}" if urlsplit(base).path else f"{base}/v1/{path}"
