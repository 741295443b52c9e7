"""A filter's terms hold for exactly the photos it speaks of."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.cells import cells_of
from shared.domain.filter import Box, PhotoFilter, Range, Span
from shared.domain.where import all_of, holds

PHOTO: dict[str, Any] = {
    "tag_names": ["cat", "sofa"], "colours": ["red"], "moods": [], "compositions": ["symmetry"], "lights": ["night"],
    "places": ["Arezzo", "Italy"], "troubles": ["ocr:failed"], "kind": "photograph", "season": "summer",
    "time_of_day": "night", "camera_name": "Canon EOS", "month": "2023-07", "rating": 3,
    "taken_day": "2023-07-14", "taken_month": "2023-07",
    "favourite": True, "archived": False, "location": {"latitude": 43.5, "longitude": 179.5},
    "cells": cells_of(43.5, 179.5),
}  # fmt: skip
OF_AN_EARLIER_RELEASE = {"tag_names": ["cat"], "status": "ready"}


def met(wanted: PhotoFilter, photo: dict[str, Any] = PHOTO) -> bool:
    return holds(all_of(*wanted.where()), photo)


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({}, True),
        ({"tags": ("cat", "sofa")}, True),
        ({"tags": ("cat", "dog")}, False),
        ({"no_tags": ("dog",)}, True),
        ({"no_tags": ("dog", "cat")}, False),
        ({"kinds": ("document", "photograph")}, True),
        ({"no_kinds": ("photograph",)}, False),
        ({"cameras": ("Canon EOS",), "seasons": ("summer",), "times_of_day": ("night", "dawn")}, True),
        ({"places": ("Italy", "Arezzo"), "no_places": ("Rome",)}, True),
        ({"rating": 3}, True),
        ({"rating": 4}, False),
        ({"favourite": True}, True),
        ({"favourite": False}, False),
        ({"archived": True}, False),
        ({"archived": None}, True),
        ({"troubles": ("ocr:failed",)}, True),
        ({"days": (Span("2023-07-14", "2023-07-14"),)}, True),
        ({"days": (Span("2022-01-01", "2022-12-31"), Span("2023-07-01", "2023-07-31"))}, True),
        ({"no_days": (Span("2023-01-01", "2023-12-31"),)}, False),
        ({"box": Box(179, 43, 180, 44)}, True),
        ({"box": Box(179, 43, -179, 44)}, True),
        ({"box": Box(-179, 43, 179, 44)}, False),
        ({"box": Box(179, 43.6, 180, 44)}, False),
    ],
    ids=range(23),
)
def test_what_it_speaks_of(wanted: dict[str, Any], expected: bool) -> None:
    assert met(PhotoFilter(**wanted)) is expected


def test_a_photo_of_an_earlier_release_is_neither_archived_nor_a_favourite() -> None:
    assert met(PhotoFilter(), OF_AN_EARLIER_RELEASE)
    assert met(PhotoFilter(favourite=False), OF_AN_EARLIER_RELEASE)
    assert not met(PhotoFilter(archived=True), OF_AN_EARLIER_RELEASE)
    assert not met(PhotoFilter(box=Box(-180, -90, 180, 90)), OF_AN_EARLIER_RELEASE)


DATES = st.dates(date(2019, 11, 1), date(2020, 4, 1))


@given(DATES, st.integers(0, 140), DATES)
def test_every_day_of_a_span_lies_in_it_and_no_other(first: date, length: int, day: date) -> None:
    last = first + timedelta(days=length)
    photo = {"taken_day": str(day), "taken_month": str(day)[:7]}
    assert met(PhotoFilter(days=(Span(str(first), str(last)),)), photo) is (first <= day <= last)


@pytest.mark.parametrize(
    ("taken", "first", "last", "expected"),
    [
        (None, "0001-01-01", "9999-12-31", False),
        ("2008-10", "2008-10-01", "2008-10-31", True),
        ("2008-10", "2008-10-01", "2008-10-01", False),
        ("2008-10", "2008-10-01", "2008-10-30", False),
        ("2008-10", "2008-01-01", "2008-12-31", True),
        ("2008-10", "2008-11-01", "2008-12-31", False),
        ("2008", "2008-01-01", "2008-12-31", True),
        ("2008", "2008-01-01", "2008-01-31", False),
        ("2008", "2008-01-01", "2008-12-30", False),
        ("2008", "2000-01-01", "2009-12-31", True),
        ("2008", "2008-07-01", "2008-07-01", False),
        ("2008-02", "2008-02-01", "2008-02-29", True),
    ],
)
def test_no_date_is_met_by_less_than_is_known(taken: str | None, first: str, last: str, expected: bool) -> None:
    photo = {"taken_day": taken, "taken_month": taken and taken[:7], "month": "2026-11"}
    assert met(PhotoFilter(days=(Span(first, last),)), photo) is expected
    assert met(PhotoFilter(month="2026-11"), photo)
    assert not met(PhotoFilter(month="2026-10"), photo)


def test_only_what_is_asked_for_makes_it_true() -> None:
    assert not PhotoFilter()
    assert PhotoFilter(archived=None)
    assert PhotoFilter(tags=("cat",))


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        (Range(), Range(2, 4), Range(2, 4)),
        (Range(first=3), Range(last=5), Range(3, 5)),
        (Range(1, 3), Range(3, 4), Range(3, 3)),
        (Range(1, 2), Range(3, 4), None),
        (Range(last=-1), Range(first=0), None),
    ],
)
def test_ranges_meet_in_their_common_numbers(one: Range, other: Range, both: Range | None) -> None:
    assert one.meet(other) == other.meet(one) == both
