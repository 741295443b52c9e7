"""The product as users run it, for a measurement: a process with the bundled models, in a folder that goes again."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from shared.inference import bundled
from tests.running import Heliograph

CORES = os.cpu_count() or 1
MODELS = (Path(os.environ.get("HELIOGRAPH_HOME", ".heliograph")) / "models").absolute()

# Work on the whole library waits: no reference does it, and the same photos again and again are all copies to it. So
# does reading text, nearly all of the time that would be measured, unless it is asked for.
PHOTOS_ALONE: dict[str, Any] = {"models": "bundled", "ocr": False, "feature_seconds": 3600}


def prepared(folder: Path, **settings: Any) -> Heliograph:
    """Not started yet. Raises Unavailable when there are no bundled models."""
    bundled.require(MODELS)
    home = folder / "home"
    home.mkdir(parents=True)
    (home / "models").symlink_to(MODELS)
    return Heliograph(home, children=CORES, **PHOTOS_ALONE | settings)


@contextmanager
def product(folder: Path, **settings: Any) -> Iterator[Heliograph]:
    heliograph = prepared(folder, **settings).start(timeout=120)
    try:
        yield heliograph
    finally:
        heliograph.stop()
