# ruff: noqa: DTZ001 - wall-clock times have no zone
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.imaging.moments import (
    Moment,
    first_credible,
    moment,
    named_zone,
    zone_from_clocks,
    zone_name,
    zone_of,
)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2008:10:22 16:28:39", "2008-10-22T16:28:39"),
        ("2008-10-22T16:28:39+02:00", "2008-10-22T16:28:39+02:00"),
        ("2008-10-22T16:28:39.5-0330", "2008-10-22T16:28:39.500-03:30"),
        ("2008-10-22T16:28:39Z", "2008-10-22T16:28:39+00:00"),
        ("2008-10-22T16:28", "2008-10-22T16:28:00"),
        ("2008:10:22 16:28:60", "2008-10-22T16:28:59"),
        ("2008/10/22 6:08:09", "2008-10-22T06:08:09"),
        ("2015:08:22 24:08:19", "2015-08-22T00:08:19"),
        ("2014:05:04 下午 03:12:11", "2014-05-04T00:00:00"),
        ("2008:10:22", "2008-10-22T00:00:00"),
        ("2008-10", "2008-10-01T00:00:00"),
        ("1965", "1965-01-01T00:00:00"),
    ],
)
def test_dates_as_files_write_them(text: str, iso: str) -> None:
    found = moment(text)
    assert found is not None
    assert found.iso() == iso


@pytest.mark.parametrize(
    "text",
    ["", "    :  :     :  :  ", "0000:00:00 00:00:00", "2008:13:01 00:00:00", "2008:02:30 10:00:00", "yesterday",
     "2008:10:22 25:00:00", "0000-01-01", "²⁰⁰⁸:10:22", "20081022", "200810", "2008:10:223"],
)  # fmt: skip
def test_what_is_no_date(text: str) -> None:
    assert moment(text) is None


def test_the_separate_tags_count_when_the_text_has_none_of_its_own() -> None:
    found = moment("2008:10:22 16:28:39", offset="+05:30", fraction="7")
    assert found is not None
    assert found.iso() == "2008-10-22T16:28:39.700+05:30"
    own = moment("2008-10-22T16:28:39.25Z", offset="+05:30", fraction="7")
    assert own is not None
    assert own.iso() == "2008-10-22T16:28:39.250+00:00"


@pytest.mark.parametrize("nonsense", ["", "   ", "+15:00", "+02:75", "CEST", "\ud800"])
def test_an_offset_that_cannot_be_is_none(nonsense: str) -> None:
    assert zone_of(nonsense) is None


def test_a_date_without_a_clock_says_so() -> None:
    for text, clock, day in (("2008:10:22 01:02:03", True, True), ("2008-10-22", False, True), ("1965", False, False)):
        found = moment(text, offset="+02:00")
        assert found is not None
        assert (found.clock, found.day) == (clock, day)
        assert (found.zone is None) is not clock


def test_utc_of_a_moment() -> None:
    local = datetime(2008, 7, 1, 12)
    assert Moment(local).utc == datetime(2008, 7, 1, 12, tzinfo=UTC)
    assert Moment(local, ZoneInfo("Europe/Rome")).utc == datetime(2008, 7, 1, 10, tzinfo=UTC)
    assert Moment(datetime(2008, 1, 1, 12), ZoneInfo("Europe/Rome")).utc.hour == 11


def test_offsets_of_before_the_railways_are_whole_minutes() -> None:
    old = Moment(datetime(1860, 1, 1, 12), ZoneInfo("Europe/Rome"))  # 49 minutes and 56 seconds
    assert old.iso() == "1860-01-01T12:00:00+00:50"


def test_the_first_credible_date_wins() -> None:
    tomorrow = Moment((datetime.now(UTC) + timedelta(days=2)).replace(tzinfo=None))
    candidates = [None, moment("1800:01:01 00:00:00"), moment("9999:12:31 23:59:59", offset="-12:00"), tomorrow,
                  moment("1826:01:01 00:00:00"), moment("2008:10:22 16:28:39")]  # fmt: skip
    found = first_credible(candidates)
    assert found is not None
    assert found.local.year == 1826
    assert first_credible(candidates[:4]) is None
    soon = Moment((datetime.now(UTC) + timedelta(hours=20)).replace(tzinfo=None))
    assert first_credible([soon]) is soon


@pytest.mark.parametrize(
    "unset",
    ["1970-01-01T00:00:00", "1970:01:01 00:00:00", "1970:01:01 01:00:00", "1969-12-31T19:00:00-05:00", "1970-01-01",
     "1980:01:01 00:00:00", "1980-01-01", "1904:01:01 00:00:00", "2000:01:01 00:00:00", "2002:12:08 12:00:00"],
)  # fmt: skip
def test_clocks_that_nobody_set_say_nothing(unset: str) -> None:
    right = moment("2016:05:04 10:00:00")
    assert moment(unset) is not None
    assert first_credible([moment(unset)]) is None
    assert first_credible([moment(unset), right]) is right


@pytest.mark.parametrize("set_", ["1980:01:01 00:00:07", "1980", "1970-01", "2000-01-01", "2002:12:08 12:00:01"])
def test_what_only_looks_alike_is_believed(set_: str) -> None:
    assert first_credible([moment(set_)]) is not None


def test_the_calendars_ends_do_not_break_anything() -> None:
    assert first_credible([moment("0001:01:01 00:00:00", offset="+14:00")]) is None


def test_named_zones() -> None:
    assert named_zone("Europe/Vienna") == ZoneInfo("Europe/Vienna")
    assert named_zone("Etc/GMT+2") == timezone(timedelta(hours=-2))
    assert named_zone("") is None
    assert named_zone("Middle/Earth") is None
    assert named_zone("../etc/passwd") is None


def test_the_difference_of_two_clocks_is_a_zone() -> None:
    satellites = datetime(2008, 10, 22, 14, 26, 10, tzinfo=UTC)
    assert zone_from_clocks(datetime(2008, 10, 22, 16, 28, 39), satellites) == timezone(timedelta(hours=2))
    assert zone_from_clocks(datetime(2008, 10, 22, 19, 56, 0), satellites) == timezone(timedelta(hours=5, minutes=30))
    assert zone_from_clocks(datetime(2008, 10, 22, 16, 34, 0), satellites) is None  # clocks that do not go together
    assert zone_from_clocks(datetime(2008, 10, 24, 16, 28, 39), satellites) is None


@pytest.mark.parametrize(
    ("zone", "name"),
    [
        (ZoneInfo("Asia/Kathmandu"), "Asia/Kathmandu"),
        (timezone(timedelta(hours=2)), "+02:00"),
        (timezone(timedelta(hours=-3, minutes=-30)), "-03:30"),
        (UTC, "+00:00"),
    ],
)
def test_zone_names(zone: timezone, name: str) -> None:
    assert zone_name(zone) == name


@given(st.text(max_size=40), st.text(max_size=10), st.text(max_size=10))
def test_nothing_makes_it_fail(text: str, offset: str, fraction: str) -> None:
    for found in (moment(text, offset, fraction), moment("2008:10:22 16:28:39", offset, fraction)):
        if first_credible([found]) and found:
            assert found.iso().startswith(f"{found.local.year:04}")
