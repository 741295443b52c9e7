"""When a photo was taken, by the name of its file: a guess, for whoever renames files may write anything.

The patterns are those of cameras, phones and messengers, and what people write who order their files by date.
"""

import re
from datetime import UTC, datetime, timedelta

from shared.imaging.moments import Moment

_EARLIEST = 1990  # before, no camera named files by date, and numbers that look like one are numbers

# Letters of hexadecimal numbers before or behind it make it a part of one.
_BEFORE, _BEHIND = r"(?<![0-9a-f])", r"(?![0-9A-Za-z])"
_DAY = rf"{_BEFORE}(?P<year>(?:19|20)\d\d)(?P<dash>[-_. ]?)(?P<month>\d\d)(?P=dash)(?P<day>\d\d)"
_CLOCK = (
    r"(?:[-_. ]|T| at |, )?(?P<hour>\d\d|\d(?=\D))(?P<dot>[-_.: ]?)(?P<minute>\d\d)(?P=dot)(?P<second>\d\d)"
    r"(?:[-_.]?\d{1,4})?(?:\s?(?P<half>[AaPp])[Mm]|(?P<utc>Z))?"
)
_TIMED = re.compile(rf"{_DAY}{_CLOCK}{_BEHIND}")
_DATED = re.compile(rf"{_DAY}{_BEHIND}")
# Google's camera, and photos of iPhones that OneDrive and Windows took over, tell UTC.
_UNIVERSAL = re.compile(r"^PXL_\d{8}_\d{6}|\d{8}_\d{9}_iOS\b")


def named_moment(file_name: str) -> Moment | None:
    """To the second, in UTC where the maker means that; else the day; None where no date is told."""
    timed = _TIMED.search(file_name)
    if timed and (moment := _moment(timed)):
        return Moment(moment, UTC) if timed["utc"] or _UNIVERSAL.search(file_name) else Moment(moment)
    for found in _DATED.finditer(file_name):
        if day := _day(found):
            return Moment(day, clock=False)
    # "20231014_993246": the time is impossible, the day may be right.
    return Moment(day, clock=False) if timed and (day := _day(timed)) else None


def _day(found: re.Match[str]) -> datetime | None:
    try:
        day = datetime(int(found["year"]), int(found["month"]), int(found["day"]))  # noqa: DTZ001 - a local day
    except ValueError:
        return None
    return day if day.year >= _EARLIEST else None


def _moment(found: re.Match[str]) -> datetime | None:
    day, hour, minute, second = _day(found), int(found["hour"]), int(found["minute"]), int(found["second"])
    if found["half"] and 1 <= hour <= 12:
        hour = hour % 12 + (12 if found["half"] in "Pp" else 0)
    possible = hour < 24 and minute < 60 and second < 60
    return day + timedelta(hours=hour, minutes=minute, seconds=second) if day and possible else None
