"""Places of the owner's library, by any of their names; and places that are none of it, where the words leave no
doubt ("in Paris"): no photo was taken there, so they are a wish."""

from collections.abc import Iterator, Mapping
from typing import Any

from shared.domain.query import Wish
from shared.search.grammar import gazetteer
from shared.search.grammar.question import Question, plain_line
from shared.search.grammar.reading import Reading, Strength
from shared.search.grammar.vocabulary import Vocabulary
from shared.search.names import Names

_LONGEST = 6  # words of a name


class PlaceReader:
    def __init__(self, words: Vocabulary, names: Names) -> None:
        said = words.places
        self._the, self._or = frozenset(words.the.split()), frozenset(words.or_.split())
        self._joined = frozenset(said.joined.split())
        self._meant = frozenset(said.meant.split())
        self._leading = frozenset(said.leading.split())
        self._ordinary = frozenset(said.ordinary.split())
        self._fillers = frozenset(("", *words.fillers.split()))
        extra = tuple(tuple(group) for group in said.extra)
        self._known: Mapping[str, tuple[str, ...]] = {}
        if names["places"]:
            self._known = gazetteer.names_of(tuple(sorted(names["places"])), extra)
        self._elsewhere = {plain_line(other): group[0] for group in said.extra for other in group[1:]}

    def read(self, question: Question) -> Iterator[Reading]:
        found = [
            reading
            for first in range(len(question))
            for last in range(first + 1, min(first + _LONGEST, len(question)) + 1)
            if (reading := self._place(question, first, last))
        ]
        yield from found
        yield from self._either(question, found)

    def _place(self, question: Question, first: int, last: int) -> Reading | None:
        name = " ".join(question.plain[first:last])
        led = self._led(question, first)
        capital = first > 0 and question.words[first].capital and not all(word.capital for word in question.words)
        if meant := self._known.get(name):
            own = any(plain_line(place) == name for place in meant)
            doubtful = name in self._ordinary or (not own and len(name) < 5)
            strength: Strength = "sure" if not doubtful or led or capital else "alone"
            return self._reading(question, first, last, meant, strength)
        if not led or (name in self._ordinary and not question.words[first].capital):
            return None
        place = gazetteer.famous().get(name) or self._elsewhere.get(name)
        # "In split peas" is no journey: what is no place of the library must be said with its capital, or end there.
        if place is None or not (question.words[first].capital or question.at(last) in self._fillers):
            return None
        negated = {"no_places": (place,)}
        start = self._start(question, first)
        return Reading("place", place, start, last, {}, negated, "sure", Wish("places", place), extra={"at": first})

    def _reading(
        self, question: Question, first: int, last: int, meant: tuple[str, ...], strength: Strength
    ) -> Reading:
        fields: dict[str, Any] = {"places": meant} if len(meant) == 1 else {"places_any": (meant,)}
        extra = {"at": first, "meant": meant}
        start = self._start(question, first)
        return Reading("place", " or ".join(meant), start, last, fields, {"no_places": meant}, strength, extra=extra)

    def _either(self, question: Question, found: list[Reading]) -> Iterator[Reading]:
        """Two places that no photo is in at once: "Paris or London", "Paris and London", "Paris, London"."""
        known = [reading for reading in found if "meant" in reading.extra]
        for one in known:
            for other in known:
                apart = range(one.last, other.extra["at"])
                joined = all(question.at(index) in self._joined for index in apart) and len(apart) < 4
                if other.first < one.last or not joined:
                    continue
                said_or = any(question.at(index) in self._or for index in apart)
                if said_or or _level(one) == _level(other) != "":
                    meant = tuple(dict.fromkeys((*one.extra["meant"], *other.extra["meant"])))
                    strength: Strength = "alone" if "alone" in (one.strength, other.strength) else "sure"
                    fields = {"places_any": (meant,)} if len(meant) > 1 else {"places": meant}
                    label = " or ".join(meant)
                    yield Reading("place", label, one.first, other.last, fields, {"no_places": meant}, strength)

    def _led(self, question: Question, first: int) -> bool:
        before = question.at(first - 1)
        return (question.at(first - 2) if before in self._the else before) in self._meant

    def _start(self, question: Question, first: int) -> int:
        while first > 0 and question.at(first - 1) in self._leading and not question.words[first - 1].minus:
            first -= 1
        return first


def _level(reading: Reading) -> str:
    meant = reading.extra["meant"]
    if any(place in gazetteer.countries() for place in meant):
        return "country"
    return "city" if any(plain_line(place) in gazetteer.famous() for place in meant) else ""
