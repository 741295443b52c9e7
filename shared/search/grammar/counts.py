"""How many of a thing: photos on which several of it were counted come sooner. None is left out, for things hide behind
one another, and more than two are not counted well."""

from collections.abc import Iterator

from shared.domain.query import Wish
from shared.search.grammar.question import Question
from shared.search.grammar.reading import Reading
from shared.search.grammar.things import Things
from shared.search.grammar.vocabulary import Vocabulary, ways
from shared.search.names import Names

_FIELD = "more.several"
_DIGITS = frozenset("23456789")
_WORDS = 3  # that a thing's name may have


class CountReader:
    def __init__(self, words: Vocabulary, names: Names, things: Things) -> None:
        self._numbers = ways(way for said in words.dates.numbers[1:] for way in said)
        self._counted = names["several"]
        self._things = things

    def read(self, question: Question) -> Iterator[Reading]:
        """ "Two dogs", "3 cups on a table", "zwei Hunde"."""
        for first in range(len(question) if self._counted else 0):
            start = first + (question.after(first, self._numbers) or question.at(first) in _DIGITS)
            if start == first:
                continue
            for last in range(min(start + _WORDS, len(question)), start, -1):
                if name := self._named(question.said(start, last)):
                    whole = first == 0 and last == len(question)
                    # Where nothing else is asked, the thing is what is looked for, and not the number.
                    end = start if whole else last
                    yield Reading("several", name, first, end, {}, wish=Wish(_FIELD, name), spent=whole)
                    break

    def _named(self, words: str) -> str | None:
        """The one thing of this name that was counted."""
        thing = self._things.called(words)
        found = [name for name in self._counted if thing and name in thing.worn]
        return found[0] if len(found) == 1 else None
