from pathlib import Path

import msgspec
import pytest

from shared.domain.lexicon import cldr
from shared.search.grammar.vocabulary import Vocabulary, english, read, vocabularies


@pytest.mark.parametrize("language", sorted(vocabularies().keys() - {"en"}))
def test_no_language_lacks_what_another_says(language: str) -> None:
    """read() refuses a file that lacks a key of the shape; this is what has names of its own."""
    ours, english_ = (msgspec.to_builtins(each) for each in (vocabularies()[language], english()))
    for name in ("feasts", "seasons", "times_of_day", "colours", "moods", "compositions", "lights", "tags", "traits"):
        assert ours[name].keys() == english_[name].keys(), name
        assert all(ours[name].values()), name
    assert ours["kinds"].keys() == english_["kinds"].keys()
    assert ours["things"].keys() == vocabularies()["de"].things.keys()
    assert all(ours["things"].values())
    for name in ("months", "weekdays", "numbers", "years"):
        assert len(ours["dates"][name]) == len(english_["dates"][name]), name
        assert all(ours["dates"][name]), name
    for name in ("units", "which", "parts"):
        assert ours["dates"][name].keys() == english_["dates"][name].keys(), name
        assert all(ours["dates"][name].values()), name
    assert all(ours["dates"]["rules"].values())
    assert ours["negation"]["words"] or ours["negation"]["behind"]


def test_every_language_that_countries_are_named_in_has_a_vocabulary() -> None:
    assert set(cldr.LANGUAGES) == set(vocabularies())


def test_words_are_kept_as_those_of_a_question_are_compared() -> None:
    german, chinese, french = (vocabularies()[language] for language in ("de", "zh", "fr"))
    assert german.dates.months[2] == ["marz", "mar", "mrz"]
    assert chinese.seasons["summer"] == ["夏 天", "夏 季", "夏"]
    assert "l an dernier" in french.dates.years[1]
    assert french.dates.rules.unit == ["<the><unit> <which>", "<which> <unit>"]


def test_another_language_of_another_shape_is_refused_by_name(tmp_path: Path) -> None:
    file = tmp_path / "xx.toml"
    file.write_text('fillers = "der die das"')
    with pytest.raises(msgspec.ValidationError, match="spaced"):
        read(file)


def test_nothing_of_it_is_left_unread() -> None:
    assert isinstance(english(), Vocabulary)
    assert english() is english()
