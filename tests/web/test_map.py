"""The map: with a mouse, a finger, keys; with tiles, without them, without the network."""

import re
from collections.abc import Iterator

import pytest
from PIL import ExifTags, Image
from playwright.sync_api import Browser, Locator, Page, expect

from tests.drawing import encoded
from tests.running import Heliograph, running, settle, upload
from tests.web.visiting import PHONE, faults, needs_web, visited, watched

pytestmark = needs_web

_MAP = "/app/collections/map"
# Arezzo twice, Bologna, and Quito, a year each.
_WHERE = [(43.467, 11.885), (43.468, 11.886), (44.494, 11.343), (-0.22, -78.512)]


@pytest.fixture(scope="module")
def located(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Heliograph]:
    with running(tmp_path_factory.mktemp("map") / "home") as heliograph, heliograph.client() as client:
        photos = [_taken(8140 + n, f"202{n}:07:14 12:00:00", at) for n, at in enumerate(_WHERE)]
        settle(client, [upload(client, photo).json()["id"] for photo in photos])
        yield heliograph


def test_a_mouse_draws_a_rectangle_around_photos_of_a_time(browser: Browser, located: Heliograph) -> None:
    with visited(browser, located, _MAP) as page:
        expect(_pins(page).first).to_be_visible()
        page.get_by_role("slider", name="To").focus()
        page.keyboard.press("ArrowLeft")
        expect(page.get_by_text("Jul 2020 – Jun 2023")).to_be_visible()
        page.get_by_role("button", name="Draw a rectangle").click()
        expect(page.get_by_text("Draw a rectangle around")).to_be_visible()
        left, top, right, bottom = _corners(page)
        page.mouse.move(left, top)
        page.mouse.down()
        page.mouse.move(right, bottom, steps=8)
        page.mouse.up()
        expect(page).to_have_url(re.compile(r"/collections/photos\?.*box="))
        expect(page.locator("a[data-id]")).to_have_count(3)


def test_a_finger_draws_a_rectangle_and_one_that_is_called_off_leaves_nothing(
    browser: Browser, located: Heliograph
) -> None:
    with visited(browser, located, _MAP, **PHONE) as page:
        expect(_pins(page).first).to_be_visible()
        page.get_by_role("button", name="Draw a rectangle").tap()
        left, top, right, bottom = _corners(page)
        fingers = page.context.new_cdp_session(page)

        def touch(kind: str, *at: tuple[float, float]) -> None:
            fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y} for x, y in at]})

        touch("touchStart", (left, top))
        touch("touchMove", (right, bottom))
        expect(page.locator(".chosen")).to_be_visible()
        touch("touchCancel")
        expect(page.locator(".chosen")).to_have_count(0)
        expect(page.get_by_role("button", name="Draw a rectangle")).to_have_attribute("aria-pressed", "true")

        touch("touchStart", (left, top))
        for part in range(1, 11):
            touch("touchMove", (left + (right - left) * part / 10, top + (bottom - top) * part / 10))
        touch("touchEnd")
        expect(page).to_have_url(re.compile(r"/collections/photos\?.*box="))
        expect(page.locator("a[data-id]")).to_have_count(4)


def test_without_a_pull_keys_and_single_presses_do_it_all(browser: Browser, located: Heliograph) -> None:
    with visited(browser, located, _MAP) as page:
        expect(_pins(page).first).to_be_visible()
        arezzo = page.get_by_role("button", name="3 photos in Italy")
        arezzo.focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("button", name="Show these 3 photos")).to_be_visible()
        expect(page.locator(".pin:focus")).to_have_count(1)
        # The handle that is nearer to the press comes to it.
        months = page.locator("div[aria-hidden]", has=page.locator("span.flex-1")).last
        months.click(position={"x": 420, "y": 10})
        expect(page.get_by_role("slider", name="From", exact=True)).not_to_have_value("0")
        show = page.get_by_role("button", name="Show these 2 photos")
        show.focus()
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile(r"/collections/photos\?.*box="))
        expect(page.locator("a[data-id]")).to_have_count(2)


def test_tiles_that_come_are_credited_and_nothing_is_drawn_in_their_place(
    browser: Browser, located: Heliograph
) -> None:
    with visited(browser, located) as page:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(located.base + _MAP)
        expect(page.locator("path.land")).to_be_visible()
        assert not [url for url in asked if "openstreetmap" in url], "before the reader asks for it"
        page.get_by_role("button", name="Show streets and terrain").click()
        expect(page.get_by_role("link", name="OpenStreetMap contributors")).to_be_visible()
        expect(page.locator(".leaflet-control-scale")).to_be_visible()
        expect(page.locator(".place").first).to_be_hidden()
        expect(page.locator("path.land")).to_have_count(0)
        assert faults(page) == []


def test_without_tiles_there_are_coasts_borders_and_names(browser: Browser, located: Heliograph) -> None:
    with visited(browser, located, allowed=("ERR_FAILED",), locale="de-DE", **PHONE) as page:
        page.route("**/tile.openstreetmap.org/**", lambda route: route.abort())
        page.goto(located.base + _MAP)
        expect(page.locator("path.land")).to_be_visible()
        expect(page.locator("path.border")).to_be_visible()
        expect(page.locator(".country span", has_text="Kanada")).to_be_visible()
        expect(page.locator(".place", has_text="Italy")).to_be_visible()
        expect(page.locator(".leaflet-control-scale")).to_contain_text("km")
        expect(page.locator(".leaflet-control-attribution")).to_have_count(0)
        assert faults(page) == []


def test_without_the_network_the_kept_photos_are_on_the_map(browser: Browser, located: Heliograph) -> None:
    context = browser.new_context(locale="en-GB")
    with watched(context, allowed=("ERR_INTERNET_DISCONNECTED", "ERR_FAILED")) as page:
        page.goto(located.base + "/app/library/settings")
        expect(page.locator("main")).to_contain_text("Now 4 photos")
        page.evaluate("navigator.serviceWorker.ready.then(() => undefined)")
        page.route("**/tile.openstreetmap.org/**", lambda route: route.abort())
        context.set_offline(True)
        page.goto(located.base + _MAP)
        expect(page.get_by_role("button", name="3 photos in Italy")).to_be_visible()
        expect(page.locator("path.land")).to_be_visible()
        expect(page.get_by_text("Photos that know where")).to_be_hidden()
        page.get_by_role("button", name="Show these 4 photos").click()
        expect(page.locator("a[data-id] img")).to_have_count(4)

        page.evaluate(_FORGET_PLACES)
        page.goto(located.base + _MAP)
        expect(page.get_by_text("None of the photos kept on this device says where")).to_be_visible()
        context.set_offline(False)
        expect(_pins(page).first).to_be_visible()


# What the device keeps, as if none of it had a place.
_FORGET_PLACES = """() => new Promise((done) => {
  indexedDB.open("heliograph").onsuccess = ({ target: { result: kept } }) => {
    const change = kept.transaction("photos", "readwrite");
    change.objectStore("photos").openCursor().onsuccess = ({ target: { result: at } }) => {
      if (!at) return;
      at.update({ ...at.value, photo: { ...at.value.photo, location: null } });
      at.continue();
    };
    change.oncomplete = () => done(kept.close());
  };
})"""


def _pins(page: Page) -> Locator:
    return page.get_by_role("application").locator("button.pin")


def _corners(page: Page) -> tuple[float, float, float, float]:
    """left, top, right, bottom of what is the map's, a little inside, and beside its buttons."""
    box = page.get_by_role("application").bounding_box()
    assert box
    return box["x"] + 5, box["y"] + 5, box["x"] + box["width"] - 5, box["y"] + box["height"] - 5


def _taken(seed: int, at: str, where: tuple[float, float]) -> bytes:
    """A photo that knows when and where."""
    exif = Image.Exif()
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = at
    latitude, longitude = where
    exif.get_ifd(ExifTags.IFD.GPSInfo).update(
        {ExifTags.GPS.GPSLatitudeRef: "NS"[latitude < 0], ExifTags.GPS.GPSLatitude: (abs(latitude), 0, 0),
         ExifTags.GPS.GPSLongitudeRef: "EW"[longitude < 0], ExifTags.GPS.GPSLongitude: (abs(longitude), 0, 0)}
    )  # fmt: skip
    return encoded(seed, exif=exif)
