from pathlib import Path

import msgspec
import pytest

from shared.search.grammar.question import Question
from shared.search.grammar.vocabulary import Vocabulary, english, read


def test_every_word_is_written_as_words_are_compared() -> None:
    said: list[str] = []
    for name in (
        "feasts",
        "seasons",
        "times_of_day",
        "colours",
        "moods",
        "compositions",
        "lights",
        "tags",
        "kinds",
        "traits",
    ):
        said += [way for ways in getattr(english(), name).values() for way in ways]
    said += [way for group in english().places.extra for way in group[1:]]
    assert [way for way in said if Question(way).line != way] == []


def test_another_language_of_another_shape_is_refused_by_name(tmp_path: Path) -> None:
    file = tmp_path / "xx.toml"
    file.write_text('fillers = "der die das"')
    with pytest.raises(msgspec.ValidationError, match="photos"):
        read(file)


def test_nothing_of_it_is_left_unread() -> None:
    assert isinstance(english(), Vocabulary)
    assert english() is english()
