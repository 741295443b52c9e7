"""Accounts in a browser: who comes in, who sees what, and that signing out leaves nothing behind."""

import json
import re
from pathlib import Path

import pyotp
from playwright.sync_api import Browser, Page, Route, expect

from tests.drawing import encoded
from tests.flows.importing import until
from tests.running import Heliograph, running, settle, upload
from tests.web.visiting import DESK, PHONE, faults, needs_web, visited

pytestmark = needs_web

_MARA, _JONAS = ("mara", "seven quiet herons"), ("jonas", "a lamp under the stairs")
# Browsers write down every answer that refuses; it is what these tests are about.
_REFUSED = ("status of 401", "status of 403", "status of 404", "ERR_FAILED")

# What this device keeps of everybody, by store.
_KEPT = """(async () => {
    const counts = {photos: 0, thumbnails: 0, outbox: 0};
    const done = (asked) => new Promise((told) => { asked.onsuccess = () => told(asked.result); });
    for (const {name} of await indexedDB.databases()) {
        const database = await done(indexedDB.open(name));
        for (const store of database.objectStoreNames)
            counts[store] += await done(database.transaction(store).objectStore(store).count());
        database.close();
    }
    return counts;
})()"""


def test_a_household_lets_each_other_in(browser: Browser, tmp_path: Path) -> None:
    with running(tmp_path / "home") as heliograph:
        with heliograph.client() as client:
            sent = [upload(client, encoded(8100 + n), f"{n}.jpg").json()["id"] for n in range(2)]
            settle(client, sent)
        with visited(browser, heliograph, "/app/library/settings", allowed=_REFUSED, reduced_motion="reduce") as mara:
            _first_account(mara)
            _signs_out_and_in(mara, heliograph)
            link = _invites(mara)
            _another_comes_in(browser, heliograph, link, sent[0])
            _ends_another_device(browser, mara, heliograph)
            _proves_it(mara, heliograph)
            _second_factor(mara, heliograph)


def _first_account(page: Page) -> None:
    page.get_by_role("link", name="Let others in").click()
    expect(page.get_by_role("heading", name="Let others in", level=1)).to_be_visible()
    assert faults(page) == []
    page.get_by_label("Name").fill(_MARA[0])
    password = page.get_by_label("Password", exact=True)
    password.fill("short")
    expect(page.get_by_text("7 more characters.")).to_be_visible()
    password.fill(_MARA[1])
    expect(page.get_by_text("Strong.")).to_be_visible()
    page.get_by_role("button", name="Show the password").click()
    expect(password).to_have_attribute("type", "text")
    page.get_by_role("button", name="Make the first account").click()
    expect(page.locator("a[data-id]")).to_have_count(2)  # the library that was there is hers


def _signs_out_and_in(page: Page, heliograph: Heliograph) -> None:
    page.goto(heliograph.base + "/app/library/settings")
    page.get_by_label("Kept on this device").select_option("50")  # which is done at once
    expect(page.get_by_text("Now 2 photos")).to_be_visible()
    assert page.evaluate(_KEPT) == {"photos": 2, "thumbnails": 2, "outbox": 0}
    _asked_before_what_waits_is_lost(page)
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    expect(page.locator("a[data-id]")).to_have_count(0)
    assert page.evaluate(_KEPT) == {"photos": 0, "thumbnails": 0, "outbox": 0}
    assert faults(page) == []
    assert page.evaluate("fetch('/photos').then(({status}) => status)") == 401
    _sign_in(page, _MARA[0], "the wrong password")
    expect(page.get_by_role("alert")).to_have_text("This name and this password do not belong together.")
    _sign_in(page, *_MARA)
    expect(page.locator("a[data-id]")).to_have_count(3)


def _asked_before_what_waits_is_lost(page: Page) -> None:
    def nobody(route: Route) -> None:
        route.abort()

    page.route("**/upload", nobody)
    page.locator("#files").set_input_files({"name": "waits.jpg", "mimeType": "image/jpeg", "buffer": encoded(8300)})
    _until_waiting(page, 1)
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Library").click()
    page.get_by_role("link", name="Your account").click()
    page.get_by_role("button", name="Sign out").click()
    dialog = page.get_by_role("dialog", name="Sign out")
    expect(dialog).to_contain_text("1 file has not been sent yet.")
    assert faults(page) == []
    dialog.get_by_role("button", name="Stay signed in").click()
    page.unroute("**/upload")
    _until_waiting(page, 0)  # it has gone by itself


def _until_waiting(page: Page, count: int) -> None:
    until(lambda: page.evaluate(_KEPT)["outbox"] == count, f"{count} files in the outbox")


def _sign_in(page: Page, name: str, password: str) -> None:
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in").click()


def _invites(page: Page) -> str:
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Library").click()
    page.get_by_role("link", name="Who has an account").click()
    page.get_by_role("button", name="Invite somebody").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Make the link").click()
    link = dialog.locator("code").inner_text()
    assert faults(page) == []
    dialog.get_by_role("button", name="Close").click()
    expect(page.get_by_role("button", name="Take back")).to_be_visible()
    return link


def _another_comes_in(browser: Browser, heliograph: Heliograph, link: str, photo: str) -> None:
    path = link.removeprefix(heliograph.base)
    with visited(browser, heliograph, path, allowed=_REFUSED, color_scheme="dark", **PHONE) as page:
        expect(page.get_by_text("mara invites you.")).to_be_visible()
        assert "token" not in page.url
        assert faults(page) == []
        page.get_by_label("Name").fill(_JONAS[0])
        page.get_by_label("Password", exact=True).fill(_JONAS[1])
        page.get_by_role("button", name="Make my account").click()
        expect(page.get_by_role("heading", name="Your photos, found by what is in them")).to_be_visible()
        for path in (f"/photo/{photo}", f"/photo/{photo}/thumbnail", "/accounts"):
            assert page.evaluate(f"fetch('{path}').then(({{status}}) => status)") in (403, 404), path
        page.goto(heliograph.base + f"/app/?photo={photo}")
        expect(page.locator("img[src*='/photo/']")).to_have_count(0)
    with visited(browser, heliograph, link.removeprefix(heliograph.base), allowed=_REFUSED) as page:
        expect(page.get_by_text("This invitation has been used")).to_be_visible()


def _ends_another_device(browser: Browser, mara: Page, heliograph: Heliograph) -> None:
    with visited(browser, heliograph, allowed=_REFUSED, **DESK) as other:
        _sign_in(other, *_MARA)
        expect(other.locator("a[data-id]")).to_have_count(3)
        mara.goto(heliograph.base + "/app/library/account/devices")
        expect(mara.get_by_text("This device")).to_be_visible()
        assert faults(mara) == []
        mara.get_by_role("button", name="Sign out there").click()
        # Its stream of events ends within a second, and nothing of the library stays in sight.
        expect(other.get_by_role("heading", name="Sign in")).to_be_visible()
        expect(other.get_by_text("You were signed out on this device.")).to_be_visible()
        expect(other.locator("a[data-id]")).to_have_count(0)


def _proves_it(page: Page, heliograph: Heliograph) -> None:
    """What the gateway answers five minutes later is answered now, once."""
    refusals = [{"title": "Forbidden", "status": 403, "detail": "Show your password once more.", "needs": "proof"}]

    def once(route: Route) -> None:
        if route.request.method == "POST" and refusals:
            route.fulfill(status=403, content_type="application/problem+json", body=json.dumps(refusals.pop()))
        else:
            route.continue_()

    page.route("**/account/keys", once)
    page.goto(heliograph.base + "/app/library/account/keys")
    page.get_by_role("button", name="Make a key").click()
    page.get_by_label("What is it for?").fill("backup")
    page.get_by_role("dialog").get_by_role("button", name="Make a key").click()
    proof = page.get_by_role("dialog", name="Your password, please")
    proof.get_by_label("Password", exact=True).fill("not this one")
    proof.get_by_role("button", name="Continue").click()
    expect(proof.get_by_role("alert")).to_have_text("That is not right.")
    assert faults(page) == []
    proof.get_by_label("Password", exact=True).fill(_MARA[1])
    proof.get_by_role("button", name="Continue").click()
    secret = page.get_by_role("dialog", name="backup").locator("code").inner_text()
    with heliograph.client(headers={"Authorization": f"Bearer {secret}"}) as client:
        assert len(client.get("/photos").json()["photos"]) == 3
        assert upload(client, encoded(8200)).status_code == 403  # it may see, and nothing else
    page.get_by_role("button", name="Close").click()
    expect(page.get_by_text("See photos")).to_be_visible()
    assert faults(page) == []


def _second_factor(page: Page, heliograph: Heliograph) -> None:
    page.goto(heliograph.base + "/app/library/account")
    page.get_by_role("button", name="Set it up").click()
    dialog = page.get_by_role("dialog", name="Code from an app")
    expect(dialog.get_by_role("img", name="The key as a QR code")).to_be_visible()
    assert faults(page) == []
    dialog.get_by_label("The code that the app shows now").fill(pyotp.TOTP(dialog.locator("code").inner_text()).now())
    dialog.get_by_role("button", name="Switch it on").click()
    kept = page.get_by_role("dialog", name="Your recovery codes")
    recovery = kept.locator("code").inner_text().split()
    assert len(recovery) == 10
    kept.get_by_role("button", name="I have kept them").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    _sign_in(page, *_MARA)
    code = page.get_by_label("Code")
    expect(code).to_be_focused()
    code.fill("000000")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_contain_text("That code is not right")
    code.fill(recovery[0])
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator("a[data-id]")).to_have_count(3)
    page.goto(heliograph.base + "/app/library/audit")
    expect(page.get_by_text("A recovery code was used")).to_be_visible()
    page.get_by_label("Show").select_option("Refused sign-ins")
    expect(page.get_by_text(re.compile("A sign-in was refused")).first).to_be_visible()
    expect(page.get_by_text("Signed in")).to_have_count(0)
    assert faults(page) == []
