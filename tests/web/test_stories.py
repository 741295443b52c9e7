"""Memories, stories and summaries, in a browser: looked at, gone through by keys and taps, seen less of, kept as a
file."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, expect

from shared.domain.memories import years_before
from tests.outings import AREZZO, shoot
from tests.running import Heliograph, running, settle, zone_at_noon
from tests.web.visiting import PHONE, faults, needs_web, visited

pytestmark = needs_web

ZONE = zone_at_noon()
NOW = datetime.now(ZoneInfo(ZONE)).date()
[THEN] = years_before(NOW, [NOW.year - 3])


@pytest.fixture
def heliograph(tmp_path: Path) -> Iterator[Heliograph]:
    with running(tmp_path / "home", feature_seconds=0.2, faces=False, ocr=False) as heliograph:
        with heliograph.client() as client:
            settle(client, shoot(client, 10, 5, f"{THEN:%Y:%m:%d} 10", AREZZO))
        yield heliograph


def test_a_memory_is_looked_at_kept_and_seen_less_of(browser: Browser, heliograph: Heliograph) -> None:
    with visited(browser, heliograph, "/app/for-you", **PHONE, reduced_motion="reduce", timezone_id=ZONE) as page:
        memory = page.get_by_role("link", name="Three years ago")
        memory.click()
        story = page.get_by_role("dialog")
        expect(story.get_by_role("img")).to_have_count(1)
        said = story.locator("footer p")
        expect(said).to_contain_text("(1 of 5)")  # it stands still, as motion is not wanted
        assert faults(page) == []
        page.keyboard.press("ArrowRight")
        expect(said).to_contain_text("(2 of 5)")
        page.touchscreen.tap(370, 420)
        expect(said).to_contain_text("(3 of 5)")
        page.touchscreen.tap(20, 420)
        expect(said).to_contain_text("(2 of 5)")
        with page.expect_download() as kept:
            story.get_by_role("button", name="Save as a file").click()
        assert Path(kept.value.path()).read_text().count("data:image/jpeg;base64,") == 5
        page.keyboard.press("Escape")
        expect(story).to_have_count(0)
        assert faults(page) == []

        page.get_by_label("Less of this: Three years ago").click()
        page.get_by_role("button", name="Not these days").click()
        expect(memory).to_have_count(0)
        page.get_by_text("What you see less of").click()
        page.get_by_role("button", name="Show again").click()
        expect(memory).to_have_count(1)


def test_a_month_is_told_and_leads_on(browser: Browser, heliograph: Heliograph) -> None:
    with visited(browser, heliograph, timezone_id=ZONE) as page:
        page.get_by_role("link", name=f"{THEN:%B %Y}").click()
        expect(page.get_by_role("heading", level=1, name=f"{THEN:%B %Y}")).to_be_visible()
        expect(page.get_by_text("Five photos on one day, in one town. Most of them: Arezzo (5).")).to_be_visible()
        expect(page.get_by_role("application", name="Where it was")).to_be_visible()
        assert faults(page) == []
        page.get_by_role("link", name="Its year").click()
        expect(page.get_by_role("heading", level=1, name=f"{THEN:%Y}")).to_be_visible()
        page.get_by_role("button", name="2 of 5").click()
        expect(page.get_by_role("dialog")).to_be_visible()
        page.keyboard.press("Escape")
        page.goto(f"{heliograph.base}/app/collections/recent")
        expect(page.locator("a[data-id]")).to_have_count(5)
        page.get_by_role("link", name="What came in today").click()
        expect(page.get_by_text("Five photos came in today.")).to_be_visible()
        assert faults(page) == []
