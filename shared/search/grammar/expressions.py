"""Regular expressions for what dates are said with, made of a vocabulary: "<month>" of a rule becomes January's names
and those of all others. They are matched against a question's line: plain words with one space between."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import TypeVar

from shared.search.grammar.moment import full_year
from shared.search.grammar.vocabulary import Vocabulary

_FULL_YEAR = r"(?:1[89]|20)\d\d"
_SHORT_YEAR = r"'\d\d"

_Name = TypeVar("_Name", bound=str)


class Expressions:
    """Besides, what each of the words stands for."""

    def __init__(self, words: Vocabulary) -> None:
        said = words.dates
        self.months = _index(said.months)
        self.weekdays = _index(said.weekdays)
        self.numbers = {word: number + 1 for word, number in _index(said.numbers).items()}
        self.seasons = _named(words.seasons)
        self.feasts = _named(words.feasts)
        self.times = _named(words.times_of_day)
        self.units = _named(said.units)
        self.which = _named(said.which)
        self.parts = _named(said.parts)
        self.decades = said.decades
        self.years = _index(said.years)
        self._said = said
        self._the = words.the.split()

    def whole(self, rule: str) -> re.Pattern[str]:
        filled = re.sub(r"(?<!\?P)<(\w+)>", lambda name: self._names[name[1]], rule)
        return re.compile(rf"(?<!\S)(?:{filled})(?!\S)")

    @cached_property
    def _names(self) -> Mapping[str, str]:
        said, of, the = self._said, _any(self._said.of.split()), f"(?:{_any(self._the)} )?"
        day = rf"[0-3]?\d)(?:{_any(said.ordinals.split())})?"
        back = _any(self.years)
        return {
            "month": _group("month", self.months),
            "month_first": _group("month_first", self.months),
            "weekday": _group("weekday", self.weekdays),
            "season": _group("season", self.seasons),
            "feast": _group("feast", self.feasts),
            "time": _group("time", self.times),
            "spelt": _group("spelt", self.decades),
            "n": rf"(?P<n>\d{{1,4}}|{_any(self.numbers)})",
            "unit": _group("unit", self.units),
            "which": _group("which", self.which),
            "today": _group("today", said.today),
            "yesterday": _group("yesterday", said.yesterday),
            "before_yesterday": _group("before_yesterday", said.before_yesterday),
            "this_day": _group("this_day", said.this_day),
            "ago": _any(said.ago),
            "weekend": _any(said.weekend),
            "the": the,
            "of": f"(?: {of})?",
            "part": rf"(?:{the}{_group('part', self.parts)}(?: {of})?(?: {_any(self._the)})? )?",
            "part_after": rf"(?:(?: {of})? {_group('part', self.parts)})?",
            "decade": r"(?P<century>1[89]|20)?(?P<decade>\d0)",
            "day": f"(?P<day>{day}",
            "from": f"(?P<from>{day} (?P<to>{_any(said.ranges.to)} )?",
            "year": f"(?P<year>{_FULL_YEAR}|{_SHORT_YEAR})",
            "any_year": f"(?P<year>{_FULL_YEAR}|{_SHORT_YEAR}|{back})",
            # After a month, "08" is no day and "98" neither; after a day and its month, any two digits are a year.
            "in_year": rf"(?:(?: {of})? (?P<year>{_FULL_YEAR}|{_SHORT_YEAR}|0\d|3[2-9]|[4-9]\d|{back}))?",
            "of_year": rf"(?:(?: {of})? (?P<year>{_FULL_YEAR}|{_SHORT_YEAR}|\d\d|{back}))?",
        }

    def year(self, said: str, today: date) -> int:
        """As `full_year`; "last year" too."""
        back = self.years.get(said)
        return full_year(said, today) if back is None else today.year - back


def _index(said: Sequence[Sequence[str]]) -> dict[str, int]:
    return {word: place for place, words in enumerate(said) for word in words}


def _named(said: Mapping[_Name, Sequence[str]]) -> dict[str, _Name]:
    return {way: name for name, ways in said.items() for way in ways}


def _any(words: Iterable[str]) -> str:
    """Matches nothing where there are none."""
    words = list(words)
    if not words:
        return "(?!)"
    return f"(?:{'|'.join(sorted(map(re.escape, words), key=len, reverse=True))})"


def _group(name: str, words: Iterable[str]) -> str:
    return f"(?P<{name}>{_any(words)})"
