"""Whether dates that are said together begin and end where the facts do, in their order."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from shared.domain.checking.claims import Claims, claims_of, searched
from shared.domain.checking.dates import Said

_YEAR = re.compile(r"(?<![\w.,])(?:19|20)\d\d(?![\w]|[.,]\d)")
_FILLER = r"(?:\s|,|the |le |el |il |o |zum |l['’])*"


def ends_wrong(text: str, rest: str, dates: Sequence[Said], within: tuple[date, date] | None, language: str) -> bool:
    """`rest`: the text without its dates."""
    if within is None:
        return False
    said = sorted([*dates, *(Said(*match.span(), int(match[0])) for match in _YEAR.finditer(rest))],
                  key=lambda each: each.start)  # fmt: skip
    claims, (first, last) = claims_of(language), within
    if any(len(each.days) > 1 and not _spans(each, first, last) for each in said):
        return True
    if any(not each for each in _linked(text, said, within, claims)):
        return True
    for of in (_days, _months, _years):
        several = list(dict.fromkeys(part for each in said if (part := of(each)) is not None))
        ends = (of(_full(first)), of(_full(last)))
        if len(several) > 1 and not _same(several, ends):
            return True
    return _turned(text, said, within, claims)


def _full(day: date) -> Said:
    return Said(0, 0, day.year, day.month, (day.day,))


def _days(said: Said) -> tuple[int, ...] | None:
    return (said.month or 0, said.days[0]) if len(said.days) == 1 else None


def _months(said: Said) -> tuple[int, ...] | None:
    return (said.month,) if said.month and len(said.days) < 2 else None


def _years(said: Said) -> tuple[int, ...] | None:
    return (said.year,) if said.year else None


def _same(several: Sequence[tuple[int, ...]], ends: tuple[tuple[int, ...] | None, tuple[int, ...] | None]) -> bool:
    return len(several) == 2 and (several[0], several[1]) == ends


def _spans(said: Said, first: date, last: date) -> bool:
    return said.days == (first.day, last.day) and said.month == last.month == first.month


def _linked(text: str, said: Sequence[Said], within: tuple[date, date], claims: Claims) -> Iterator[bool]:
    """Of each two with "to" between them, whether they are the ends."""
    for one, other in pairwise(said):
        if re.fullmatch(rf"{_FILLER}(?:{claims.to}){_FILLER}", text[one.end : other.start], re.IGNORECASE):
            yield _is(one, within[0]) and _is(other, within[1])


def _turned(text: str, said: Sequence[Said], within: tuple[date, date], claims: Claims) -> bool:
    """Whether what begins or ends does so on another date."""
    for each in said:
        before = text[: each.start]
        if re.search(rf"(?<!\w)(?:{claims.since}){_FILLER}$", before, re.IGNORECASE) and not _is(each, within[0]):
            return True
        if re.search(rf"(?<!\w)(?:{claims.until}){_FILLER}$", before, re.IGNORECASE) and not _is(each, within[1]):
            return True
    if len(said) == 1:
        begins, ends = (searched(words).search(text) for words in (claims.begins, claims.ends))
        return bool(begins and not _is(said[0], within[0])) or bool(ends and not _is(said[0], within[1]))
    return False


def _is(said: Said, day: date) -> bool:
    return (
        said.year in (None, day.year)
        and said.month in (None, day.month)
        and (not said.days or (len(said.days) == 1 and said.days[0] == day.day) or len(said.days) > 1)
    )
