"""What search, the collections and health say: only what is true, each thing once, and what to do next."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import ExifTags, Image
from playwright.sync_api import Browser, Locator, Page, expect

from tests.drawing import draw, encoded
from tests.flows.importing import until
from tests.running import Heliograph, running, settle, upload
from tests.web.visiting import DESK, PHONE, faults, needs_web, visited

pytestmark = needs_web

_DISCONNECTED = ("ERR_INTERNET_DISCONNECTED", "ERR_FAILED")
_PAGES = ("", "search", "search?q=photo", "search?like=picture", "collections", "collections/days", "collections/alike",
          "library", "library/health", "library/changes", "library/settings")  # fmt: skip


def photo_of_a_walk(seed: int, *, scale: float = 1.0) -> bytes:
    """It knows its camera, its day, and that it was taken in Arezzo."""
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "NIKON CORPORATION"
    exif[ExifTags.Base.Model] = "NIKON D70s"
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = f"2008:10:22 16:{seed % 60:02}:00"
    exif.get_ifd(ExifTags.IFD.GPSInfo).update(
        {ExifTags.GPS.GPSLatitudeRef: "N", ExifTags.GPS.GPSLatitude: (43, 28, 0),
         ExifTags.GPS.GPSLongitudeRef: "E", ExifTags.GPS.GPSLongitude: (11, 53, 0)}
    )  # fmt: skip
    picture = BytesIO()
    draw(seed, (640, 480)).resize((int(640 * scale), int(480 * scale))).save(picture, "JPEG", exif=exif)
    return picture.getvalue()


@pytest.fixture(scope="module")
def lived_in(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Heliograph]:
    """A walk with one photo three times, two photos whose names alone tell their day, and a torn one."""
    home = tmp_path_factory.mktemp("pages") / "home"
    with running(home, feature_seconds=0.2) as heliograph, heliograph.client() as client:
        content = {f"walk{n}.jpg": photo_of_a_walk(9200 + n) for n in range(4)}
        content |= {f"copy{n}.jpg": photo_of_a_walk(9200, scale=scale) for n, scale in enumerate((0.5, 0.75))}
        content |= {"torn.jpg": encoded(9210, size=(640, 480))[:1500]}
        settle(client, [upload(client, body, name).json()["id"] for name, body in content.items()])
        by_name = [upload(client, encoded(9211 + n), f"IMG-20210304-WA000{n}.jpg") for n in range(2)]
        settle(client, [answer.json()["id"] for answer in by_name])
        until(lambda: client.get("/groups").json()["groups"], "the three that are one")
        until(lambda: len(client.get("/days").json()["days"]) == 2, "a summary of every day")
        yield heliograph


def test_no_page_is_wider_than_a_phone(browser: Browser, lived_in: Heliograph) -> None:
    with visited(browser, lived_in, allowed=("404",), color_scheme="dark", **PHONE) as page:
        for path in _PAGES:
            page.goto(f"{lived_in.base}/app/{path}")
            expect(page.locator("main h1")).to_be_attached()
            if path == "collections/alike":
                expect(page.get_by_role("button", name="Best", exact=True)).to_be_visible()
            assert page.evaluate("document.documentElement.scrollWidth") == PHONE["viewport"]["width"], path
        page.goto(f"{lived_in.base}/app/library")
        expect(page.get_by_role("button", name="Add a folder")).to_be_visible()
        expect(page.get_by_text("Or drop photos")).to_be_hidden()


def test_offline_each_page_says_what_is_still_there(browser: Browser, lived_in: Heliograph) -> None:
    with visited(browser, lived_in, "/app/library/settings", allowed=_DISCONNECTED, service_workers="allow") as page:
        page.evaluate("navigator.serviceWorker.ready.then(() => undefined)")
        page.context.set_offline(True)
        for path in ("library/health", "collections", "collections/days", "collections/alike"):
            page.goto(f"{lived_in.base}/app/{path}")
            expect(page.get_by_role("alert")).to_contain_text("This page needs Heliograph to answer.")
            expect(page.get_by_role("main")).not_to_contain_text("Nothing has failed")
        page.get_by_role("main").get_by_role("link", name="Favourites").last.click()
        expect(page).to_have_url(re.compile("favourite=true"))


def test_health_says_that_it_looks_again_and_that_it_still_fails(browser: Browser, lived_in: Heliograph) -> None:
    with visited(browser, lived_in, "/app/library/health", **PHONE) as page:
        expect(page.get_by_role("main")).to_contain_text("What failed stands below.")
        expect(page.get_by_role("main")).not_to_contain_text("Everything has been looked at")
        row = page.get_by_role("listitem").filter(has_text="torn.jpg")
        # A small file fails again at once: what was said in between is written down.
        row.get_by_role("status").evaluate(
            "(line) => new MutationObserver(() => (window.said ??= []).push(line.textContent))"
            ".observe(line, { childList: true, characterData: true, subtree: true })"
        )
        row.get_by_role("button", name="Try again").click()
        expect(row).to_contain_text("It still fails.")
        assert page.evaluate("window.said[0]") == "Being looked at again"
        assert faults(page) == []


def test_a_picture_that_is_gone_is_asked_for_again(browser: Browser, lived_in: Heliograph, tmp_path: Path) -> None:
    (tmp_path / "like.jpg").write_bytes(photo_of_a_walk(9201))
    with visited(browser, lived_in, "/app/search?q=walk1") as page:
        field = page.get_by_role("combobox", name="Search your photos")
        field.fill("walk2")
        page.keyboard.press("Enter")
        field.fill("")
        expect(page.get_by_role("listbox")).to_contain_text("walk2")
        page.get_by_label("Search by a picture").set_input_files(tmp_path / "like.jpg")
        expect(page.get_by_role("heading", name="Photos that look like this")).to_be_visible()
        expect(page.get_by_role("listbox")).to_be_hidden()
        page.reload()
        expect(page.get_by_text("is no longer here")).to_be_visible()
        expect(page.get_by_role("heading", name="Photos that look like this")).to_be_hidden()
        assert faults(page) == []
        page.get_by_label("Choose a picture").set_input_files(tmp_path / "like.jpg")
        expect(page.locator("a[data-id]").first).to_be_visible()


def test_a_question_keeps_its_order_is_cleared_and_offers_fewer_words(browser: Browser, lived_in: Heliograph) -> None:
    with visited(browser, lived_in, "/app/search?q=photo+in+Arezzo+in+2008&order=oldest") as page:
        page.get_by_role("link", name="Search without “2008”").click()
        expect(page).not_to_have_url(re.compile("2008"))
        expect(page.get_by_role("combobox", name="Order")).to_have_value("oldest")
        field = page.get_by_role("combobox", name="Search your photos")
        page.get_by_role("button", name="Clear").click()
        expect(field).to_be_focused()
        expect(field).to_have_value("")
        field.fill("in Arezzo in 1990")
        page.keyboard.press("Enter")
        offered = page.get_by_role("region", name="With fewer words there are photos:").get_by_role("link")
        expect(offered).to_have_count(1)
        offered.click()
        expect(page.locator("a[data-id]").first).to_be_visible()


def test_each_name_and_each_cover_is_shown_once(browser: Browser, lived_in: Heliograph) -> None:
    with visited(browser, lived_in, "/app/collections") as page:
        places = _shelf(page, "Places")
        expect(places.get_by_role("link")).to_have_count(3)
        expect(places.locator("img")).to_have_count(3)
        covers = places.locator("img").evaluate_all("found => found.map((image) => image.src)")
        assert len(set(covers)) == len(covers), covers
        for name in ("Arezzo", "Italy", "Tuscany"):
            expect(page.get_by_role("main").get_by_role("link", name=re.compile(f"^{name}", re.I))).to_have_count(1)
        camera = _shelf(page, "Cameras").get_by_role("link")
        expect(camera).to_have_text(re.compile("^Nikon D70s"))
        camera.click()
        expect(page.get_by_role("heading", name="Nikon D70s", exact=True)).to_be_visible()
        page.goto(f"{lived_in.base}/app/search")
        hints = page.get_by_role("main").locator("a[href*='q=']")
        expect(hints.first).to_be_visible()
        names = [name.lower() for name in hints.all_inner_texts()]
        assert len(set(names)) == len(names), names


def _shelf(page: Page, name: str) -> Locator:
    return page.locator("section").filter(has=page.get_by_role("heading", name=name, exact=True))


def test_a_day_is_as_large_as_its_photos(browser: Browser, lived_in: Heliograph) -> None:
    with visited(browser, lived_in, "/app/collections/days", allowed=("404",), **DESK) as page:
        small = page.get_by_role("listitem").filter(has_text="4 March 2021")
        expect(small.get_by_role("heading")).not_to_contain_text("2 photos")
        first = small.locator("img").first
        expect(first).to_have_attribute("src", re.compile("preview$"))
        box = first.bounding_box()
        assert box
        assert box["width"] < 500


def test_a_group_that_was_kept_whole_is_proposed_again(browser: Browser, lived_in: Heliograph) -> None:
    with visited(browser, lived_in, "/app/collections/alike") as page:
        group = page.get_by_role("heading", name="3 copies of one photo")
        page.get_by_role("button", name="Keep all").click()
        expect(page.get_by_role("button", name="Best", exact=True)).to_be_hidden()
        page.reload()
        page.get_by_text("Groups of which you kept all").click()
        expect(group).to_be_visible()
        assert faults(page) == []
        page.get_by_role("button", name="Propose again").click()
        expect(page.get_by_role("button", name="Best", exact=True)).to_be_visible()
        expect(page.get_by_text("Groups of which you kept all")).to_be_hidden()


def test_a_phone_is_told_of_no_dropping_and_has_one_main_button(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "notes.jpg").write_text("no picture at all")
    with running(tmp_path / "home") as heliograph, visited(browser, heliograph, allowed=("415",), **PHONE) as page:
        expect(page.get_by_role("button", name="Choose photos")).to_be_visible()
        expect(page.get_by_role("button", name="Add photos")).to_be_hidden()
        expect(page.get_by_text("Drop photos or whole folders")).to_be_hidden()
        page.set_input_files("#files", tmp_path / "notes.jpg")
        tray = page.get_by_role("region", name="Photos being added")
        expect(tray).to_contain_text("1 could not be added")
        expect(tray.get_by_role("button", name="Try again")).to_have_count(0)
