import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.search.fuse import WEIGHTS, Weights, fuse, without_tail

SCORES = st.dictionaries(st.sampled_from("abcdef"), st.floats(-1, 1))


def test_adds_small_weights_to_looks() -> None:
    weights = Weights(text=0.5, words=0.25, few_words=0.75)
    looks, text, words = {"a": 0.5, "b": 0.25}, {"a": 0.5, "c": 1.0}, {"b": 2.0}
    assert fuse(looks, text, words, asked=3, weights=weights) == [("a", 0.75), ("b", 0.75), ("c", 0.5)]
    assert fuse(looks, text, words, asked=2, weights=weights) == [("b", 1.75), ("a", 0.75), ("c", 0.5)]


def test_nobody_knows_anything() -> None:
    assert fuse({}, {}, {}, asked=0, weights=WEIGHTS) == []


@given(SCORES, SCORES, SCORES, st.integers(0, 9))
def test_everyone_who_is_mentioned_is_ranked_once(
    looks: dict[str, float], text: dict[str, float], words: dict[str, float], asked: int
) -> None:
    ranked = fuse(looks, text, words, asked=asked, weights=WEIGHTS)
    assert sorted(photo for photo, _ in ranked) == sorted(looks.keys() | text.keys() | words.keys())
    assert ranked == sorted(ranked, key=lambda item: (-item[1], item[0]))


def test_looks_alone_keep_their_cosine() -> None:
    assert fuse({"a": 0.25}, {}, {}, asked=1, weights=WEIGHTS) == [("a", pytest.approx(0.25))]


def test_the_tail_is_what_scores_less_than_a_quarter_of_the_best() -> None:
    assert without_tail([("a", 0.8), ("b", 0.2), ("c", 0.1999), ("d", -1.0)]) == [("a", 0.8), ("b", 0.2)]
    assert without_tail([]) == []


def test_after_the_first_page_only_what_is_clear_is_shown() -> None:
    page = [(f"{place:02}", 0.4) for place in range(12)]
    assert without_tail([("best", 1.0), *page, ("clear", 0.5), ("doubtful", 0.49)]) == [
        ("best", 1.0), *page[:11], ("clear", 0.5),
    ]  # fmt: skip
