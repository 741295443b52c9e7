"""Albums by what they are called: "photos in the Summer 2023 album". Beside the word "album" it is one for sure,
whatever date, place or person it may be called after; else what TypedReader makes of it holds."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from shared.domain.fields import FIELDS
from shared.search.grammar.question import Question, Words
from shared.search.grammar.reading import Reading
from shared.search.grammar.vocabulary import Vocabulary, ways

_ALBUM = next(field for field in FIELDS if field.labels == "albums")


class AlbumReader:
    def __init__(self, words: Vocabulary) -> None:
        self._said = ways(words.albums)
        self._leading = frozenset(words.joining.split())

    def read(self, question: Question, readings: Sequence[Reading]) -> Iterator[Reading]:
        """Those of albums beside a word that says so, with that word: being longer, they hold."""
        for reading in readings:
            if reading.kind == _ALBUM.chip:
                for way in self._said:
                    before, behind = reading.first - len(way), reading.last + len(way)
                    if self._stands(question, before, way):
                        yield replace(reading, first=self._led(question, before), strength="sure")
                    if self._stands(question, reading.last, way):
                        yield replace(reading, first=self._led(question, reading.first), last=behind, strength="sure")

    def _led(self, question: Question, first: int) -> int:
        """With the "in the" before it, which would else be a date's."""
        while first > 0 and question.plain[first - 1] in self._leading:
            first -= 1
        return first

    def _stands(self, question: Question, first: int, way: Words) -> bool:
        return first >= 0 and question.plain[first : first + len(way)] == way
