"""Pixels may become cheaper to measure; what is said of them stays. The facts in tests/fixtures are those of commit
9dd0c2d, where a pattern's step might point either way; here it points down."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.services.vision.drawn_facts import PICTURES, facts

_BEFORE = json.loads((Path(__file__).parents[2] / "fixtures" / "measured.json").read_text())
_NEAR = 0.005  # of scores, shares and places, all 0..1


@pytest.mark.parametrize("name", PICTURES)
def test_what_is_measured_stays(name: str) -> None:
    before, now = (dict(_leaves(told)) for told in (_BEFORE[name], json.loads(json.dumps(facts(name)))))
    assert now == {place: pytest.approx(told, abs=_NEAR) for place, told in before.items()}


def _leaves(told: Any, *place: str) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every value with its place; scores by their names, because equal ones may change places."""
    if isinstance(told, dict):
        for name, value in told.items():
            yield from _leaves(value, *place, name)
    elif isinstance(told, list):
        for at, value in enumerate(told):
            yield from _leaves(value, *place, value["name"] if place[-1] == "scores" else str(at))
    else:
        yield place, told
