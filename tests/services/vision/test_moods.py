from typing import Any

import pytest

from services.vision.looks import Look
from services.vision.moods import MOODS, Seen, evidence, mood_names, mood_scores
from shared.domain.labels import labels
from tests.services.vision.pictures import HOSTILE, filled, names

GREY = Look(filled((120, 120, 120))).measures()
LIGHT = Look(filled((200, 200, 200))).measures()
GAUDY = Look(filled((250, 20, 120))).measures()


def label(lemma: str) -> int:
    return next(each.index for each in labels() if lemma in each.lemmas)


def test_things_speak_for_moods() -> None:
    lake = mood_scores(Seen(GREY, [(label("lakeside"), 0.9)]))
    rugby = mood_scores(Seen(GREY, [(label("rugby ball"), 0.9)]))
    nothing = mood_scores(Seen(GREY))
    assert lake["calm"] > nothing["calm"]
    assert rugby["energetic"] > lake["energetic"]
    assert mood_scores(Seen(GREY, [(label("lakeside"), 0.05)]))["calm"] < lake["calm"]


def test_somebody_with_a_ball_is_energetic_and_a_wide_view_of_little_is_calm() -> None:
    player, ball, car = ({"name": name, "confidence": 0.95} for name in ("person", "ball", "car"))
    rugby = [(label("rugby ball"), 0.9)]
    assert mood_scores(Seen(GREY, rugby, [player, ball]))["energetic"] > 0.5
    assert mood_scores(Seen(GREY, rugby))["energetic"] < 0.5
    lake = [(label("lakeside"), 0.9)]
    assert mood_scores(Seen(LIGHT, lake, horizon=0.6))["calm"] > 0.5
    assert mood_scores(Seen(LIGHT, lake, [player, ball, car]))["calm"] < 0.5


def test_what_is_seen_are_facts_of_stages() -> None:
    found: dict[str, dict[str, Any]] = {
        "colour": {"measures": GREY}, "classify": {"labels": [[3, 0.2, 0.9]]},
        "objects": {"counted": [{"name": "dog"}]}, "composition": {"scores": [{"name": "horizon_third", "score": 0.4}]},
    }  # fmt: skip
    assert Seen.of(found) == Seen(GREY, [(3, 0.9)], [{"name": "dog"}], 0.4)
    assert Seen.of({"colour": {"measures": GREY}}) == Seen(GREY, [], ())
    assert Seen.of({}) is None


def test_colours_speak_for_moods() -> None:
    dull, strong = (evidence(MOODS["vibrant"], Seen(measures)) for measures in (GREY, GAUDY))
    assert strong > dull
    light, dark = (Look(filled((value, value, value))).measures() for value in (200, 25))
    assert evidence(MOODS["dramatic"], Seen(dark)) > evidence(MOODS["dramatic"], Seen(light))


def test_names_are_those_that_beat_chance() -> None:
    everything = dict.fromkeys(MOODS, 0.9) | {"calm": 0.95, "fresh": 0.2}
    assert mood_names(everything)[0] == "calm"
    assert set(mood_names(everything)) == {name for name, mood in MOODS.items() if mood.named} - {"fresh"}
    assert "cozy" not in mood_names(everything)  # the labelled photos hold too few to tell


def test_every_mood_has_something_that_speaks_for_it() -> None:
    tags = {tag for each in labels() for tag in each.tags}
    for name, mood in MOODS.items():
        assert mood.things or mood.colours, name
        assert mood.things <= tags, (name, mood.things - tags)


@pytest.mark.parametrize("name", names)
def test_any_picture(name: str) -> None:
    scores = mood_scores(Seen(Look(HOSTILE[name]).measures()))
    assert list(scores) == list(MOODS)
    assert all(0 <= score <= 1 for score in scores.values())
