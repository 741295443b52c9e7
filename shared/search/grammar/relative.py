"""Days by their distance from today: "three weeks ago", "last weekend", "this morning"."""

import re
from dataclasses import replace
from datetime import date, timedelta

from shared.search.grammar import spans
from shared.search.grammar.expressions import Expressions
from shared.search.grammar.moment import Meaning, led, one
from shared.search.grammar.question import Question
from shared.search.grammar.reading import Strength
from shared.search.grammar.spans import Days
from shared.search.grammar.vocabulary import Vocabulary

_A_YEAR = 1000  # from here on a number before "year" is its name, as Chinese has it
_LASTING = ("night", "evening")  # last night ends this morning


class Relative:
    """Each method is one rule's meaning: what its expression matched, from the word `first` to before `last`."""

    def __init__(self, words: Vocabulary, today: date, said: Expressions) -> None:
        self._words = words
        self._today = today
        self._said = said

    def time_of_a_day(self, match: re.Match[str], question: Question, first: int, last: int) -> Meaning:
        time, which = self._said.times[match["time"]], self._which(match)
        if which == "this":
            return replace(one(first, last, spans.day(self._today)), time_of_day=time)
        if match.groupdict().get("yesterday"):
            return replace(one(first, last, spans.day(self._today - timedelta(1))), time_of_day=time)
        if time in _LASTING:
            found = one(first, last, Days(self._today - timedelta(1), self._today))
            return replace(found, time_of_day=time, label=f"last {time}")
        return None

    def ago(self, match: re.Match[str], question: Question, first: int, last: int) -> Meaning:
        unit, count = self._unit(match), self._count(match["n"])
        if unit == "year" and count >= _A_YEAR:
            return None
        return one(first, last, self._back(unit, count))

    def recent(self, match: re.Match[str], question: Question, first: int, last: int) -> Meaning:
        """The last three weeks: those and today."""
        if self._which(match) == "this":
            return None
        count, today, unit = self._count(match["n"]), self._today, self._unit(match)
        match unit:
            case "day":
                start = today - timedelta(count)
            case "week":
                start = today - timedelta(7 * count)
            case "month":
                start = spans.months_before(today, count)
                start = min(start + timedelta(today.day - 1), spans.month(start.year, start.month).last)
            case _:
                start = spans.months_before(today, 12 * count) + timedelta(today.day - 1)
        label = f"the last {match['n']} {unit}{'s' if count != 1 else ''}"
        return replace(one(first, last, Days(start, today)), label=label)

    def unit(self, match: re.Match[str], question: Question, first: int, last: int) -> Meaning:
        this, unit = self._which(match) == "this", self._unit(match)
        if this and unit == "day":
            return None
        return one(first, last, self._back(unit, 0 if this else 1))

    def weekend(self, match: re.Match[str], question: Question, first: int, last: int) -> Meaning:
        saturday = self._today - timedelta((self._today.weekday() - 5) % 7)
        begun = self._today.weekday() >= 5
        if self._which(match) == "this" and not begun:
            saturday += timedelta(7)
        elif self._which(match) == "last" and begun:
            saturday -= timedelta(7)
        sure: Strength = "sure" if self._which(match) or led(self._words, question, first) else "alone"
        return replace(one(first, last, Days(saturday, saturday + timedelta(1))), strength=sure)

    def weekday(self, match: re.Match[str], question: Question, first: int, last: int) -> Meaning:
        weekday = self._said.weekdays[match["weekday"]]
        back = (self._today.weekday() - weekday) % 7
        if self._which(match) == "this" and back:
            found = spans.week(self._today).first + timedelta(weekday)
        else:
            found = self._today - timedelta(back or (7 if self._which(match) else 0))
        sure: Strength = "sure" if self._which(match) or led(self._words, question, first) else "alone"
        return replace(one(first, last, spans.day(found)), strength=sure)

    def _which(self, match: re.Match[str]) -> str:
        """ "this", "last" or, where neither was said, ""."""
        return self._said.which.get(match.groupdict().get("which") or "", "")

    def _unit(self, match: re.Match[str]) -> str:
        return self._said.units[match["unit"]]

    def _count(self, said: str) -> int:
        return int(said) if said.isdigit() else self._said.numbers[said]

    def _back(self, unit: str, count: int) -> Days:
        """The whole day, week, month or year so many of them ago."""
        today = self._today
        match unit:
            case "day":
                return spans.day(today - timedelta(count))
            case "week":
                return spans.week(today - timedelta(7 * count))
            case "month":
                start = spans.months_before(today, count)
                return spans.month(start.year, start.month)
            case _:
                return spans.year(today.year - count)
