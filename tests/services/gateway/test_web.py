"""The web app's files: kept for ever where their name is their content, asked for again where it is not."""

from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette
from starlette.routing import Mount

from services.gateway.web import WebApp, built


@pytest.fixture
def dist(tmp_path: Path) -> Path:
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text("<!doctype html><title>Heliograph</title>")
    (tmp_path / "sw.js").write_text("self.skipWaiting()")
    (tmp_path / "assets" / "index-a1b2c3.js").write_text("export {}")
    return tmp_path


@pytest.fixture
def client(dist: Path) -> httpx.AsyncClient:
    app = Starlette(routes=[Mount("/app", WebApp(dist))])
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://heliograph/app")


@pytest.mark.parametrize("path", ["/", "/search", "/collections/photos", "/library/health/"])
async def test_every_page_of_the_app_is_the_one_page(client: httpx.AsyncClient, path: str) -> None:
    answer = await client.get(path)
    assert answer.status_code == 200
    assert "<title>Heliograph</title>" in answer.text
    assert answer.headers["cache-control"] == "no-cache"


async def test_an_asset_stays_and_the_service_worker_is_asked_for_again(client: httpx.AsyncClient) -> None:
    asset = await client.get("/assets/index-a1b2c3.js")
    assert asset.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert "javascript" in asset.headers["content-type"]
    assert (await client.get("/sw.js")).headers["cache-control"] == "no-cache"


@pytest.mark.parametrize(("accepted", "coding", "content"), [
    ("gzip, deflate, br", "br", b"by brotli"), ("gzip;q=0.8", "gzip", b"by gzip"), ("identity", None, b"export {}"),
])  # fmt: skip
async def test_what_was_pressed_at_the_build_travels_so(
    client: httpx.AsyncClient, dist: Path, accepted: str, coding: str | None, content: bytes
) -> None:
    (dist / "assets" / "index-a1b2c3.js.br").write_bytes(b"by brotli")
    (dist / "assets" / "index-a1b2c3.js.gz").write_bytes(b"by gzip")
    async with client.stream("GET", "/assets/index-a1b2c3.js", headers={"Accept-Encoding": accepted}) as answer:
        assert b"".join([part async for part in answer.aiter_raw()]) == content
    assert answer.headers.get("content-encoding") == coding
    assert "javascript" in answer.headers["content-type"]
    assert answer.headers["vary"] == "Accept-Encoding"
    assert (await client.get("/sw.js", headers={"Accept-Encoding": accepted})).headers.get("content-encoding") is None


@pytest.mark.parametrize("path", ["/assets/gone-1.js", "/gone.png"])
async def test_a_missing_file_is_missing(client: httpx.AsyncClient, path: str) -> None:
    assert (await client.get(path)).status_code == 404


async def test_nothing_outside_is_served(client: httpx.AsyncClient) -> None:
    answer = await client.get("/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd")
    assert answer.text == (await client.get("/")).text


async def test_nothing_foreign_runs_in_it(client: httpx.AsyncClient) -> None:
    policy = (await client.get("/")).headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "'unsafe-eval'" not in policy
    assert "script-src 'self' 'wasm-unsafe-eval'" in policy
    assert "frame-ancestors 'none'" in policy


def test_built_is_what_has_a_page(dist: Path, tmp_path: Path) -> None:
    assert built(dist)
    assert not built(tmp_path / "assets")
