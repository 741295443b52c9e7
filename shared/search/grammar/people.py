"""People by their names: which words are a name where they are a month, a place or a colour too, who is alone on a
photo, and who was how old.

A name of several words is never cut. One word that means something else as well is a name where it is written with a
capital, stands alone, or follows another name or a word that leads to people ("with May"); after a word that leads to
a date or a place ("in May"), and beside a year, it is that. So "May in Paris" asks for May.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from shared.domain.fields import FIELDS
from shared.domain.filter import Range, Span
from shared.search.grammar.question import Question, Words
from shared.search.grammar.reading import Reading
from shared.search.grammar.vocabulary import Vocabulary, ways
from shared.search.names import Names

OLDEST = 120  # years

_TOGETHER = 8  # people of whom "only" is said
_SPELT = 1  # more words that a number may have, where signs are words: 十 二

_PERSON = next(field for field in FIELDS if field.labels == "people")
_NUMBER = "0"  # stands for any, in the vocabulary


@dataclass(frozen=True, slots=True)
class _Around:
    """What stands before and behind a name."""

    before: Words
    behind: Words


@dataclass(frozen=True, slots=True)
class _Met:
    """`first` and `last` of all of it; `number` and the place of its first word where one is said, else 0 and -1."""

    first: int
    last: int
    number: int = 0
    at: int = -1


class PeopleReader:
    def __init__(self, words: Vocabulary, names: Names) -> None:
        said = words.people
        self._only, self._age = ([_Around(*ways(pair)) for pair in pairs] for pairs in (said.only, said.age))
        self._leading, self._both = frozenset(said.leading.split()), frozenset(words.both.split())
        self._other = frozenset((*words.dates.leading.split(), *words.places.meant.split()))
        self._other -= self._leading | self._both
        self._the, self._fillers = frozenset(words.the.split()), frozenset(words.fillers.split())
        self._articles = frozenset(words.articles.split())
        self._ends = frozenset(("", *self._both, *words.joining.split())) - self._articles
        self._numbers = {
            tuple(way.split()): number
            for number, spelt in enumerate(words.dates.numbers, 1)
            for way in spelt
            if way not in self._articles
        }
        self._births = names.births

    def read(self, question: Question, readings: Sequence[Reading]) -> list[Reading]:
        """The readings, without those that a name takes the words of, or that take a name's; and what several words
        say of a name."""
        named = [each for each in readings if each.kind == _PERSON.chip]
        if not named:
            return list(readings)
        others = [each for each in readings if each.kind != _PERSON.chip]
        people = [self._person(question, each, others, named) for each in named]
        ours = [each for each in people if each]
        sure = [each for each in ours if each.strength == "sure"]
        others = [each for each in others if not any(self._takes(question, person, each) for person in sure)]
        aged = [reading for person in ours for reading in self._aged(question, person, others)]
        return [*aged, *self._alone(question, ours), *others, *ours]

    def _person(
        self, question: Question, person: Reading, others: Sequence[Reading], named: Sequence[Reading]
    ) -> Reading | None:
        """None where the word is something else."""
        if self._is_meant(question, person, named):
            return replace(person, strength="sure")
        doubtful = any(each.overlaps(person) for each in others)
        if (doubtful or person.strength == "alone") and self._is_thing(question, person, others):
            return None
        return replace(person, strength="alone") if doubtful else person

    def _is_meant(self, question: Question, person: Reading, named: Sequence[Reading]) -> bool:
        """Whether it is a name, whatever else it might be."""
        if len(person) > 1:
            return True
        if self._before(question, person.first) in self._other:
            return False
        before = question.at(person.first - 1)
        joined = before in self._both and any(each.last == person.first - 1 for each in named)
        word = question.words[person.first]
        # The first word of a question often has a capital that says nothing.
        capital = word.capital and (person.first > 0 or question.at(person.last) in self._ends)
        alone = all(
            each in self._fillers for at, each in enumerate(question.plain) if not person.first <= at < person.last
        )
        return joined or before in self._leading or capital or alone

    def _before(self, question: Question, first: int) -> str:
        before = question.at(first - 1)
        return question.at(first - 2) if before in self._the else before

    def _is_thing(self, question: Question, person: Reading, others: Sequence[Reading]) -> bool:
        """ "In May", "a rose", "a red rose"."""
        at = person.first - 1
        if self._before(question, person.first) in self._other:
            return True
        while any(each.first <= at < each.last for each in others):
            at -= 1
        return question.at(at) in self._articles

    def _takes(self, question: Question, person: Reading, other: Reading) -> bool:
        """Whether the name has words of the other reading, which has no more than they and what leads to them."""
        if not person.overlaps(other):
            return False
        if other.first > person.first or other.last < person.last:
            return len(person) > 1 or other.last <= person.last
        return other.last == person.last and not set(question.plain[other.first : person.first]) & self._other

    def _alone(self, question: Question, people: Sequence[Reading]) -> Iterator[Reading]:
        """ "Only Anna and Ben": they, and nobody else."""
        for group in self._groups(question, people):
            ids = tuple(id for each in group for id in each.fields.get(_PERSON.filter, ()))
            either = tuple(some for each in group for some in each.fields.get("either", ()))
            who: dict[str, Any] = {name: them for name, them in ((_PERSON.filter, ids), ("either", either)) if them}
            for met in self._met(question, group[0].first, group[-1].last, self._only):
                yield Reading(
                    _PERSON.chip,
                    f"only {' and '.join(each.label for each in group)}",
                    met.first,
                    met.last,
                    {**who, "people_count": Range(len(group), len(group))},
                    {**who, "people_count": Range(len(group) + 1)},
                    "sure" if all(each.strength == "sure" for each in group) else "alone",
                )

    def _groups(self, question: Question, people: Sequence[Reading]) -> Iterator[list[Reading]]:
        """Every one, and those who are named beside each other, by signs or by "and"."""
        for person in people:
            group: list[Reading] = [person]
            yield group
            while len(group) < _TOGETHER and (following := self._next(question, group[-1].last, people)):
                group = [*group, following]
                yield group

    def _next(self, question: Question, last: int, people: Sequence[Reading]) -> Reading | None:
        last += question.at(last) in self._both
        return max((each for each in people if each.first == last), key=len, default=None)

    def _aged(self, question: Question, person: Reading, others: Sequence[Reading]) -> Iterator[Reading]:
        """ "Anna at 5": from one birthday to the day before the next. Where nobody told a date of birth, the chip says
        so, and all photos of them are meant."""
        ids = person.fields.get(_PERSON.filter) or tuple(
            id for some in person.fields.get("either", ()) for _, id in some
        )
        sure = [each for each in others if each.strength == "sure"]
        for met in self._met(question, person.first, person.last, self._age):
            if met.number > OLDEST or not self._is_age(question, met, sure):
                continue
            days = tuple(span for id in ids if (span := _year_of_life(self._births.get(id, ""), met.number)))
            label = f"{person.label} at {met.number}" if days else person.label
            yield replace(
                person,
                kind="age" if days else "no_birth_date",
                label=label,
                first=met.first,
                last=met.last,
                fields={**person.fields, **({"days": days} if days else {})},
                strength="sure",
                wish=None,
            )

    def _is_age(self, question: Question, met: _Met, sure: Sequence[Reading]) -> bool:
        """Not "Anna with 5 dogs", nor "Anna at 5 pm"."""
        if any(each.first <= met.at < each.last and each.last > met.last for each in sure):
            return False
        ends_so = met.at == met.last - 1
        return not ends_so or question.at(met.last) in self._ends or any(each.first == met.last for each in sure)

    def _met(self, question: Question, first: int, last: int, around: Sequence[_Around]) -> Iterator[_Met]:
        """Where these words stand around those from `first` to before `last`."""
        for each in around:
            behind = self._said(question, last, each.behind)
            if behind is None:
                continue
            if not each.before:
                yield replace(behind, first=first)
            length = len(each.before)
            for start in range(max(0, first - length - _SPELT), first - length + 1) if length else ():
                before = self._said(question, start, each.before)
                if before and before.last == first:
                    told = behind if behind.at >= 0 else before
                    yield _Met(start, behind.last, told.number, told.at)

    def _said(self, question: Question, first: int, way: Words) -> _Met | None:
        """Whether these words begin there."""
        at, met = first, _Met(first, first)
        for word in way:
            if word == _NUMBER:
                number, length = self._number(question, at)
                met, at = replace(met, number=number, at=at), at + length
                if not length:
                    return None
            elif question.at(at) != word:
                return None
            else:
                at += 1
        return replace(met, last=at)

    def _number(self, question: Question, at: int) -> tuple[int, int]:
        """-> (the number, of how many words it is); 0 words where none stands there."""
        said = question.at(at)
        if said.isascii() and said.isdecimal() and len(said) <= len(str(OLDEST)):
            return int(said), 1
        length = question.after(at, self._numbers)
        return self._numbers.get(question.plain[at : at + length], 0), length


def _year_of_life(born: str, age: int) -> Span | None:
    """None where it is not known when they were born, or no calendar has it."""
    try:
        birth = date.fromisoformat(born)
        return Span(_birthday(birth, age).isoformat(), (_birthday(birth, age + 1) - timedelta(1)).isoformat())
    except ValueError:
        return None


def _birthday(birth: date, age: int) -> date:
    """Of who was born on 29 February, the first of March where a year has none."""
    try:
        return birth.replace(year=birth.year + age)
    except ValueError:
        return date(birth.year + age, 3, 1)
