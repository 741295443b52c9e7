import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.words import inflected, mark, stem, stemmed, tokens, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A dog's Café, RUNNING beaches", ["dog", "cafe", "run", "beach"]),
        ("the dogs’ ball", ["dog", "ball"]),
        ("IMG_2034.jpg", ["img", "2034", "jpg"]),
        ("D90 x 7", ["d90", "7"]),
        ("photos of my cat", ["cat"]),
        ("Straße", ["strass"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("한국어", ["한국어"]),
        ("東京タワー2019", ["東京", "京タ", "タワ", "ワー", "2019"]),
        ("京", ["京"]),
        ("😀 … \x00 \ud800", []),
        ("", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_tokens_are_the_words_as_they_stand() -> None:
    assert tokens("The Beaches, at Noon!") == ["the", "beaches", "at", "noon"]


def test_stop_words_and_single_letters_have_no_stem() -> None:
    assert [stem("the"), stem("x"), stem("京"), stem("skiing")] == ["", "", "京", "ski"]


@given(st.text(st.characters(max_codepoint=127)))
def test_plain_text_is_split_as_any_other(text: str) -> None:
    assert tokens(f"{text} é")[:-1] == tokens(text)


@given(st.text())
def test_any_text_can_be_split_and_its_tokens_find_themselves(text: str) -> None:
    found = tokens(text)
    assert tokens(" ".join(found)) == found


def test_other_languages_stem_a_word_apart_from_english() -> None:
    assert stemmed("hauser", "german") == stemmed("haus", "german") == "haus"
    assert stemmed("海滩", "") == "海滩"
    assert mark("haus") in inflected("Häuser, 2019")
    assert not [word for word in inflected("Häuser corner 2019") if word in words("haus corn 2019")]
