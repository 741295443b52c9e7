from typing import Any

import pytest

from shared.domain.dating import Dating, dating
from shared.domain.instants import ago

UPLOADED, MODIFIED = "2026-11-29T10:00:00.000000Z", "2019-07-04T23:30:00.000000Z"
TAKEN = {"taken_at": "2008-10-23T01:28:39+02:00", "taken_instant": "2008-10-22T23:28:39.000000Z"}


def of(found: dict[str, Any], modified_at: str | None = MODIFIED, edits: dict[str, Any] | None = None) -> Dating:
    return dating(found, edits or {}, modified_at=modified_at, uploaded_at=UPLOADED)


def test_a_dated_photo_stands_under_its_local_day() -> None:
    assert of(TAKEN) == Dating(
        "2008-10-22T23:28:39.000000Z", "2008-10-23", "2008-10", "metadata", "second", "2008-10-23", "2008-10"
    )


def test_a_date_from_the_name_says_so() -> None:
    assert of(TAKEN | {"taken_from": "name"}).date_source == "name"


@pytest.mark.parametrize(
    ("known_to", "day", "month"),
    [("day", "2008-01-01", "2008-01"), ("month", "2008-01", "2008-01"), ("year", "2008", "2008")],
)
def test_no_more_is_told_than_is_known(known_to: str, day: str, month: str) -> None:
    found = of(
        {"taken_at": "2008-01-01T00:00:00", "taken_instant": "2008-01-01T00:00:00.000000Z", "taken_to": known_to}
    )
    assert (found.date_precision, found.taken_day, found.taken_month) == (known_to, day, month)
    assert (found.day, found.month) == ("2008-01-01", "2008-01")


def test_what_the_owner_says_wins_with_all_that_belongs_to_it() -> None:
    edits = {"taken_at": "1985-06-01T00:00:00", "taken_instant": "1985-06-01T00:00:00.000000Z", "taken_to": "month"}
    found = of(TAKEN, edits=edits)
    assert (found.date_source, found.date_precision, found.taken_day) == ("owner", "month", "1985-06")


def test_an_undated_photo_stands_by_its_file_or_by_when_it_came() -> None:
    assert of({}) == Dating(MODIFIED, "2019-07-04", "2019-07", "file")
    assert of({}, None) == Dating(UPLOADED, "2026-11-29", "2026-11", "upload")


@pytest.mark.parametrize(
    "modified_at",
    ["0001-01-01T00:00:00.000000Z", "9999-12-31T23:59:59.999999Z", "1970-01-01T00:00:00.000000Z",
     "1980-01-01T00:00:00.000000Z", pytest.param(ago(days=-2), id="ahead of now")],
)  # fmt: skip
def test_a_file_whose_clock_was_wrong_stands_by_when_it_came(modified_at: str) -> None:
    assert of({}, modified_at).date_source == "upload"
