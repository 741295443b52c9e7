"""The phrases of eval/phrases.tsv and of other languages, one by one."""

import pytest

from eval.phrases import IN_LANGUAGES, LIBRARY, TODAY, Phrase, phrases
from shared.search.parse import parse


@pytest.mark.parametrize("phrase", [*phrases(), *phrases(IN_LANGUAGES)], ids=lambda phrase: phrase.asked)
def test_words_are_understood_as_people_mean_them(phrase: Phrase) -> None:
    assert (phrase.text_found, phrase.of()) == (phrase.text, phrase.filter)


@pytest.mark.parametrize("phrase", phrases(), ids=lambda phrase: phrase.asked)
def test_a_chip_goes_when_its_rest_is_asked(phrase: Phrase) -> None:
    query = parse(phrase.asked, today=TODAY, names=LIBRARY)
    for chip in query.chips:
        assert chip.words in phrase.asked
        rest = parse(chip.rest, today=TODAY, names=LIBRARY)
        assert len(rest.chips) < len(query.chips)
        assert chip.words not in [other.words for other in rest.chips] or phrase.asked.count(chip.words) > 1
