"""`make screenshots`: the app with real photos, as docs/screenshots shows it.

Photos of the evalkit that may be shown: those under the Unsplash License and in the public domain (docs/screenshots/
CREDITS.md names them). They are looked at by the real system, with the bundled models.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[2]))

from bench.system import product
from tests.flows.importing import until
from tests.running import Heliograph, settle, upload
from tests.web.visiting import CHROMIUM, DESK, PHONE, QUIET

_PARTS = ("unsplash", "immich_pd")
_SHOTS = Path(__file__).parents[2] / "docs" / "screenshots"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--evalkit", type=Path, required=True)
    parser.add_argument("--to", type=Path, default=_SHOTS, help="folder for the pictures")
    chosen = parser.parse_args()
    files = sorted(path for part in _PARTS for path in (chosen.evalkit / "photos" / part).glob("*.jp*g"))
    whole = {"ocr": True, "feature_seconds": 1}
    with tempfile.TemporaryDirectory() as folder, product(Path(folder), **whole) as heliograph:
        with heliograph.client() as client:
            ids = [upload(client, path.read_bytes(), path.name).json()["id"] for path in files]
            photos = settle(client, ids, timeout=600)
            days = {photo["day"] for photo in photos.values() if photo["date_source"] not in ("file", "upload")}
            until(lambda: len(client.get("/days").json()["days"]) == len(days), "a summary of every day")
            shown = client.get("/search", params={"q": "rocks"}).json()["hits"]
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, chromium_sandbox=False, args=QUIET)
            first = shown[0]["photo"]["id"] if shown else ids[0]
            for name, path, how, act in _shots(first):
                _take(browser, heliograph, path, chosen.to / f"{name}.jpg", how, act)
            browser.close()


def _shots(photo: str) -> list[tuple[str, str, dict[str, Any], Callable[[Page], None]]]:
    light, dark = {"color_scheme": "light"}, {"color_scheme": "dark"}
    return [
        ("timeline-desk-light", "/app/", DESK | light, _nothing),
        ("timeline-phone-dark", "/app/", PHONE | dark, _nothing),
        ("photo-desk-dark", f"/app/?photo={photo}", DESK | dark, _nothing),
        ("photo-phone-light", f"/app/?photo={photo}", PHONE | light, _nothing),
        ("search-desk-light", "/app/search?q=animals+without+people", DESK | light, _nothing),
        ("search-phone-dark", "/app/search?q=flowers", PHONE | dark, _nothing),
        ("collections-desk-dark", "/app/collections", DESK | dark, _nothing),
        ("collections-phone-light", "/app/collections", PHONE | light, _nothing),
        ("for-you-desk-light", "/app/for-you", DESK | light, _nothing),
        ("days-desk-light", "/app/collections/days", DESK | light, _nothing),
        ("map-desk-light", "/app/collections/map", DESK | light, _nothing),
        ("health-desk-light", "/app/library/health", DESK | light, _nothing),
        ("settings-phone-dark", "/app/library/settings", PHONE | dark, _nothing),
    ]


def _nothing(page: Page) -> None:
    pass


def _take(
    browser: Browser, heliograph: Heliograph, path: str, to: Path, how: dict[str, Any], act: Callable[[Page], None]
) -> None:
    context = browser.new_context(**{"locale": "en-GB", **how})
    context.route("**/tile.openstreetmap.org/**", lambda route: route.abort())
    page = context.new_page()
    page.goto(heliograph.base + path, wait_until="load")
    page.wait_for_timeout(2500)  # pictures fade in
    act(page)
    page.wait_for_timeout(800)
    page.screenshot(path=to, type="jpeg", quality=82)
    context.close()


if __name__ == "__main__":
    main()
