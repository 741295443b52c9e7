"""A checkout in which the web app could not be built: it starts, says what is missing, and does all else."""

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.drawing import encoded
from tests.flows.test_headers import safe
from tests.running import REPO, Heliograph, settle, upload


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    checkout: Path = tmp_path_factory.mktemp("checkout")
    for name in ("services", "shared"):
        (checkout / name).symlink_to(REPO / name)
    heliograph = Heliograph(checkout / "home", repo=checkout).start()
    try:
        with heliograph.client() as client:
            yield client
    finally:
        heliograph.stop()


def test_the_page_says_what_is_missing_and_how_to_mend_it(client: httpx.Client) -> None:
    page = client.get("/")
    safe(page)
    assert (page.status_code, page.headers["cache-control"]) == (200, "no-cache")
    for part in ("Node 20.19", "npm", "make run"):
        assert part in page.text
    assert "<script" not in page.text
    for own in re.findall(r'href="(/[^"]+)"', page.text):
        assert client.get(own).status_code == 200, own


def test_it_is_readable_by_day_and_by_night(client: httpx.Client) -> None:
    assert "color-scheme: light dark" in client.get("/static/plain.css").text


def test_the_app_is_not_there_and_the_api_is(client: httpx.Client) -> None:
    assert client.get("/app/").status_code == 404
    id = upload(client, encoded(7001)).json()["id"]
    assert settle(client, [id])[id]["status"] == "ready"
