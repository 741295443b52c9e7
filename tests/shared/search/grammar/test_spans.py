from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.search.grammar import spans
from shared.search.grammar.spans import Days


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (spans.day(date(2023, 7, 4)), "4 July 2023"),
        (spans.week(date(2026, 11, 11)), "9 to 15 November 2026"),
        (spans.week(date(2026, 10, 1)), "28 September to 4 October 2026"),
        (spans.month(2023, 7), "July 2023"),
        (Days(date(2023, 6, 1), date(2023, 8, 31)), "June 2023 to August 2023"),
        (spans.year(2019), "2019"),
        (spans.years(1990, 1999), "1990 to 1999"),
        (Days(date(2019, 1, 1), spans.LAST), "since 1 January 2019"),
        (Days(spans.FIRST, date(2019, 12, 31)), "until 31 December 2019"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_how_people_call_them(days: Days, told: str) -> None:
    assert str(days) == told


@pytest.mark.parametrize(
    ("name", "southern", "first", "last"),
    [
        ("spring", False, date(2019, 3, 1), date(2019, 5, 31)),
        ("winter", False, date(2019, 12, 1), date(2020, 2, 29)),
        ("summer", True, date(2019, 12, 1), date(2020, 2, 29)),
        ("winter", True, date(2019, 6, 1), date(2019, 8, 31)),
    ],
)
def test_seasons(name: str, southern: bool, first: date, last: date) -> None:
    assert spans.season(name, 2019, southern=southern) == Days(first, last)


@given(st.dates(date(2, 1, 1), date(9998, 12, 31)), st.integers(0, 20))
def test_months_before_are_the_first_of_a_month(one: date, count: int) -> None:
    before = spans.months_before(one, count)
    assert (before.day, (one.year - before.year) * 12 + one.month - before.month) == (1, count)


def test_there_is_no_month_before_all_calendars() -> None:
    with pytest.raises(OverflowError):
        spans.months_before(date(1, 1, 1), 1)


def test_parts_of_a_month_do_not_overlap() -> None:
    early, mid, late = (spans.part(spans.month(2021, 6), which) for which in ("early", "mid", "late"))
    assert [early.last.day, mid.first.day, mid.last.day, late.first.day] == [10, 11, 20, 21]
