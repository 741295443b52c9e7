"""Each page's main task, as a person does it."""

import re
import time
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from services.gateway.demonstration import gather
from tests.drawing import encoded
from tests.flows.importing import until
from tests.running import PATIENCE, Heliograph, running, settle, upload
from tests.services.gateway.test_demonstration import set_of
from tests.web.visiting import DESK, PHONE, faults, needs_web, visited, watched

pytestmark = needs_web


# The outbox holds four files, not only their names.
_FOUR_KEPT = """
    async () => {
        const request = (asked) => new Promise((done) => asked.onsuccess = () => done(asked.result));
        const database = await request(indexedDB.open("heliograph"));
        const kept = await request(database.transaction("outbox").objectStore("outbox").getAll());
        database.close();
        return kept.filter(({ file }) => file).length === 4;
    }
"""


def test_an_empty_library_invites_and_a_photo_is_added_understood_and_known_again(
    browser: Browser, tmp_path: Path
) -> None:
    (tmp_path / "walk.jpg").write_bytes(encoded(8101))
    with running(tmp_path / "home") as heliograph, visited(browser, heliograph, "/") as page:
        expect(page).to_have_url(re.compile("/app/$"))
        expect(page.get_by_role("heading", name="Your photos, found by what is in them")).to_be_visible()
        page.set_input_files("#files", tmp_path / "walk.jpg")
        tray = page.get_by_role("region", name="Photos being added")
        expect(tray).to_contain_text("1 photo")
        expect(page.locator("a[data-id]")).to_have_count(1)
        expect(tray).to_contain_text("1 photo added")
        page.on("request", lambda asked: travelled.append(asked.url) if asked.method == "POST" else None)
        travelled: list[str] = []
        page.set_input_files("#files", tmp_path / "walk.jpg")
        expect(tray).to_contain_text("1 was here already")
        assert not [url for url in travelled if url.endswith("/upload")]


def test_a_deleted_photo_comes_back_by_undo_or_from_the_trash_and_goes_for_good(
    browser: Browser, tmp_path: Path
) -> None:
    with running(tmp_path / "home") as heliograph, heliograph.client() as client:
        ids = [upload(client, encoded(8110 + n)).json()["id"] for n in range(3)]
        settle(client, ids)
        # What was on its way when the photo went is answered by 404.
        with visited(browser, heliograph, allowed=("404",)) as page:
            tiles = page.locator("a[data-id]")
            expect(tiles).to_have_count(3)
            tiles.first.click(modifiers=["Shift"])
            tiles.nth(1).click()
            page.get_by_role("toolbar").get_by_role("button", name="Delete").click()
            expect(tiles).to_have_count(1)
            page.get_by_role("button", name="Undo").click()
            expect(tiles).to_have_count(3)
            assert len(client.get("/photos").json()["photos"]) == 3

            tiles.first.click()
            viewer = page.get_by_role("dialog", name="Photo")
            viewer.get_by_role("button", name="Delete").click()
            page.get_by_role("button", name="Undo").click()  # though the viewer lies over the page
            expect(page.get_by_role("button", name="Undo")).to_have_count(0)
            viewer.get_by_role("button", name="Delete").click()
            page.keyboard.press("Escape")
            expect(tiles).to_have_count(2)
            tiles.first.click(modifiers=["Shift"])
            page.get_by_role("toolbar").get_by_role("button", name="Delete").click()
            expect(tiles).to_have_count(1)

            page.keyboard.press("g")
            page.keyboard.press("t")
            thrown = page.get_by_role("list", name="Trash").get_by_role("button")
            expect(thrown).to_have_count(2)
            expect(thrown).to_have_text(["30 days", "30 days"])
            expect(thrown.locator("img")).to_have_count(2)
            assert faults(page) == []
            thrown.first.click()
            page.get_by_role("toolbar").get_by_role("button", name="Restore").click()
            expect(thrown).to_have_count(1)
            thrown.first.click()
            page.keyboard.press("Delete")
            asked = page.get_by_role("dialog", name="Delete this photo for good?")
            assert faults(page) == []
            asked.get_by_role("button", name="Keep").click()
            expect(thrown).to_have_count(1)
            page.keyboard.press("Delete")
            asked.get_by_role("button", name="Delete for good").click()
            expect(thrown).to_have_count(0)
            expect(page.get_by_text("Nothing is in the trash")).to_be_visible()
            page.keyboard.press("g")
            page.keyboard.press("p")
            expect(tiles).to_have_count(2)
            assert client.get("/trash").json()["count"] == 0


def test_a_page_that_is_closed_makes_no_deletion_untrue(browser: Browser, tmp_path: Path) -> None:
    with running(tmp_path / "home") as heliograph, heliograph.client() as client:
        ids = [upload(client, encoded(8120 + n)).json()["id"] for n in range(12)]
        settle(client, ids)
        with visited(browser, heliograph, allowed=("404",)) as page:
            tiles = page.locator("a[data-id]")
            expect(tiles).to_have_count(12)
            tiles.first.click(modifiers=["Shift"])
            tiles.nth(10).click(modifiers=["Shift"])
            page.get_by_role("toolbar").get_by_role("button", name="Delete").click()
            expect(page.get_by_role("status").get_by_text("11 photos are in the trash.")).to_be_visible()
        wait = time.monotonic() + PATIENCE
        while len(client.get("/photos").json()["photos"]) > 1 and time.monotonic() < wait:
            time.sleep(0.05)
        assert len(client.get("/photos").json()["photos"]) == 1


def test_months_are_scrubbed_and_nothing_shifts_under_the_eye(browser: Browser, library: Heliograph) -> None:
    with visited(browser, library, viewport={"width": 900, "height": 500}) as page:
        slider = page.get_by_role("slider", name="Go to a month")
        expect(slider).to_be_visible()
        slider.focus()
        page.keyboard.press("End")
        expect(slider).to_have_attribute("aria-valuetext", re.compile("2022"))
        last = page.locator("a[data-id]").last
        expect(last).to_be_in_viewport()
        page.keyboard.press("Home")
        expect(slider).to_have_attribute("aria-valuetext", re.compile("2024"))


def test_search_says_what_was_understood_and_why_each_is_there(browser: Browser, library: Heliograph) -> None:
    with visited(browser, library) as page:
        page.keyboard.press("/")
        field = page.get_by_role("combobox", name="Search your photos")
        field.fill("photo in 2023")
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile(r"/search\?q=photo"))
        chip = page.get_by_role("link", name=re.compile("^Search without"))
        expect(chip).to_have_count(1)
        expect(page.locator("a[data-id]").first).to_be_visible()
        chip.click()
        expect(page).not_to_have_url(re.compile("2023"))


def test_a_picture_is_a_question_too(browser: Browser, library: Heliograph, tmp_path: Path) -> None:
    (tmp_path / "like.jpg").write_bytes(encoded(8003))
    with visited(browser, library) as page:
        page.get_by_label("Search by a picture").set_input_files(tmp_path / "like.jpg")
        expect(page.get_by_role("heading", name="Photos that look like this")).to_be_visible()
        expect(page.locator("a[data-id]").first).to_be_visible()


def test_health_names_what_failed_and_tries_again(browser: Browser, tmp_path: Path) -> None:
    with running(tmp_path / "home") as heliograph, heliograph.client() as client:
        torn = upload(client, encoded(8130, size=(640, 480))[:1500], "torn.jpg").json()["id"]
        sentence = settle(client, [torn])[torn]["stages"]["renditions"]["error"]
        with visited(browser, heliograph, "/app/library/health", **PHONE) as page:
            expect(page.locator("main")).to_contain_text(sentence)
            with page.expect_response(f"**/photo/{torn}/retry") as retried:
                page.get_by_role("button", name="Try again", exact=True).first.click()
            assert retried.value.status == 202


def test_the_language_the_theme_and_the_direction_are_chosen(browser: Browser, library: Heliograph) -> None:
    with visited(browser, library, "/app/library/settings") as page:
        page.get_by_label("Language").select_option("de")
        expect(page.get_by_role("heading", name="Einstellungen")).to_be_visible()
        expect(page.locator("html")).to_have_attribute("lang", "de")
        page.get_by_label("Aussehen").select_option("night")
        expect(page.locator("html")).to_have_attribute("data-theme", "night")
        page.get_by_label("Leserichtung").select_option("rtl")
        page.reload()
        expect(page.locator("html")).to_have_attribute("dir", "rtl")
        expect(page.get_by_role("heading", name="Einstellungen")).to_be_visible()


@pytest.mark.parametrize("code", ["en-GB", "de-DE", "es-ES", "zh-CN"])
def test_the_browsers_language_is_spoken(browser: Browser, library: Heliograph, code: str) -> None:
    names = {"en-GB": "Collections", "de-DE": "Sammlungen", "es-ES": "Colecciones", "zh-CN": "合集"}
    with visited(browser, library, "/app/collections", locale=code) as page:
        expect(page.get_by_role("heading", name=names[code], exact=True)).to_be_visible()


def test_a_locked_library_opens_with_its_token(browser: Browser, tmp_path: Path) -> None:
    with running(tmp_path / "home", token="sesame") as heliograph:
        with heliograph.client(headers={"Authorization": "Bearer sesame"}) as client:
            settle(client, [upload(client, encoded(8140)).json()["id"]])
        with watched(browser.new_context(locale="en-GB"), allowed=("401",)) as page:
            page.goto(heliograph.base + "/app/")
            field = page.get_by_label("Token", exact=True)
            field.fill("mellon")
            field.press("Enter")
            expect(page.get_by_text("That token was not accepted.")).to_be_visible()
            field.fill("sesame")
            field.press("Enter")
            # The picture travels with the token, too: an address alone would be refused.
            expect(page.locator("a[data-id] img")).to_have_attribute("src", re.compile("^blob:"))
            page.reload()
            expect(page.locator("a[data-id] img")).to_be_visible()
            expect(field).to_be_hidden()


def test_without_the_network_photos_are_seen_found_and_added_later(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "later.jpg").write_bytes(encoded(8152))
    with running(tmp_path / "home") as heliograph, heliograph.client() as client:
        settle(client, [upload(client, encoded(8150 + n), f"trip{n}.jpg").json()["id"] for n in range(2)])
        context = browser.new_context(locale="en-GB")
        with watched(context, allowed=("ERR_INTERNET_DISCONNECTED", "ERR_FAILED")) as page:
            page.goto(heliograph.base + "/app/library/settings")
            expect(page.locator("main")).to_contain_text("Now 2 photos")
            page.evaluate("navigator.serviceWorker.ready.then(() => undefined)")
            context.set_offline(True)
            page.goto(heliograph.base + "/app/")
            expect(page.get_by_text("Heliograph does not answer.")).to_be_visible()
            expect(page.locator("a[data-id] img")).to_have_count(2)
            page.set_input_files("#files", tmp_path / "later.jpg")
            expect(page.get_by_role("region", name="Photos being added")).to_contain_text("kept on this device")
            page.goto(heliograph.base + "/app/search?q=trip1")
            expect(page.locator("a[data-id]")).to_have_count(1)
            assert len(client.get("/photos").json()["photos"]) == 2

            page.goto(heliograph.base + "/app/")
            expect(page.locator("a[data-id] img")).to_have_count(2)
            asked: list[str] = []
            page.on("request", lambda request: asked.append(request.url))
            page.evaluate("new Promise(done => setTimeout(done, 1500))")  # in which nothing says that it is online
            assert not [url for url in asked if "thumbnail" in url]
            expect(page.get_by_text("Heliograph does not answer.")).to_be_visible()
            context.set_offline(False)  # and without a reload, what waits goes out
            expect(page.locator("a[data-id]")).to_have_count(3, timeout=60_000)
            assert len(client.get("/photos").json()["photos"]) == 3


def test_what_a_closed_tab_had_not_sent_is_sent_by_the_next(browser: Browser, tmp_path: Path) -> None:
    files = [tmp_path / f"{n}.jpg" for n in range(4)]
    for n, file in enumerate(files):
        file.write_bytes(encoded(8170 + n))
    with running(tmp_path / "home") as heliograph, heliograph.client() as client:
        context = browser.new_context(locale="en-GB")
        with watched(context, allowed=("ERR_FAILED",)) as page:
            context.route("**/upload", lambda route: route.abort())
            page.goto(heliograph.base + "/app/")
            page.set_input_files("#files", files)
            tray = page.get_by_role("region", name="Photos being added")
            expect(tray).to_contain_text("go out by themselves")
            until(lambda: page.evaluate(_FOUR_KEPT), "four photos kept to be sent")
            page.close(run_before_unload=False)
            context.unroute("**/upload")
            later = context.new_page()
            later.goto(heliograph.base + "/app/library")
            # What was on its way when the tab closed may have come, and is then here already.
            told = re.compile(r"4 photos added|\d photos? added · \d w(as|ere) here already|4 were here already")
            expect(later.get_by_role("region", name="Photos being added")).to_contain_text(told)
            assert len(client.get("/photos").json()["photos"]) == 4


def test_forgetting_the_token_forgets_the_library(browser: Browser, tmp_path: Path) -> None:
    with running(tmp_path / "home", token="sesame-sesame-sesame") as heliograph:
        with heliograph.client(headers={"Authorization": "Bearer sesame-sesame-sesame"}) as client:
            id = upload(client, encoded(8145)).json()["id"]
            settle(client, [id])
        context = browser.new_context(locale="en-GB")
        with watched(context, allowed=("401", "ERR_INTERNET_DISCONNECTED", "ERR_FAILED")) as page:
            page.goto(heliograph.base + "/app/library/settings")
            page.get_by_role("dialog").get_by_label("Token", exact=True).fill("sesame-sesame-sesame")
            page.keyboard.press("Enter")
            expect(page.locator("main")).to_contain_text("Now 1 photo")
            ask = "([id, headers]) => fetch(`/photo/${id}/thumbnail`, { headers }).then(({ status }) => status)"
            assert page.evaluate(ask, [id, {"Authorization": "Bearer sesame-sesame-sesame"}]) == 200
            page.get_by_role("button", name="Forget the token").click()
            expect(page.get_by_role("dialog", name="This library is locked")).to_be_visible()
            assert page.evaluate(ask, [id, {}]) == 401, "not the one that the browser kept"
            page.goto(heliograph.base + "/app/library/settings")
            expect(page.locator("main")).to_contain_text("Now 0 photos")


def test_what_was_asked_early_is_not_asked_again(browser: Browser, library: Heliograph) -> None:
    with visited(browser, library, service_workers="allow") as page:
        expect(page.locator("[data-tile] img").first).to_be_visible()
        until(lambda: page.evaluate("Object.keys(window.early).length === 0"), "the app taking the early answers")
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url.removeprefix(library.base)))
        page.reload()
        expect(page.locator("[data-tile] img").first).to_be_visible()
        assert asked.count("/photos?limit=60") == 1


def test_before_the_scripts_are_there_a_page_has_its_light_and_its_mark(browser: Browser, library: Heliograph) -> None:
    context = browser.new_context(**DESK, color_scheme="dark")
    context.route("**/assets/*.js", lambda route: route.abort())
    with watched(context, allowed=("ERR_FAILED",)) as page:
        page.goto(library.base + "/app/")
        expect(page.locator("html")).to_have_css("background-color", "rgb(16, 17, 20)")
        expect(page.locator("#root img")).to_be_visible()


def test_photos_come_into_the_page_from_the_top(browser: Browser, library: Heliograph) -> None:
    with visited(browser, library) as page:
        page.add_init_script(
            "window.firsts = new Set();"
            "new MutationObserver(() => firsts.add(document.querySelector('[data-tile]')?.dataset.tile))"
            ".observe(document, {childList: true, subtree: true})"
        )
        page.reload()
        expect(page.locator("[data-tile]").nth(9)).to_be_visible()
        assert len(page.evaluate("[...firsts].filter(Boolean)")) == 1, "none comes before one that is there"


def test_photos_are_chosen_by_drawing_over_them(browser: Browser, library: Heliograph) -> None:
    with visited(browser, library) as page:
        tiles = page.locator("[data-tile]")
        expect(tiles.nth(2).locator("img")).to_be_visible()
        tiles.nth(0).hover()  # which waits until the tile holds still
        page.mouse.down()
        tiles.nth(1).hover(force=True)
        tiles.nth(2).hover(force=True)
        page.mouse.up()
        expect(page.get_by_role("toolbar")).to_contain_text("3")
        expect(page.get_by_role("dialog", name="Photo")).to_be_hidden()


def test_a_mouse_over_a_photo_or_a_month_is_offered_to_choose_it(browser: Browser, library: Heliograph) -> None:
    with visited(browser, library) as page:
        check = page.locator("[data-check]")
        expect(check).to_have_count(0)
        page.locator("[data-tile]").first.hover()
        check.click()
        field = page.get_by_role("combobox", name="Search your photos")
        field.fill("two")
        page.keyboard.press("Delete")
        expect(page.get_by_role("toolbar")).to_contain_text("1 selected")  # which a key for the field leaves alone
        page.keyboard.press("Escape")
        page.get_by_role("heading", level=2).first.hover()
        expect(page.get_by_role("button", name="Select all").first).to_have_css("opacity", "1")


def test_an_empty_library_takes_the_demonstration_and_gives_it_back(browser: Browser, tmp_path: Path) -> None:
    folder = tmp_path / "home" / "demonstration"
    gather(tmp_path / "package", folder, set_of(tmp_path / "package", 8150, 8151))
    # Of what was worked on a moment ago the page hears once more, and asks in vain: Chromium writes that down itself.
    late = ("the server responded with a status of 404",)
    with running(tmp_path / "home") as heliograph, visited(browser, heliograph, allowed=late) as page:
        page.get_by_role("button", name="Try it with 2 pictures").click()
        expect(page.locator("a[data-id]")).to_have_count(2)
        expect(page.get_by_text("2 of these are demonstration pictures.")).to_be_visible()
        page.get_by_role("button", name="Take them out").click()
        expect(page.locator("a[data-id]")).to_have_count(0)
        expect(page.get_by_role("button", name="Try it with 2 pictures")).to_be_visible()
