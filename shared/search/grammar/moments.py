"""Words -> the days they mean, one expression a rule: "three weeks ago", "summer of 2023", "July '04", "the 90s"."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from shared.search.grammar import spans
from shared.search.grammar.expressions import Expressions
from shared.search.grammar.feasts import feast
from shared.search.grammar.moment import Meaning, Moment, Yearly, full_year, is_date, led, on, one, third
from shared.search.grammar.numeric import numeric
from shared.search.grammar.question import Question
from shared.search.grammar.reading import Strength
from shared.search.grammar.relative import Relative
from shared.search.grammar.spans import Days
from shared.search.grammar.vocabulary import Vocabulary

_DASHED = re.compile(r"\d\w*\s*[-–—]\s*\d")


class Moments:
    """`years` are those in which the library has photos, which "in May" may mean; `today` is the asker's."""

    def __init__(self, words: Vocabulary, today: date, years: Sequence[int], *, southern: bool = False) -> None:
        self._words = words
        self._today = today
        self._known = bool(years)
        self._years = years or range(today.year - 29, today.year + 1)
        self._southern = southern
        self._said = Expressions(words)
        self._fillers = {"", *words.fillers.split(), *words.joining.split()}
        self._rules = self._compiled(Relative(words, today, self._said))

    def read(self, question: Question) -> Iterator[Moment]:
        """Everything that may be meant; what overlaps is for others to choose from."""
        for pattern, meaning in self._rules:
            for match, first, last in question.find(pattern):
                try:
                    found = meaning(match, question, first, last)
                except (ValueError, OverflowError):  # 31 February; a billion years ago
                    continue
                if found is not None and found.days:
                    yield found
        yield from numeric(question, self._today)

    def _compiled(self, relative: Relative) -> list[tuple[re.Pattern[str], Callable[..., Meaning]]]:
        said = self._words.dates.rules
        rules: tuple[tuple[Sequence[str], Callable[..., Meaning]], ...] = (
            (said.named_day, self._named_day),
            (said.time_of_a_day, relative.time_of_a_day),
            (said.ago, relative.ago),
            (said.recent, relative.recent),
            (said.unit, relative.unit),
            (said.weekend, relative.weekend),
            (said.weekday, relative.weekday),
            (said.month, self._month),
            (said.day, self._day),
            (said.days, self._days),
            (said.season, self._season),
            (said.feast, self._feast),
            (said.decade, self._decade),
            (said.year, self._year),
        )
        return [(self._said.whole(rule), meaning) for orders, meaning in rules for rule in orders]

    def _named_day(self, match: re.Match[str], question: Question, first: int, last: int) -> Meaning:
        said = match.groupdict()
        if said["this_day"]:
            return self._every(first, last, f"{self._today.day} {self._today:%B}", on(self._today))
        back = 2 if said["before_yesterday"] else 1 if said["yesterday"] else 0
        return one(first, last, spans.day(self._today - timedelta(back)))

    def _month(self, match: re.Match[str], question: Question, first: int, last: int) -> Meaning:
        number, part = self._said.months[match["month"]] + 1, self._part(match)

        def days(year: int) -> Days:
            return third(spans.month(year, number), part)

        name = date(2000, number, 1).strftime("%B")
        doubtful = match["month"] in self._words.dates.names_too
        strength: Strength = "sure" if part or led(self._words, question, first) or not doubtful else "alone"
        return self._in_a_year(match, first, last, name, days, strength)

    def _day(self, match: re.Match[str], question: Question, first: int, last: int) -> Meaning:
        said = match.groupdict()
        number = self._said.months[said.get("month") or said["month_first"]] + 1
        day = int(said["day"])
        if year := said.get("year"):
            return one(first, last, spans.day(date(self._said.year(year, self._today), number, day)))
        if said.get("month_first") and said["day"].startswith("0"):
            return None  # "Oct 08" is a month of a year
        leap = date(2000, number, day)
        return self._every(first, last, f"{day} {leap:%B}", on(leap))

    def _days(self, match: re.Match[str], question: Question, first: int, last: int) -> Meaning:
        """ "14 to 20 July", "July 14-20, 2020"."""
        said = match.groupdict()
        if not said["to"] and not _DASHED.search(question.said(first, last)):
            return None
        number = self._said.months[said.get("month") or said["month_first"]] + 1
        start, end = int(said["from"]), int(said["day"])
        if start >= end:
            return None

        def days(year: int) -> Days | None:
            known = is_date(year, number, end) and is_date(year, number, start)
            return Days(date(year, number, start), date(year, number, end)) if known else None

        if year := said.get("year"):
            found = days(self._said.year(year, self._today))
            return one(first, last, found) if found else None
        return self._every(first, last, f"{start} to {end} {date(2000, number, 1):%B}", days)

    def _season(self, match: re.Match[str], question: Question, first: int, last: int) -> Meaning:
        name = self._said.seasons[match["season"]]

        def days(year: int) -> Days:
            return third(spans.season(name, year, southern=self._southern), self._part(match))

        found = self._in_a_year(match, first, last, name.capitalize(), days, "alone")
        if found and found.yearly and self._meant(question, first, last):
            return replace(found, strength="sure", season=name)
        return replace(found, season=name) if found and found.yearly else found

    def _feast(self, match: re.Match[str], question: Question, first: int, last: int) -> Meaning:
        name = self._said.feasts[match["feast"]]
        strength: Strength = "sure" if self._meant(question, first, last) else "alone"
        return self._in_a_year(match, first, last, name, lambda year: feast(name, year), strength)

    def _meant(self, question: Question, first: int, last: int) -> bool:
        """ "At Christmas", but not "at christmas dinner"."""
        return bool(led(self._words, question, first)) and question.at(last) in self._fillers

    def _decade(self, match: re.Match[str], question: Question, first: int, last: int) -> Meaning:
        said, part = match.groupdict(), self._part(match)
        spelt, century = said.get("spelt"), said.get("century")
        decade = self._said.decades[spelt] if spelt else int(said["decade"])
        if century:
            start = int(century) * 100 + decade
        else:  # the last one that has begun
            start = self._today.year // 100 * 100 + decade
            start -= 100 if start > self._today.year else 0
        parts = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}
        low, high = parts.get(part, (0, 9))
        the = self._words.the.split()
        # "The 90s", "los 90", "90er Jahre"; 90s by itself may be anything.
        led_in = question.at(first - 1) in the or " " in match[0]
        strength: Strength = "sure" if led_in or century else "alone"
        which = f"{part} " if part else ""
        found = one(first, last, spans.years(start + low, start + high))
        return replace(found, label=f"the {which}{start}s", strength=strength)

    def _year(self, match: re.Match[str], question: Question, first: int, last: int) -> Meaning:
        """A number is a year where it says so, or where the library has photos of that year."""
        number, before, part = full_year(match["year"], self._today), question.at(first - 1), self._part(match)
        lead = led(self._words, question, first) or self._said.units.get(before) == "year"
        if number > self._today.year or before in self._words.dates.not_years.split():
            return None
        if not lead and before in self._words.the.split():  # the 1812 overture
            return None
        inner = first > 0 and last < len(question)
        strength: Strength = "sure" if lead or part or (self._known and not inner) else "alone"
        if not lead and not part and number not in self._years:
            return None
        found = one(first, last, third(spans.year(number), part))
        return replace(found, strength=strength, label=f"{part} {number}".strip())

    def _in_a_year(
        self, match: re.Match[str], first: int, last: int, name: str, days: Yearly, strength: Strength
    ) -> Meaning:
        """Of what comes every year: that of the year that was said, or "last" or "this" one, or each."""
        said = match.groupdict()
        label = f"{self._part(match)} {name}".strip()
        if said.get("year"):
            year = self._said.year(said["year"], self._today)
            found = days(year)
            return Moment(first, last, f"{label} {year}", (found,)) if found else None
        if said.get("which"):
            this = self._said.which[said["which"]] == "this"
            over = [each for year in range(self._today.year - 2, self._today.year + 1) if (each := days(year))]
            # This one has begun, the last one is over.
            begun = [each for each in over if (each.first <= self._today if this else each.last < self._today)]
            return Moment(first, last, f"{label} {begun[-1].last.year}", (begun[-1],)) if begun else None
        return replace(self._every(first, last, label, days), strength=strength)

    def _part(self, match: re.Match[str]) -> str:
        return self._said.parts.get(match.groupdict().get("part") or "", "")

    def _every(self, first: int, last: int, label: str, days: Yearly) -> Moment:
        found = (days(year) for year in self._years)
        return Moment(first, last, label, tuple(each for each in found if each), yearly=days)
