from datetime import date

import pytest

from shared.search.grammar.feasts import FEASTS, feast
from shared.search.grammar.vocabulary import english


@pytest.mark.parametrize(
    ("name", "year", "first", "last"),
    [
        ("Easter", 2024, date(2024, 3, 29), date(2024, 4, 1)),
        ("Thanksgiving", 2024, date(2024, 11, 28), date(2024, 11, 28)),
        ("Memorial Day", 2022, date(2022, 5, 30), date(2022, 5, 30)),
        ("Mother's Day", 2022, date(2022, 5, 8), date(2022, 5, 8)),
        ("Carnival", 2023, date(2023, 2, 16), date(2023, 2, 21)),
        ("Diwali", 2022, date(2022, 10, 23), date(2022, 10, 26)),
        ("Chinese New Year", 2023, date(2023, 1, 21), date(2023, 1, 24)),
        ("Eid al-Fitr", 2023, date(2023, 4, 22), date(2023, 4, 24)),
    ],
)
def test_days_that_move(name: str, year: int, first: date, last: date) -> None:
    found = feast(name, year)
    assert found is not None
    assert (found.first, found.last) == (first, last)


@pytest.mark.parametrize("name", FEASTS)
@pytest.mark.parametrize("year", [1, 1500, 9999])
def test_the_ends_of_time_are_no_error(name: str, year: int) -> None:
    found = feast(name, year)
    assert found is None or found.first <= found.last


def test_every_feast_that_can_be_said_is_known() -> None:
    assert set(english().feasts) == set(FEASTS)
