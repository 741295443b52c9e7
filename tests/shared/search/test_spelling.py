import pytest

from shared.search.names import Names
from shared.search.parse import parse
from shared.search.spelling import Spelling

NAMES = Names({"tags": {"pizza": 4, "grandma rosalinde": 2}, "places": {"Arezzo": 9, "Köln": 1}}, months={"2010-11": 3})


@pytest.mark.parametrize(
    ("word", "right"),
    [
        ("piza", "pizza"), ("arezo", "arezzo"), ("rosalynde", "rosalinde"), ("elefant", "elephant"),
        ("bycicle", "bicycle"), ("umbrela", "umbrella"), ("novmber", "november"), ("buterfly", "butterfly"),
    ],
)  # fmt: skip
def test_the_nearest_word_of_the_library_or_the_vocabulary(word: str, right: str) -> None:
    assert Spelling(NAMES).slips([word]) == {word: right}


@pytest.mark.parametrize(
    "word", ["pizza", "dog", "moat", "quarterly", "violin", "cat", "asdfghjkl", "x1y2", "собака", "koln", "zzzz"]
)
def test_what_is_known_or_far_from_everything_stays(word: str) -> None:
    assert Spelling(NAMES).slips([word]) == {}


def test_a_question_may_be_asked_as_it_was_meant_and_leads_back() -> None:
    query = parse('a piza in Arezo, "piza"', names=NAMES)
    assert (query.text, query.unknown) == ("a piza in Arezo, piza", ("piza", "arezo"))
    assert query.instead is not None
    assert query.instead.filter.places == ("Arezzo",)
    assert [(chip.kind, chip.label, chip.words) for chip in query.instead.chips[:2]] == [
        ("spelling", "pizza", "piza"),
        ("spelling", "arezzo", "Arezo"),
    ]
    assert query.instead.chips[0].rest == 'a "piza" in Arezo, "piza"'
    assert parse(query.instead.chips[0].rest, names=NAMES).unknown == ("piza", "arezo")


def test_a_question_in_another_language_is_left_alone() -> None:
    assert parse("zwei Kätzchen im Schnee", names=NAMES).instead is None
