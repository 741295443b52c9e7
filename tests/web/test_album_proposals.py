"""An album that could be made: taken with one tap and given back, looked at and changed before, dismissed and taken
back."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.outings import AREZZO, shoot, stay, taken
from tests.running import Heliograph, running, settle, upload
from tests.web.visiting import PHONE, faults, needs_web, visited

pytestmark = needs_web

WEEKEND = "Weekend in Arezzo, October 2008"


@pytest.fixture
def heliograph(tmp_path: Path) -> Iterator[Heliograph]:
    with running(tmp_path / "home", feature_seconds=0.2, faces=False, ocr=False) as heliograph:
        with heliograph.client() as client:
            sent = stay(client)
            sent += shoot(client, 10, 5, "2008:10:18 10", AREZZO)
            sent += shoot(client, 20, 4, "2008:10:19 11", AREZZO)
            sent.append(upload(client, taken(30, "2008:10:18 20:00:00"), "Screenshot_1.jpg").json()["id"])
            settle(client, sent)
        yield heliograph


def test_an_album_that_is_proposed_is_taken_changed_and_dismissed(browser: Browser, heliograph: Heliograph) -> None:
    with visited(browser, heliograph, "/app/collections/albums", **PHONE) as page:
        page.get_by_role("button", name=f"Make album: {WEEKEND}").click()
        expect(page.get_by_text(f"The album {WEEKEND} is made.")).to_be_visible()
        expect(page.get_by_role("link", name=WEEKEND)).to_have_attribute("href", re.compile("/collections/albums/"))
        page.get_by_role("button", name="Undo").click()

        page.get_by_role("navigation", name="Main").get_by_role("link", name="For you").click()
        card = page.get_by_role("link", name=WEEKEND)
        expect(card).to_contain_text("9 photos of 2 days")
        assert faults(page) == []
        page.get_by_role("button", name=f"Do not propose {WEEKEND}").click()
        expect(card).to_have_count(0)
        expect(page.get_by_text("Nothing waits for you.")).to_be_visible()
        page.get_by_role("button", name="Undo").click()
        card.click()

        expect(page.get_by_role("heading", name="Screenshots")).to_be_visible()
        photos = page.get_by_role("button", name=re.compile(r"^Photo \d"))
        expect(photos).to_have_count(10)
        assert faults(page) == []
        photos.first.click()
        expect(photos.first).to_have_attribute("aria-pressed", "false")
        photos.last.focus()
        page.keyboard.press("Space")
        photos.nth(1).click()
        page.get_by_label("Name").fill("Arezzo")
        page.get_by_role("button", name="Make the album with 8 photos").click()
        expect(page.get_by_role("heading", name="Arezzo")).to_be_visible()
        expect(page.locator("a[data-id]")).to_have_count(8)
