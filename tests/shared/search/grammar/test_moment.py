from datetime import date

import pytest

from shared.search.grammar.moment import full_year


@pytest.mark.parametrize(
    ("said", "year"), [("2008", 2008), ("'08", 2008), ("26", 2026), ("27", 1927), ("98", 1998), ("'00", 2000)]
)
def test_two_digits_are_the_last_year_that_ends_so(said: str, year: int) -> None:
    assert full_year(said, date(2026, 11, 21)) == year
