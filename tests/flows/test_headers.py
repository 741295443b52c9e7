"""What a browser is told with every answer, and that no page of ours loads anything from elsewhere."""

import re
import socket
import stat
from urllib.parse import urlsplit

import httpx
import pytest

from shared.runtime.headers import DEFAULTS
from tests.drawing import encoded
from tests.running import Heliograph, settle, upload


def safe(answer: httpx.Response) -> None:
    headers = answer.headers
    assert set(DEFAULTS) <= {name.title() for name in headers} | {"X-Content-Type-Options"}, answer.request.url
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    for name in DEFAULTS:
        assert len(headers.get_list(name)) == 1, name
    assert not [name for name in headers if name.startswith("access-control-")], "another site's page may read it"


def test_every_route_tells_the_browser(heliograph: Heliograph, client: httpx.Client) -> None:
    id = upload(client, encoded(2101)).json()["id"]
    settle(client, [id])
    document = client.get("/openapi.json").json()
    for path, operations in document["paths"].items():
        if path == "/events":
            continue
        for method in operations:
            if method != "delete":
                url = re.sub(r"\{\w+\}", id, path)
                safe(client.request(method, url, headers={"Origin": heliograph.base}))
    for path in (f"/photo/{id}/original", f"/photo/{id}/preview", "/photo/none", "/nothing", "/openapi.json"):
        safe(client.get(path))
    safe(client.put("/photos"))
    safe(client.get("/photos", headers={"Host": "evil.example"}))
    safe(client.post("/photos/known", content=b" " * 2**21))
    with client.stream("GET", "/events") as live:
        safe(live)  # type: ignore[arg-type]


@pytest.mark.parametrize("path", ["/", "/app/", "/docs", "/redoc"])
def test_no_page_loads_anything_from_elsewhere(client: httpx.Client, path: str) -> None:
    answer = client.get(path, follow_redirects=True)
    if path == "/app/" and answer.status_code == 404:
        pytest.skip("the web app is not built")
    safe(answer)
    loaded = re.findall(r'<(?:script|link|img|iframe|source)\b[^>]*?(?:src|href)="([^"]+)"', answer.text)
    assert all(target.startswith(("/", "./", "data:")) and not target.startswith("//") for target in loaded), loaded


def test_the_description_of_the_api_needs_no_script(client: httpx.Client) -> None:
    page = client.get("/docs").text
    assert "<script" not in page
    for path in client.get("/openapi.json").json()["paths"]:
        assert f" {path}</code>" in page
    for target in re.findall(r'href="(/[^"]+)"', page):
        assert client.get(target).status_code == 200
    for anchor in re.findall(r'href="#([^"]+)"', page):
        assert f'id="{anchor}"' in page


def test_what_is_no_request_is_told_so_too(heliograph: Heliograph) -> None:
    address = urlsplit(heliograph.base)
    with socket.create_connection((address.hostname, address.port)) as wire:
        wire.sendall(b"HELO mail\r\n\r\n")
        said = wire.makefile().read()
    assert said.startswith("HTTP/1.1 400 ")
    assert all(f"{name}: {value}".lower() in said.lower() for name, value in DEFAULTS.items())


def test_odd_headers_get_an_answer_and_no_500(client: httpx.Client) -> None:
    id = upload(client, encoded(2102)).json()["id"]
    size = len(client.get(f"/photo/{id}/original").content)
    for host in ("[", "[::1", "]", "a b", "localhost:99999999"):
        assert 400 <= client.get("/nothing", headers={"Host": host}).status_code < 500, host
    for spec in (f"{'9' * 5000}-", f"0-{'9' * 5000}", f"-{'9' * 5000}", f"{'9' * 18}-"):
        answer = client.get(f"/photo/{id}/original", headers={"Range": f"bytes={spec}"})
        assert answer.status_code in (200, 416)
        assert answer.status_code == 416 or len(answer.content) == size
    boundary = {"Content-Type": f"multipart/form-data; boundary={'b' * 60_000}"}
    assert client.post("/upload", content=b"x", headers=boundary).status_code == 422
    assert client.post("/search/by-image", content=b"x", headers=boundary).status_code == 422


def test_what_lies_in_the_home_is_nobody_elses(heliograph: Heliograph, client: httpx.Client) -> None:
    settle(client, [upload(client, encoded(2103)).json()["id"]])
    for path in [heliograph.home, *heliograph.home.rglob("*")]:
        found = path.lstat().st_mode
        if not stat.S_ISLNK(found):
            assert stat.S_IMODE(found) & 0o077 == 0, path
