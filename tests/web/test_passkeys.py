"""Passkeys and a provider in a browser, whose device is a virtual one of Chromium's: made, used, and taken away."""

import json
import re
from pathlib import Path

from playwright.sync_api import Browser, Page, Route, expect

from tests.provider import CLIENT, SECRET, IdentityProvider, providing
from tests.running import Heliograph, running
from tests.web.visiting import PHONE, faults, needs_web, visited

pytestmark = needs_web

_PASSWORD = "seven quiet herons"
_REFUSED = ("status of 401", "status of 403", "status of 409")
_FIRST = """async (password) => {
    const body = JSON.stringify({name: "mara", password});
    const made = await fetch("/auth/first", {method: "POST", headers: {"Content-Type": "application/json"}, body});
    localStorage.setItem("heliograph-account", (await made.json()).account.id);
    return made.status;
}"""


def test_a_device_and_a_provider_sign_in(browser: Browser, tmp_path: Path) -> None:
    with (
        providing() as provider,
        running(
            tmp_path / "home", oidc_issuer=provider.issuer, oidc_client_id=CLIENT, oidc_client_secret=SECRET,
            oidc_name="The house", oidc_private=True,
        ) as heliograph,
    ):  # fmt: skip
        # Browsers bind passkeys to names.
        heliograph.base = heliograph.base.replace("127.0.0.1", "localhost")
        provider.client.redirects = [f"{heliograph.base}/auth/oidc/callback"]
        with visited(browser, heliograph, allowed=_REFUSED, reduced_motion="reduce", **PHONE) as page:
            device = page.context.new_cdp_session(page)
            device.send("WebAuthn.enable")
            options = {
                "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
                "isUserVerified": True, "automaticPresenceSimulation": True,
            }  # fmt: skip
            authenticator = device.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]
            assert page.evaluate(_FIRST, _PASSWORD) == 201
            page.goto(f"{heliograph.base}/app/library/account")
            _made_and_named(page)
            held = device.send("WebAuthn.getCredentials", {"authenticatorId": authenticator})["credentials"]
            assert [(each["rpId"], each["isResidentCredential"]) for each in held] == [("localhost", True)]
            _used(page, heliograph)
            _linked(page, heliograph, provider)
            _taken_away(page)
            expect(page.get_by_text("Red phone")).to_have_count(0)
            page.get_by_role("button", name="Sign out").click()
            expect(page.get_by_text("Signed out of the house.")).to_be_visible()
            page.goto(f"{heliograph.base}/app/")
            page.get_by_role("button", name="Sign in with a passkey").click()
            expect(page.get_by_role("alert")).to_have_text(
                "This passkey does not open an account here. Sign in another way."
            )


def _made_and_named(page: Page) -> None:
    page.get_by_role("button", name="Make a passkey").click()
    dialog = page.get_by_role("dialog", name="Make a passkey")
    expect(dialog.get_by_label("What is it called?")).not_to_be_empty()
    assert faults(page) == []
    dialog.get_by_role("button", name="Make it").click()
    expect(dialog).to_have_count(0)
    page.get_by_role("button", name="Rename").click()
    page.get_by_role("dialog").get_by_label("What is it called?").fill("Red phone")
    page.get_by_role("dialog").get_by_role("button", name="Save").click()
    expect(page.get_by_text("Red phone")).to_be_visible()
    page.get_by_role("button", name="Make a passkey").click()
    page.get_by_role("dialog").get_by_role("button", name="Make it").click()
    expect(page.get_by_role("alert")).to_have_text("This device has a passkey for your account already.")
    page.get_by_role("dialog").get_by_role("button", name="Close").click()
    assert faults(page) == []


def _used(page: Page, heliograph: Heliograph) -> None:
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("button", name="Sign in with The house")).to_be_visible()
    assert faults(page) == []
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("heading", name="Your photos, found by what is in them")).to_be_visible()
    page.goto(f"{heliograph.base}/app/library/account")
    expect(page.get_by_text("last used")).to_be_visible()


def _linked(page: Page, heliograph: Heliograph, provider: IdentityProvider) -> None:
    """What the gateway answers five minutes later is answered now, once: a proof, which the device gives."""
    refusals = [{"title": "Forbidden", "status": 403, "detail": "Show your password once more.", "needs": "proof"}]

    def once(route: Route) -> None:
        if refusals:
            route.fulfill(status=403, content_type="application/problem+json", body=json.dumps(refusals.pop()))
        else:
            route.continue_()

    page.route("**/account/oidc/begin", once)
    page.get_by_role("button", name="Link", exact=True).click()
    proof = page.get_by_role("dialog", name="Your password, please")
    expect(proof.get_by_role("button", name="Use a passkey")).to_be_visible()
    assert faults(page) == []
    proof.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("alert")).to_have_text(re.compile("It was not agreed to there"))
    assert faults(page) == []
    provider.person = {"sub": "mara-1", "email": "mara@example.org"}
    page.goto(f"{heliograph.base}/app/library/account")
    page.get_by_role("button", name="Link", exact=True).click()
    expect(page.get_by_text("Linked to mara@example.org")).to_be_visible()
    assert page.url == f"{heliograph.base}/app/library/account"
    # Whom it lets in it lets out. They go on where they were.
    page.get_by_role("button", name="Sign out").click()
    _by_provider(page, heliograph)
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_text("Signed out of the house.")).to_be_visible()
    _by_provider(page, heliograph)


def _by_provider(page: Page, heliograph: Heliograph) -> None:
    expect(page.get_by_text("Linked to mara@example.org")).to_have_count(0)
    page.goto(f"{heliograph.base}/app/library/account")
    page.get_by_role("button", name="Sign in with The house").click()
    expect(page.get_by_text("Linked to mara@example.org")).to_be_visible()


def _taken_away(page: Page) -> None:
    page.get_by_role("button", name="Unlink").click()
    expect(page.get_by_role("button", name="Link", exact=True)).to_be_visible()
    page.get_by_role("button", name="Remove").click()
    page.get_by_role("dialog").get_by_role("button", name="Remove").click()
