import json
import pickle

import numpy as np

from services.vision.composition.rules import RULES
from services.vision.stages.composition import Composition
from shared.domain.photo import Mark, new_photo
from shared.domain.proven import proven
from shared.domain.settling import settle
from shared.errors import Invalid
from shared.inference.base import Found, Item, Pixels
from shared.pipeline import STAGES
from tests.services.vision.composition.drawn import disc, speckled

PHOTO = new_photo(id="p", owner="me", sha256="", file_name="a.jpg", media_type="image/jpeg", bytes=1)


def found(pixels: Pixels) -> Found:
    (outcome,) = Composition()([Item(PHOTO, pixels=pixels)])
    assert isinstance(outcome, Found)
    return outcome


def test_every_rule_has_a_score_the_highest_first() -> None:
    facts = found(disc(1 / 3, 1 / 3)).facts
    assert {score["name"] for score in facts["scores"]} == {rule.name for rule in RULES}
    scores = [score["score"] for score in facts["scores"]]
    assert scores == sorted(scores, reverse=True)
    assert facts["names"] == [score["name"] for score in facts["scores"] if score["score"] >= 0.5]
    assert facts["names"][0] == "rule_of_thirds"


def test_facts_are_builtins_and_evidence_is_relative() -> None:
    facts = found(disc(1 / 3, 1 / 3)).facts
    assert json.loads(json.dumps(facts)) == facts
    shapes = facts["scores"][0]["evidence"]
    assert shapes[0] == {"shape": "point", "points": [[0.333, 0.333]]}


def test_names_become_the_photos_own() -> None:
    outcome = found(disc(1 / 2, 1 / 2))
    mark = Mark(state="done", version=1, at="2026-11-21T12:00:00Z")
    assert "centered" in outcome.facts["names"]
    told = settle(PHOTO, {"composition": (outcome.facts, mark)}, STAGES).compositions
    assert told == proven(outcome.facts["names"])
    assert "centered" in told


def test_a_photo_without_preview_fails_alone() -> None:
    first, second, third = Composition()(
        [Item(PHOTO, pixels=speckled()), Item(PHOTO), Item(PHOTO, pixels=np.zeros((9, 9, 3), np.uint8))]
    )
    assert isinstance(first, Found)
    assert isinstance(second, Invalid)
    assert isinstance(third, Found)
    assert third.facts["names"] == []


def test_it_is_made_in_a_child() -> None:
    assert pickle.loads(pickle.dumps(Composition))().model == Composition.model
