"""Dates that a text says, in the languages that are checked; the names of months and days are CLDR's."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache

import msgspec

from shared.domain.checking.claims import claims_of
from shared.domain.lexicon.saying import locale_of

_CAPITAL = ("en", "de")  # where months and days are written large: "may" is no month
_ORDINAL = r"(?:\.|º|er|ste|st|nd|rd|th)?"
_OF = r"(?:of |de |di |del )?"
_ISO = re.compile(r"\b(?P<y>\d{4})-(?P<m>\d\d)(?:-(?P<d>\d\d))?\b")
_FIGURES = re.compile(r"\b(?P<d>\d{1,2})[./](?P<m>\d{1,2})[./](?P<y>\d{4})\b")
CLOCK = re.compile(r"\b(?P<h>[01]?\d|2[0-3])\s?[:h]\s?(?P<m>[0-5]\d)(?::[0-5]\d)?\b")


class Said(msgspec.Struct, frozen=True):
    """As much of a date as a text says; `start` and `end`: where in it. Of "the 22nd" there is but the day."""

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    days: tuple[int, ...] = ()


def dates_in(text: str, language: str) -> Iterator[Said]:
    """Never two at one place."""
    taken: list[tuple[int, int]] = []
    for pattern in (_ISO, _FIGURES, *_named(language), re.compile(claims_of(language).days)):
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(start < until and begin < end for begin, until in taken):
                continue
            taken.append((start, end))
            yield _said(match, language)


def weekdays_in(text: str, language: str) -> list[int]:
    """Monday is 0."""
    names = _names(language, "days")
    return [names[_key(found, language)] for found in re.findall(_any(names), text, _flags(language))]


def _said(match: re.Match[str], language: str) -> Said:
    groups = match.groupdict()
    name = groups.get("name")
    month = _names(language, "months")[_key(name, language)] if name else int(groups.get("m") or 0) or None
    days = tuple(int(groups[each].removesuffix("er")) for each in ("d", "d2") if groups.get(each))
    year = groups.get("y")
    return Said(*match.span(), int(year) if year else None, month, days)


@cache
def _named(language: str) -> tuple[re.Pattern[str], ...]:
    month = rf"(?P<name>{_any(_names(language, 'months'))})"
    year = rf"(?:,? {_OF}(?P<y>\d{{4}})\b)?"
    day, other = rf"(?P<d>\d{{1,2}}){_ORDINAL}", rf"(?P<d2>\d{{1,2}}){_ORDINAL}"
    between = r"\s?(?:–|-|to|and|bis|und|au|et|al|y|ao|e|a|tot|en)\s?(?:the |le |el |il |o )?"
    forms = (
        rf"\b{day}(?:{between}{other})? {_OF}{month}{year}",
        rf"{month} {day}(?:{between}{other})?(?!\d){year}",
        rf"{month}{year}",
    )
    return tuple(re.compile(form, _flags(language)) for form in forms)


def _any(names: Mapping[str, int]) -> str:
    return rf"\b(?:{'|'.join(map(re.escape, sorted(names, key=len, reverse=True)))})\b"


def _flags(language: str) -> int:
    return 0 if language in _CAPITAL else re.IGNORECASE


def _key(name: str, language: str) -> str:
    return name if language in _CAPITAL else name.lower()


@cache
def _names(language: str, of: str) -> dict[str, int]:
    locale = locale_of(language)
    widths = (getattr(locale, of)[form][width] for form in ("format", "stand-alone") for width in ("wide",))
    return {_key(name, language): number for names in widths for number, name in names.items()}


def iso(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10]) if re.match(r"\d{4}-\d\d-\d\d", text) else None
    except ValueError:
        return None
