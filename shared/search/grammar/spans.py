"""Stretches of days, and how people call them."""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from shared.domain.filter import Span

FIRST, LAST = date(1, 1, 1), date(9999, 12, 31)
SEASONS = ("spring", "summer", "autumn", "winter")


@dataclass(frozen=True, slots=True, order=True)
class Days:
    """From `first` to `last`, both included."""

    first: date
    last: date

    @property
    def span(self) -> Span:
        return Span(self.first.isoformat(), self.last.isoformat())

    def __str__(self) -> str:
        first, last = self.first, self.last
        if last == LAST:
            return f"since {_day(first)}"
        if first == FIRST:
            return f"until {_day(last)}"
        if first == last:
            return _day(first)
        if (first, last) == (date(first.year, 1, 1), date(last.year, 12, 31)):
            return f"{first.year}" if first.year == last.year else f"{first.year} to {last.year}"
        if (first, last) == (first.replace(day=1), month(last.year, last.month).last):
            one = f"{first:%B} {first.year}"
            return one if one == f"{last:%B} {last.year}" else f"{one} to {last:%B} {last.year}"
        if first.year != last.year:
            return f"{_day(first)} to {_day(last)}"
        begin = f"{first.day}" if first.month == last.month else f"{first.day} {first:%B}"
        return f"{begin} to {_day(last)}"


Around = Callable[[Days], Days]


def day(one: date) -> Days:
    return Days(one, one)


def week(one: date) -> Days:
    """Monday to Sunday."""
    monday = one - timedelta(one.weekday())
    return Days(monday, monday + timedelta(6))


def weekend(one: date) -> Days:
    """Of its week."""
    saturday = week(one).first + timedelta(5)
    return Days(saturday, saturday + timedelta(1))


def month(year: int, number: int) -> Days:
    return Days(date(year, number, 1), date(year, number, monthrange(year, number)[1]))


def months_before(one: date, count: int) -> date:
    """The first of that month. Raises OverflowError before the first of all years."""
    number = one.year * 12 + one.month - 1 - count
    if number < 12:
        raise OverflowError("before all calendars")
    return date(number // 12, number % 12 + 1, 1)


def year(number: int) -> Days:
    return Days(date(number, 1, 1), date(number, 12, 31))


def years(first: int, last: int) -> Days:
    return Days(date(first, 1, 1), date(last, 12, 31))


def season(name: str, number: int, *, southern: bool = False) -> Days:
    """Whole months, as meteorologists count; one that crosses the new year is named by the year it begins in."""
    first = 3 + 3 * SEASONS.index(name) + (6 if southern else 0)
    start = date(number, (first - 1) % 12 + 1, 1)
    end = months_before(start, -2)
    return Days(start, month(end.year, end.month).last)


def part(days: Days, which: str) -> Days:
    """Its "early", "mid" or "late" third."""
    third = timedelta(((days.last - days.first).days + 1) // 3)
    match which:
        case "early":
            return Days(days.first, days.first + third - timedelta(1))
        case "late":
            return Days(days.last - third + timedelta(1), days.last)
    return Days(days.first + third, days.last - third)


def _day(one: date) -> str:
    return f"{one.day} {one:%B} {one.year}"
