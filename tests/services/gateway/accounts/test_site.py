"""Under which address Heliograph is open, and where browsers take passkeys."""

from typing import Any

import pytest
from starlette.requests import Request

from services.gateway.accounts.site import Site, site_of, takes_passkeys
from shared.errors import Invalid


def asking(origin: str, client: str = "192.168.1.7") -> Request:
    scheme, _, host = origin.partition("://")
    scope: dict[str, Any] = {
        "type": "http", "method": "GET", "path": "/", "query_string": b"", "scheme": scheme, "client": (client, 1),
        "headers": [(b"host", host.encode())], "server": ("x", 1),
    }  # fmt: skip
    return Request(scope)


@pytest.mark.parametrize(("origin", "host", "takes"), [
    ("https://photos.example", "photos.example", True),
    ("https://Photos.Example:8443", "photos.example", True),
    ("http://localhost:8000", "localhost", True),
    ("http://photos.localhost:8000", "photos.localhost", True),
    ("http://photos.example", "photos.example", False),
    ("http://127.0.0.1:8000", "127.0.0.1", False),
    ("https://192.168.1.9", "192.168.1.9", False),
    ("https://[fd00::1]:8443", "fd00::1", False),
    ("https://", "", False),
])  # fmt: skip
def test_passkeys_are_for_names_that_nobody_can_listen_to(origin: str, host: str, takes: bool) -> None:
    site = site_of(asking(origin), None)
    assert (site, site.takes_passkeys) == (Site(origin.lower(), host), takes)
    assert takes_passkeys(asking(origin, "127.0.0.1"), None) is takes


def test_one_address_counts_where_a_setting_says_so() -> None:
    public = "https://photos.example"
    assert site_of(asking("https://PHOTOS.example"), public).origin == public
    for other in (
        "http://photos.example",
        "https://photos.example:8443",
        "https://192.168.1.9",
        "https://evil.example",
    ):
        with pytest.raises(Invalid, match=r"Open Heliograph as https://photos\.example"):
            site_of(asking(other), public)
        assert not takes_passkeys(asking(other), public)
