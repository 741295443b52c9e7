"""When a photo was taken: dates as files write them, and which of them to believe."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_DATE = re.compile(
    r"\s*(\d{4})(?:[-:/. ](\d{1,2})(?:[-:/. ](\d{1,2})"
    r"(?:[T ]+(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:[.,](\d+))?)?\s*(Z|[+-]\d{1,2}:?\d{2})?)?)?)?"
    r"(?![-:/.]?\d)",  # "20081022" is no year with something behind it
    re.IGNORECASE,
)
_OFFSET = re.compile(r"\s*([+-])(\d{1,2}):?(\d{2})")
FIRST_PHOTOGRAPH = 1826  # a year
_WIDEST_OFFSET = timedelta(hours=14)

# What clocks show that were never set, or that lost their battery: local midnight of DOS and of many cameras, and what
# early Androids wrote (photoprism#3229, Google's issue 36967504).
_UNSET = frozenset((datetime(1980, 1, 1), datetime(2000, 1, 1), datetime(2002, 12, 8, 12)))  # noqa: DTZ001
_EPOCHS = (datetime(1904, 1, 1), datetime(1970, 1, 1))  # noqa: DTZ001 - QuickTime's and Unix's, in UTC
_UNSET_DAYS = frozenset((*_EPOCHS, datetime(1980, 1, 1)))  # noqa: DTZ001


@dataclass(frozen=True, slots=True)
class Moment:
    """`local` is naive wall-clock time; `zone` is None when only the clock is known. A date without a time of day,
    a day or a month has `clock`, `day` or `month` False, and midnight or the first in its place."""

    local: datetime
    zone: tzinfo | None = None
    clock: bool = True
    day: bool = True
    month: bool = True

    @property
    def utc(self) -> datetime:
        """Aware. Local time counts as UTC when no zone is known."""
        offset = offset_at(self.zone, self.local) if self.zone else timedelta()
        return (self.local - offset).replace(tzinfo=UTC)

    def iso(self) -> str:
        """ISO 8601 local time, with its offset where the zone is known."""
        local = (
            self.local if self.zone is None else self.local.replace(tzinfo=timezone(offset_at(self.zone, self.local)))
        )
        return local.isoformat(timespec="milliseconds" if self.local.microsecond else "seconds")


def moment(text: str, offset: str = "", fraction: str = "") -> Moment | None:
    """Reads EXIF's "2008:10:22 16:28:39" and XMP's ISO 8601, whole or cut short; None when it is no date.
    `offset` and `fraction` are EXIF's separate tags and count when the text has none of its own."""
    found = _DATE.match(text)
    if not found:
        return None
    year, month, day, hour, minute, second, own_fraction, own_offset = found.groups()
    digits = (own_fraction or fraction.strip())[:6]
    try:
        local = datetime(  # noqa: DTZ001 - wall-clock time, its zone is kept beside it
            # Android's "kk" counts the hours from 1: the first after midnight is the 24th of the same day.
            int(year), int(month or 1), int(day or 1), 0 if hour == "24" else int(hour or 0), int(minute or 0),
            min(int(second or 0), 59), int(digits.ljust(6, "0")) if digits.isascii() and digits.isdigit() else 0,
        )  # fmt: skip
    except ValueError:
        return None
    zone = zone_of(own_offset or offset) if hour else None
    return Moment(local, zone, clock=bool(hour), day=bool(day), month=bool(month))


def rfc_moment(text: str) -> Moment | None:
    """Reads RFC 1123's "Mon, 04 Mar 2019 05:06:07 GMT", which PNG advises."""
    try:
        found = parsedate_to_datetime(text)
    except ValueError:
        return None
    return Moment(found.replace(tzinfo=None), found.tzinfo)


def zone_of(offset: str) -> timezone | None:
    """ "+02:00", "+0200" or "Z" -> the zone; None for anything else."""
    if offset.strip().upper() == "Z":
        return UTC
    found = _OFFSET.match(offset)
    if not found:
        return None
    sign, hours, minutes = found.groups()
    apart = timedelta(hours=int(hours), minutes=int(minutes))
    return timezone(-apart if sign == "-" else apart) if apart <= _WIDEST_OFFSET and int(minutes) < 60 else None


def first_credible(candidates: Iterable[Moment | None]) -> Moment | None:
    """The first that is neither before photography, nor more than a day ahead, nor what clocks show that nobody set."""
    return next((found for found in candidates if found and _credible(found)), None)


def _credible(found: Moment) -> bool:
    latest = datetime.now(UTC) + timedelta(days=1)
    # The year alone is looked at first: at the ends of the calendar, UTC would fall off it.
    if not FIRST_PHOTOGRAPH <= found.local.year <= latest.year + 1 or found.utc > latest:
        return False
    return not (found.month and found.day and _unset(found))


def _unset(found: Moment) -> bool:
    if not found.clock:  # a whole day that somebody wrote down, but for the epochs
        return found.local in _UNSET_DAYS
    return found.local in _UNSET or any(_is_epoch(found.local, epoch) for epoch in _EPOCHS)


def _is_epoch(local: datetime, epoch: datetime) -> bool:
    """In the local time of any zone: whole quarters of an hour away."""
    apart = local - epoch
    return abs(apart) <= _WIDEST_OFFSET and not apart % timedelta(minutes=15)


def named_zone(name: str) -> tzinfo | None:
    """IANA's zone; the high seas' "Etc/GMT+2" as a plain offset, which is what people can read; None for ""."""
    if not name:
        return None
    try:
        zone = ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return None
    return timezone(offset_at(zone, datetime(2000, 1, 1))) if name.startswith("Etc/") else zone  # noqa: DTZ001


def zone_from_clocks(local: datetime, satellites: datetime) -> timezone | None:
    """The zone in which a camera's clock showed `local` when the GPS time was `satellites` (aware).

    Offsets are whole quarters of an hour, and a fix may be some minutes old.
    """
    apart = local.replace(tzinfo=UTC) - satellites
    quarter = timedelta(minutes=15)
    offset = round(apart / quarter) * quarter
    credible = abs(offset) <= _WIDEST_OFFSET and abs(apart - offset) <= timedelta(minutes=5)
    return timezone(offset) if credible else None


def offset_at(zone: tzinfo, local: datetime) -> timedelta:
    """Whole minutes: before the railways, towns had seconds."""
    offset = local.replace(tzinfo=zone).utcoffset() or timedelta()
    return timedelta(minutes=round(offset / timedelta(minutes=1)))


def zone_name(zone: tzinfo) -> str:
    """ "Europe/Vienna" or "+02:00"."""
    if isinstance(zone, ZoneInfo):
        return zone.key
    minutes = round(offset_at(zone, datetime(2000, 1, 1)) / timedelta(minutes=1))  # noqa: DTZ001
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
