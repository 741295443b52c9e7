import re
from datetime import date

import pytest

from shared.domain.periods import OF, Period, holding, period_of
from shared.errors import Invalid


@pytest.mark.parametrize(
    ("of", "first", "last"),
    [
        ("day:2024-02-29", "2024-02-29", "2024-02-29"),
        ("week:2023-W28", "2023-07-10", "2023-07-16"),
        ("week:2020-W53", "2020-12-28", "2021-01-03"),
        ("month:2023-02", "2023-02-01", "2023-02-28"),
        ("month:2023-12", "2023-12-01", "2023-12-31"),
        ("year:1900", "1900-01-01", "1900-12-31"),
        ("year:2100", "2100-01-01", "2100-12-31"),
    ],
)
def test_from_which_day_to_which(of: str, first: str, last: str) -> None:
    period = period_of(of)
    assert period is not None
    assert (period.first, period.last) == (date.fromisoformat(first), date.fromisoformat(last))
    assert period.of == of
    assert re.match(OF, of)


@pytest.mark.parametrize(
    "of", ["day:2023-02-29", "week:2023-W53", "week:2023-W00", "month:2023-13", "year:0000", "day:0000-01-01"]
)
def test_what_no_calendar_has(of: str) -> None:
    assert re.match(OF, of)
    with pytest.raises(Invalid, match="calendar"):
        period_of(of)


def test_what_is_no_stretch_of_time() -> None:
    assert [period_of(of) for of in ("today", "trip:019aa3c0", "person:019aa3c0")] == [None] * 3


def test_a_week_belongs_to_the_year_of_its_thursday() -> None:
    assert holding("week", date(2024, 12, 30)).of == "week:2025-W01"
    assert holding("week", date(2023, 1, 1)).of == "week:2022-W52"
    assert holding("month", date(2023, 7, 14)) == Period("month", date(2023, 7, 1), date(2023, 7, 31))
    with pytest.raises(ValueError, match="ends there"):
        holding("week", date(9999, 12, 31))
