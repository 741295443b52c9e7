"""One sentence: its dates, numbers and names, and what stands where."""

import re
from collections.abc import Iterator
from functools import cache

from msgspec.structs import replace

from shared.domain.checking.claims import claims_of
from shared.domain.checking.comparing import shares_in
from shared.domain.checking.dates import CLOCK, dates_in
from shared.domain.checking.facts import LETTERS, Facts
from shared.domain.checking.numerals import numbers_in
from shared.domain.checking.pairs import paired
from shared.domain.checking.words import counted_of, numbers_of, words_of

TOKEN = re.compile(r"\{\w+\}|\d+|[^\W\d_]+(?:[’'-][^\W\d_]+)*|[^\s]")
PLACEHOLDER = re.compile(r"\{[^{}]*\}")
_DIGITS = re.compile(r"\d+(?:[.,\u202f\u00a0’' ]\d{3})*")
_MARKS = frozenset(",;:()–—-")
_FAR = {**dict.fromkeys(_MARKS, 3), ";": 10}  # as so many tokens
_AND = {"en": "and", "de": "und", "fr": "et", "es": "y", "it": "e", "pt": "e", "nl": "en"}
_NEAR = 4  # tokens after a number, in which what it counts stands
_PARTED = 16  # letters before "of" in which its part stands


class Sentence:
    """`before`: what the sentences before it count. `rest`: the text without its dates and times, which spaces stand
    for. `numbers`: each with where it begins and ends; so `named`, `shares`. `paired`: pairs.py."""

    def __init__(self, text: str, known: Facts, before: frozenset[str]) -> None:
        self.known = known
        self.before = before
        self.language = known.language
        self.placeholders = PLACEHOLDER.findall(text)
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
        self.named = self._named()
        self.shares = shares_in(self.rest, self.language)
        self.numbers: list[tuple[int, int, int]] = []
        self.numbers = sorted(self._said(), key=lambda each: each[1])
        self.paired = paired(self.rest, self.numbers, self.named, _AND[self.language])

    def _named(self) -> list[tuple[int, int, str]]:
        """Every name in it, in its order: of two at one place the longer."""
        found = sorted(
            (match.start(), -match.end(), name) for name, forms in self.known.forms.items() for form in forms
            for match in _form(form).finditer(self.rest)
        )  # fmt: skip
        named: list[tuple[int, int, str]] = []
        for start, end, name in found:
            if not named or named[-1][1] <= start:
                named.append((start, -end, name))
        return named

    @property
    def counted(self) -> frozenset[str]:
        nouns = counted_of(self.language)
        return frozenset(nouns[word] for word in map(str.casefold, LETTERS.findall(self.rest)) if word in nouns)

    def _said(self) -> Iterator[tuple[int, int, int]]:
        """-> the number, and where it stands."""
        masked = PLACEHOLDER.sub(lambda match: "_" * len(match[0]), self.rest)
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
        for token in TOKEN.findall(self.rest[end:])[:near]:
            if key := counted_of(self.language).get(token.lower()):
                return key
            if token in _MARKS or token.isdigit():
                break
        return ""

    def _parted(self, start: int) -> bool:
        """Whether "of" stands before it, and a part of it before that: "77 of the 402 photos"; or more numbers follow:
        "Of 150 photos 52 show ..."."""
        match = re.search(rf"(?<!\w)(?:{claims_of(self.language).of})\s+$", self.rest[:start], re.IGNORECASE)
        if match is None:
            return False
        ends = [*(until for _, _, until in self.numbers), *(until for _, until, _ in self.shares)]
        return any(until <= start and match.start() - until < _PARTED for until in ends)

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
            if not found and (re.search(r"[,;:(]", between) or len(TOKEN.findall(between)) > _NEAR + 1):
                break
            found, last = [*found, name], until
        own = number < len(self.rest) and not re.search(r"[,;:()]", self.rest[last:number])
        if len(found) > 1 and own and not any(last <= begin < number for begin, _, _ in self.named):
            found.pop()  # which has a number of its own
        return found

    def _bracketed(self, start: int) -> bool:
        return self.rest.rfind("(", 0, start) > self.rest.rfind(")", 0, start)

    def _far(self, token: str) -> int:
        return 6 if token == _AND[self.language] else _FAR.get(token, 1)

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
            away = 2 * sum(map(self._far, TOKEN.findall(between))) + before
            if away < least:
                best, least = name, away
        return best


@cache
def _form(form: str) -> re.Pattern[str]:
    """The name as a word; things begin sentences, too."""
    return re.compile(rf"(?<!\w){re.escape(form)}(?!\w)", re.IGNORECASE if form.islower() else 0)
