"""Occasions: on the map, parted before a photo, joined again, dismissed and taken back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.outings import AREZZO, shoot, stay
from tests.running import Heliograph, running, settle
from tests.web.visiting import PHONE, faults, needs_web, visited

pytestmark = needs_web


@pytest.fixture
def heliograph(tmp_path: Path) -> Iterator[Heliograph]:
    with running(tmp_path / "home", feature_seconds=0.2, faces=False, ocr=False) as heliograph:
        with heliograph.client() as client:
            sent = stay(client)
            sent += shoot(client, 10, 4, "2008:10:18 10", AREZZO)
            sent += shoot(client, 20, 3, "2008:10:19 11", AREZZO)
            sent += shoot(client, 30, 6, "2008:11:20 18")
            settle(client, sent)
        yield heliograph


def test_an_occasion_is_put_right_on_its_page(browser: Browser, heliograph: Heliograph) -> None:
    with visited(browser, heliograph, "/app/collections/occasions", **PHONE) as page:
        page.get_by_role("link", name="Weekend in Arezzo, October 2008").click()
        expect(page.get_by_role("application", name="Where it was").locator(".pin")).to_have_count(1)
        tiles = page.locator("a[data-id]")
        expect(tiles).to_have_count(7)
        assert faults(page) == []

        page.go_back()
        page.get_by_role("link", name="20 November 2008").click()
        expect(tiles).to_have_count(6)
        expect(page.get_by_role("application")).to_have_count(0)
        tiles.first.focus()  # the newest
        page.keyboard.press("x")
        page.get_by_role("button", name="Another occasion begins with this photo").click()
        expect(tiles).to_have_count(5)

        page.get_by_role("button", name="Change this occasion").click()
        join = page.get_by_role("button", name="Join with the one")
        expect(join).to_have_text("Join with the one after: 20 November 2008")
        assert faults(page) == []
        join.click()
        expect(tiles).to_have_count(6)
        expect(join).to_have_count(0)

        page.get_by_role("button", name="This is no occasion").click()
        expect(page.get_by_role("link", name="20 November 2008")).to_have_count(0)
        page.get_by_role("button", name="Dismissed").click()
        page.get_by_role("link", name="20 November 2008").click()
        assert faults(page) == []
        page.get_by_role("button", name="Take that back").click()
        expect(tiles).to_have_count(6)
