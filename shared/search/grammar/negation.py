"""What a question leaves out: "without people", "-people", "not in Paris", "except 2020", "no dogs"."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from shared.domain.query import Thing
from shared.search.grammar.question import Question
from shared.search.grammar.reading import Reading
from shared.search.grammar.things import Things
from shared.search.grammar.vocabulary import Vocabulary, ways
from shared.search.names import Names

_LONGEST, _LONGEST_IN_SIGNS = 3, 6  # words of a thing that is left out

# Of the photos that are left when a thing is left out, the share that do not show it: people, who are on every other
# photo and mostly small, and all else. Measured on the evaluation kit (docs/quality.md).
_NO_PEOPLE, _NONE_ELSE = 0.85, 0.98


class NegationReader:
    def __init__(self, words: Vocabulary, names: Names, things: Things) -> None:
        self._said = words.negation
        self._ways = sorted((tuple(way.split()) for way in words.negation.words), key=len, reverse=True)
        self._after = frozenset(words.negation.after.split())
        self._joined = frozenset(words.negation.joined.split())
        self._stop = frozenset(("", *words.fillers.split(), *words.joining.split(), *words.negation.breaks.split()))
        self._behind = ways(words.negation.behind)
        self._spaced = words.spaced
        self._longest = _LONGEST if words.spaced else _LONGEST_IN_SIGNS
        self._tags = names["tags"]
        self._things = things

    def read(self, question: Question, readings: Sequence[Reading]) -> Iterator[Reading]:
        """Readings that begin with a "not", out of the others and of the things that the library shows. What is left
        out ends where another part begins: "without people last summer"."""
        sure = [reading.first for reading in readings if reading.strength == "sure"]
        for first, last, strong in self._nots(question):
            start = last
            while start < len(question) and question.at(start) in self._after:
                start += 1
            stops = min((at for at in sure if at > start), default=len(question))
            meant = [
                (each, each.negated)
                for each in readings
                if each.negated and last <= each.first <= start < each.last and self._whole(question, each, stops)
            ]
            for each, negated in meant:
                yield replace(each, first=first, label=f"not {each.label}", fields=negated, strength="sure", wish=None)
            if meant:
                continue
            longest = 1 if first == last else self._longest  # a minus is one word's
            ends = range(start + 1, min(start + longest, stops) + 1)
            found = [thing for end in ends if (thing := self._thing(question, first, start, end, stops, strong))]
            # Where no space ends a word, a thing that has a name does.
            named = [] if self._spaced else [thing for thing in found if thing.kind == "tag"]
            yield from named or found
            yield from self._both(question, first, start, stops, strong)
        yield from self._before(question, readings)

    def _before(self, question: Question, readings: Sequence[Reading]) -> Iterator[Reading]:
        """Where the "not" stands behind, as in Japanese."""
        for end in range(1, len(question)):
            if not (count := question.after(end, self._behind)):
                continue
            for each in readings:
                if each.negated and each.last == end and each.strength == "sure":
                    yield replace(each, last=end + count, label=f"not {each.label}", fields=each.negated, wish=None)
            for start in range(max(0, end - self._longest), end):
                if thing := self._thing(question, start, start, end, end, False):
                    yield replace(thing, last=end + count)

    def _whole(self, question: Question, reading: Reading, stops: int) -> bool:
        """ "Without red" leaves out red photos, "without red roses" does not."""
        return reading.strength == "sure" or reading.last >= stops or question.at(reading.last) in self._stop

    def _nots(self, question: Question) -> Iterator[tuple[int, int, bool]]:
        """(the first word, the word after the "not", whether whatever follows is left out)."""
        for index, word in enumerate(question.words):
            if word.minus:
                yield index, index, True
            for way in self._ways:
                if question.plain[index : index + len(way)] == way:
                    yield index, index + len(way), " ".join(way) in self._said.strong
                    break

    def _thing(self, question: Question, first: int, start: int, end: int, stops: int, strong: bool) -> Reading | None:
        said = question.plain[start:end]
        if self._spaced and any(word in self._stop for word in said):
            return None
        label = f"not {question.said(start, end)}"
        if thing := self._things.called(" ".join(said)):
            # A missing tag is no proof of absence.
            fields = {"no_tags": tuple(tag for tag in thing.worn if tag in self._tags), "no_perhaps": thing.worn}
            return Reading(
                "tag", label, first, end, {name: tags for name, tags in fields.items() if tags}, sure=_sure(thing)
            )
        # Where no tag decides, all that follows is meant: "without fire" must not stop before "engine".
        whole = question.words[start].minus or question.at(end) in self._stop or end == stops
        if strong and whole:
            return Reading("word", label, first, end, {}, without=(" ".join(said),))
        return None

    def _both(self, question: Question, first: int, start: int, stops: int, strong: bool) -> Iterator[Reading]:
        """ "Without people or dogs": both."""
        for middle in range(start + 1, stops - 1):
            if question.at(middle) in self._joined:
                one = self._thing(question, first, start, middle, stops, strong)
                other = self._thing(question, first, middle + 1, middle + 2, stops, strong)
                if one and other:
                    label = f"not {question.said(start, middle + 2)}"
                    names = (*one.fields, *other.fields)
                    fields = {name: (*one.fields.get(name, ()), *other.fields.get(name, ())) for name in names}
                    yield Reading(
                        "tag",
                        label,
                        first,
                        middle + 2,
                        fields,
                        without=(*one.without, *other.without),
                        sure=min(one.sure, other.sure),
                    )
                return


def _sure(thing: Thing) -> float:
    return _NO_PEOPLE if "person" in (*thing.worn, *thing.denied) else _NONE_ELSE
