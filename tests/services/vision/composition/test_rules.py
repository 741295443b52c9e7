"""What every rule keeps to, whatever the picture."""

import math

import numpy as np
import pytest

from services.vision.composition.reading import Reading
from services.vision.composition.rules import NAMED, RULES, Rule, composition
from shared.inference.base import Pixels
from tests.services.vision.composition.drawn import checkerboard, disc, speckled

HOSTILE: dict[str, Pixels] = {
    "black": np.zeros((120, 160, 3), np.uint8),
    "white": np.full((120, 160, 3), 255, np.uint8),
    "one-colour": np.full((120, 160, 3), (200, 30, 90), np.uint8),
    "noise": np.random.default_rng(0).integers(0, 256, (300, 400, 3), np.uint8),
    "one-pixel": np.full((1, 1, 3), 77, np.uint8),
    "two-pixels": np.array([[[0, 0, 0], [255, 255, 255]]], np.uint8),
    "very-wide": np.random.default_rng(0).integers(0, 256, (3, 2000, 3), np.uint8),
    "very-tall": np.random.default_rng(0).integers(0, 256, (2000, 3, 3), np.uint8),
    "one-white-pixel": np.pad(np.full((1, 1, 3), 255, np.uint8), ((60, 59), (80, 79), (0, 0))),
}
EMPTY = ("black", "white", "one-colour", "one-pixel")
POINTS = {"point": {1}, "line": {2}, "box": {2}, "polygon": set(range(3, 500))}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pictures_have_finite_scores_and_evidence_within_the_photo(name: str) -> None:
    seen = composition(HOSTILE[name])
    assert [one.name for one in seen] == [rule.name for rule in RULES]
    for one in seen:
        assert math.isfinite(one.score)
        assert 0 <= one.score <= 1
        for shape in one.evidence:
            assert len(shape.points) in POINTS[shape.shape]


@pytest.mark.parametrize("name", EMPTY)
def test_where_there_is_nothing_no_rule_holds(name: str) -> None:
    assert [one.name for one in composition(HOSTILE[name]) if one.score > 0.01] == []


@pytest.mark.parametrize("picture", [disc(1 / 3, 1 / 3), checkerboard(), speckled()], ids=["disc", "board", "blotches"])
def test_what_is_named_can_be_drawn(picture: Pixels) -> None:
    for one in composition(picture):
        if one.named and one.name not in ("low_key", "high_key"):  # these are the whole picture
            assert one.evidence, one.name
        for x, y in (point for shape in one.evidence for point in shape.points):
            assert -0.5 <= x <= 1.5
            assert -0.5 <= y <= 1.5


def test_the_same_picture_is_always_seen_alike_and_is_left_as_it_was() -> None:
    picture = speckled(2)
    before = picture.copy()
    assert composition(picture) == composition(picture)
    assert (picture == before).all()


def test_a_picture_that_cannot_be_written_to_is_looked_at_all_the_same() -> None:
    picture = speckled(2)
    picture.flags.writeable = False
    assert composition(picture) == composition(speckled(2))


def test_the_score_rises_with_the_strength_and_is_a_half_where_the_name_begins() -> None:
    rule = Rule("some", lambda frame: Reading(0), half=0.2)
    scores = [rule.score(Reading(strength)) for strength in (-0.1, 0, 0.1, 0.2, 0.6, 1, 1.5)]
    assert scores == pytest.approx([0, 0, 0.25, NAMED, 0.75, 1, 1])


def test_what_is_never_proof_has_no_name() -> None:
    rule = Rule("some", lambda frame: Reading(0), half=None)
    scores = [rule.score(Reading(strength)) for strength in (0, 0.5, 1, 2)]
    assert scores == sorted(scores)
    assert scores[-1] < NAMED
