"""Each page's main task on the real system: the bundled models, photos that somebody took, on a desk by day and on a
phone by night. Beside it, test_app.py walks the turns that need a library of their own."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import httpx
import pytest
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, expect

from tests.evalkit import EVALKIT
from tests.flows.importing import until
from tests.running import Heliograph, running, settle, upload
from tests.shared.inference.bundled_models import MODELS, needs_bundled_models
from tests.web.visiting import DESK, PHONE, faults, needs_web, visited, watched

_BUTTERFLY = "alfred-schrock-shoE2y51uX0-unsplash.jpg"
_TWINS = (_BUTTERFLY, "copy.jpg")
_PRINTED = "printed_text.jpg"
_WALK = ("DSCN0010.jpg", "DSCN0012.jpg", "DSCN0021.jpg")
_TORN = "broken_data_stream.png"
_ADDED = {"desk by day": "kodim20.jpg", "phone by night": "kodim15.jpg"}

_SHELVES = {"Places": "place", "Things": "tag", "Moods": "mood", "Compositions": "composition", "Colours": "colour",
            "Cameras": "camera"}  # fmt: skip

_LOOKS: dict[str, dict[str, Any]] = {
    "desk by day": DESK | {"color_scheme": "light"},
    "phone by night": PHONE | {"color_scheme": "dark"},
}

pytestmark = [
    *needs_web,
    needs_bundled_models,
    pytest.mark.skipif(not EVALKIT.exists(), reason="needs ../shared/evalkit"),
    pytest.mark.parametrize("look", list(_LOOKS)),
]


@dataclass
class Library:
    heliograph: Heliograph
    photos: dict[str, dict[str, Any]]  # file name -> photo

    @property
    def ready(self) -> int:
        return sum(photo["status"] == "ready" for photo in self.photos.values())

    def ids(self, names: Iterable[str]) -> set[str]:
        return {self.photos[name]["id"] for name in names}


@pytest.fixture(scope="module")
def lived_in(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A library of some thirty photos, all looked at. A test that adds to it takes that away again."""
    home = tmp_path_factory.mktemp("real") / "home"
    home.mkdir()
    (home / "models").symlink_to(MODELS)
    files = [*sorted((EVALKIT / "photos" / "unsplash").glob("*.jpg")),
             *(EVALKIT / "exif" / "gps_event" / name for name in _WALK),
             EVALKIT / "photos" / "ocr" / _PRINTED, EVALKIT / "corrupt" / _TORN]  # fmt: skip
    content = {path.name: path.read_bytes() for path in files}
    content["copy.jpg"] = _smaller(content[_BUTTERFLY])
    with running(home, models="bundled", feature_seconds=1) as heliograph, heliograph.client() as client:
        ids = {name: upload(client, body, name).json()["id"] for name, body in content.items()}
        photos = settle(client, ids.values())
        days = {photo["day"] for photo in photos.values() if photo["status"] == "ready" and photo["taken_at"]}
        until(lambda: len(client.get("/days").json()["days"]) >= len(days), "a summary of every day")
        until(lambda: client.get("/groups").json()["groups"], "the two that are alike")
        yield Library(heliograph, {name: photos[id] for name, id in ids.items()})


def test_the_timeline_shows_every_photo(browser: Browser, lived_in: Library, look: str) -> None:
    with visited(browser, lived_in.heliograph, **_LOOKS[look]) as page:
        _pictured(_tiles(page))
        slider = page.get_by_role("slider", name="Go to a month")
        slider.focus()
        page.keyboard.press("End")
        expect(page.locator(f"[data-tile='{lived_in.photos[_WALK[0]]['id']}'] img")).to_be_in_viewport()
        _flawless(page)


def test_a_photo_tells_what_was_seen_on_it(browser: Browser, lived_in: Library, look: str) -> None:
    photo = lived_in.photos[_BUTTERFLY]
    with visited(browser, lived_in.heliograph, f"/app/?photo={photo['id']}", **_LOOKS[look]) as page:
        viewer = page.get_by_role("dialog", name="Photo")
        _pictured(viewer)
        about = _details(viewer, look)
        expect(about.get_by_role("heading", name=photo["caption"]["text"])).to_be_visible()
        assert len(photo["tags"]) >= 5
        for tag in photo["tags"]:
            expect(about.get_by_role("link", name=tag["name"], exact=True)).to_be_visible()
        expect(about.get_by_role("heading", name="Colours")).to_be_visible()
        _pictured(about)  # of those that look like it
        about.get_by_text("How it is known").click()
        expect(about.get_by_role("table").get_by_title(photo["stages"]["classify"]["model"])).to_be_visible()
        _flawless(page)


def test_composition_is_drawn_and_text_is_taken_from_the_photo(browser: Browser, lived_in: Library, look: str) -> None:
    photo = lived_in.photos[_PRINTED]
    with visited(browser, lived_in.heliograph, f"/app/?photo={photo['id']}", **_LOOKS[look]) as page:
        viewer = page.get_by_role("dialog", name="Photo")
        viewer.get_by_role("button", name="Text on the photo").click()
        line = viewer.get_by_role("group", name="Text on the photo").get_by_text("Nutrition Facts")
        line.click(click_count=3)
        assert "Nutrition Facts" in page.evaluate("getSelection().toString()")
        drawn = next(
            each
            for each in lived_in.photos.values()
            if any(seen["named"] and seen["evidence"] for seen in each["composition"])
        )
        page.goto(f"{lived_in.heliograph.base}/app/?photo={drawn['id']}")
        viewer.get_by_role("button", name="Show the composition").click()
        expect(viewer.locator("svg[viewBox='0 0 1 1'] path").first).to_be_attached()


def test_photos_are_found_by_what_is_on_them(browser: Browser, lived_in: Library, look: str) -> None:
    with visited(browser, lived_in.heliograph, "/app/search", **_LOOKS[look]) as page:
        field = page.get_by_role("combobox", name="Search your photos")
        for words, names in (("a butterfly on flowers", _TWINS), ("nutrition facts", (_PRINTED,))):
            field.fill(words)
            page.keyboard.press("Enter")
            expect(_tiles(page).first).to_have_attribute("data-tile", re.compile("|".join(lived_in.ids(names))))
            _pictured(_tiles(page).first)
        field.fill("trees in Arezzo in 2008")
        page.keyboard.press("Enter")
        expect(page.get_by_role("link", name="Search without “2008”")).to_be_visible()
        expect(page.get_by_text("Arezzo · 2008").first).to_be_visible()
        _shows(page, lived_in.ids(_WALK))
        _flawless(page)


def test_photos_are_found_by_a_picture(browser: Browser, lived_in: Library, look: str, tmp_path: Path) -> None:
    asked = tmp_path / "asked.jpg"
    asked.write_bytes(_smaller((EVALKIT / "photos" / "unsplash" / _BUTTERFLY).read_bytes()))
    with visited(browser, lived_in.heliograph, "/app/search", **_LOOKS[look]) as page:
        page.get_by_label("Search by a picture").set_input_files(asked)
        expect(page.get_by_role("heading", name="Photos that look like this")).to_be_visible()
        expect(_tiles(page).first).to_be_visible()
        assert {_tiles(page).nth(n).get_attribute("data-tile") for n in range(2)} == lived_in.ids(_TWINS)


def test_the_map_shows_where(browser: Browser, lived_in: Library, look: str) -> None:
    with visited(browser, lived_in.heliograph, "/app/collections/map", **_LOOKS[look]) as page:
        chart = page.get_by_role("application", name="Map")
        expect(chart.get_by_role("button", name="3 photos in Arezzo").first).to_be_visible()
        page.get_by_role("button", name="Draw a rectangle").click()
        box = chart.bounding_box()
        assert box
        page.mouse.move(box["x"] + 5, box["y"] + 5)
        page.mouse.down()
        page.mouse.move(box["x"] + box["width"] - 5, box["y"] + box["height"] - 5, steps=8)
        page.mouse.up()
        expect(page).to_have_url(re.compile(r"/collections/photos\?.*box="))
        expect(_tiles(page)).to_have_count(len(_WALK))


def test_the_library_is_gone_through(browser: Browser, lived_in: Library, look: str, client: httpx.Client) -> None:
    with visited(browser, lived_in.heliograph, "/app/collections", **_LOOKS[look]) as page:
        expect(page.get_by_role("heading", name="Places")).to_be_visible()
        _flawless(page)
        for shelf, of in _SHELVES.items():
            section = page.locator("section").filter(has=page.get_by_role("heading", name=shelf, exact=True))
            first = section.get_by_role("link").first
            name = str(httpx.URL(first.get_attribute("href") or "").params[of])
            first.click()
            wanted = client.get("/photos", params={of: name, "limit": 100}).json()["photos"]
            _shows(page, {photo["id"] for photo in wanted})
            page.go_back()


def test_every_day_has_its_sentence(browser: Browser, lived_in: Library, look: str, client: httpx.Client) -> None:
    days = client.get("/days").json()["days"]
    walk = next(day for day in days if day["day"] == "2008-10-22")
    with visited(browser, lived_in.heliograph, "/app/collections/days", **_LOOKS[look]) as page:
        expect(page.get_by_role("listitem").filter(has_text=walk["summary"])).to_be_visible()
        _pictured(page.get_by_role("main"))
        _flawless(page)
        page.get_by_text(walk["summary"]).click()
        expect(_tiles(page)).to_have_count(len(_WALK))


def test_two_that_are_alike_are_shown_with_the_better_one(browser: Browser, lived_in: Library, look: str) -> None:
    with visited(browser, lived_in.heliograph, "/app/collections/alike", **_LOOKS[look]) as page:
        group = page.get_by_role("listitem").filter(has=page.get_by_role("heading", name="2 copies of one photo"))
        expect(group.get_by_role("button", name="Best", pressed=True)).to_have_count(1)
        _pictured(group)
        _flawless(page)
        group.get_by_role("button", name="Look at this photo").first.click()
        expect(page).to_have_url(re.compile(lived_in.photos[_BUTTERFLY]["id"]))


def test_health_tells_what_failed_and_why(browser: Browser, lived_in: Library, look: str) -> None:
    with visited(browser, lived_in.heliograph, "/app/library/health", **_LOOKS[look]) as page:
        expect(page.locator("main")).to_contain_text(_TORN)
        expect(page.locator("main")).to_contain_text(lived_in.photos[_TORN]["stages"]["renditions"]["error"])
        _flawless(page)


def test_what_the_gateway_says_is_said_in_german(browser: Browser, lived_in: Library, look: str) -> None:
    said = {
        "health": f"{_TORN}Die Datei ist beschädigt",
        "days": "3 Fotos in Arezzo, Italien, von 16:28 bis 16:38 Uhr.",
        "alike": "Es ist das größte.",
    }
    with visited(browser, lived_in.heliograph, "/app/library/health", **_LOOKS[look] | {"locale": "de-DE"}) as page:
        expect(page.locator("main")).to_contain_text(said["health"])
        for place in ("days", "alike"):
            page.goto(f"{lived_in.heliograph.base}/app/collections/{place}")
            expect(page.locator("main")).to_contain_text(said[place])
        page.goto(f"{lived_in.heliograph.base}/app/collections")
        expect(page.get_by_role("link", name=re.compile("^(ruhig|heiter|frisch|lebhaft)")).first).to_be_visible()


def test_the_theme_and_the_language_are_chosen(browser: Browser, lived_in: Library, look: str) -> None:
    with visited(browser, lived_in.heliograph, "/app/library/settings", **_LOOKS[look]) as page:
        page.get_by_label("Theme").select_option("night")
        expect(page.locator("html")).to_have_attribute("data-theme", "night")
        page.get_by_label("Language").select_option("es")
        expect(page.get_by_role("heading", name="Ajustes")).to_be_visible()
        _flawless(page)


def test_a_photo_is_added_understood_found_and_deleted(
    browser: Browser, lived_in: Library, look: str, client: httpx.Client
) -> None:
    with visited(browser, lived_in.heliograph, allowed=("404",), **_LOOKS[look]) as page:
        _pictured(_tiles(page))
        with page.expect_response("**/upload*") as uploaded:
            page.set_input_files("#files", EVALKIT / "photos" / "kodak" / _ADDED[look])
        id = uploaded.value.json()["id"]
        tray = page.get_by_role("region", name="Photos being added")
        expect(tray).to_contain_text("1 photo added", timeout=120_000)
        caption = client.get(f"/photo/{id}").json()["caption"]["text"]
        page.goto(f"{lived_in.heliograph.base}/app/search?q={caption}")
        page.locator(f"[data-tile='{id}'] a").click()
        viewer = page.get_by_role("dialog", name="Photo")
        expect(_details(viewer, look).get_by_role("heading", name=caption)).to_be_visible()
        with page.expect_response("**/photos/edit") as deletion:
            viewer.get_by_role("button", name="Delete", exact=True).click()
        assert deletion.value.status == 200
    assert client.get(f"/photo/{id}").status_code == 404


def test_without_the_network_photos_are_seen_and_found(browser: Browser, lived_in: Library, look: str) -> None:
    context = browser.new_context(locale="en-GB", **_LOOKS[look])
    with watched(context, allowed=("ERR_INTERNET_DISCONNECTED", "ERR_FAILED")) as page:
        page.goto(lived_in.heliograph.base + "/app/library/settings")
        expect(page.locator("main")).to_contain_text(f"Now {lived_in.ready} photos")
        page.evaluate("navigator.serviceWorker.ready.then(() => undefined)")
        context.set_offline(True)
        page.goto(lived_in.heliograph.base + "/app/")
        expect(page.get_by_text("Heliograph does not answer.")).to_be_visible()
        _pictured(_tiles(page))
        page.goto(lived_in.heliograph.base + "/app/search?q=butterfly")
        expect(page.locator(f"[data-tile='{lived_in.photos[_BUTTERFLY]['id']}'] img")).to_be_visible()
        _flawless(page)


@pytest.fixture
def client(lived_in: Library) -> Iterator[httpx.Client]:
    with lived_in.heliograph.client() as client:
        yield client


def _tiles(page: Page) -> Locator:
    return page.locator("[data-tile]")


def _shows(page: Page, ids: set[str]) -> None:
    """These photos and no others are in the list that is open; they lie near one screen."""
    expect(_tiles(page)).to_have_count(len(ids))
    found: list[str] = _tiles(page).evaluate_all("tiles => tiles.map(tile => tile.dataset.tile)")
    assert set(found) == ids


def _details(viewer: Locator, look: str) -> Locator:
    """What is known of the photo, which a phone shows when it is asked."""
    if look == "phone by night":
        viewer.get_by_role("button", name="Details").click()
    return viewer.get_by_role("complementary")


def _pictured(place: Locator) -> None:
    """A picture is there, with its pixels."""
    picture = place.first.locator("img").first
    expect(picture).to_be_visible()
    expect(picture).to_have_js_property("complete", True)
    assert picture.evaluate("image => image.naturalWidth") > 0


def _flawless(page: Page) -> None:
    """axe finds nothing, and the page is no wider than the screen."""
    page.wait_for_timeout(400)  # until what comes in by a fade is fully there
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def _smaller(content: bytes) -> bytes:
    """The same picture, as a messenger sends it on."""
    made = BytesIO()
    with Image.open(BytesIO(content)) as image:
        image.resize((image.width // 2, image.height // 2)).save(made, "JPEG", quality=70)
    return made.getvalue()
