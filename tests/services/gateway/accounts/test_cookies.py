"""Who may have sent a cookie, and which cookies there are with TLS and without."""

from typing import Any

import pytest
from starlette.requests import Request
from starlette.responses import Response

from services.gateway.accounts import cookies

OWN = "photos.example:8443"


def asking(scheme: str = "https", method: str = "POST", client: str = "192.168.1.7", **headers: str) -> Request:
    sent = {"host": OWN} | {name.replace("_", "-"): value for name, value in headers.items()}
    scope: dict[str, Any] = {
        "type": "http", "method": method, "path": "/", "query_string": b"", "scheme": scheme, "client": (client, 1),
        "headers": [(name.encode(), value.encode()) for name, value in sent.items()], "server": ("x", 1),
    }  # fmt: skip
    return Request(scope)


SIGNED_IN = "__Host-heliograph-access=a.b.c"


@pytest.mark.parametrize(("headers", "foreign"), [
    ({"cookie": SIGNED_IN}, True),
    ({"cookie": SIGNED_IN, "origin": f"https://{OWN}"}, False),
    ({"cookie": SIGNED_IN, "origin": f"http://{OWN}"}, True),
    ({"cookie": SIGNED_IN, "origin": "https://photos.example"}, True),
    ({"cookie": SIGNED_IN, "origin": f"https://evil.{OWN}"}, True),
    ({"cookie": SIGNED_IN, "origin": "null"}, True),
    ({"cookie": SIGNED_IN, "origin": ""}, True),
    ({"cookie": SIGNED_IN, "sec_fetch_site": "same-origin"}, False),
    ({"cookie": SIGNED_IN, "sec_fetch_site": "same-site"}, True),
    ({"cookie": SIGNED_IN, "sec_fetch_site": "cross-site"}, True),
    ({"cookie": "__Host-heliograph-device=x"}, True),
    ({"cookie": "theme=dark"}, False),  # none of ours: a program
    ({}, False),
    ({"origin": "https://evil.example"}, True),  # signs somebody in as another
    ({"sec_fetch_site": "cross-site"}, True),
])  # fmt: skip
def test_what_changes_something_comes_from_a_page_of_ours(headers: dict[str, str], foreign: bool) -> None:
    assert cookies.is_foreign(asking(**headers)) is foreign
    for method in ("GET", "HEAD"):
        assert not cookies.is_foreign(asking(method=method, **headers))


def test_with_tls_names_that_no_other_host_can_set() -> None:
    response = Response()
    for scheme in ("https", "http"):
        cookies.give(asking(scheme), response, "access", "word", 600.5)
        cookies.take(asking(scheme), response, "refresh")
    told = [set(cookie.split("; ")) for cookie in response.headers.getlist("set-cookie")]
    common = {"HttpOnly", "Path=/", "SameSite=lax"}
    assert told[0] == common | {"__Host-heliograph-access=word", "Max-Age=600", "Secure"}
    assert told[2] == common | {"heliograph-access=word", "Max-Age=600"}
    assert common | {'__Host-heliograph-refresh=""', "Max-Age=0", "Secure"} < told[1]
    assert common | {'heliograph-refresh=""', "Max-Age=0"} < told[3]
    both = "heliograph-access=by-http; __Host-heliograph-access=by-tls"
    assert cookies.sent(asking("https", cookie=both), "access") == "by-tls"
    assert cookies.sent(asking("http", cookie=both), "access") == "by-http"


@pytest.mark.parametrize(("scheme", "client", "headers", "secure"), [
    ("https", "192.168.1.7", {}, True), ("http", "192.168.1.7", {}, False), ("http", "127.0.0.1", {}, True),
    ("http", "::1", {}, True), ("http", "127.0.0.1", {"x_forwarded_proto": "https"}, False),
    ("http", "127.0.0.1", {"forwarded": "for=127.0.0.1"}, False), ("http", "", {}, False),
])  # fmt: skip
def test_nobody_listens_by_tls_and_on_this_machine(
    scheme: str, client: str, headers: dict[str, str], secure: bool
) -> None:
    assert cookies.is_secure(asking(scheme, client=client, **headers)) is secure
