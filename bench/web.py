"""How quick the web app is with a hundred thousand photos on this machine, in Debian's Chromium.

The system is the product's own process; the photos are nobody's (bench/library.py) and share a few hundred pictures.
The reference is what is wanted (../shared/design/look.md). Where a row says so, the page's processor time is slowed
down four times, as Lighthouse does for a phone.
"""

import os
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright
from tqdm import tqdm

from bench import library, photosets
from bench.lighthouse import judged
from bench.report import Row, single
from bench.system import prepared
from services.gateway.web import built
from services.smart.features import FEATURES
from shared.domain.ids import SOLE_OWNER
from shared.domain.renditions import rendition_key
from shared.errors import Unavailable
from shared.pipeline import STAGES
from tests.web.visiting import CHROMIUM, DESK, QUIET

PHOTOS_COUNT = 100_000
_PICTURES = 200
_TIMES = 5
_PAGES_SCROLLED = 40
_SLOWER = 4

# -> when the first of these was there, a picture with its pixels, in the page's own time.
_SHOWN = """selector => new Promise(resolve => {
  const there = each => !(each instanceof HTMLImageElement) || (each.complete && each.naturalWidth);
  const look = () => {
    const found = [...document.querySelectorAll(selector)].some(there);
    requestAnimationFrame(found ? () => resolve(performance.now()) : look);
  };
  look();
})"""
_TILE, _PICTURE, _PREVIEW = "[data-tile] a", "[data-tile] img", "img[src*='/preview']"

_WATCH_TASKS = """() => {
  window.tasks = [];
  new PerformanceObserver(list => window.tasks.push(...list.getEntries().map(each => each.duration)))
    .observe({entryTypes: ['longtask']});
}"""
# -> the milliseconds from the next click until that is there. Looked for from the click on: the tool that clicks takes
# its time to return.
_WATCH_CLICK = f"""selector => addEventListener('click', () => {{
  const clicked = performance.now();
  window.seen = ({_SHOWN})(selector).then(seen => seen - clicked);
}}, {{capture: true, once: true}})"""
# When the answer to the last search was there.
_ANSWERED = """() => Math.max(...performance.getEntriesByType('resource')
  .filter(each => new URL(each.name).pathname === '/search').map(each => each.responseEnd))"""
_SCRIPTS = """() => performance.getEntriesByType('resource')
  .filter(each => each.name.endsWith('.js')).reduce((sum, each) => sum + each.encodedBodySize, 0)"""


def measure(folder: Path) -> list[Row]:
    """Raises Unavailable where there is no Chromium, or no web app was built."""
    if CHROMIUM is None:
        raise Unavailable("There is no chromium (apt-get install chromium).")
    if not built():
        raise Unavailable("The web app was not built (make web).")
    system = prepared(folder, ocr=True, scrub_rate=0)  # there are no originals
    _fill(system.home, folder)
    system.start(timeout=300)
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, chromium_sandbox=False, args=QUIET)
            rows = _measured(browser, system.base)
            browser.close()
    finally:
        system.stop()
    return rows


def _measured(browser: Browser, base: str) -> list[Row]:
    rows = [
        _row("the timeline can be used, after navigation", "ms", _often(browser, base, _timeline), 1000),
        _row("the timeline's first picture, after navigation", "ms", _often(browser, base, _first_picture), 1000),
        _row("a preview that was seen before, after a click", "ms", _often(browser, base, _seen_preview), 100),
        _row("results painted, after their answer", "ms", _often(browser, base, _results), 150),
        _row(f"longest task while scrolling, {_SLOWER} times slower", "ms", _often(browser, base, _longest_task), 50),
        _row("JavaScript before the first picture, compressed", "KiB", _often(browser, base, _scripts), 180),
    ]
    try:
        rows += judged(f"{base}/app/")
    except Unavailable as error:
        tqdm.write(f"Lighthouse did not run: {error}")
    return rows


def _row(what: str, unit: str, measured: Sequence[float], limit: float) -> Row:
    return single(f"{what}, {PHOTOS_COUNT:,} photos", unit, median(measured), "wanted", limit, "<= 1")


def _often(browser: Browser, base: str, look: Callable[[Page, str], float]) -> list[float]:
    """Each time as somebody who has never been here."""
    found = []
    for _ in tqdm(range(_TIMES), desc=look.__name__.strip("_"), leave=False):
        with browser.new_context(**DESK, service_workers="block", locale="en-GB") as context:
            page = context.new_page()
            page.set_default_timeout(60_000)
            found.append(look(page, base))
    return found


def _timeline(page: Page, base: str) -> float:
    page.goto(f"{base}/app/", wait_until="commit")
    return _shown(page, _TILE)


def _first_picture(page: Page, base: str) -> float:
    page.goto(f"{base}/app/", wait_until="commit")
    return _shown(page, _PICTURE)


def _seen_preview(page: Page, base: str) -> float:
    _first_picture(page, base)
    tile = page.locator(_TILE).first
    tile.click()
    _shown(page, _PREVIEW)
    page.keyboard.press("Escape")
    page.wait_for_selector(_PREVIEW, state="detached")
    page.evaluate(_WATCH_CLICK, _PREVIEW)
    tile.click()
    return float(page.evaluate("() => window.seen"))


def _results(page: Page, base: str) -> float:
    page.goto(f"{base}/app/search?q=in+May+2012", wait_until="commit")
    return _shown(page, _TILE) - float(page.evaluate(_ANSWERED))


def _longest_task(page: Page, base: str) -> float:
    _first_picture(page, base)
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": _SLOWER})
    page.evaluate(_WATCH_TASKS)
    page.mouse.move(600, 400)
    for _ in range(_PAGES_SCROLLED):
        page.mouse.wheel(0, 600)
        page.wait_for_timeout(50)
    page.wait_for_timeout(500)
    tasks: list[float] = page.evaluate("window.tasks")
    return max(tasks, default=0.0)


def _scripts(page: Page, base: str) -> float:
    _first_picture(page, base)
    return float(page.evaluate(_SCRIPTS)) / 1024


def _shown(page: Page, selector: str) -> float:
    """Milliseconds of the page's own time."""
    return float(page.evaluate(_SHOWN, selector))


def _fill(home: Path, folder: Path) -> None:
    """The records, and of each photo a thumbnail and a preview: links to a few hundred."""
    vectors = [stage.name for stage in STAGES if stage.service == "embedder"]
    library.fill(home / "catalog.sqlite", PHOTOS_COUNT, noted=FEATURES.digest, skipped=vectors)
    (folder / "files").mkdir()
    files = photosets.small(folder / "files", copies=1)[:_PICTURES]
    pictures = [_renditions(file) for file in files]
    version = STAGES["renditions"].version
    with sqlite3.connect(home / "catalog.sqlite") as catalog:
        ids = [id for (id,) in catalog.execute("SELECT id FROM photos")]
    for number, id in enumerate(tqdm(ids, desc="pictures", leave=False)):
        for name, file in pictures[number % len(pictures)].items():
            target = home / "blobs" / rendition_key(SOLE_OWNER, id, name, version)
            target.parent.mkdir(parents=True, exist_ok=True)
            os.link(file, target)


def _renditions(file: Path) -> dict[str, Path]:
    made: dict[str, Path] = {}
    with Image.open(file) as image:
        for name, side, options in (("preview", 1440, {"format": "JPEG"}), ("thumbnail", 320, {"format": "WEBP"})):
            small: Any = image.convert("RGB")
            small.thumbnail((side, side))
            made[name] = file.with_suffix(f".{name}")
            small.save(made[name], quality=80, **options)
    return made
