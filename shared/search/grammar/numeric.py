"""Dates in numbers."""

import re
from collections.abc import Iterator
from datetime import date

from shared.search.grammar import spans
from shared.search.grammar.moment import Moment, full_year, is_date, one
from shared.search.grammar.question import Question

_YEAR = r"(?:1[89]|20)\d\d"
_MONTH = r"0?[1-9]|1[0-2]"
# No part of a longer number with signs, which may be anything: 192.168.10.12.
_ALONE, _ENDS = r"(?<!\d[-./])", r"(?![-./]\d)"
_NUMERIC = (
    (re.compile(rf"{_ALONE}({_YEAR})([-./])(\d\d?)\2(\d\d?){_ENDS}"), (1, 3, 4)),
    (re.compile(rf"{_ALONE}(\d\d?)([-./])(\d\d?)\2({_YEAR}|\d\d){_ENDS}"), (4, 3, 1)),
)
_MONTH_OF_YEAR = re.compile(rf"{_ALONE}(?:({_YEAR})[-./](0[1-9]|1[0-2])|({_MONTH})[-./]({_YEAR})){_ENDS}")


def numeric(question: Question, today: date) -> Iterator[Moment]:
    """ "2023-07-14", "14.7.2023", "14.07.23", "5/7/2020", "2021-08", "8/2021", "08.2021"."""
    for pattern, (y, m, d) in _NUMERIC:
        for match, first, last in question.find_typed(pattern):
            year, month, on = full_year(match[y], today), int(match[m]), int(match[d])
            # Where people put the month first is not known: 5/7/2020 is either.
            ways = {(month, on)} if y == 1 else {(month, on), (on, month)} if match[2] != "." else {(month, on)}
            dates = sorted(date(year, *way) for way in ways if is_date(year, *way))
            if dates:
                label = " or ".join(str(spans.day(each)) for each in dates)
                yield Moment(first, last, label, tuple(map(spans.day, dates)))
    for match, first, last in question.find_typed(_MONTH_OF_YEAR):
        in_year, of_year = (match[1], match[2]) if match[1] else (match[4], match[3])
        yield one(first, last, spans.month(int(in_year), int(of_year)))
