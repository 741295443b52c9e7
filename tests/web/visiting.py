"""The web app in a real browser, as a person has it before them."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.running import REPO, Heliograph

# A busy machine takes its time; what is there is there at once.
expect.set_options(timeout=60_000)

CHROMIUM = shutil.which("chromium")
_DIST = REPO / "web" / "dist" / "index.html"
_AXE = REPO / "web" / "node_modules" / "axe-core" / "axe.min.js"

# The background flags keep Chromium from asking hosts that a closed network refuses.
QUIET = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip

PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
DESK: dict[str, Any] = {"viewport": {"width": 1366, "height": 820}}

needs_web = [
    pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed (apt-get install chromium)"),
    pytest.mark.skipif(not _DIST.is_file(), reason="web/dist is not built (make web)"),
]

# What still comes or goes is half transparent, and nobody reads it so.
_STANDS = """() => Promise.all(
  document.getAnimations().filter((one) => Number.isFinite(one.effect.getComputedTiming().endTime))
    .map((one) => one.finished.catch(() => undefined))
)"""

# A tile of one pixel: the tests ask no other host.
_TILE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c6338"
    "030000ce00cdd46690b00000000049454e44ae426082"
)


def _tile(route: Route) -> None:
    route.fulfill(body=_TILE, content_type="image/png")


@contextmanager
def visited(
    browser: Browser, heliograph: Heliograph, path: str = "/app/", *, allowed: tuple[str, ...] = (), **options: Any
) -> Iterator[Page]:
    """The page at `path`, with everything that went wrong in it as a failure of the test. What keeps the app for when
    there is no network costs every visit a second of processor time: who means it says `service_workers="allow"`."""
    context = browser.new_context(**{**DESK, "locale": "en-GB", "service_workers": "block", **options})
    with watched(context, allowed=allowed) as page:
        page.goto(heliograph.base + path)
        yield page


@contextmanager
def watched(context: BrowserContext, *, allowed: tuple[str, ...] = ()) -> Iterator[Page]:
    context.route("**/tile.openstreetmap.org/**", _tile)
    page = context.new_page()
    page.set_default_timeout(60_000)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda said: errors.append(f"{said.text} {said.location}") if said.type == "error" else None)
    yield page
    said = list(errors)  # before the end of the context cuts off what is on its way
    context.close()
    wrong = [error for error in said if not any(text in error for text in allowed)]
    assert not wrong, wrong


def faults(page: Page) -> list[str]:
    """What axe has against the page, by WCAG 2.2 A and AA: each rule with the elements that break it."""
    page.evaluate(_STANDS)
    page.evaluate(_AXE.read_text())
    found: dict[str, Any] = page.evaluate(
        "() => axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})"
    )
    return [
        f"{rule['id']}: {node['target']} {node.get('failureSummary', '')}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]
