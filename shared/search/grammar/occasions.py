"""Occasions by what kind they were of, in any language: "weddings", "our trip to Rome", "Geburtstag von Anna".

Beside a place, or a person, those are meant that were there, or theirs, with all of their photos, also those of which
nobody knows where they were taken. Where there is none, both are asked of a photo, each by itself. A kind that no
occasion is of is just a word, and so is one beside a place where no photo of the library was taken."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from shared.domain.fields import FIELDS
from shared.domain.occasion import TRIP
from shared.domain.query import Wish
from shared.search.grammar.question import Question, Words, plain_line
from shared.search.grammar.reading import Reading, Strength
from shared.search.grammar.vocabulary import Vocabulary, ways
from shared.search.names import Names

_FAR = 3  # words that may stand between a kind and what it is beside

_FIELD = {field.labels: field for field in FIELDS if field.labels}
_OCCASION, _PERSON = _FIELD["occasions"], _FIELD["people"]
_PLACE = "place"

Told = Mapping[str, frozenset[str]]  # by the id of each occasion what tells it apart from others of its kind


class OccasionReader:
    def __init__(self, words: Vocabulary, names: Names) -> None:
        known = ((names.happened.get(kind), ways(said)) for kind, said in words.occasions.items())
        self._known = [(told, way) for told, said in known if told for way in said]
        trips = names.happened.get(TRIP)
        self._weekends = [(trips, way) for way in ways(words.dates.weekend)] if trips else []
        # "Anna's" and "Annas"; of a name that ends so itself the name is all that is said.
        self._whose = {f"{plain_line(name)}s": ids for name, ids in names.ids.get(_PERSON.filter, {}).items()}
        self._which = ways(chain.from_iterable(words.dates.which.values()))
        self._between = frozenset((*words.joining.split(), *words.fillers.split(), *words.places.leading.split()))
        self._between -= frozenset(words.either.split())
        self._either = frozenset(words.either.split())

    def read(self, question: Question, readings: Sequence[Reading]) -> list[Reading]:
        """`readings`: what others make of the question, of places and people above all."""
        places = [each for each in readings if each.kind == _PLACE]
        people = [each for each in readings if each.kind == _PERSON.chip]
        beside = [*places, *people, *self._owners(question)]
        taken = {(each.first, each.last) for each in places}  # Essen is a meal, and a town
        kinds: list[Reading] = []
        joined: list[Reading] = []
        for told, first, last in _said(question, self._known):
            near = [each for each in beside if self._beside(question, each, first, last)]
            if (first, last) in taken or any(each.kind == _PLACE and not each.fields for each in near):
                continue
            kinds.append(_reading(question, first, last, tuple(told), "alone"))
            joined += _joined(question, told, first, last, near)
        for told, first, last in _said(question, self._weekends):
            if not question.before(first, self._which):  # a weekend somewhere is a trip, but last weekend is a date
                near = [each for each in places if self._beside(question, each, first, last)]
                joined += _joined(question, told, first, last, near)
        return [*joined, *self._both(question, kinds), *kinds]

    def _owners(self, question: Question) -> Iterator[Reading]:
        for place, word in enumerate(question.plain):
            if ids := self._whose.get(word):
                yield Reading(_PERSON.chip, word, place, place + 1, {_PERSON.filter: ids})

    def _both(self, question: Question, kinds: Sequence[Reading]) -> Iterator[Reading]:
        """ "Weddings and birthdays": what is of either kind."""
        for one in kinds:
            for other in kinds:
                if other.first == one.last + 1 and question.at(one.last) in self._either:
                    ids = tuple(dict.fromkeys((*one.extra["ids"], *other.extra["ids"])))
                    yield _reading(question, one.first, other.last, ids, "alone")

    def _beside(self, question: Question, other: Reading, first: int, last: int) -> bool:
        between = range(last, other.first) if other.first >= last else range(other.last, first)
        apart = other.first >= last or other.last <= first
        return apart and len(between) <= _FAR and all(question.at(place) in self._between for place in between)


def _said(question: Question, known: Sequence[tuple[Told, Words]]) -> Iterator[tuple[Told, int, int]]:
    """(the occasions that are called so, the first word, the word after it)."""
    for told, way in known:
        for first in range(len(question) - len(way) + 1):
            if question.plain[first : first + len(way)] == way:
                yield told, first, first + len(way)


def _joined(question: Question, told: Told, first: int, last: int, near: Sequence[Reading]) -> Iterator[Reading]:
    """Those of them that what is near tells apart, with its words."""
    for each in near:
        if ids := tuple(id for id, of in told.items() if not of.isdisjoint(_asked(each))):
            yield _reading(question, min(first, each.first), max(last, each.last), ids, each.strength)


def _reading(question: Question, first: int, last: int, ids: tuple[str, ...], strength: Strength) -> Reading:
    """The chip is called as its reader calls it, whose language that is."""
    fields: dict[str, Any] = {_OCCASION.filter: ids}
    if len(ids) > 1:
        fields = {"either": (tuple((_OCCASION.name, id) for id in ids),)}
    wish = Wish(_OCCASION.name, ids[0]) if len(ids) == 1 else None
    return Reading(
        _OCCASION.chip, question.said(first, last), first, last, fields, {f"no_{_OCCASION.filter}": ids}, strength,
        wish, extra={"ids": ids},
    )  # fmt: skip


def _asked(reading: Reading) -> set[str]:
    """The places, or the ids of the people, any of whom it asks for."""
    fields = reading.fields
    some = fields.get(_PERSON.filter, ()) if reading.kind == _PERSON.chip else fields.get("places", ())
    any_ = (value for group in fields.get("places_any", ()) for value in group)
    return {*some, *any_, *(value for group in fields.get("either", ()) for _, value in group)}
