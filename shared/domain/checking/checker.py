"""Whether a text says nothing but facts: every name, place, number and date of it is looked up in them, in words and in
digits. Pure. It takes nothing on trust: what it does not understand is wrong, and then a template stands instead.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from shared.domain.checking.dates import CLOCK, Said, dates_in, weekdays_in
from shared.domain.checking.facts import LETTERS, Facts, Owner
from shared.domain.checking.words import (
    LANGUAGES,
    counted_of,
    number_pattern,
    numbers_of,
    plain_of,
    vague_of,
    words_of,
)  # fmt: skip
from shared.domain.labels import labels
from shared.domain.lexicon import lexicons
from shared.domain.occasion import KINDS

_END = re.compile(r"(?<=[.!?])\s+")
_DIGITS = re.compile(r"\d+(?:[.,\u202f\u00a0’' ]\d{3})*")
_TOKEN = re.compile(r"\{\w+\}|\d+|[^\W\d_]+(?:[’'-][^\W\d_]+)*|[^\s]")
_PLACEHOLDER = re.compile(r"\{[^{}]*\}")
_MARKS = frozenset(",;:()–—-")
_FAR = {**dict.fromkeys(_MARKS, 3), ";": 10}  # as so many tokens
_AND = {"en": "and", "de": "und", "fr": "et", "es": "y", "it": "e", "pt": "e", "nl": "en"}
_SHARES = ("%", "percent", "per cent", "prozent", "pour cent", "por ciento", "por cento", "per cento", "procent")
_NEAR = 4  # tokens after a number, in which what it counts stands
_MOST = {
    "en": "most mostly mainly primarily", "de": "meisten meist hauptsächlich allem überwiegend",
    "fr": "plupart surtout principalement majorité", "es": "mayoría principalmente todo", "nl": "meeste vooral",
    "it": "maggior maggioranza soprattutto principalmente", "pt": "maioria principalmente sobretudo",
}  # fmt: skip


def wrong(text: str, facts: Mapping[str, Any], language: str) -> list[str]:
    """What the text says that the facts do not, each as a sentence in English; none where it may stand. What is in a
    language that is not checked is wrong."""
    if words_of(language) is None:
        return [f"{language!r} is no language that is checked: {', '.join(LANGUAGES)} are."]
    known = Facts(facts, language)
    found = [each for sentence in _sentences(text, language) for each in _Sentence(sentence, known).wrong()]
    return list(dict.fromkeys(found))


def _sentences(text: str, language: str) -> Iterator[str]:
    """None ends within a date: "14. Juli"."""
    begin, within = 0, [(said.start, said.end) for said in dates_in(text, language)]
    for match in _END.finditer(text):
        if not any(start < match.start() < end for start, end in within):
            yield text[begin : match.start()]
            begin = match.end()
    yield text[begin:]


class _Sentence:
    def __init__(self, text: str, known: Facts) -> None:
        self.known = known
        self.language = known.language
        self.placeholders = _PLACEHOLDER.findall(text)
        self.text = text
        self.dates = list(dates_in(text, self.language))
        blank = list(text)
        for said in self.dates:
            blank[said.start : said.end] = " " * (said.end - said.start)
        self.clocks = [f"{int(match['h']):02}:{match['m']}" for match in CLOCK.finditer("".join(blank))]
        self.rest = CLOCK.sub(lambda match: " " * len(match[0]), "".join(blank))

    def wrong(self) -> Iterator[str]:
        yield from (
            f"{each} is no placeholder of the facts." for each in self.placeholders if each not in self._names()
        )
        for said in self.dates:
            if not self._dated(said):
                yield f"The date {self.text[said.start : said.end]!r} is not in the facts."
        yield from (f"The time {each} is not in the facts." for each in self.clocks if each not in self.known.clocks)
        exact = {(said.month, day) for said in self.dates for day in said.days}
        days = {each.weekday() for each in self.known.dates if not exact or (each.month, each.day) in exact}
        if any(day not in days for day in weekdays_in(self.text, self.language)):
            yield "A day of the week is none of the facts' dates."
        yield from self._numbers()
        yield from self._words()
        yield from self._order()

    def _names(self) -> set[str]:
        return {form for forms in self.known.forms.values() for form in forms}

    # Dates

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

    # Numbers

    def _numbers(self) -> Iterator[str]:
        for value, start, end in self._said():
            if not self._true(value, start, end):
                yield f"The number {self.rest[start:end]!r} is not that of what it is said of."

    def _said(self) -> Iterator[tuple[int, int, int]]:
        """-> the number, and where it stands."""
        masked = _PLACEHOLDER.sub(lambda match: "_" * len(match[0]), self.rest)
        for match in _DIGITS.finditer(masked):
            yield int(re.sub(r"\D", "", match[0])), *match.span()
        numbers = numbers_of(self.language)
        for match in number_pattern(self.language).finditer(self.rest):
            word = match[0].lower()
            if word not in self._articles or self._noun(match.end()):
                yield numbers[word], *match.span()
        for article in self._articles - numbers.keys():
            for match in re.finditer(rf"\b{article}\b", self.rest, re.IGNORECASE):
                if self._noun(match.end(), near=1):
                    yield 1, *match.span()

    @property
    def _articles(self) -> frozenset[str]:
        words = words_of(self.language)
        return frozenset(words.articles.split()) if words else frozenset()

    def _noun(self, end: int, near: int = _NEAR) -> str:
        """The key of what is counted there; "" where nothing is."""
        for token in _TOKEN.findall(self.rest[end:])[:near]:
            if key := counted_of(self.language).get(token.lower()):
                return key
            if token in _MARKS or token.isdigit():
                break
        return ""

    def _true(self, value: int, start: int, end: int) -> bool:
        if self.rest[end:].lstrip().lower().startswith(_SHARES):
            return False
        key = self._noun(end)
        if not key and value in self.known.loose and not self._nearest(start, end):
            return True
        year = not key and self.rest[start:end].isdigit() and end - start == 4
        if year and value in self.known.years:
            return True
        return any(self._fits(owner, value, key, start, end) for owner in self.known.owners.get(value, ()))

    def _fits(self, owner: Owner, value: int, key: str, start: int, end: int) -> bool:
        if owner.key != key if key else not (self._bracketed(start) or self._counts(owner.key)):
            return False
        if owner.day:
            return any(
                day == owner.day.day and said.month == owner.day.month for said in self.dates for day in said.days
            )
        near = self._nearest(start, end)
        if owner.name:
            return near == owner.name
        if not key:
            return near == "" and not self.dates
        # Of all: what is said to be there must be all that there is.
        following = re.split(r"[,;:(]", self.rest[end:])[0]
        beside = {each.name for owners in self.known.owners.values() for each in owners if each.key == key}
        there = [name for name in self._named(following, _NEAR + 2) if name in beside]
        enough = sum(self.known.counts.get((key, name), 0) for name in there) >= value
        return not there or (enough and all(map(self._every_one, there)))

    def _bracketed(self, start: int) -> bool:
        return self.rest.rfind("(", 0, start) > self.rest.rfind(")", 0, start)

    def _far(self, token: str) -> int:
        return 3 if token == _AND[self.language] else _FAR.get(token, 1)

    def _counts(self, key: str) -> bool:
        """Whether the sentence names what is counted: else a number may be an age, or anything."""
        nouns = counted_of(self.language)
        return any(nouns.get(token.casefold()) == key for token in LETTERS.findall(self.rest))

    def _every_one(self, name: str) -> bool:
        among = next((some for some in self.known.ranked if name in some), [])
        return all(self._mentions(other) for other in among)

    def _mentions(self, name: str) -> bool:
        return any(_form(form).search(self.rest) for form in self.known.forms.get(name, ()))

    def _nearest(self, start: int, end: int) -> str:
        """The name that stands nearest, in tokens, of which marks and "and" part more; in brackets the one before."""
        bracketed = self._bracketed(start)
        best, least = "", 99
        for name, forms in self.known.forms.items():
            for form in forms:
                for match in _form(form).finditer(self.rest):
                    before = match.end() <= start
                    if bracketed and not before:
                        continue
                    between = self.rest[match.end() : start] if before else self.rest[end : match.start()]
                    away = 2 * sum(map(self._far, _TOKEN.findall(between))) + before
                    if away < least:
                        best, least = name, away
        return best

    def _named(self, text: str, near: int) -> list[str]:
        """The names that begin within so many tokens."""
        part = " ".join(_TOKEN.findall(text)[:near])
        return [name for name, forms in self.known.forms.items() if any(_form(form).search(part) for form in forms)]

    # Words

    def _words(self) -> Iterator[str]:
        text = _PLACEHOLDER.sub(" ", self.text)
        for said in sorted(self.dates, key=lambda each: -each.start):
            text = (
                text[: said.start] + " " * (said.end - said.start) + text[said.end :] if not self.placeholders else text
            )
        plain, things = plain_of(self.language), _things(self.language)
        numbers = numbers_of(self.language)
        first = LETTERS.search(text)
        for match in LETTERS.finditer(text):
            word, lower = match[0], match[0].casefold()
            if lower in self.known.words or lower in numbers:
                continue
            if lower in vague_of(self.language):
                yield f"{word!r} is an amount that no fact says."
            elif lower in things and lower not in plain:
                yield f"{word!r} is not in the facts."
            elif word[0].isupper() and not self._ordinary(
                word, match is first or match.start() == (first.start() if first else 0)
            ):
                yield f"{word!r} is a name that is not in the facts."

    def _ordinary(self, word: str, begins: bool) -> bool:
        lower = word.casefold()
        if lower in plain_of(self.language):
            return begins or self.language == "de" or word in ("I",)
        parts = re.split(r"[’'-]", lower)
        if len(parts) > 1 and all(part in plain_of(self.language) or part in self.known.words for part in parts):
            return True
        return bool(weekdays_in(word, self.language)) or any(True for _ in dates_in(word, self.language))

    def _order(self) -> Iterator[str]:
        """What is said to be most is so."""
        tokens = [token.casefold() for token in LETTERS.findall(self.rest)]
        if not set(tokens) & set(_MOST[self.language].split()):
            return
        for among in self.known.ranked:
            places = {name: self._at(name) for name in among if self._mentions(name)}
            if places and min(places, key=places.__getitem__) != among[0]:
                yield f"{min(places, key=places.__getitem__)!r} is not the most."

    def _at(self, name: str) -> int:
        found = [match.start() for form in self.known.forms[name] if (match := _form(form).search(self.rest))]
        return min(found)


@cache
def _form(form: str) -> re.Pattern[str]:
    """The name as a word; things begin sentences, too."""
    return re.compile(rf"(?<!\w){re.escape(form)}(?!\w)", re.IGNORECASE if form.islower() else 0)


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
    return frozenset(each.casefold() for each in said if each)
