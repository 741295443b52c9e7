"""Words -> the days they mean, one expression a rule: "three weeks ago", "summer of 2023", "4 July", "the 90s"."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from shared.search.grammar import spans
from shared.search.grammar.feasts import feast
from shared.search.grammar.moment import Meaning, Moment, Yearly, is_date, led, on, one, third
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
        said = words.dates
        self._months = _index(said.months)
        self._weekdays = _index(said.weekdays)
        self._numbers = {word: number + 1 for word, number in _index(said.numbers).items()}
        self._seasons = {word: name for name, all_said in words.seasons.items() for word in all_said}
        self._feasts = {word: name for name, all_said in words.feasts.items() for word in all_said}
        self._times = {word: name for name, all_said in words.times_of_day.items() for word in all_said}
        self._fillers = {"", *words.fillers.split(), *words.joining.split()}
        self._rules = self._compiled(
            Relative(words, today, numbers=self._numbers, weekdays=self._weekdays, times=self._times)
        )

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
        yield from numeric(question)

    def _compiled(self, relative: Relative) -> list[tuple[re.Pattern[str], Callable[..., Meaning]]]:
        names = {
            "month": _any("month", self._months),
            "month_first": _any("month_first", self._months),
            "weekday": _any("weekday", self._weekdays),
            "season": _any("season", self._seasons),
            "feast": _any("feast", self._feasts),
            "time": _any("time", self._times),
            "spelt": _any("spelt", self._words.dates.decades),
            "n": rf"(?P<n>\d{{1,4}}|{'|'.join(_longest(self._numbers))})",
            "unit": r"(?P<unit>day|week|month|year)s?",
            "which": r"(?P<which>last|this|past|previous)",
            "part": r"(?:(?P<part>early|mid|late)(?: in)?(?: the)? )?",
            "from": r"(?P<from>[0-3]?\d)(?:st|nd|rd|th)? (?P<to>(?:to|until|till|through) )?",
            "in_year": r"(?:(?: of| in)? (?P<year>(?:1[89]|20)\d\d))?",
        }
        rules: tuple[tuple[str, Callable[..., Meaning]], ...] = (
            (r"todays?|tonights?|yesterdays?|(?:the )?day before yesterday|(?:on )?this day", self._named_day),
            (r"(?:<which>|yesterday) <time>", relative.time_of_a_day),
            (r"<n> <unit> ago", relative.ago),
            (r"(?:the )?<which> <n> <unit>", relative.recent),
            (r"(?:the )?<which> <unit>", relative.unit),
            (r"(?:<which> )?weekend", relative.weekend),
            (r"(?:<which> )?<weekday>", relative.weekday),
            (r"(?:<which> )?<part><month><in_year>", self._month),
            (r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?: of)? <month><in_year>", self._day),
            (r"<month_first> (?:the )?(?P<day>[0-3]?\d)(?:st|nd|rd|th)?<in_year>", self._day),
            (r"<from>(?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?: of)? <month><in_year>", self._days),
            (r"<month_first> <from>(?P<day>[0-3]?\d)(?:st|nd|rd|th)?<in_year>", self._days),
            (r"(?:<which> )?<part><season><in_year>", self._season),
            (r"(?:<which> )?<feast><in_year>", self._feast),
            (r"(?:(?P<part>early|mid|late) )?(?P<century>1[89]|20)?(?P<decade>\d0)s", self._decade),
            (r"(?:(?P<part>early|mid|late) )?<spelt>", self._decade),
            (r"<part>(?P<year>(?:1[89]|20)\d\d)", self._year),
        )
        return [(re.compile(rf"\b(?:{_filled(rule, names)})\b"), meaning) for rule, meaning in rules]

    def _named_day(self, match: re.Match[str], question: Question, first: int, last: int) -> Meaning:
        text = match[0]
        if "this day" in text:
            return self._every(first, last, f"{self._today.day} {self._today:%B}", on(self._today))
        back = 2 if "before" in text else 1 if text.startswith("yesterday") else 0
        return one(first, last, spans.day(self._today - timedelta(back)))

    def _month(self, match: re.Match[str], question: Question, first: int, last: int) -> Meaning:
        number, part = self._months[match["month"]] + 1, match["part"]

        def days(year: int) -> Days:
            return third(spans.month(year, number), part)

        name = date(2000, number, 1).strftime("%B")
        doubtful = match["month"] in self._words.dates.names_too
        strength: Strength = "sure" if part or led(self._words, question, first) or not doubtful else "alone"
        return self._in_a_year(match, first, last, name, days, strength)

    def _day(self, match: re.Match[str], question: Question, first: int, last: int) -> Meaning:
        said = match.groupdict()
        number = self._months[said.get("month") or said["month_first"]] + 1
        day, year = int(said["day"]), said["year"]
        if year:
            return one(first, last, spans.day(date(int(year), number, day)))
        leap = date(2000, number, day)
        return self._every(first, last, f"{day} {leap:%B}", on(leap))

    def _days(self, match: re.Match[str], question: Question, first: int, last: int) -> Meaning:
        """ "14 to 20 July", "July 14-20, 2020"."""
        said = match.groupdict()
        if not said["to"] and not _DASHED.search(question.said(first, last)):
            return None
        number = self._months[said.get("month") or said["month_first"]] + 1
        start, end = int(said["from"]), int(said["day"])
        if start >= end:
            return None

        def days(year: int) -> Days | None:
            known = is_date(year, number, end) and is_date(year, number, start)
            return Days(date(year, number, start), date(year, number, end)) if known else None

        if year := said["year"]:
            found = days(int(year))
            return one(first, last, found) if found else None
        return self._every(first, last, f"{start} to {end} {date(2000, number, 1):%B}", days)

    def _season(self, match: re.Match[str], question: Question, first: int, last: int) -> Meaning:
        name = self._seasons[match["season"]]

        def days(year: int) -> Days:
            return third(spans.season(name, year, southern=self._southern), match["part"])

        found = self._in_a_year(match, first, last, name.capitalize(), days, "alone")
        if found and found.yearly and self._meant(question, first, last):
            return replace(found, strength="sure", season=name)
        return replace(found, season=name) if found and found.yearly else found

    def _feast(self, match: re.Match[str], question: Question, first: int, last: int) -> Meaning:
        name = self._feasts[match["feast"]]
        strength: Strength = "sure" if self._meant(question, first, last) else "alone"
        return self._in_a_year(match, first, last, name, lambda year: feast(name, year), strength)

    def _meant(self, question: Question, first: int, last: int) -> bool:
        """ "At Christmas", but not "at christmas dinner"."""
        return bool(led(self._words, question, first)) and question.at(last) in self._fillers

    def _decade(self, match: re.Match[str], question: Question, first: int, last: int) -> Meaning:
        said = match.groupdict()
        spelt, century = said.get("spelt"), said.get("century")
        decade = self._words.dates.decades[spelt] if spelt else int(said["decade"])
        if century:
            start = int(century) * 100 + decade
        else:  # the last one that has begun
            start = self._today.year // 100 * 100 + decade
            start -= 100 if start > self._today.year else 0
        parts = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}
        low, high = parts.get(match["part"] or "", (0, 9))
        strength: Strength = "sure" if question.at(first - 1) == "the" or century else "alone"
        which = f"{match['part']} " if match["part"] else ""
        found = one(first, last, spans.years(start + low, start + high))
        return replace(found, label=f"the {which}{start}s", strength=strength)

    def _year(self, match: re.Match[str], question: Question, first: int, last: int) -> Meaning:
        """A number is a year where it says so, or where the library has photos of that year."""
        number, lead = int(match["year"]), led(self._words, question, first)
        before = question.at(first - 1)
        if number > self._today.year or before in self._words.dates.not_years.split():
            return None
        if not lead and before == "the":  # the 1812 overture
            return None
        inner = first > 0 and last < len(question)
        strength: Strength = "sure" if lead or match["part"] or (self._known and not inner) else "alone"
        if not lead and number not in self._years:
            return None
        found = one(first, last, third(spans.year(number), match["part"]))
        return replace(found, strength=strength, label=f"{match['part'] or ''} {number}".strip())

    def _in_a_year(
        self, match: re.Match[str], first: int, last: int, name: str, days: Yearly, strength: Strength
    ) -> Meaning:
        """Of what comes every year: that of the year that was said, or "last" or "this" one, or each."""
        said = match.groupdict()
        label = f"{said['part']} {name}" if said.get("part") else name
        if said["year"]:
            found = days(int(said["year"]))
            return Moment(first, last, f"{label} {said['year']}", (found,)) if found else None
        if said["which"]:
            over = [each for year in range(self._today.year - 2, self._today.year + 1) if (each := days(year))]
            # This one has begun, the last one is over.
            begun = [e for e in over if (e.first <= self._today if said["which"] == "this" else e.last < self._today)]
            return Moment(first, last, f"{label} {begun[-1].last.year}", (begun[-1],)) if begun else None
        return replace(self._every(first, last, label, days), strength=strength)

    def _every(self, first: int, last: int, label: str, days: Yearly) -> Moment:
        found = (days(year) for year in self._years)
        return Moment(first, last, label, tuple(each for each in found if each), yearly=days)


def _index(said: Sequence[Sequence[str]]) -> dict[str, int]:
    return {word: place for place, words in enumerate(said) for word in words}


def _longest(words: Mapping[str, object]) -> list[str]:
    return sorted(map(re.escape, words), key=len, reverse=True)


def _any(name: str, words: Mapping[str, object]) -> str:
    return f"(?P<{name}>{'|'.join(_longest(words))})"


def _filled(rule: str, names: Mapping[str, str]) -> str:
    """ "<month>" is a month's expression; "(?P<day>" stays."""
    return re.sub(r"(?<!\?P)<(\w+)>", lambda name: names[name[1]], rule)
