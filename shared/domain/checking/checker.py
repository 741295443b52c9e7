"""Whether a text says nothing but facts: every name, place, number and date of it is looked up in them, in words and in
digits. Pure. It takes nothing on trust: what it does not understand is wrong, and then a template stands instead.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from shared.domain.checking.amounts import Amounts
from shared.domain.checking.comparing import first_wrong, order_wrong, shares_wrong
from shared.domain.checking.dates import Said, dates_in, weekdays_in
from shared.domain.checking.events import events_in, trips
from shared.domain.checking.facts import LETTERS, Facts
from shared.domain.checking.ranges import ends_wrong
from shared.domain.checking.sentence import PLACEHOLDER, TOKEN
from shared.domain.checking.words import LANGUAGES, plain_of, vague_of, words_of
from shared.domain.labels import labels
from shared.domain.lexicon import lexicons
from shared.domain.occasion import KINDS

_END = re.compile(r"(?<=[.!?])\s+")
_ONLY = frozenset(  # that change no number
    ("only", "just", "nur", "seulement", "solo", "sólo", "soltanto", "só", "apenas", "alleen")
)


def wrong(text: str, facts: Mapping[str, Any], language: str) -> list[str]:
    """What the text says that the facts do not, each as a sentence in English; none where it may stand. What is in a
    language that is not checked is wrong."""
    if words_of(language) is None:
        return [f"{language!r} is no language that is checked: {', '.join(LANGUAGES)} are."]
    known = Facts(facts, language)
    known.told(text)
    found, before = list[str](), frozenset[str]()
    for each in _sentences(text, language):
        sentence = _Sentence(each, known, before)
        found += sentence.wrong()
        before |= sentence.counted
    return list(dict.fromkeys(found))


def _sentences(text: str, language: str) -> Iterator[str]:
    """None ends within a date: "14. Juli"."""
    begin, within = 0, [(said.start, said.end) for said in dates_in(text, language)]
    for match in _END.finditer(text):
        if text[match.end() : match.end() + 1].islower():
            continue
        if not any(start < match.start() < end for start, end in within):
            yield text[begin : match.start()]
            begin = match.end()
    yield text[begin:]


class _Sentence(Amounts):
    def wrong(self) -> Iterator[str]:
        yield from (
            f"{each} is no placeholder of the facts." for each in self.placeholders if each not in self._names()
        )
        for said in self.dates:
            if not self._dated(said):
                yield f"The date {self.text[said.start : said.end]!r} is not in the facts."
        if ends_wrong(self.text, self.rest, self.dates, self.known.within, self.language):
            yield "Dates are not said in the order, and with the ends, that the facts have."
        yield from (f"The time {each} is not in the facts." for each in self.clocks if each not in self.known.clocks)
        exact = {(said.month, day) for said in self.dates for day in said.days}
        days = {each.weekday() for each in self.known.dates if not exact or (each.month, each.day) in exact}
        weekdays = weekdays_in(self.text, self.language)
        if any(day not in days for day in weekdays):
            yield "A day of the week is none of the facts' dates."
        yield from self._numbers()
        yield from self._words()
        yield from order_wrong(self.rest, self.named, self.known)
        yield from shares_wrong(self.rest, self.named, self.known)
        single = [(said.month, said.days[0]) for said in self.dates if said.month and len(said.days) == 1]
        yield from first_wrong(self.rest, self.named, single, weekdays, self.known)

    def _names(self) -> set[str]:
        return {form for forms in self.known.forms.values() for form in forms}

    def _dated(self, said: Said) -> bool:
        if said.days:
            return all(any(self._is(day, said, each) for each in self.known.dates) for day in said.days)
        months = set(self.known.months)
        if self.known.within:
            first, last = self.known.within
            span = range(12 * first.year + first.month - 1, 12 * last.year + last.month)
            months |= {(month // 12, month % 12 + 1) for month in span}
        return any(said.month == month and said.year in (None, year) for year, month in months)

    @staticmethod
    def _is(day: int, said: Said, each: Any) -> bool:
        return bool(each.day == day and each.month == said.month and said.year in (None, each.year))

    def _words(self) -> Iterator[str]:
        text = PLACEHOLDER.sub(lambda match: " " * len(match[0]), self.text)
        for said in self.dates:
            text = text[: said.start] + " " * (said.end - said.start) + text[said.end :]
        plain, things = plain_of(self.language), _things(self.language)
        within = [(start, end) for _, start, end in self.numbers] + [(start, end) for start, end, _ in self.shares]
        first = LETTERS.search(text)
        allowed = self.known.words | (trips(self.language) if self.known.trip else frozenset())
        for event in events_in(text, self.language):
            if event.casefold() not in allowed:
                yield f"{event!r} is nothing that the facts say."
        for match in LETTERS.finditer(text):
            word, lower = match[0], match[0].casefold()
            if lower in allowed or any(start <= match.start() < end for start, end in within):
                continue
            if lower in _ONLY and self._counts(*match.span()):
                continue
            if any("LATIN" not in unicodedata.name(letter, "LATIN") for letter in word if letter.isalpha()):
                yield f"{word!r} is of another script."
            elif lower in vague_of(self.language):
                yield f"{word!r} is an amount that no fact says."
            elif (word if self.language == "de" else lower) in things and lower not in plain:
                yield f"{word!r} is not in the facts."
            elif word[0].isupper() and not self._ordinary(
                word, match is first or match.start() == (first.start() if first else 0)
            ):
                yield f"{word!r} is a name that is not in the facts."

    def _counts(self, start: int, end: int) -> bool:
        """Whether a number, or a number and its noun, stands beside."""
        between = [self.rest[end:begin] for _, begin, _ in self.numbers if begin >= end]
        between += [self.rest[until:start] for _, _, until in self.numbers if until <= start]
        return any(
            not words or (len(words) == 1 and words[0].casefold() in plain_of(self.language))
            for words in map(TOKEN.findall, between)
        )

    def _ordinary(self, word: str, begins: bool) -> bool:
        lower = word.casefold()
        if lower in plain_of(self.language):
            return begins or self.language == "de" or word in ("I",)
        parts = re.split(r"[’'-]", lower)
        if len(parts) > 1 and all(part in plain_of(self.language) or part in self.known.words for part in parts):
            return True
        return bool(weekdays_in(word, self.language)) or any(True for _ in dates_in(word, self.language))


@cache
def _things(language: str) -> frozenset[str]:
    """Words for what photos show, for what happens and for seasons: those that are in no fact are invented."""
    names = {tag for each in labels() for tag in each.tags} | {*KINDS, "spring", "summer", "autumn", "winter", "fall"}
    lexicon = lexicons().get(language)
    if lexicon is None:
        return frozenset(name.casefold() for name in names) | {f"{name}s" for name in names}
    said: Sequence[str | None] = [
        each for name in names for each in (lexicon.label(name), lexicon.many(name), lexicon.occasions.kinds.get(name))
    ]
    return frozenset(each if language == "de" else each.casefold() for each in said if each)
