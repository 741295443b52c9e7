"""The page at /, in a real browser: what a person does, and what they then see."""

import base64
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from typing import Any

import httpx
import pytest
import thash
from PIL import ExifTags, Image
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.drawing import draw, encoded
from tests.running import Heliograph, running, settle, upload

CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed (apt-get install chromium)")

# The background flags keep Chromium from asking hosts that a closed network refuses.
_QUIET = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
          "--disable-component-update", "--disable-sync"]  # fmt: skip
_AREZZO = {
    ExifTags.GPS.GPSLatitudeRef: "N",
    ExifTags.GPS.GPSLatitude: (43.0, 28.0, 2.8),
    ExifTags.GPS.GPSLongitudeRef: "E",
    ExifTags.GPS.GPSLongitude: (11.0, 53.0, 6.4),
}


@pytest.fixture
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, chromium_sandbox=False, args=_QUIET)
        yield browser
        browser.close()


@contextmanager
def visited(browser: Browser, heliograph: Heliograph, **options: Any) -> Iterator[Page]:
    """The page, with everything that went wrong in it as a failure of the test."""
    context = browser.new_context(locale="en-GB", timezone_id="America/New_York", **options)
    page = context.new_page()
    page.set_default_timeout(20_000)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    page.goto(heliograph.base + "/static/index.html")  # the plain page, which / leads to where no web app is built
    yield page
    context.close()
    assert errors == []


def in_arezzo(path: Path) -> Path:
    exif = Image.Exif()
    exif.get_ifd(ExifTags.IFD.GPSInfo).update(_AREZZO)
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = "2008:10:22 16:28:39"
    draw(7001, (640, 480)).save(path, "JPEG", exif=exif)
    return path


def test_a_photo_is_added_understood_found_looked_at_and_deleted(browser: Browser, home: Path, tmp_path: Path) -> None:
    with running(home) as heliograph, visited(browser, heliograph) as page, heliograph.client() as client:
        expect(page.get_by_role("heading", name="Your photos, found by what is in them")).to_be_visible()
        tiles = page.locator("#library .tile:visible")

        page.set_input_files("#files", in_arezzo(tmp_path / "walk.jpg"))
        expect(page.locator("#tray")).to_contain_text("1 photo added")
        expect(tiles).to_have_count(1)
        expect(page.locator(".tile.waiting")).to_have_count(0)
        expect(page.locator("#status")).to_have_text("")
        expect(page.locator("#empty")).to_be_hidden()
        photo = client.get("/photos").json()["photos"][0]
        assert photo["status"] == "ready"
        expect(tiles.get_by_role("img")).to_have_attribute("alt", photo["caption"]["text"])

        page.set_input_files("#files", tmp_path / "walk.jpg")
        expect(page.locator("#tray")).to_contain_text("1 photo was here already")

        page.keyboard.press("/")
        page.keyboard.type("arezzo")
        expect(page.locator("#status")).to_have_text("1 photo for “arezzo”, best first")
        expect(page.locator("#results .why")).to_contain_text("Arezzo is its place")

        page.locator("#results .tile a").click()
        viewer = page.get_by_role("dialog", name="Photo")
        expect(viewer.get_by_role("heading")).to_have_text(photo["caption"]["text"])
        # As the clock on that wall showed it, wherever the reader sits.
        expect(viewer.locator(".facts")).to_contain_text("Wednesday, 22 October 2008 at 16:28")
        expect(viewer.locator(".facts")).to_contain_text("Rome time")
        expect(viewer.locator(".facts")).to_contain_text("Arezzo, Tuscany, Italy")
        expect(viewer.locator(".facts")).to_contain_text("640 × 480")
        viewer.locator(".how summary").click()
        expect(viewer.locator(".how")).to_contain_text("fake classifier")
        with page.expect_download() as download:
            viewer.get_by_role("button", name="Download original").click()
        assert download.value.suggested_filename == "walk.jpg"
        assert download.value.path().read_bytes() == (tmp_path / "walk.jpg").read_bytes()

        page.keyboard.press("Escape")
        expect(viewer).to_be_hidden()
        expect(page.locator("#results")).to_be_visible()
        page.keyboard.press("Escape")
        expect(tiles).to_have_count(1)

        tiles.locator("a").click()
        viewer.get_by_role("button", name="Delete").click()
        expect(tiles).to_have_count(0)
        page.get_by_role("button", name="Undo").click()
        expect(tiles).to_have_count(1)
        assert client.get(f"/photo/{photo['id']}").status_code == 200

        tiles.locator("a").click()
        with page.expect_response(lambda answer: answer.request.method == "DELETE") as deletion:
            viewer.get_by_role("button", name="Delete").click()
            expect(page.get_by_role("button", name="Undo")).to_be_visible()
        assert deletion.value.status == 204
        assert client.get(f"/photo/{photo['id']}").status_code == 404
        expect(page.locator("#empty")).to_be_visible()


def test_what_others_do_is_seen_live_and_a_failed_photo_says_why(
    browser: Browser, heliograph: Heliograph, client: httpx.Client
) -> None:
    with visited(browser, heliograph) as page:
        expect(page.locator("#more")).to_be_attached()
        good = upload(client, encoded(7002), "good.jpg").json()["id"]
        torn = upload(client, encoded(7003, size=(640, 480))[:1500], "torn.jpg").json()["id"]
        sentence = settle(client, [good, torn])[torn]["stages"]["renditions"]["error"]

        expect(page.locator(f'#arrivals .tile:not(.waiting)[data-id="{good}"]')).to_be_visible()
        failed = page.locator(f'#arrivals .tile.failed[data-id="{torn}"]')
        expect(failed).to_contain_text(sentence)
        with page.expect_response(f"**/photo/{torn}/retry") as retried:
            failed.get_by_role("button", name="Try again").click()
        assert retried.value.status == 202
        settle(client, [torn])
        expect(failed).to_contain_text(sentence)

        client.delete(f"/photo/{good}")
        expect(page.locator(f'.tile[data-id="{good}"]')).to_have_count(0)


def test_pages_follow_one_another_and_arrow_keys_walk_through_them(browser: Browser, home: Path) -> None:
    with running(home) as heliograph, heliograph.client() as client:
        ids = [upload(client, encoded(7100 + n), f"{n}.jpg").json()["id"] for n in range(102)]
        settle(client, ids)
        with visited(browser, heliograph) as page:
            tiles = page.locator("#photos .tile")
            expect(tiles).to_have_count(102)  # the page of 100 does not fill the screen and what lies below it
            shown = [tile.get_attribute("data-id") for tile in tiles.all()]
            assert shown == ids[::-1]
            tiles.nth(0).locator("a").click()
            page.keyboard.press("ArrowRight")
            expect(page).to_have_url(re.compile(f"photo={shown[1]}"))
            page.keyboard.press("ArrowLeft")
            page.keyboard.press("ArrowLeft")
            expect(page).to_have_url(re.compile(f"photo={shown[0]}"))
            page.go_back()
            expect(page.get_by_role("dialog", name="Photo")).to_be_hidden()


def test_the_token_is_asked_for_once(browser: Browser, home: Path) -> None:
    with running(home, token="sesame") as heliograph:
        with heliograph.client(headers={"Authorization": "Bearer sesame"}) as client:
            settle(client, [upload(client, encoded(7004)).json()["id"]])
        context = browser.new_context()
        page = context.new_page()
        page.goto(heliograph.base + "/static/index.html")  # the plain page, which / leads to where no web app is built
        field = page.get_by_label("Token", exact=True)
        field.fill("mellon")
        field.press("Enter")
        expect(page.get_by_text("That token was not accepted.")).to_be_visible()
        field.fill("sesame")
        field.press("Enter")
        expect(page.locator("#photos .tile img")).to_be_visible()
        page.reload()
        expect(page.locator("#photos .tile img")).to_be_visible()
        expect(field).to_be_hidden()
        context.close()


_QUARTERS = [((0, 0), (200, 60, 60)), ((1, 0), (60, 160, 60)), ((0, 1), (60, 60, 200)), ((1, 1), (200, 190, 180))]


def test_placeholders_have_the_colours_of_their_photos(browser: Browser, heliograph: Heliograph) -> None:
    with visited(browser, heliograph) as page:
        # One pixel that can be seen through changes the layout of the hash.
        for size, last in product([(80, 60), (60, 80), (70, 70)], [255, 0]):
            hashed = base64.b64encode(bytes(thash.rgba_to_thumb_hash(*size, list(quarters(size, last).tobytes()))))
            painted = page.evaluate(
                "async (hash) => Array.from((await import('/static/thumbhash.js')).colours(hash).data)",
                hashed.decode(),
            )
            found = Image.frombytes("RGBA", (16, 16), bytes(painted)).resize((2, 2), Image.Resampling.BOX)
            for where, colour in _QUARTERS:
                assert found.getpixel(where) == pytest.approx((*colour, 255), abs=60), (size, last, where)


def quarters(size: tuple[int, int], last: int) -> Image.Image:
    width, height = size
    image = Image.new("RGBA", size)
    for (right, below), colour in _QUARTERS:
        image.paste((*colour, 255), (right * width // 2, below * height // 2, width, height))
    image.putpixel((width - 1, height - 1), (*_QUARTERS[-1][1], last))
    return image
