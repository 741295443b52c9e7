import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.search.names import Names
from shared.search.suggest import Suggester, Suggestion

NAMES = Names(
    {
        "tags": {"beach": 40, "cat": 30, "hot dog": 5},
        "places": {"Italy": 50, "Île-de-France": 7, "Istanbul": 9, "New York City": 8},
        "cameras": {"Canon EOS 40D": 12},
        "compositions": {"leading_lines": 6},
    },
    months={"2023-07": 20, "2022-01": 2},
)


def said(q: str, limit: int = 8) -> list[tuple[str, int]]:
    return [(each.text, each.count) for each in Suggester(NAMES).suggest(q, limit=limit)]


@pytest.mark.parametrize(
    ("q", "suggestions"),
    [
        ("bea", [("beach", 40)]),
        ("a dog at the bea", [("a dog at the beach", 40)]),
        ("beach in it", [("beach in Italy", 50)]),
        ("ile", [("Île-de-France", 7)]),
        ("ÎLE-DE-F", [("Île-de-France", 7)]),
        ("i", [("Italy", 50), ("Istanbul", 9), ("Île-de-France", 7)]),
        ("dog", [("hot dog", 5)]),
        ("new york ci", [("New York City", 8)]),
        ("leading", [("leading lines", 6)]),
        ("cats eos", [("cats Canon EOS 40D", 12)]),
        ("july", [("July 2023", 20)]),
        ("2022", [("January 2022", 2), ("2022", 2)]),
        ("istanbol", [("Istanbul", 9)]),
        ("zzzzzz", []),
    ],
)
def test_the_last_words_are_completed(q: str, suggestions: list[tuple[str, int]]) -> None:
    assert sorted(said(q)) == sorted(suggestions)


def test_the_most_frequent_first_and_beginnings_before_later_words() -> None:
    assert said("c") == [("cat", 30), ("Canon EOS 40D", 12), ("New York City", 8)]
    assert said("", limit=2) == [("Italy", 50), ("beach", 40)]


def test_kinds_are_told() -> None:
    assert Suggester(NAMES).suggest("can", limit=1) == [Suggestion("Canon EOS 40D", "camera", 12)]


@settings(deadline=None)
@given(st.text(max_size=60), st.integers(1, 10))
def test_takes_any_text(q: str, limit: int) -> None:
    assert len(Suggester(NAMES).suggest(q, limit=limit)) <= limit
