"""The bundled models, for tests that pin what they say. `make models` or the first `make run` makes them."""

import os
from pathlib import Path

import pytest

from shared.inference import bundled, detector

_HOME = os.environ.get("HELIOGRAPH_HOME", str(Path(__file__).parents[3] / ".heliograph"))
MODELS = Path(os.environ.get("HELIOGRAPH_MODELS") or f"{_HOME}/models")

needs_bundled_models = pytest.mark.skipif(
    not bundled.complete(MODELS),
    reason=f"the bundled models are not in {MODELS}: python -m shared.inference.bootstrap --models {MODELS}",
)

needs_detector = pytest.mark.skipif(
    not detector.complete(MODELS),
    reason=f"the detector is not in {MODELS}: python -m shared.inference.fetch_detector --models {MODELS}",
)
