"""The viewer: one photo over its list, as a person looks at it, moves it and asks what is known of it."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from PIL import ExifTags, Image, ImageDraw
from playwright.sync_api import Browser, Locator, Page, expect

from tests.drawing import encoded
from tests.flows.importing import until
from tests.flows.test_objects import high
from tests.running import Heliograph, running, settle, upload
from tests.web.visiting import PHONE, faults, needs_web, visited

pytestmark = needs_web


def test_the_viewer_walks_zooms_tells_and_takes_the_owners_word(browser: Browser, tmp_path: Path) -> None:
    with running(tmp_path / "home") as heliograph, heliograph.client() as client:
        ids = [upload(client, encoded(8120 + n)).json()["id"] for n in range(3)]
        settle(client, ids)
        with visited(browser, heliograph) as page:
            page.locator("a[data-id]").first.click()
            viewer = page.get_by_role("dialog", name="Photo")
            expect(viewer.get_by_role("img").first).to_be_visible()
            page.keyboard.press("ArrowRight")
            expect(page).to_have_url(re.compile(ids[1]))
            expect(viewer).to_be_focused()  # and no button in it
            page.keyboard.press("+")
            expect(viewer.locator("[style*='scale(1.5)']")).to_be_visible()

            viewer.get_by_text("How it is known").click()
            known = viewer.get_by_role("table")
            expect(known.get_by_role("row", name="What is on it a model")).to_contain_text("a model that names things")
            expect(
                known.get_by_role("row", name="What is on it a model").get_by_title("fake classifier")
            ).to_be_visible()
            expect(known.get_by_role("row", name="What is on it a model").locator("time")).to_have_text(
                re.compile(r"\d+ \w+ \d{4}, \d\d:\d\d:\d\d")
            )
            viewer.get_by_text("Technical quality").click()
            meter = viewer.get_by_role("meter", name="Sharpness")
            expect(meter.locator("div")).to_have_css("background-color", _colour(viewer, "--quiet"))
            assert faults(page) == []

            with page.expect_response(lambda answer: answer.url.endswith("/photos/edit")) as patched:
                page.keyboard.press("f")
            assert patched.value.status == 200
            viewer.get_by_role("button", name="Edit the title").click()
            viewer.get_by_role("textbox", name="Edit the title").fill("The walk")
            page.keyboard.press("Enter")
            expect(viewer.get_by_role("heading", name="The walk")).to_be_visible()
            viewer.get_by_role("button", name="Add a tag").click()
            viewer.get_by_role("textbox", name="Add a tag").fill("granny")
            page.keyboard.press("Enter")
            granny = viewer.get_by_role("link", name="granny")
            expect(granny).to_have_attribute("href", "/app/collections/photos?tag=granny")
            with page.expect_download() as download:
                viewer.get_by_role("button", name="Download").click()
            assert download.value.suggested_filename == "photo.jpg"
            page.keyboard.press("Escape")
            expect(viewer).to_be_hidden()
            page.goto(heliograph.base + "/app/collections/photos?favourite=true")
            expect(page.locator("a[data-id]")).to_have_count(1)
        said = client.get(f"/photo/{ids[1]}").json()
        assert (said["title"], said["favourite"]) == ("The walk", True)
        assert "granny" in [tag["name"] for tag in said["tags"]]


def test_the_viewer_opens_by_its_address_and_draws_what_was_seen(browser: Browser, tmp_path: Path) -> None:
    with running(tmp_path / "home") as heliograph, heliograph.client() as client:
        id = upload(client, _disc()).json()["id"]
        torn = upload(client, encoded(8130, size=(640, 480))[:1500], "torn.jpg").json()["id"]
        photos = settle(client, [id, torn])
        named = [one for one in photos[id]["composition"] if one["named"] and one["evidence"]]
        shown = sorted(named, key=lambda one: -one["score"])[:3]
        with visited(browser, heliograph, f"/app/?photo={id}", allowed=("404 (Not Found)",)) as page:
            viewer = page.get_by_role("dialog", name="Photo")
            about = viewer.get_by_role("complementary")
            expect(about).to_be_visible()  # on a wide screen from the first
            expect(viewer).to_be_focused()
            page.keyboard.press("i")
            expect(about).to_be_hidden()
            page.keyboard.press("c")
            expect(viewer.locator("svg[viewBox='0 0 1 1'] path").first).to_be_attached()
            label = viewer.get_by_role("list", name="Composition").get_by_role("listitem").first
            # What is weak is worded and drawn as weak.
            weak = [one for one in named if one["score"] < 0.65]
            expect(label).to_have_text(re.compile("^perhaps " if shown[0] in weak else r"^(?!perhaps)"))
            expect(label).to_contain_text(f"{shown[0]['score']:.0%} sure")
            expect(viewer.locator("svg g[stroke-dasharray]")).to_have_count(len([one for one in shown if one in weak]))
            page.keyboard.press("Escape")
            expect(viewer).to_be_hidden()
            expect(page).to_have_url(re.compile("/app/$"))

            # What could not be read has its name and what is wrong, in lines that can be read.
            page.goto(f"{heliograph.base}/app/?photo={torn}")
            reason = viewer.get_by_text(photos[torn]["stages"]["renditions"]["error"]).first
            expect(reason).to_be_visible()
            assert _box(reason)["width"] > 250
            expect(viewer.get_by_role("heading", name="torn.jpg")).to_be_visible()
            expect(about.get_by_text("A guess")).to_be_hidden()
            expect(about.get_by_role("button", name="Try again")).to_be_visible()

            # An original that is lost is told, and put back by choosing its file again.
            [original] = (heliograph.home / "blobs" / "originals").rglob(id)
            original.unlink()
            page.goto(f"{heliograph.base}/app/?photo={id}")
            viewer.get_by_role("button", name="Download").click()
            lost = about.get_by_text("The original file of this photo is missing.")
            expect(lost).to_be_visible()
            assert faults(page) == []
            page.locator("#files").set_input_files({"name": "a.jpg", "mimeType": "image/jpeg", "buffer": _disc()})
            expect(lost).to_be_hidden()
            assert original.read_bytes() == _disc()


def test_the_things_are_drawn_where_they_are_in_the_readers_language(browser: Browser, tmp_path: Path) -> None:
    with running(tmp_path / "home") as heliograph, heliograph.client() as client:
        id = upload(client, high(0)).json()["id"]
        settle(client, [id])
        with visited(browser, heliograph, f"/app/?photo={id}") as page:
            viewer = page.get_by_role("dialog", name="Photo")
            expect(viewer.get_by_role("button", name="Things on the photo")).to_be_visible()
            page.keyboard.press("o")
            drawn = viewer.get_by_role("list", name="Things on the photo").get_by_role("listitem")
            expect(drawn).to_have_text(["person", "person"])  # and no dog, of which it is not sure
            assert faults(page) == []
            page.keyboard.press("o")
            expect(drawn).to_have_count(0)

            page.goto(f"{heliograph.base}/app/library/settings")
            page.get_by_label("Language").select_option("de")
            page.goto(f"{heliograph.base}/app/?photo={id}")
            viewer = page.get_by_role("dialog", name="Foto")
            expect(viewer.get_by_role("link", name="Person", exact=True)).to_have_attribute(
                "href", "/app/collections/photos?tag=person"
            )
            expect(viewer.get_by_role("heading", name=re.compile("^Zwei Personen"))).to_have_text(re.compile(r"\.$"))
            page.keyboard.press("o")
            expect(viewer.get_by_role("list", name="Dinge auf dem Foto").get_by_role("listitem")).to_have_text(
                ["Person", "Person"]
            )


def test_back_takes_the_details_away_and_stays_on_the_photo_walked_to(browser: Browser, library: Heliograph) -> None:
    with visited(browser, library, **PHONE) as page:
        tiles = page.locator("a[data-id]")
        tiles.first.click()
        viewer = page.get_by_role("dialog", name="Photo")
        viewer.get_by_role("button", name="Details").click()
        about = viewer.get_by_role("complementary")
        expect(about).to_be_visible()
        first = page.url
        page.keyboard.press("ArrowRight")
        expect(page).not_to_have_url(first)
        second = page.url
        page.go_back()
        expect(about).to_be_hidden()
        expect(page).to_have_url(second)
        page.go_back()
        expect(viewer).to_be_hidden()
        expect(tiles.first).to_be_visible()


def test_the_photo_follows_the_finger_and_the_sheet_is_pulled_down(browser: Browser, library: Heliograph) -> None:
    with visited(browser, library, **PHONE) as page:
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.locator("a[data-id]").first.click()
        viewer = page.get_by_role("dialog", name="Photo")
        here, beside = viewer.get_by_role("img"), viewer.locator("div[aria-hidden=true]")
        expect(here).to_be_visible()
        rest, first = _settled(here), page.url

        # Aside: the neighbour comes along; too short a way springs back.
        _drag(page, (300, 400), (240, 400))
        assert _box(here)["x"] == pytest.approx(rest["x"] - 60, abs=2)
        assert _box(beside)["x"] < PHONE["viewport"]["width"]
        _let_go_slowly(page)
        assert _settled(here) == rest
        assert page.url == first
        _drag(page, (300, 400), (120, 400))
        page.mouse.up()
        expect(page).not_to_have_url(first)
        assert 0 <= _settled(here)["x"] < PHONE["viewport"]["width"] / 2

        # Two fingers bring it nearer.
        _pinch(page)
        expect(viewer.locator("[style*='scale(2)']")).to_be_visible()
        page.mouse.dblclick(195, 400)
        expect(viewer.locator("[style*='scale(2)']")).to_be_hidden()

        # The details, by their grip.
        viewer.get_by_role("button", name="Details").click()
        about = viewer.get_by_role("complementary")
        top = _settled(about)["y"]
        _drag(page, (195, top + 12), (195, top + 60))
        assert _box(about)["y"] == pytest.approx(top + 48, abs=2)
        page.mouse.move(195, top + 300, steps=4)
        page.mouse.up()
        expect(about).to_be_hidden()

        # Or by the photo, which stays.
        here_again = _settled(here)
        viewer.get_by_role("button", name="Details").click()
        expect(about).to_be_visible()
        _settled(about)
        _drag(page, (195, 150), (195, 280))
        page.mouse.up()
        expect(about).to_be_hidden()
        expect(viewer).to_be_visible()
        assert _settled(here) == here_again

        # Down: smaller, over a ground that fades; let go, it returns to its tile.
        size = _settled(here)["width"]
        _drag(page, (195, 300), (195, 480))
        assert _box(here)["width"] < 0.95 * size
        expect(viewer.locator(".bg-stage").first).not_to_have_css("opacity", "1")
        page.mouse.up()
        expect(viewer).to_be_hidden()
        expect(page.locator("a[data-id]:focus")).to_have_count(1)
        # Nothing of a transition that had two photos of one name, or came too late.
        assert not [text for text in said if "transition" in text.lower()], said


def test_a_link_to_an_old_photo_has_neighbours_and_closing_leads_to_its_place(
    browser: Browser, library: Heliograph
) -> None:
    with library.client() as client:
        id = client.get("/photos?order=oldest&limit=2").json()["photos"][1]["id"]
    with visited(browser, library, f"/app/?photo={id}", viewport={"width": 800, "height": 420}) as page:
        viewer = page.get_by_role("dialog", name="Photo")
        expect(viewer.get_by_role("button", name="Previous photo")).to_be_visible()
        page.keyboard.press("ArrowRight")
        expect(page).not_to_have_url(re.compile(id))
        page.keyboard.press("ArrowLeft")
        expect(page).to_have_url(re.compile(id))
        page.keyboard.press("Escape")
        expect(viewer).to_be_hidden()
        tile = page.locator(f"a[data-id='{id}']")
        expect(tile).to_be_in_viewport()
        expect(tile).to_be_focused()
        page.keyboard.press("ArrowLeft")
        focused = page.locator("a[data-id]:focus-visible")
        expect(focused).to_have_count(1)
        edge = Image.open(BytesIO(focused.screenshot(animations="disabled"))).convert("RGB")
        assert edge.getpixel((1, edge.height // 2)) == (232, 163, 23), "the focus is seen over the picture"
        page.keyboard.press("Control+a")
        expect(page.get_by_role("toolbar")).to_contain_text(re.compile(r"\d+ selected"))


def test_the_viewer_is_dark_by_day_and_a_tap_leaves_nothing_but_the_photo(
    browser: Browser, library: Heliograph
) -> None:
    with visited(browser, library, color_scheme="light", **PHONE) as page:
        page.locator("a[data-id]").first.click()
        viewer = page.get_by_role("dialog", name="Photo")
        details = viewer.get_by_role("button", name="Details")
        details.click()
        expect(viewer.get_by_role("complementary")).to_have_css("background-color", "rgb(16, 17, 20)")
        page.go_back()
        expect(viewer.locator(".bg-stage").first).to_have_css("background-color", "rgb(11, 12, 14)")
        page.touchscreen.tap(195, 400)
        expect(details).to_be_hidden()
        page.wait_for_timeout(600)  # or the two would be one double tap, which zooms
        page.touchscreen.tap(195, 400)
        expect(details).to_be_visible()


def test_back_takes_away_the_details_the_photo_and_the_choice(browser: Browser, library: Heliograph) -> None:
    with visited(browser, library, **PHONE) as page:
        first = page.locator("a[data-id]").first
        first.click()
        viewer = page.get_by_role("dialog", name="Photo")
        viewer.get_by_role("button", name="Details").click()
        about = viewer.get_by_role("complementary")
        expect(about).to_be_visible()
        page.go_back()
        expect(about).to_be_hidden()
        expect(viewer).to_be_visible()
        page.go_back()
        expect(viewer).to_be_hidden()
        first.focus()
        page.keyboard.press("x")
        expect(page.get_by_role("toolbar")).to_contain_text("1 selected")
        page.go_back()
        expect(page.get_by_role("toolbar")).to_be_hidden()
        expect(page).to_have_url(re.compile("/app/$"))


def test_what_looks_like_a_photo_is_walked_through_and_back_leads_to_it(browser: Browser, tmp_path: Path) -> None:
    with running(tmp_path / "home", feature_seconds=0.2) as heliograph, heliograph.client() as client:
        copies = [upload(client, encoded(8160, quality=quality)).json()["id"] for quality in (95, 90, 85)]
        settle(client, [*copies, upload(client, encoded(8161)).json()["id"]])

        def like() -> list[str]:
            return [hit["photo"]["id"] for hit in client.get(f"/photo/{copies[0]}/similar").json()["hits"]]

        until(lambda: set(like()) == set(copies[1:]), "they were not found to be copies")
        alike = like()
        with visited(browser, heliograph) as page:
            tile = page.locator(f"a[data-id='{copies[0]}']")
            tile.click()
            viewer = page.get_by_role("dialog", name="Photo")
            section = viewer.locator("section").filter(has=page.get_by_role("heading", name="Looks like it"))
            section.get_by_role("button").first.click()
            expect(page).to_have_url(re.compile(alike[0]))
            page.keyboard.press("ArrowRight")
            expect(page).to_have_url(re.compile(alike[1]))
            expect(viewer.get_by_role("button", name="Next photo")).to_be_hidden()  # those were all
            page.keyboard.press("Escape")
            expect(page).to_have_url(re.compile(copies[0]))
            expect(viewer).to_be_visible()
            # In its own list again: all four can be walked through.
            for _ in range(4):
                page.keyboard.press("ArrowLeft")
            passed = [page.url]
            for _ in range(3):
                page.keyboard.press("ArrowRight")
                expect(page).not_to_have_url(passed[-1])
                passed.append(page.url)
            assert len(set(passed)) == 4
            page.keyboard.press("Escape")
            expect(viewer).to_be_hidden()
            expect(page.locator("a[data-id]").last).to_be_focused()

            # One Escape after another, which browsers count.
            tile.click()
            section.get_by_role("button").first.click()
            expect(page).to_have_url(re.compile(alike[0]))
            page.keyboard.press("Escape")
            expect(page).to_have_url(re.compile(copies[0]))
            page.keyboard.press("Escape")
            expect(page).to_have_url(re.compile("/app/$"))
            expect(viewer).to_be_hidden()
            expect(tile).to_be_focused()


def test_facts_keep_their_direction_in_a_page_from_right_to_left(browser: Browser, tmp_path: Path) -> None:
    exif = Image.Exif()
    exif.get_ifd(ExifTags.IFD.GPSInfo).update(
        {ExifTags.GPS.GPSLatitudeRef: "N", ExifTags.GPS.GPSLatitude: (43.0, 30.0, 0),
         ExifTags.GPS.GPSLongitudeRef: "E", ExifTags.GPS.GPSLongitude: (11.0, 15.0, 0)}
    )  # fmt: skip
    with running(tmp_path / "home") as heliograph, heliograph.client() as client:
        id = upload(client, encoded(8131, size=(640, 480), exif=exif), "walk (1).jpg").json()["id"]
        settle(client, [id])
        with visited(browser, heliograph, "/app/library/settings") as page:
            page.get_by_label("Reading direction").select_option("rtl")
            page.goto(heliograph.base + "/app/")
            month = page.locator("h2 + bdi")
            assert _first_and_last(month) == ("1", "o")  # 1 photo
            page.locator("a[data-id]").click()
            about = page.get_by_role("dialog", name="Photo").get_by_role("complementary")
            for fact, ends in (("640 × 480", "60"), ("43.50000, 11.25000", "40"), ("walk (1).jpg", "wg")):
                shown = about.locator("dd bdi", has_text=fact)
                assert _first_and_last(shown) == (ends[0], ends[1])


def _first_and_last(text: Locator) -> tuple[str, str]:
    """The letters that are seen at its left and at its right end."""
    expect(text).to_be_visible()
    found: list[str] = text.evaluate(
        """element => {
            const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
            const seen = [];
            for (let node = walker.nextNode(); node; node = walker.nextNode())
                for (let at = 0; at < node.length; at++) {
                    const range = document.createRange();
                    range.setStart(node, at);
                    range.setEnd(node, at + 1);
                    seen.push([range.getBoundingClientRect().left, node.data[at]]);
                }
            seen.sort(([one], [other]) => one - other);
            return [seen[0][1], seen.at(-1)[1]];
        }"""
    )
    return found[0], found[1]


def _box(place: Locator) -> dict[str, float]:
    box = place.first.bounding_box()
    assert box
    return {"x": box["x"], "y": box["y"], "width": box["width"], "height": box["height"]}


def _settled(place: Locator) -> dict[str, float]:
    """Where it lies when nothing of the page moves any more."""
    place.page.evaluate("Promise.allSettled(document.getAnimations().map(({finished}) => finished)).then(() => {})")
    return _box(place)


def _drag(page: Page, start: tuple[float, float], end: tuple[float, float]) -> None:
    """The button stays down."""
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(*end, steps=6)


def _let_go_slowly(page: Page) -> None:
    """No flick: those are quicker than a quarter of a second."""
    page.evaluate("new Promise(done => setTimeout(done, 260))")
    page.mouse.up()


def _pinch(page: Page) -> None:
    """Two fingers, first 100 pixels apart, then 200."""
    touch = page.context.new_cdp_session(page)
    for kind, apart in (("touchStart", 50), ("touchMove", 75), ("touchMove", 100)):
        fingers = [{"x": 195 + side * apart, "y": 400, "id": side + 1} for side in (-1, 1)]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": fingers})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def _colour(within: Locator, name: str) -> str:
    """A colour of the theme, as the browser computes it there."""
    found: str = within.evaluate(
        """(within, name) => {
            const probe = within.appendChild(document.createElement("i"));
            probe.style.color = `var(${name})`;
            const colour = getComputedStyle(probe).color;
            probe.remove();
            return colour;
        }""",
        name,
    )
    return found


def _disc() -> bytes:
    picture = Image.new("RGB", (640, 480), "white")
    ImageDraw.Draw(picture).ellipse((220, 140, 420, 340), fill="black")
    drawn = BytesIO()
    picture.save(drawn, "JPEG")
    return drawn.getvalue()
