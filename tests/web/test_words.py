"""Every name that a machine gives has a word in the web app's catalogue. That the other languages have the same keys as
English, TypeScript checks."""

import re
from typing import get_args

import pytest

from services.vision.composition.rules import RULES
from services.vision.kinds import KINDS
from services.vision.moods import MOODS
from services.vision.naming import NAMES
from shared import errors
from shared.domain.proposals import ReasonName
from shared.pipeline import STAGES
from tests.running import REPO

_ENGLISH = (REPO / "web" / "src" / "base" / "words" / "en.ts").read_text()
_KEYS = set(re.findall(r'^  "?([\w.]+)"?: ', _ENGLISH, re.M))


def _named(*names: str) -> set[str]:
    return {f"name.{name.replace(' ', '_')}" for name in names}


@pytest.mark.parametrize(
    "keys",
    [
        _named(*MOODS),
        _named(*NAMES),
        _named(*(rule.name for rule in RULES)),
        _named(*KINDS),
        _named("golden hour", "blue hour", "night", "low key", "high key", "backlit", "flash"),  # lighting.py
        _named("winter", "spring", "summer", "autumn", "dawn", "morning", "afternoon", "evening", "dusk"),  # sun.py
        _named(*(stage.name for stage in STAGES)),
        {f"because.{name}" for name in get_args(ReasonName)},
        # Of "invalid" the sentence alone tells what is wrong.
        {f"error.{error.kind}" for error in vars(errors).values() if isinstance(error, type)} - {"error.invalid"},
    ],
    ids=["moods", "colours", "compositions", "kinds", "lights", "times", "stages", "reasons", "errors"],
)  # fmt: skip
def test_what_a_machine_names_has_a_word(keys: set[str]) -> None:
    assert keys - _KEYS == set()
