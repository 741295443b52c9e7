"""Days that have a name and come every year: the fixed ones, those that move with Easter or the weekday, and those of
other calendars, which the `holidays` library knows (its import takes a third of a second: only when one is asked)."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache

from dateutil.easter import easter

from shared.search.grammar.spans import Days, day

_MONDAY, _THURSDAY, _SUNDAY = 0, 3, 6


def _fixed(month: int, first: int, last: int | None = None) -> Callable[[int], Days]:
    return lambda year: Days(date(year, month, first), date(year, month, last or first))


def _easter(first: int, last: int) -> Callable[[int], Days]:
    return lambda year: Days(easter(year) + timedelta(first), easter(year) + timedelta(last))


def _nth(month: int, weekday: int, n: int) -> Callable[[int], Days]:
    """The n-th such weekday of the month; -1 the last."""

    def found(year: int) -> Days:
        first = date(year, month, 1) + timedelta((weekday - date(year, month, 1).weekday()) % 7)
        if n > 0:
            return day(first + timedelta(7 * (n - 1)))
        return day(max(d for d in (first + timedelta(7 * k) for k in range(5)) if d.month == month))

    return found


def _listed(country: str, name: str, before: int = 0, after: int = 0) -> Callable[[int], Days | None]:
    """A holiday of a country, with so many days around it; None in years that the library does not know."""

    @lru_cache(maxsize=64)
    def found(year: int) -> Days | None:
        import holidays

        days = [
            at
            for at, called in holidays.country_holidays(country, years=year, language="en_US").items()
            if name in called.lower() and "observed" not in called.lower()
        ]
        return Days(min(days) - timedelta(before), min(days) + timedelta(after)) if days else None

    return found


FEASTS: dict[str, Callable[[int], Days | None]] = {
    "Christmas": _fixed(12, 24, 26),
    "Christmas Eve": _fixed(12, 24),
    "Boxing Day": _fixed(12, 26),
    "New Year's Eve": _fixed(12, 31),
    "New Year": lambda year: Days(date(year - 1, 12, 31), date(year, 1, 1)),
    "Valentine's Day": _fixed(2, 14),
    "St Patrick's Day": _fixed(3, 17),
    "Independence Day": _fixed(7, 4),
    "Halloween": _fixed(10, 31),
    "Easter": _easter(-2, 1),
    "Good Friday": _easter(-2, -2),
    "Pentecost": _easter(49, 50),
    "Carnival": _easter(-52, -47),
    "Mother's Day": _nth(5, _SUNDAY, 2),
    "Father's Day": _nth(6, _SUNDAY, 3),
    "Memorial Day": _nth(5, _MONDAY, -1),
    "Labor Day": _nth(9, _MONDAY, 1),
    "Thanksgiving": _nth(11, _THURSDAY, 4),
    "Diwali": _listed("IN", "diwali", 1, 2),
    "Chinese New Year": _listed("SG", "chinese new year", 1, 2),
    "Eid al-Fitr": _listed("SG", "eid al-fitr", 0, 2),
}


def feast(name: str, year: int) -> Days | None:
    """Its days in that year; None where they are not known. Raises nothing for years 1 to 9999."""
    try:
        return FEASTS[name](year)
    except (ValueError, OverflowError):  # the first and last years of all calendars
        return None
