"""People: who is on the photos, named, put right, and found by their names."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, expect

from tests.drawing import draw_people
from tests.flows.importing import until
from tests.running import Heliograph, running, settle, upload
from tests.web.visiting import DESK, PHONE, faults, needs_web, visited

pytestmark = needs_web

ANNA, BEN = 3, 17  # as draw_people has them


@pytest.fixture
def heliograph(tmp_path: Path) -> Iterator[Heliograph]:
    """Anna on three photos, Ben on two, on one of them together."""
    with running(tmp_path / "home", feature_seconds=0.1, reconcile_seconds=0.5) as heliograph:
        with heliograph.client() as client:
            settle(client, [_add(client, seed, *on) for seed, on in enumerate([(ANNA,), (ANNA,), (ANNA, BEN), (BEN,)])])
            until(lambda: _counts(client) == [3, 2], "they are gathered")
        yield heliograph


def _add(client: httpx.Client, seed: int, *people: int) -> str:
    picture = BytesIO()
    draw_people(seed, *people).save(picture, "JPEG", quality=95)
    return str(upload(client, picture.getvalue(), f"{seed}.jpg").json()["id"])


def _counts(client: httpx.Client) -> list[int]:
    return [person["photos"] for person in client.get("/people").raise_for_status().json()["people"]]


@pytest.mark.parametrize("screen", [DESK, PHONE], ids=["desk", "phone"])
def test_somebody_is_named_seen_found_and_put_right(
    browser: Browser, heliograph: Heliograph, screen: dict[str, object]
) -> None:
    with visited(browser, heliograph, "/app/collections", allowed=("409 (Conflict)",), **screen) as page:
        page.get_by_role("link", name="People", exact=True).click()
        groups = page.get_by_role("list", name="Who is this?").get_by_role("listitem")
        expect(groups).to_have_count(1)
        page.get_by_role("button", name="Show those on one or two photos").click()
        expect(groups).to_have_count(2)
        expect(page.locator("li img")).to_have_count(2)
        assert faults(page) == []

        groups.first.get_by_role("button", name="Add a name").click()
        page.keyboard.type("Anna")
        page.keyboard.press("Enter")
        named = page.get_by_role("list", name="People with a name").get_by_role("listitem")
        expect(named).to_contain_text(["Anna3 photos"])
        expect(groups).to_have_count(1)
        groups.get_by_role("button", name="Add a name").click()
        page.keyboard.type("anna")
        page.keyboard.press("Enter")
        asked = page.get_by_role("dialog", name="Is this the same person?")
        expect(asked.locator("img")).to_have_count(2)
        assert faults(page) == []
        asked.get_by_role("button", name="Close").click()

        named.get_by_role("link").click()
        expect(page.get_by_role("heading", name="Anna")).to_be_visible()
        expect(page.locator("a[data-id]")).to_have_count(3)
        assert faults(page) == []
        page.locator("a[data-id]").first.click()  # the newest, on which both are
        viewer = page.get_by_role("dialog", name="Photo")
        details = viewer.get_by_role("button", name="Details")
        if details.get_attribute("aria-pressed") == "false":
            details.click()
        expect(viewer.get_by_role("link", name="Anna").first).to_be_visible()
        assert faults(page) == []
        page.keyboard.press("p")
        expect(viewer.get_by_role("list", name="Faces on the photo")).to_contain_text("Anna")
        viewer.get_by_role("button", name="Not Anna").click()
        expect(viewer.get_by_role("button", name="Not Anna")).to_have_count(0)
        said = page.get_by_text("The face is taken away from this person.").locator("..")
        with page.expect_response("**/undo") as undone:
            said.get_by_role("button", name="Undo").click()
        assert undone.value.ok
        expect(viewer.get_by_role("button", name="Not Anna")).to_be_visible()

        page.goto(f"{heliograph.base}/app/search?q=Anna")
        expect(page.locator("a[data-id]")).to_have_count(3)


def test_two_groups_of_one_person_become_one(browser: Browser, heliograph: Heliograph) -> None:
    with heliograph.client() as client:
        anna, ben = (person["id"] for person in client.get("/people").json()["people"])
        client.patch(f"/people/{anna}", json={"name": "Anna"}).raise_for_status()
    with visited(browser, heliograph, f"/app/collections/people/{ben}") as page:
        page.get_by_role("button", name="The same person as …").click()
        page.get_by_role("dialog").get_by_role("button", name="Anna").click()
        page.get_by_role("button", name="Yes, the same").click()
        expect(page.get_by_role("heading", name="Anna")).to_be_visible()
        expect(page.locator("a[data-id]")).to_have_count(4)
        page.get_by_role("button", name="Hide this person").click()
        expect(page.get_by_text("Hidden people")).to_be_visible()
        page.get_by_text("Hidden people").click()
        page.get_by_role("button", name="Show again").click()
        expect(page.get_by_role("list", name="People with a name")).to_contain_text("Anna4 photos")
