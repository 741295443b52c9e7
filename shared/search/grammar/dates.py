"""Moments, and what stands around and between them -> readings of dates: "Wednesday 22 October 2008", "the week of 4
May", "between May and July", "since 2019", "before Easter"."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import chain
from typing import Any

from shared.domain.query import Wish
from shared.search.grammar import spans
from shared.search.grammar.moment import Moment, Yearly
from shared.search.grammar.moments import Moments
from shared.search.grammar.question import Question
from shared.search.grammar.reading import Reading
from shared.search.grammar.spans import FIRST, LAST, SEASONS, Days
from shared.search.grammar.vocabulary import Side, Vocabulary, ways
from shared.search.names import Names

_DASHES = ("-", "–", "—")
_JOINS = ("", ",", "/", "&", "+")  # between "June" and "July 2008", where no word stands there


class DateReader:
    def __init__(self, words: Vocabulary, today: date, names: Names) -> None:
        self._words = words
        self._said = words.dates
        self._today = today
        self._names = names
        self._moments = Moments(words, today, names.years)
        self._weekdays = ways((*chain.from_iterable(self._said.weekdays), *self._said.short_weekdays.split()))
        self._units = {way: unit for unit, ways in self._said.units.items() for way in ways}
        self._weekend = frozenset(self._said.weekend)
        self._of = frozenset(self._said.of.split())
        self._the = frozenset(words.the.split())
        self._sides, self._sides_after = (
            {side: ways(said) for side, said in each.items()} for each in (self._said.sides, self._said.sides_after)
        )
        ranges = self._said.ranges
        self._starts, self._betweens, self._tos, self._ends = map(
            ways, (ranges.start, ranges.between, ranges.to, ranges.end)
        )
        self._both = ways(words.both.split())
        self._leading = frozenset(self._said.belonging.split())

    def read(self, question: Question) -> Iterator[Reading]:
        named = [self._with_weekday(question, moment) for moment in self._moments.read(question)]
        moments = [*named, *self._around(question, named)]
        joined = (*self._between(question, moments), *self._either(question, moments))
        for moment in (*moments, *joined, *self._beside(question, moments)):
            yield self._reading(moment, question)

    def _with_weekday(self, question: Question, moment: Moment) -> Moment:
        """A day with its weekday is one date: what is said of the same day twice."""
        if any(days.first != days.last for days in moment.days):
            return moment
        before = question.before(moment.first, self._weekdays)
        after = 0 if before else question.after(moment.last, self._weekdays)
        return replace(moment, first=moment.first - before, last=moment.last + after)

    def _around(self, question: Question, moments: Sequence[Moment]) -> Iterator[Moment]:
        """ "The week of" a day, "the weekend of" one, "the month of" May, "the year" 2008."""
        for moment in moments:
            at = moment.first - 1 - (question.at(moment.first - 1) in self._the)
            of = question.at(at) in self._of
            word = question.at(at - of)
            first = at - of - (question.at(at - of - 1) in self._the)
            if word in self._weekend and of:
                yield self._each(moment, first, word, lambda days: spans.weekend(days.first))
            elif (unit := self._units.get(word)) == "week" and of:
                yield self._each(moment, first, word, lambda days: spans.week(days.first))
            elif unit and (of or moment.label.isdigit()):
                yield replace(moment, first=first, strength="sure")

    def _each(self, moment: Moment, first: int, word: str, around: "spans.Around") -> Moment:
        yearly = moment.yearly

        def of_year(year: int) -> Days | None:
            days = yearly(year) if yearly else None
            return around(days) if days else None

        days = tuple(dict.fromkeys(map(around, moment.days)))
        label = str(days[0]) if len(days) == 1 else f"the {word} of {moment.label}"
        return Moment(first, moment.last, label, days, yearly=of_year if yearly else None)

    def _between(self, question: Question, moments: Sequence[Moment]) -> Iterator[Moment]:
        """From one to another, both included."""
        for one in moments:
            lead = question.before(one.first, (*self._starts, *self._betweens))
            joining = self._tos if not question.before(one.first, self._betweens) else (*self._tos, *self._both)
            for other in moments:
                if other.first == one.last:
                    ranged = _signs(question, one, other) in _DASHES and _dashed(one) and _dashed(other)
                else:
                    ranged = other.first > one.last and question.plain[one.last : other.first] in joining
                if ranged and (days := self._stretch(one, other)):
                    last = other.last + question.after(other.last, self._ends)
                    yield Moment(one.first - lead, last, f"{one.label} to {other.label}", days)

    def _stretch(self, one: Moment, other: Moment) -> tuple[Days, ...]:
        pairs: list[tuple[Days | None, Days | None]]
        if one.yearly and not other.yearly:  # "from May to July 2019", "from December to January 2019"
            end = other.days[-1]
            start = one.yearly(end.last.year)
            pairs = [(start if start and start.first <= end.last else one.yearly(end.last.year - 1), end)]
        elif other.yearly:
            pairs = [(each, _next(other.yearly, each)) for each in one.days]
        else:
            pairs = [(one.days[0], other.days[-1])]
        return tuple(Days(a.first, b.last) for a, b in pairs if a and b and a.first <= b.last)

    def _either(self, question: Question, moments: Sequence[Moment]) -> Iterator[Moment]:
        """ "June and July 2008": the year is said once."""
        either = self._words.either.split()
        for one in moments:
            for other in moments:
                beside = other.first == one.last and _signs(question, one, other) in _JOINS
                if one.yearly and not other.yearly and (beside or self._joined(question, one, other, either)):
                    same = one.yearly(other.days[-1].first.year)
                    if same and same not in other.days:
                        yield Moment(one.first, other.last, f"{one.label} or {other.label}", (same, *other.days))

    @staticmethod
    def _joined(question: Question, one: Moment, other: Moment, either: Sequence[str]) -> bool:
        return other.first == one.last + 1 and question.at(one.last) in either

    def _beside(self, question: Question, moments: Sequence[Moment]) -> Iterator[Moment]:
        """Before or after one; of what comes every year, the last that has begun."""
        for moment in moments:
            begun = [days for days in moment.days if days.first <= self._today] or list(moment.days)
            for side, first, last in self._sided(question, moment):
                match side:
                    case "since":
                        meant = Days(begun[-1].first, LAST)
                    case "after":
                        meant = Days(begun[-1].last + timedelta(1), LAST)
                    case "before":
                        meant = Days(FIRST, begun[-1].first - timedelta(1))
                    case "until":
                        meant = Days(FIRST, begun[-1].last)
                yield Moment(first, last, f"{side} {moment.label}", (meant,))

    def _sided(self, question: Question, moment: Moment) -> Iterator[tuple[Side, int, int]]:
        """(the side, its first word, the word after it)."""
        start = moment.first - (question.at(moment.first - 1) in self._the)
        for side, said in self._sides.items():
            for first in {start, moment.first}:
                if count := question.before(first, said):
                    yield side, first - count, moment.last
        for side, said in self._sides_after.items():
            if count := question.after(moment.last, said):
                yield side, moment.first, moment.last + count

    def _reading(self, moment: Moment, question: Question) -> Reading:
        fields: dict[str, Any] = {"days": tuple(each.span for each in moment.days)}
        negated: dict[str, Any] | None = {"no_days": fields["days"]}
        wish, strength, names = None, moment.strength, self._names
        if moment.season:
            doubtful = question.plain[moment.last - 1] in self._said.names_too
            wish = None if doubtful and strength == "alone" else Wish("season", moment.season)
            if names.tells("seasons"):
                fields = {"seasons": (moment.season,)}
                negated = {"seasons": tuple(each for each in SEASONS if each != moment.season)}
            elif strength == "sure" and not names.tells("times_of_day"):
                strength = "alone"  # most photos have no date of their own: the day of their upload would answer
        if moment.time_of_day and names.tells("times_of_day"):
            fields["times_of_day"] = (moment.time_of_day,)
            negated = None
        kind = "season" if "seasons" in fields else "date"
        first = moment.first
        while first > 0 and question.at(first - 1) in self._leading and not question.words[first - 1].minus:
            first -= 1
        return Reading(kind, moment.label, first, moment.last, fields, negated, strength, wish)


def _signs(question: Question, one: Moment, other: Moment) -> str:
    return question.text[question.words[one.last - 1].end : question.words[other.first].start].strip()


def _dashed(moment: Moment) -> bool:
    return len(moment.days) == 1 or moment.yearly is not None


def _next(yearly: Yearly, begun: Days) -> Days | None:
    """The first that ends after the other has begun: from November to February."""
    end = yearly(begun.first.year)
    return end if end and end.last >= begun.first else yearly(begun.first.year + 1)
