"""What a summary may be of: "day:2023-07-14", "week:2023-W28", "month:2023-07", "year:2023", "trip:<id>",
"person:<id>", "today". The first four are Periods, of local days.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from typing import Literal

import msgspec

from shared.errors import Invalid

PeriodKind = Literal["day", "week", "month", "year"]

OF = (
    r"^(day:\d{4}-\d\d-\d\d|week:\d{4}-W\d\d|month:\d{4}-\d\d|year:\d{4}"
    r"|(trip|person):[0-9A-Za-z_.-]{1,64}|today)$"
)
_WEEK = re.compile(r"(\d{4})-W(\d\d)")


class Period(msgspec.Struct, frozen=True):
    """`first` and `last`: days, both inclusive."""

    kind: PeriodKind
    first: date
    last: date

    @property
    def of(self) -> str:
        return f"{self.kind}:{_NAMES[self.kind](self.first)}"


def period_of(of: str) -> Period | None:
    """None where it names another thing than a stretch of time. Raises Invalid for one that no calendar has."""
    kind, _, name = of.partition(":")
    try:
        match kind:
            case "day":
                return holding("day", date.fromisoformat(name))
            case "week" if found := _WEEK.fullmatch(name):
                return holding("week", date.fromisocalendar(int(found[1]), int(found[2]), 1))
            case "month":
                return holding("month", date.fromisoformat(f"{name}-01"))
            case "year":
                return holding("year", date.fromisoformat(f"{name}-01-01"))
    except ValueError as error:
        raise Invalid(f"There is no {kind} {name} in the calendar. Ask for one as in {_EXAMPLES[kind]}.") from error
    return None


def holding(kind: PeriodKind, day: date) -> Period:
    """The one of this kind that the day lies in. Raises ValueError for a week that the calendar does not have whole."""
    match kind:
        case "day":
            return Period(kind, day, day)
        case "week":
            return Period(kind, _moved(day, -day.weekday()), _moved(day, 6 - day.weekday()))
        case "month":
            return Period(kind, day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1]))
        case "year":
            return Period(kind, date(day.year, 1, 1), date(day.year, 12, 31))


def _moved(day: date, days: int) -> date:
    try:
        return day + timedelta(days)
    except OverflowError as error:
        raise ValueError("the calendar ends there") from error


def _week(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


_NAMES: dict[str, Callable[[date], str]] = {
    "day": date.isoformat, "week": _week, "month": lambda day: f"{day.year:04}-{day.month:02}",
    "year": lambda day: f"{day.year:04}",
}  # fmt: skip
_EXAMPLES = {"day": "day:2023-07-14", "week": "week:2023-W28", "month": "month:2023-07", "year": "year:2023"}
