"""Keywords of the library in whole, where they hold words that would else be a date or a place: "Nordsee Nov 2010"."""

from collections.abc import Iterator, Sequence

from shared.search.grammar.question import Question, plain_words
from shared.search.grammar.reading import Reading
from shared.search.names import Names

_LONGEST = 6  # words of a keyword


class KeywordReader:
    def __init__(self, names: Names) -> None:
        said = ((tuple(plain_words(tag)), tag) for tag in names["tags"] if not tag.isalpha())
        self._keywords = {plain: tag for plain, tag in said if 1 < len(plain) <= _LONGEST}

    def read(self, question: Question, readings: Sequence[Reading]) -> Iterator[Reading]:
        sure = [reading for reading in readings if reading.strength == "sure"]
        for first in range(len(question)):
            for last in range(first + 2, min(first + _LONGEST, len(question)) + 1):
                tag = self._keywords.get(question.plain[first:last])
                if tag and any(_made_of(reading, first, last) for reading in sure):
                    yield Reading("tag", tag, first, last, {"tags": (tag,)}, {"no_tags": (tag,)})


def _made_of(reading: Reading, first: int, last: int) -> bool:
    """Whether the reading takes some of these words. A place's name is a tag of its photos too: that one is a place."""
    inside = first <= reading.first and reading.last <= last
    return inside and (reading.kind == "date" or len(reading) < last - first)
