"""Sharing by a link in two browsers: the owner's, and a visitor's who has no account."""

from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.drawing import encoded
from tests.running import running, settle, upload
from tests.web.visiting import PHONE, faults, needs_web, visited

pytestmark = needs_web

# Browsers write down every answer that refuses.
_REFUSED = ("status of 403", "status of 404")
_WORD = "along the river"


def test_a_link_from_its_making_to_its_end(browser: Browser, tmp_path: Path) -> None:
    picture = tmp_path / "from-ida.jpg"
    picture.write_bytes(encoded(8399, size=(640, 480)))
    with running(tmp_path / "home") as heliograph:
        with heliograph.client() as client:
            sent = [upload(client, encoded(8300 + n, size=(640, 480)), f"{n}.jpg").json()["id"] for n in range(4)]
            settle(client, sent)
            album = client.post("/albums", json={"name": "Lake <week>"}).json()["id"]
            client.put(f"/albums/{album}/photos", json={"ids": sent[:3]})
        with visited(browser, heliograph, f"/app/collections/albums/{album}", allowed=_REFUSED) as owner:
            link = _made(owner)
            with visited(
                browser, heliograph, link.removeprefix(heliograph.base), allowed=_REFUSED, locale="de-DE", **PHONE
            ) as visitor:
                _looks(visitor, link, sent[3])
                _sends(visitor, picture)
                _takes(owner, heliograph.base)
                visitor.reload()
                expect(visitor.locator("[data-tile]")).to_have_count(4)
                _stops(owner, heliograph.base)
                visitor.locator("[data-tile] a").nth(0).click()
                expect(visitor.get_by_role("heading", name="Dieser Link gilt nicht mehr")).to_be_visible()
                expect(visitor.locator("[data-tile]")).to_have_count(0)
                assert faults(visitor) == []
        kept = heliograph.log.read_text()
    assert link.partition("#")[2] not in kept
    assert _WORD not in kept


def _made(page: Page) -> str:
    page.get_by_role("button", name="Share", exact=True).click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("radio", name="By a link")).to_be_checked()  # there is nobody else yet
    expect(dialog.get_by_label("Title that visitors see")).to_have_value("Lake <week>")
    expect(dialog.get_by_text("without places, cameras, names and file names")).to_be_visible()
    dialog.get_by_label("Password, if you like").fill(_WORD)
    dialog.get_by_label("They may send photos in").check()
    assert faults(page) == []
    dialog.get_by_role("button", name="Make the link").click()
    address = dialog.get_by_label("By a link").input_value()
    assert "#" in address
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    return address


def _looks(page: Page, link: str, elsewhere: str) -> None:
    page.get_by_label("Wer dir den Link geschickt hat, kennt es.").fill("another word")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_have_text("Dieses Passwort stimmt nicht.")
    assert faults(page) == []
    page.get_by_role("textbox").fill(_WORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Lake <week>", level=1)).to_be_visible()
    tiles = page.locator("[data-tile] img")
    expect(tiles).to_have_count(3)
    assert faults(page) == []
    page.locator("[data-tile] a").nth(0).click()
    photo = page.get_by_role("dialog")
    expect(photo.locator("img").first).to_be_visible()
    first = page.url
    page.keyboard.press("ArrowRight")
    expect(page).not_to_have_url(first)
    assert faults(page) == []
    page.keyboard.press("Escape")
    expect(photo).to_be_hidden()
    # Nothing of theirs is anybody else's to keep.
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
    assert elsewhere not in page.content()


def _sends(page: Page, picture: Path) -> None:
    page.get_by_role("button", name="Fotos schicken").click()
    page.get_by_label("Dein Name").fill("Ida")
    page.locator("input[type=file]").set_input_files(picture)
    expect(page.get_by_text("1 Foto ist angekommen.")).to_be_visible()
    assert faults(page) == []
    page.keyboard.press("Escape")


def _takes(page: Page, base: str) -> None:
    page.goto(f"{base}/app/collections/shared")
    page.get_by_role("link", name="Inbox").click()
    expect(page.locator("[data-tile] img")).to_have_count(1)
    expect(page.get_by_role("group", name="Inbox").get_by_text("Ida", exact=True)).to_be_visible()
    assert faults(page) == []
    page.get_by_role("button", name="Take all").click()
    expect(page.get_by_text("Nothing waits here.")).to_be_visible()


def _stops(page: Page, base: str) -> None:
    page.goto(f"{base}/app/collections/shared")
    expect(page.get_by_text("with a password")).to_be_visible()
    assert faults(page) == []
    page.get_by_role("button", name="Stop sharing").click()
    expect(page.get_by_text("It is shared no more.")).to_be_visible()
