"""What a question leaves out: "without people", "-people", "not in Paris", "except 2020", "no dogs"."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from shared.domain.words import stem
from shared.search.grammar.question import Question
from shared.search.grammar.reading import Reading
from shared.search.grammar.vocabulary import Vocabulary
from shared.search.names import Names

_LONGEST = 3  # words of a thing that is left out


class NegationReader:
    def __init__(self, words: Vocabulary, names: Names) -> None:
        self._said = words.negation
        self._ways = sorted((tuple(way.split()) for way in words.negation.words), key=len, reverse=True)
        self._after = frozenset(words.negation.after.split())
        self._people = words.people
        self._joined = frozenset(words.negation.joined.split())
        self._stop = frozenset(("", *words.fillers.split(), *words.joining.split(), *words.negation.breaks.split()))
        self._tags: dict[tuple[str, ...], list[str]] = {}
        for tag in names.tags:
            self._tags.setdefault(_stems(Question(tag).plain), []).append(tag)

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
            longest = 1 if first == last else _LONGEST  # a minus is one word's
            for end in range(start + 1, min(start + longest, stops) + 1):
                if thing := self._thing(question, first, start, end, stops, strong):
                    yield thing
            yield from self._both(question, first, start, stops, strong)

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
        if any(word in self._stop for word in said):
            return None
        label = f"not {question.said(start, end)}"
        everyone = self._people.get(said[0]) if len(said) == 1 else None
        asked = [_stems(each.split()) for each in everyone] if everyone else [_stems(said)]
        tags = tuple(dict.fromkeys(tag for stems in asked for tag in self._tags.get(stems, ())))
        if tags:
            return Reading("tag", label, first, end, {"no_tags": tags})
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
                    tags = (*one.fields.get("no_tags", ()), *other.fields.get("no_tags", ()))
                    label = f"not {question.said(start, middle + 2)}"
                    fields = {"no_tags": tags} if tags else {}
                    yield Reading("tag", label, first, middle + 2, fields, without=(*one.without, *other.without))
                return


def _stems(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(stem(word) or word for word in words)
