"""axe finds nothing on any page, on phone and desk, by day and by night; and everything can be reached by keys."""

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.running import Heliograph
from tests.web.visiting import DESK, PHONE, faults, needs_web, visited

pytestmark = needs_web

_PAGES = {
    "timeline": "/app/",
    "search": "/app/search",
    "results": "/app/search?q=photo",
    "collections": "/app/collections",
    "collection": "/app/collections/photos?favourite=true",
    "days": "/app/collections/days",
    "alike": "/app/collections/alike",
    "map": "/app/collections/map",
    "library": "/app/library",
    "health": "/app/library/health",
    "changes": "/app/library/changes",
    "settings": "/app/library/settings",
    "nothing": "/app/nowhere",
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: Browser, library: Heliograph, scheme: str) -> None:
    size = PHONE if scheme == "dark" else DESK
    found = {}
    # Without fades: what is not fully there has too little contrast.
    with visited(browser, library, color_scheme=scheme, reduced_motion="reduce", **size) as page:
        for name, path in _PAGES.items():
            page.goto(library.base + path)
            expect(page.locator("main")).not_to_be_empty()
            page.wait_for_timeout(200)  # until what is asked for is there
            found[name] = faults(page)
    assert found == {name: [] for name in _PAGES}


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_axe_finds_nothing_in_the_viewer(browser: Browser, library: Heliograph, size: dict[str, object]) -> None:
    with visited(browser, library, color_scheme="dark", **size) as page:
        page.locator("a[data-id]").first.click()
        viewer = page.get_by_role("dialog")
        if size is PHONE:
            viewer.get_by_role("button", name="Details").click()
        expect(viewer.get_by_role("complementary")).to_be_visible()
        page.wait_for_timeout(400)  # until what comes in by a fade is fully there
        assert faults(page) == []


def test_every_key_is_on_the_sheet_and_leads_somewhere(browser: Browser, library: Heliograph) -> None:
    with visited(browser, library) as page:
        expect(page.locator("a[data-id]").first).to_be_visible()
        page.keyboard.press("?")
        sheet = page.get_by_role("dialog", name="Keys")
        expect(sheet).to_contain_text("Walk from photo to photo")
        assert faults(page) == []
        page.keyboard.press("Escape")
        expect(sheet).to_be_hidden()
        for key, path in [("c", "collections"), ("m", "collections/map"), ("l", "library"), ("p", "")]:
            page.keyboard.press("g")
            page.keyboard.press(key)
            expect(page).to_have_url(re.compile(f"/app/{path}$"))


def test_photos_are_walked_chosen_and_opened_by_keys(browser: Browser, library: Heliograph) -> None:
    with visited(browser, library) as page:
        expect(page.locator("a[data-id]").nth(7)).to_be_visible()
        page.wait_for_timeout(1500)  # months and pictures come in, and nothing moves any more
        first = page.locator("a[data-id]").first
        first.focus()
        expect(first).to_be_focused()
        page.keyboard.press("ArrowRight")
        second = page.locator("a[data-id]").nth(1)
        expect(second).to_be_focused()
        page.keyboard.press("x")
        page.keyboard.press("Shift+ArrowRight")
        expect(page.get_by_role("toolbar")).to_contain_text("2 selected")
        page.keyboard.press("Escape")
        expect(page.get_by_role("toolbar")).to_be_hidden()
        page.keyboard.press("Enter")
        viewer = page.get_by_role("dialog", name="Photo")
        expect(viewer).to_be_visible()
        page.keyboard.press("?")
        expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
        page.keyboard.press("Escape")
        expect(viewer).to_be_visible()
        page.keyboard.press("Escape")
        expect(viewer).to_be_hidden()
