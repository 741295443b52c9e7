from collections.abc import Iterator

import pytest
from PIL import ExifTags, Image
from playwright.sync_api import Browser, sync_playwright

from tests.drawing import encoded
from tests.running import Heliograph, running, settle, upload
from tests.web.visiting import CHROMIUM, QUIET

PHOTOS = 24


# Of the package: what a synchronous Playwright leaves running until it ends would be in the way of asynchronous tests.


@pytest.fixture(scope="package")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Heliograph]:
    """One system with fake models and some photos over three years, which no test changes."""
    with running(tmp_path_factory.mktemp("web") / "home") as heliograph, heliograph.client() as client:
        sent = [
            upload(client, encoded(8000 + n, exif=_taken(f"{2022 + n % 3}:0{1 + n % 9}:10 12:00:00")), f"{n:02}.jpg")
            for n in range(PHOTOS)
        ]
        settle(client, [answer.json()["id"] for answer in sent])
        yield heliograph


def _taken(when: str) -> Image.Exif:
    exif = Image.Exif()
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = when
    return exif


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """One for all; every visit has a context of its own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, chromium_sandbox=False, args=QUIET)
        yield browser
        browser.close()
