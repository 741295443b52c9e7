"""Whether a text says nothing but facts: every name, place, number and date of it is looked up in them, in words and in
digits. Pure. It takes nothing on trust: what it does not understand is wrong, and then a template stands instead.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from msgspec.structs import replace

from shared.domain.checking.claims import claims_of
from shared.domain.checking.comparing import PHOTOS, first_wrong, hedge, holds, shares_in, shares_wrong, sums_wrong
from shared.domain.checking.dates import CLOCK, Said, dates_in, weekdays_in
from shared.domain.checking.events import events_in, trips
from shared.domain.checking.facts import LETTERS, Facts, Owner
from shared.domain.checking.numerals import numbers_in
from shared.domain.checking.pairs import paired
from shared.domain.checking.ranges import ends_wrong
from shared.domain.checking.words import LANGUAGES, counted_of, numbers_of, plain_of, vague_of, words_of
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
_ONLY = frozenset(  # that change no number
    ("only", "just", "nur", "seulement", "solo", "sólo", "soltanto", "só", "apenas", "alleen")
)
_PARTED = 16  # letters before "of" in which its part stands


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


class _Sentence:
    """`before`: what the sentences before it count."""

    def __init__(self, text: str, known: Facts, before: frozenset[str]) -> None:
        self.known = known
        self.before = before
        self.language = known.language
        self.placeholders = _PLACEHOLDER.findall(text)
        self.text = text
        self.dates = [
            each if each.month or not each.days else replace(each, month=known.month)
            for each in dates_in(text, self.language)
        ]
        blank = list(text)
        for said in self.dates:
            blank[said.start : said.end] = " " * (said.end - said.start)
        self.clocks = [f"{int(match['h']):02}:{match['m']}" for match in CLOCK.finditer("".join(blank))]
        self.rest = CLOCK.sub(lambda match: " " * len(match[0]), "".join(blank))
        self.named = sorted(
            (*match.span(), name) for name, forms in known.forms.items() for form in forms
            for match in _form(form).finditer(self.rest)
        )  # fmt: skip
        self.shares = shares_in(self.rest, self.language)
        self.numbers: list[tuple[int, int, int]] = []
        self.numbers = sorted(self._said(), key=lambda each: each[1])
        self.paired = paired(self.rest, self.numbers, self.named, _AND[self.language])

    @property
    def counted(self) -> frozenset[str]:
        nouns = counted_of(self.language)
        return frozenset(nouns[word] for word in map(str.casefold, LETTERS.findall(self.rest)) if word in nouns)

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
        yield from shares_wrong(self.rest, self.named, self.known)
        single = [(said.month, said.days[0]) for said in self.dates if said.month and len(said.days) == 1]
        yield from first_wrong(self.rest, self.named, single, weekdays, self.known)

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
        of = list[tuple[int, str, bool]]()
        for value, start, end in self.numbers:
            if not self._true(value, start, end):
                yield f"The number {self.rest[start:end]!r} is not that of what it is said of."
            if self._noun(end) in ("", PHOTOS):
                nearest = self._nearest(start, end)
                own = self.known.counts.get((PHOTOS, nearest)) == value
                of.append((value, nearest if own else "", self._parted(start)))
        if sums_wrong(of, self.known.counts):
            yield "What is said of several does not come to what is said of all."

    def _said(self) -> Iterator[tuple[int, int, int]]:
        """-> the number, and where it stands."""
        masked = _PLACEHOLDER.sub(lambda match: "_" * len(match[0]), self.rest)
        for match in _DIGITS.finditer(masked):
            yield int(re.sub(r"\D", "", match[0])), *match.span()
        for value, start, end in numbers_in(self.rest, self.language):
            if any(begin < end and start < until for begin, until, _ in self.shares):
                continue
            if self.rest[start:end].casefold() not in self._articles or self._noun(end):
                yield value, start, end
        for article in self._articles - numbers_of(self.language).keys():
            for match in re.finditer(rf"\b{article}\b", self.rest, re.IGNORECASE):
                if self._noun(match.end(), near=1):
                    yield 1, *match.span()

    @property
    def _articles(self) -> frozenset[str]:
        words = words_of(self.language)
        return frozenset(words.articles.split()) if words else frozenset()

    def _noun(self, end: int, near: int = _NEAR) -> str:
        """The key of what is counted there; "" where nothing is. "77 of the 402 photos" are all photos."""
        for _, begin, until in self.numbers:
            between = self.rest[end:begin]
            if begin >= end and re.fullmatch(rf"\s+(?:{claims_of(self.language).of})\s+", between, re.IGNORECASE):
                return self._noun(until)
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
        how = hedge(self.rest, start, self.language)
        return any(
            self._fits(owner, true, key, start, end)
            for true, owners in self.known.owners.items() if holds(value, true, how) for owner in owners
        )  # fmt: skip

    def _fits(self, owner: Owner, value: int, key: str, start: int, end: int) -> bool:
        if owner.key != key if key else not (self._bracketed(start) or self._bare(owner.key, start, end)):
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
        beside = {each.name for owners in self.known.owners.values() for each in owners if each.key == key}
        there = [] if self._parted(start) else [name for name in self._there(start, end) if name in beside]
        enough = sum(self.known.counts.get((key, name), 0) for name in there) >= value
        return not there or (enough and all(map(self._every_one, there)))

    def _bare(self, key: str, start: int, end: int) -> bool:
        """Whether a number counts what it does not name: that is named elsewhere, and nothing beside it says that it is
        an age, or anything else."""
        if key not in self.before | self.counted:
            return False
        beside = claims_of(self.language).beside.split()
        words = (_TOKEN.findall(self.rest[:start])[-1:], _TOKEN.findall(self.rest[end:])[:1])
        ends = {until for _, until, _ in self.named} | {begin for begin, _, _ in self.named}
        touching = (len(self.rest[:start].rstrip()) in ends, len(self.rest) - len(self.rest[end:].lstrip()) in ends)
        return all(
            touches or not found or found[0].casefold() in beside or not found[0][0].isalnum()
            for found, touches in zip(words, touching, strict=True)
        )

    def _parted(self, start: int) -> bool:
        """Whether "of" stands before it, and a part of it before that: "77 of the 402 photos"; or more numbers follow:
        "Of 150 photos 52 show ..."."""
        match = re.search(rf"(?<!\w)(?:{claims_of(self.language).of})\s+$", self.rest[:start], re.IGNORECASE)
        return bool(match) and any(until <= start and match.start() - until < _PARTED for _, until in (
            *((begin, until) for _, begin, until in self.numbers), *((begin, until) for begin, until, _ in self.shares)
        ))  # fmt: skip

    def _there(self, start: int, end: int) -> list[str]:
        """The names that follow, as one list."""
        number = min((begin for _, begin, _ in self.numbers if begin >= end), default=len(self.rest))
        found, last = list[str](), end
        for begin, until, name in self.named:
            between = self.rest[last:begin]
            if begin < end or begin > number:
                continue
            if found and not re.fullmatch(rf"\s*(?:,|{_AND[self.language]}|\s)*", between):
                break
            if not found and (re.search(r"[,;:(]", between) or len(_TOKEN.findall(between)) > _NEAR + 1):
                break
            found, last = [*found, name], until
        return found

    def _bracketed(self, start: int) -> bool:
        return self.rest.rfind("(", 0, start) > self.rest.rfind(")", 0, start)

    def _far(self, token: str) -> int:
        return 3 if token == _AND[self.language] else _FAR.get(token, 1)

    def _every_one(self, name: str) -> bool:
        among = next((some for some in self.known.ranked if name in some), [])
        return all(self._mentions(other) for other in among)

    def _mentions(self, name: str) -> bool:
        return any(each == name for _, _, each in self.named)

    def _nearest(self, start: int, end: int) -> str:
        """The name that stands nearest, in tokens, of which marks and "and" part more; in brackets the one before."""
        if start in self.paired:
            return self.paired[start]
        bracketed = self._bracketed(start)
        best, least = "", 99
        for begin, until, name in self.named:
            before = until <= start
            if bracketed and not before:
                continue
            between = self.rest[until:start] if before else self.rest[end:begin]
            away = 2 * sum(map(self._far, _TOKEN.findall(between))) + before
            if away < least:
                best, least = name, away
        return best

    # Words

    def _words(self) -> Iterator[str]:
        text = _PLACEHOLDER.sub(lambda match: " " * len(match[0]), self.text)
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
            for words in map(_TOKEN.findall, between)
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
    return frozenset(each if language == "de" else each.casefold() for each in said if each)
