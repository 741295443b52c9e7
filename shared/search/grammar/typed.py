"""Names that stand in the library, typed in full: values, or their labels, of the rows of FIELDS that are `typed`."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from shared.domain.fields import FIELDS, Field
from shared.domain.query import Wish
from shared.domain.words import STOP_WORDS
from shared.search.grammar.question import Question, Words, plain_words
from shared.search.grammar.reading import Reading, Strength
from shared.search.grammar.things import Things, things_of
from shared.search.grammar.vocabulary import Vocabulary, words_in
from shared.search.names import Names

_LONGEST = 6  # words of a name


class TypedReader:
    """Names that are words, as Rose or May, are names where they are written so, or stand alone."""

    def __init__(self, words: Vocabulary, names: Names, things: Things) -> None:
        self._things = things
        self._named: dict[Words, list[tuple[Field, str, tuple[str, ...]]]] = defaultdict(list)
        for field in FIELDS:
            for name, values in _called(field, names) if field.typed else ():
                said = tuple(plain_words(field.says(name)))
                if 0 < len(said) <= _LONGEST:
                    self._named[said].append((field, name, values))
        named = (word for thing in things_of(words) for word in plain_words(thing))
        self._words = words_in(words).union(named) if self._named else frozenset[str]()

    def read(self, question: Question) -> Iterator[Reading]:
        for first in range(len(question)) if self._named else ():
            for last in range(first + 1, min(first + _LONGEST, len(question)) + 1):
                for field, name, values in self._named.get(question.plain[first:last], ()):
                    yield self._reading(question, first, last, field, name, values)

    def _reading(
        self, question: Question, first: int, last: int, field: Field, name: str, values: tuple[str, ...]
    ) -> Reading:
        fields: dict[str, Any] = {field.filter: values}
        if field.many and len(values) > 1:  # who are called the same
            fields = {"either": (tuple((field.name, value) for value in values),)}
        strength: Strength = "alone" if self._is_word(question, first, last) else "sure"
        wish = Wish(field.name, values[0]) if len(values) == 1 else None
        return Reading(
            field.chip, field.says(name), first, last, fields, {f"no_{field.filter}": values}, strength, wish
        )

    def _is_word(self, question: Question, first: int, last: int) -> bool:
        if last - first > 1 or (first > 0 and question.words[first].capital):
            return False
        word = question.plain[first]
        return word in self._words or word in STOP_WORDS or self._things.called(word) is not None


def _called(field: Field, names: Names) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every name, and what is asked for by it."""
    shorter: dict[str, tuple[str, ...]] = {}
    for name in names[field.filter]:
        values = names.ids[field.filter][name] if field.labels else (name,)
        yield name, values
        if field.dated and (short := name.rpartition(", ")[0]):
            shorter[short] = (*shorter.get(short, ()), *values)
    yield from shorter.items()
