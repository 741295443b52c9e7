from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.spaces import IMAGE, SPACES, TEXT, WORDS
from shared.search.rank import fits, fuse, without_tail

SCORES = st.dictionaries(st.sampled_from("abcdef"), st.floats(-1, 1))


def test_adds_small_weights_to_looks() -> None:
    spaces = (IMAGE, replace(TEXT, weight=0.5), replace(WORDS, weight=0.25, of_few=0.75))
    scores = {IMAGE.name: {"a": 0.5, "b": 0.25}, TEXT.name: {"a": 0.5, "c": 1.0}, WORDS.name: {"b": 2.0}}
    assert fuse(scores, asked=3, spaces=spaces) == [("a", 0.75), ("b", 0.75), ("c", 0.5)]
    assert fuse(scores, asked=2, spaces=spaces) == [("b", 1.75), ("a", 0.75), ("c", 0.5)]


def test_nobody_knows_anything() -> None:
    assert fuse({}, asked=0, spaces=SPACES) == []


@given(st.fixed_dictionaries({space.name: SCORES for space in SPACES}), st.integers(0, 9))
def test_everyone_who_is_mentioned_is_ranked_once(scores: dict[str, dict[str, float]], asked: int) -> None:
    ranked = fuse(scores, asked=asked, spaces=SPACES)
    assert sorted(photo for photo, _ in ranked) == sorted(set().union(*scores.values()))
    assert ranked == sorted(ranked, key=lambda item: (-item[1], item[0]))


def test_looks_alone_keep_their_cosine() -> None:
    assert fuse({IMAGE.name: {"a": 0.25}}, asked=1, spaces=SPACES) == [("a", pytest.approx(0.25))]


def test_the_tail_is_what_scores_less_than_a_quarter_of_the_best() -> None:
    assert without_tail([("a", 0.8), ("b", 0.2), ("c", 0.1999), ("d", -1.0)]) == [("a", 0.8), ("b", 0.2)]
    assert without_tail([]) == []


def test_after_the_first_page_only_what_is_clear_is_shown() -> None:
    page = [(f"{place:02}", 0.4) for place in range(12)]
    assert without_tail([("best", 1.0), *page, ("clear", 0.5), ("doubtful", 0.49)]) == [
        ("best", 1.0), *page[:11], ("clear", 0.5),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("top", "known", "answer"),
    [
        (0.27, 0.0, False),
        (0.28, 0.0, True),
        (0.50, 0.90, False),
        (0.51, 0.90, True),
        (-1.0, -0.5, False),
    ],
)
def test_the_better_known_the_question_the_nearer_its_photo_must_be(top: float, known: float, answer: bool) -> None:
    assert fits({IMAGE.name: {"far": -1.0, "near": top}, WORDS.name: {}}, {IMAGE.name: known}, SPACES) is answer


@pytest.mark.parametrize(("said", "answer"), [(0.0, False), (1.0, False), (3.0, True), (100.0, True)])
def test_words_on_the_nearest_photo_speak_for_it(said: float, answer: bool) -> None:
    assert fits({IMAGE.name: {"a": 0.23, "b": 0.1}, WORDS.name: {"a": said}}, {}, SPACES) is answer
    assert not fits({IMAGE.name: {"a": 0.23, "b": 0.1}, WORDS.name: {"b": said}}, {}, SPACES)


def test_words_alone_do_not_make_it_look_like_the_question() -> None:
    assert not fits({IMAGE.name: {"a": 0.19}, WORDS.name: {"a": 100.0}}, {}, SPACES)


def test_no_photo_no_answer() -> None:
    assert not fits({IMAGE.name: {}, WORDS.name: {"a": 9.0}}, {}, SPACES)
