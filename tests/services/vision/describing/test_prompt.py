"""What is asked is what the documents say."""

import hashlib

from services.vision.composition.rules import RULES
from services.vision.describing import prompt
from services.vision.moods import MOODS as MOOD_RULES
from shared.domain.proven import COMPOSITIONS, MOODS
from tests.running import REPO

# Of every version, what its words came to. Where they have changed, raise VERSION and add a line.
VERSIONS = {1: "a070f4f69a86"}


def test_other_words_are_another_version() -> None:
    told = repr((prompt.SYSTEM, prompt.USER, prompt.LISTS, prompt.AGAIN, prompt.SCHEMA))
    assert VERSIONS[prompt.VERSION] == hashlib.sha256(told.encode()).hexdigest()[:12]


def test_the_words_stand_in_ai_usage() -> None:
    text = (REPO / "AI_USAGE.md").read_text()
    for words in (prompt.SYSTEM, f"{prompt.USER}\n{prompt.LISTS}", prompt.AGAIN):
        assert f"```\n{words}\n```" in text
    assert f"version {prompt.VERSION}," in text


def test_the_lists_are_those_of_our_own_rules() -> None:
    assert set(MOODS) == set(MOOD_RULES)
    assert set(COMPOSITIONS) == {rule.name for rule in RULES}
