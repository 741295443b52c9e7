from datetime import date

import pytest

from shared.domain.lexicon import ENGLISH, lexicons, saying

PHOTOS = {"one": "{n} photo", "other": "{n} photos"}


@pytest.mark.parametrize(
    ("count", "language", "said"),
    [
        (0, "en", "0 photos"), (1, "en", "1 photo"), (1234, "en", "1,234 photos"), (1234, "de", "1.234 photos"),
        (0, "fr", "0 photo"), (1, "ja", "1 photos"), (1, "xx", "1 photo"), (1_000_000, "es", "1.000.000 photos"),
    ],
)  # fmt: skip
def test_the_number_chooses_the_form(count: int, language: str, said: str) -> None:
    assert saying.counted(count, PHOTOS, language) == said


def test_a_form_that_is_not_given_is_the_one_that_all_have() -> None:
    assert saying.form_of(1_000_000, "fr") == "many"
    with pytest.raises(KeyError):
        saying.counted(2, {"one": "{n}"}, "en")


def test_days_months_and_years() -> None:
    first, last = date(2023, 7, 14), date(2023, 7, 16)
    assert saying.days_said(first, last, "en") == "14–16 Jul 2023"
    assert saying.days_said(first, first, "en") == saying.day_said(first, "en") == "14 July 2023"
    assert saying.day_said(first, "de", weekday=True) == "Freitag, 14. Juli 2023"
    assert saying.day_said(first, "es", year=False) == "14 de julio"
    assert saying.month_said(first, "zh") == "2023年7月"
    assert saying.year_said(2023, "ja") == "2023年"
    assert saying.years_said(2019, 2023, "en") == "2019–2023"
    assert saying.years_said(2019, 2019, "en") == "2019"
    assert saying.clock_said("06:28", "es") == "6:28"


def test_lists() -> None:
    assert [saying.listed(names, "en") for names in ([], ["A"], ["A", "B"], ["A", "B", "C"])] == [
        "", "A", "A and B", "A, B and C"
    ]  # fmt: skip
    assert saying.listed(["A", "B", "C"], "zh") == "A、B和C"


def test_every_language_is_said_and_others_in_english() -> None:
    assert {saying.spoken_in(each) for each in (*lexicons(), ENGLISH)} == {*lexicons(), ENGLISH}
    assert saying.spoken_in("") == saying.spoken_in("tlh") == ENGLISH
    assert saying.number(1234, "tlh") == "1,234"
