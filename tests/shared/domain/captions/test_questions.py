"""What is asked, and what its choices are called, in every language."""

from typing import Any, get_args

import pytest

from shared.domain.captions.questions import asked, choice_said, no_said
from shared.domain.lexicon import lexicons
from shared.domain.question import YES, Choice, Kind, Question, asking

PLACE = {"city": "Arezzo", "region": "Tuscany", "country": "Italy"}
FACTS: dict[str, tuple[dict[str, Any], Choice]] = {
    "who": ({"group": "g"}, Choice("a")),
    "same": ({"group": "g", "person": "a"}, Choice(YES)),
    "where": ({"day": "2008-10-18"}, Choice("x", {"place": PLACE})),
    "when": ({}, Choice("1985", {"year": "1985"})),
    "clock": (
        {"camera": "Canon", "other": "Phone", "said": "2000-01-01T00:15:00", "meant": "2008-10-18T10:30:00"},
        Choice(YES),
    ),
    "occasion": ({"day": "2008-10-18"}, Choice("wedding")),
    "tag": ({}, Choice("dog")),
}


def question(kind: Kind) -> Question:
    facts, choice = FACTS[kind]
    return asking("me", kind, "x", key="k", photos=["p"], uncertain=1.0, choices=[choice], facts=facts)


@pytest.mark.parametrize("language", ["en", *lexicons(), "xx"])
def test_every_language_asks_and_answers(language: str) -> None:
    said = {kind: asked(question(kind), language, {"a": "Anna"}) for kind in get_args(Kind)}
    labels = {
        kind: choice_said(question(kind), question(kind).choices[0], language, {"a": "Anna"}) for kind in get_args(Kind)
    }
    for text in (*said.values(), *labels.values(), *(no_said(question(kind), language) for kind in get_args(Kind))):
        assert text
        assert "{" not in text
    assert "Anna" in said["same"]
    assert "2008" in said["where"]
    assert "Canon" in said["clock"]
    assert "2000" in said["clock"]
    assert labels["who"] == "Anna"
    assert (said["who"] == "Who is this?") == (language in ("en", "xx"))


def test_in_english_and_german() -> None:
    assert asked(question("where"), "en", {}) == "Where was this, on 18 October 2008?"
    assert asked(question("where"), "de", {}) == "Wo war das am 18. Oktober 2008?"
    same_day = asking(
        "me", "clock", "x", key="k", photos=["p"], uncertain=1.0, choices=[Choice(YES)],
        facts={"camera": "Canon", "other": "Phone", "said": "2008-10-18T08:15:00", "meant": "2008-10-18T15:15:00"},
    )  # fmt: skip
    assert "says 08:15, that of Phone 15:15" in asked(same_day, "en", {})
    assert choice_said(question("where"), question("where").choices[0], "de", {}) == "Arezzo, Tuscany, Italien"
    assert choice_said(question("who"), Choice("gone"), "en", {}) is None
