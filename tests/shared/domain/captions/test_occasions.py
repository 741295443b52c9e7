"""What occasions are called: nothing that is not known, in every language."""

from typing import Any

import pytest

from shared.domain.captions.occasions import called, told
from shared.domain.lexicon import lexicons
from shared.domain.occasion import KINDS, Occasion, Where


def occasion(first: str, last: str = "", **what: Any) -> Occasion:
    at = ("2023-07-14T16:28:00.000000Z", "photo")
    return Occasion(
        id="one", owner="me", begins=at, ends=at, at=at[0], first=f"{first}T10:00:00", last=f"{last or first}T11:00:00",
        count=3, **what,
    )  # fmt: skip


AREZZO, NORWAY, STATES = Where("Arezzo", "town"), Where("Norway", "country"), Where("United States", "country")


@pytest.mark.parametrize(
    ("of", "name"),
    [
        (occasion("2008-10-18", "2008-10-19", kind="trip", where=AREZZO), "Weekend in Arezzo, October 2008"),
        (occasion("2008-10-18", "2008-10-21", kind="trip", where=AREZZO), "Trip to Arezzo, October 2008"),
        (occasion("2023-07-01", "2023-07-21", kind="trip", where=NORWAY), "Trip to Norway, July 2023"),
        (occasion("2023-07-01", "2023-07-21", kind="trip", where=STATES), "Trip to the United States, July 2023"),
        (occasion("2023-07-01", "2023-07-21", kind="trip"), "Trip, July 2023"),
        (occasion("2023-07-04", kind="birthday", where=AREZZO), "Anna’s birthday, 2023"),
        (occasion("2023-07-04", said="wedding", kind="birthday", where=AREZZO), "Wedding: Arezzo, 4 July 2023"),
        (occasion("2023-07-04", where=AREZZO), "Arezzo, 4 July 2023"),
        (occasion("2023-07-04", "2023-07-05"), "4 July 2023 – 5 July 2023"),
        (occasion("0001-01-01"), "1 January 0001"),
        (occasion("2023-07-04", title="Our day", kind="trip"), "Our day"),
    ],
)
def test_names_in_english(of: Occasion, name: str) -> None:
    assert called(of, "en", "Anna") == name


def test_what_has_no_kind_is_found_by_no_name() -> None:
    assert told(occasion("2023-07-04", where=AREZZO)) == ""
    assert told(occasion("2023-07-04", kind="day out", where=AREZZO)) == "Day out: Arezzo, 4 July 2023"


@pytest.mark.parametrize("language", lexicons())
def test_every_language_has_a_name_of_its_own_for_every_kind(language: str) -> None:
    assert lexicons()[language].occasions.kinds.keys() == {*KINDS}
    for kind in KINDS:
        name = called(occasion("2023-07-01", "2023-07-21", kind=kind, where=AREZZO), language, "Anna")
        assert "2023" in name
        assert "Anna" in name if kind == "birthday" else "Arezzo" in name
        assert "{" not in name
    norway = called(occasion("2023-07-01", "2023-07-21", kind="trip", where=NORWAY), language)
    assert ("Norway" in norway) == (language == "en")
