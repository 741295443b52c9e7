"""Corrections: when and where a photo was taken, as its owner says it. Each becomes edits by the names of the metadata
stage's facts, which they override, with everything that follows from them: the instant, the zone, the town."""

import asyncio
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any

import msgspec

from shared.domain.instants import instant
from shared.domain.photo import Location, Photo
from shared.errors import Invalid
from shared.imaging.moments import FIRST_PHOTOGRAPH, Moment, moment, named_zone, zone_name, zone_of
from shared.imaging.places import place_at, zone_at

Said = dict[str, Any]

CORRECTED = ("taken_at", "zone", "location")
_DATE = ("taken_at", "taken_instant", "taken_to", "zone")  # what a date's correction says, together
_PLACE = ("location", "place")


async def correcting(values: Mapping[str, Any]) -> Callable[[Photo], Said]:
    """What these say of a photo, some of CORRECTED by name; None takes back what was said before."""
    place: Said = dict.fromkeys(_PLACE) if "location" in values else {}
    location = Location(**values["location"]) if values.get("location") else None
    if location:
        place = await placed(location)

    def said(photo: Photo) -> Said:
        if "taken_at" in values:
            text = values["taken_at"]
            return place | (dict.fromkeys(_DATE) if text is None else dated(photo, text, values.get("zone")))
        if "zone" in values:
            zone = values["zone"] or photo.found.get("metadata", {}).get("zone")
            return place | rezoned(photo, zone, "clock")
        return place | zoned_there(photo, location)

    return said


def shifted(photo: Photo, seconds: int) -> Said:
    """Nothing for a photo whose date is not known. Raises Invalid where no camera can have been."""
    when = taken(photo)
    if when is None:
        return {}
    try:
        return _said(
            Moment(when.local + timedelta(seconds=seconds), when.zone, clock=when.clock, day=when.day, month=when.month)
        )
    except OverflowError:
        raise Invalid(f"{seconds:,} seconds are further than the calendar goes.") from None


def rezoned(photo: Photo, zone: str | None, keep: str) -> Said:
    """`keep` says what stays: the "clock" or the "instant". None is no zone. Nothing for a photo whose time of day is
    not known. Raises Invalid for what is no zone."""
    when, where = taken(photo), zone_called(zone) if zone else None
    if when is None or not when.clock:
        return {}
    local = when.local if keep == "clock" or where is None else when.utc.astimezone(where).replace(tzinfo=None)
    return _said(Moment(local, where))


def dated(photo: Photo, text: str, zone: str | None = None) -> Said:
    """ISO 8601, cut short where no more is known. Without a zone or an offset it is the time where the photo was taken.
    Raises Invalid for what is no date."""
    when = moment(text)
    if when is None:
        raise Invalid(f"{text[:80]!r} is not a date: write 2019-07-04 or 2019-07-04T15:30:00.")
    before = taken(photo)
    known = zone_called(zone) if zone else when.zone or (before and before.zone) or zone_there(photo.location)
    return _said(Moment(when.local, known if when.clock else None, clock=when.clock, day=when.day, month=when.month))


async def placed(location: Location | None) -> Said:
    """None: it shall have no place."""
    if location is None:
        return {"location": "", "place": ""}
    # The towns are read when they are first asked for.
    place = await asyncio.to_thread(place_at, location.latitude, location.longitude)
    return {"location": msgspec.to_builtins(location), "place": msgspec.to_builtins(place) if place else ""}


def zoned_there(photo: Photo, location: Location | None) -> Said:
    """A time whose zone nobody knew is that of the place."""
    when, there = taken(photo), zone_there(location)
    return rezoned(photo, zone_name(there), "clock") if when and when.clock and not when.zone and there else {}


def taken(photo: Photo) -> Moment | None:
    if photo.taken_at is None:
        return None
    when = moment(photo.taken_at)
    if when is None:
        raise ValueError(f"photo {photo.id} says that it was taken at {photo.taken_at!r}")
    known_to = photo.date_precision or "second"
    zone = (named_zone(photo.zone) or zone_of(photo.zone)) if photo.zone else when.zone
    day, month = known_to in ("second", "day"), known_to != "year"
    return Moment(when.local, zone, clock=known_to == "second", day=day, month=month)


def zone_called(name: str) -> tzinfo:
    """Raises Invalid."""
    zone = named_zone(name) or zone_of(name)
    if zone is None:
        raise Invalid(f"{name[:80]!r} is not a time zone: write Europe/Vienna or +02:00.")
    return zone


def zone_there(location: Location | None) -> tzinfo | None:
    return named_zone(zone_at(location.latitude, location.longitude)) if location else None


def _said(when: Moment) -> Said:
    if not _possible(when):
        raise Invalid(f"No photo can be from {when.iso()}: there were no cameras yet, or it is still to come.")
    return {
        "taken_at": when.iso(),
        "taken_instant": instant(when.utc),
        "taken_to": "" if when.clock else "day" if when.day else "month" if when.month else "year",
        "zone": zone_name(when.zone) if when.zone else None,
    }


def _possible(when: Moment) -> bool:
    latest = datetime.now(UTC) + timedelta(days=1)
    # The year alone is looked at first: at the ends of the calendar, UTC would fall off it.
    return FIRST_PHOTOGRAPH <= when.local.year <= latest.year + 1 and when.utc <= latest
