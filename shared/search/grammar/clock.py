"""Hours: "at 4pm", "16:30", "around 5 o'clock". Photos are known by their time of day, not by the minute."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from shared.domain.query import Wish
from shared.search.grammar.question import Found, Question
from shared.search.grammar.reading import Reading, Strength
from shared.search.grammar.vocabulary import Vocabulary
from shared.search.names import Names

_TYPED = re.compile(r"([01]?\d|2[0-4])[:.h]([0-5]\d)")
# What an hour may be called, by the season and by where on earth: the first is what it is called mostly.
_HOURS = (
    (5, ("night", "dawn")),
    (9, ("morning", "dawn")),
    (12, ("morning",)),
    (16, ("afternoon",)),
    (18, ("afternoon", "evening", "dusk")),
    (22, ("evening", "dusk", "night")),
    (24, ("night",)),
)


class ClockReader:
    def __init__(self, words: Vocabulary, names: Names) -> None:
        said = words.clock
        am, pm, oclock = ("|".join(ways) or "(?!)" for ways in (said.am, said.pm, said.oclock))
        half, minutes = rf"(?:(?P<am>{am})|(?P<pm>{pm}))", r"(?: [0-5]\d)?"
        self._said = (
            re.compile(rf"(1[0-2]|0?\d){minutes} ?{half}"),
            re.compile(rf"{half} (1[0-2]|0?\d)(?: (?:{oclock}))"),
            re.compile(rf"([01]?\d|2[0-4]){minutes} ?(?:{oclock})(?: [0-5]\d)?"),
        )
        self._leading = frozenset(said.leading.split())
        self._photos = frozenset(("", *words.photos.split()))
        self._names = names

    def read(self, question: Question) -> Iterator[Reading]:
        for match, first, last in self._found(question):
            hours = self._hours(match)
            led = question.at(first - 1) in self._leading
            sure = led or question.at(last) in self._photos
            yield self._reading(hours, question.said(first, last), first - led, last, "sure" if sure else "alone")

    def _found(self, question: Question) -> Iterator[Found]:
        for said in self._said:
            yield from question.find(said)
        for match, first, last in question.find_typed(_TYPED):
            if match[0][-3] == ":" or question.at(first - 1) in self._leading:
                yield match, first, last

    def _hours(self, match: re.Match[str]) -> list[int]:
        if match.re is _TYPED:
            return [int(match[1]) % 24]
        halves = match.groupdict()
        hour = int(next(group for group in match.groups() if group and group.isdigit()))
        if halves.get("am") or halves.get("pm"):
            return [hour % 12 + (12 if halves["pm"] else 0)]
        return [hour % 24] if hour > 12 else [hour % 12, hour % 12 + 12]

    def _reading(self, hours: Sequence[int], said: str, first: int, last: int, strength: Strength) -> Reading:
        times = tuple(dict.fromkeys(chain.from_iterable(_called(hour) for hour in hours)))
        if self._names.tells("times_of_day"):
            others = tuple(each for each in self._names["times_of_day"] if each not in times)
            return Reading("time", said, first, last, {"times_of_day": times}, {"times_of_day": others}, strength)
        return Reading("time", said, first, last, {}, None, strength, Wish("time_of_day", times[0]), spent=True)


def _called(hour: int) -> Sequence[str]:
    return next(names for until, names in _HOURS if hour < until)
