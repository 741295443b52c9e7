"""Albums: made, filled, laid, kept from a filter, found again from a photo, and had back when they were deleted."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.drawing import encoded
from tests.running import Heliograph, running, settle, upload
from tests.web.visiting import DESK, PHONE, faults, needs_web, visited

pytestmark = needs_web

PHOTOS = 4


@pytest.fixture
def heliograph(tmp_path: Path) -> Iterator[Heliograph]:
    with running(tmp_path / "home", feature_seconds=0.1) as heliograph:
        with heliograph.client() as client:
            sent = [
                upload(client, encoded(8800 + n), f"{n}.jpg", data={"modified_at": f"2021-03-0{n + 1}T12:00:00Z"})
                for n in range(PHOTOS)
            ]
            settle(client, [answer.json()["id"] for answer in sent])
        yield heliograph


@pytest.mark.parametrize("screen", [DESK, PHONE], ids=["desk", "phone"])
def test_an_album_is_made_filled_and_laid(browser: Browser, heliograph: Heliograph, screen: dict[str, object]) -> None:
    with visited(browser, heliograph, "/app/", **screen) as page:
        tiles = page.locator("a[data-id]")
        expect(tiles).to_have_count(PHOTOS)
        order = [tiles.nth(n).get_attribute("data-id") for n in range(PHOTOS)]
        tiles.first.focus()
        page.keyboard.press("Control+a")
        page.get_by_role("button", name="Add to an album").click()
        dialog = page.get_by_role("dialog", name="Add to an album")
        expect(dialog.get_by_role("textbox")).to_be_focused()
        page.keyboard.type("Sommer in Österreich")
        expect(dialog.get_by_role("button", name="Make “Sommer in Österreich”")).to_be_visible()
        assert faults(page) == []
        page.keyboard.press("Enter")
        expect(page.get_by_text("4 photos are in the album.")).to_be_visible()

        page.get_by_role("link", name="Collections", exact=True).click()
        page.get_by_role("link", name="Albums", exact=True).click()
        card = page.get_by_role("list", name="Albums").get_by_role("link")
        expect(card).to_contain_text("Sommer in Österreich")
        expect(card).to_contain_text("4")
        expect(card.locator("img")).to_have_count(1)
        assert faults(page) == []
        card.click()
        expect(page.get_by_role("heading", name="Sommer in Österreich")).to_be_visible()
        expect(tiles).to_have_count(PHOTOS)

        page.get_by_role("button", name="Change the album").click()
        page.get_by_label("Order").select_option("By hand")
        assert faults(page) == []
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_text("Draw photos to where they shall stand")).to_be_visible()
        order = order[::-1]  # the newest last

        def shown() -> list[str | None]:
            return [tiles.nth(n).get_attribute("data-id") for n in range(PHOTOS)]

        expect(tiles.first).to_have_attribute("data-id", str(order[0]))
        tiles.first.focus()
        page.keyboard.press("Alt+ArrowRight")
        order[:2] = order[1::-1]
        expect(tiles.first).to_have_attribute("data-id", str(order[0]))
        expect(tiles.nth(1)).to_be_focused()
        if screen is DESK:
            with page.expect_response(re.compile("/order$")) as answered:
                tiles.last.hover()
                page.mouse.down()
                box = tiles.first.bounding_box()
                assert box
                page.mouse.move(box["x"] + 5, box["y"] + box["height"] / 2, steps=8)
                page.mouse.up()
            assert answered.value.status == 204
            order = [order[-1], *order[:-1]]
            expect(tiles.first).to_have_attribute("data-id", str(order[0]))
        assert shown() == order
        assert faults(page) == []
        page.reload()
        expect(tiles).to_have_count(PHOTOS)
        assert shown() == order

        tiles.first.click()
        viewer = page.get_by_role("dialog", name="Photo")
        details = viewer.get_by_role("button", name="Details")
        if details.get_attribute("aria-pressed") == "false":
            details.click()
        expect(viewer.get_by_role("link", name="Sommer in Österreich")).to_be_visible()
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")
        page.get_by_role("button", name="Delete the album").click()
        expect(page.get_by_text("is deleted. Its photos stay.")).to_be_visible()
        expect(page.get_by_role("heading", name="Albums")).to_be_visible()
        page.get_by_role("button", name="Undo").last.click()
        expect(page.get_by_role("list", name="Albums").get_by_role("link")).to_contain_text("Sommer in Österreich")


def test_a_filter_is_kept_as_a_smart_album(browser: Browser, heliograph: Heliograph) -> None:
    with visited(browser, heliograph, "/app/collections/photos?from=2021-03-01&to=2021-03-02") as page:
        expect(page.locator("main")).to_be_visible()
        page.get_by_role("button", name="Keep as a smart album").click()
        page.get_by_label("Name").fill("March")
        assert faults(page) == []
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_role("heading", name="March", exact=True)).to_be_visible()
        expect(page.get_by_text("Smart album")).to_be_visible()
