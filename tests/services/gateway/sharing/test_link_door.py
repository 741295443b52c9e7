"""The door of links lets in whom the link lets in, to what is listed, and forgets who else they are."""

from typing import Any

import httpx
import pytest
from starlette.requests import HTTPConnection, Request
from starlette.responses import JSONResponse

from services.gateway.sharing.link_door import LinkDoor
from shared.domain.principal import Principal
from shared.errors import NotFound

LINK = "019aa3c0-7a3e-7d61-9d0f-0a4f3c1f2b11"
GUEST = Principal(kind="guest", id=f"link:{LINK}")


async def _inside(scope: Any, receive: Any, send: Any) -> None:
    request = Request(scope)
    principal = scope.get("state", {}).get("principal")
    told = {"path": request.url.path, "who": principal.id if principal else None, "headers": sorted(request.headers)}
    await JSONResponse(told)(scope, receive, send)


async def _guest(link: str, asking: HTTPConnection) -> Principal:
    if link != LINK:
        raise NotFound("none")
    assert "cookie" in asking.headers, "the door reads it before it takes it away"
    return GUEST


async def ask(path: str, method: str = "GET", **headers: str) -> httpx.Response:
    transport = httpx.ASGITransport(LinkDoor(_inside, guest=_guest))
    sent = {"cookie": "heliograph-link=x; heliograph-access=y", "authorization": "Bearer z", **headers}
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost", headers=sent) as client:
        return await client.request(method, path)


async def test_a_guest_asks_as_that_alone() -> None:
    told = (await ask(f"/l/{LINK}/api/photos?limit=3")).json()
    assert (told["path"], told["who"]) == ("/photos", f"link:{LINK}")
    assert not {"cookie", "authorization"} & set(told["headers"])


async def test_elsewhere_it_changes_nothing() -> None:
    for path in ("/photos", f"/l/{LINK}", f"/l/{LINK}/open", f"/l/{LINK}/api"):
        told = (await ask(path)).json()
        assert (told["path"], told["who"]) == (path, None)
        assert "cookie" in told["headers"]


@pytest.mark.parametrize(
    "path",
    [
        "/albums", "/albums/x", "/albums/x/download", "/photo/x/xmp", "/photo/x/similar", "/photos/edit",
        "/photo/x/original/", "/photo/../account",
        "/photo/%2e%2e/account", "/photo/a%2Fb", "//photos", "/photos/", "/search/suggest", "/l/x/open", "/",
        "/photos%0a", f"/l/{LINK}/api/photos",
    ],
)  # fmt: skip
async def test_what_is_not_listed_is_not_there(path: str) -> None:
    answer = await ask(f"/l/{LINK}/api{path}")
    assert answer.status_code == 404 or answer.json()["who"] is None


async def test_nor_by_another_method_link_or_site() -> None:
    assert (await ask(f"/l/{LINK}/api/photos", "POST")).status_code == 404
    assert (await ask(f"/l/{LINK}/api/photo/x", "DELETE")).status_code == 404
    assert (await ask("/l/019aa3c0-7a3e-7d61-9d0f-0a4f3c1f2b12/api/photos")).status_code == 404
    foreign = await ask(f"/l/{LINK}/api/upload", "POST", origin="https://evil.example")
    assert foreign.status_code == 403
