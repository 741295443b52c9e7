"""What Lighthouse says of the timeline: its own scores, on a simulated phone and on a desktop."""

import json
import os
import shutil
import subprocess
from pathlib import Path

from bench.report import Row, single
from shared.errors import Unavailable
from tests.web.visiting import CHROMIUM

_HERE = Path(__file__).with_name("node")
_CATEGORIES = ("performance", "accessibility", "best-practices")
_WANTED = 95
_FLAGS = "--headless=new --no-sandbox --disable-gpu"


def judged(address: str) -> list[Row]:
    """Raises Unavailable where there is no Node, or Lighthouse cannot be installed."""
    if shutil.which("npm") is None:
        raise Unavailable("There is no npm (install Node 20.19 or newer).")
    if subprocess.run(["npm", "ci", "--silent", "--no-audit", "--no-fund"], cwd=_HERE, check=False).returncode:
        raise Unavailable("Lighthouse could not be installed from the package registry.")
    forms = {"a phone, as Lighthouse simulates it": (), "a desktop": ("--preset=desktop",)}
    return [
        single(f"Lighthouse: {category}, {form}", "", score, "wanted", _WANTED, ">= 1")
        for form, options in forms.items()
        for category, score in _scores(address, *options).items()
    ]


def _scores(address: str, *options: str) -> dict[str, float]:
    done = subprocess.run(
        [
            "node_modules/.bin/lighthouse", address, "--quiet", "--output=json", f"--chrome-flags={_FLAGS}",
            f"--only-categories={','.join(_CATEGORIES)}", *options,
        ],
        cwd=_HERE, env={**os.environ, "CHROME_PATH": str(CHROMIUM)}, stdout=subprocess.PIPE, text=True, check=True,
    )  # fmt: skip
    found = json.loads(done.stdout)["categories"]
    return {category: 100 * found[category]["score"] for category in _CATEGORIES}
