"""Tracks: which photos get a place by one, and where. Nothing is written here."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any

import numpy as np
from numpy.typing import NDArray

from services.gateway import policy
from services.gateway.acting import MOST, Planned
from services.gateway.changes import differences
from services.gateway.corrections import placed, taken, zone_there, zoned_there
from shared.catalog.photos import Photos
from shared.domain.actions import Difference, FollowTrack, applied
from shared.domain.filter import PhotoFilter, Span
from shared.domain.instants import instant
from shared.domain.photo import Location, Photo
from shared.domain.principal import Principal
from shared.domain.track import Clock, Track, clock
from shared.errors import Invalid
from shared.imaging.moments import Moment

_BATCH = 500  # photos that are read at once


@dataclass(frozen=True, slots=True)
class CameraClock:
    """`photos`: of that camera, which have no place yet and get one."""

    camera: str
    clock: Clock
    photos: int


@dataclass(slots=True)
class Followed:
    """`outside`: photos without a place that were taken around then, and of which the track does not tell."""

    change: FollowTrack
    planned: Planned
    cameras: list[CameraClock] = field(default_factory=list)
    outside: int = 0


class Tracking:
    def __init__(self, photos: Photos) -> None:
        self._photos = photos

    async def follow(self, asker: Principal, track: Track, *, ahead: float | None, sample: int) -> Followed:
        """`ahead`: seconds by which the cameras' clocks were ahead, where their owner says so; else it is found for
        each camera. A photo that has a place, by its file or by its owner, keeps it. Raises Invalid for more photos
        than one action can hold."""
        first, last = (datetime.fromtimestamp(at, UTC) for at in (track.seconds[0], track.seconds[-1]))
        done = Followed(FollowTrack(points=len(track.seconds), first=instant(first), last=instant(last)), Planned())
        for camera, photos in _by_camera(await self._around(asker, first, last)):
            await self._place(camera, photos, track, done, ahead=ahead, sample=sample)
        return done

    async def _place(
        self, camera: str, photos: Sequence[Photo], track: Track, done: Followed, *, ahead: float | None, sample: int
    ) -> None:
        """What becomes of the photos of one camera, into `done`."""
        zone = zone_there(Location(*track.degrees[len(track.degrees) // 2].tolist()))
        times, places = _seconds(photos, zone), _places(photos)
        zoned = any(photo.zone for photo in photos)
        found = Clock(ahead, "said") if ahead is not None else clock(track, times, places, zoned=zoned)
        there = track.at(times - found.ahead)
        before = len(done.planned.photos)
        for photo, (latitude, longitude) in zip(photos, there.tolist(), strict=True):
            if photo.location:
                done.planned.same += 1
            elif np.isnan(latitude):
                done.outside += 1
            elif changed := await _differences(photo, Location(round(latitude, 6), round(longitude, 6))):
                done.planned.photos[photo.id] = changed
                if len(done.planned.sample) < sample and (edits := applied(photo, changed)):
                    done.planned.sample.append((photo, self._photos.with_edits(photo, edits)))
        done.cameras.append(CameraClock(camera, found, len(done.planned.photos) - before))

    async def _around(self, asker: Principal, first: datetime, last: datetime) -> list[Photo]:
        """Those whose time of day is known, a day before to a day after: zones, and clocks that were in another one."""
        beyond = timedelta(days=1)
        days = Span((first - beyond).date().isoformat(), (last + beyond).date().isoformat())
        filter = PhotoFilter(days=(days,), archived=None)
        ids = await self._photos.scoped.ids(policy.scope(asker, "change"), filter, limit=MOST + 1)
        if len(ids) > MOST:
            raise Invalid(f"More than {MOST:,} photos were taken while the track was. Export it in parts.")
        owner, found = policy.library(asker, "change").owner, list[Photo]()
        for start in range(0, len(ids), _BATCH):
            found += (await self._photos.get_many(owner, ids[start : start + _BATCH])).values()
        return [photo for photo in found if (when := taken(photo)) is not None and when.clock]


async def _differences(photo: Photo, there: Location) -> tuple[Difference, ...]:
    return differences(photo, await placed(there) | zoned_there(photo, there)) or ()


def _by_camera(photos: Sequence[Photo]) -> Iterator[tuple[str, list[Photo]]]:
    names = sorted({photo.camera_name or "" for photo in photos})
    for name in names:
        yield name, [photo for photo in photos if (photo.camera_name or "") == name]


def _seconds(photos: Sequence[Photo], zone: tzinfo | None) -> NDArray[np.float64]:
    """Unix time; of a photo whose zone nobody knows, in that of the track."""
    moments = (taken(photo) for photo in photos)
    return np.array([_in(each, zone).utc.timestamp() for each in moments if each], np.float64)


def _in(when: Moment, zone: tzinfo | None) -> Moment:
    return when if when.zone else Moment(when.local, zone)


def _places(photos: Sequence[Photo]) -> NDArray[np.float64]:
    nowhere = (np.nan, np.nan)
    at: list[Any] = [(p.location.latitude, p.location.longitude) if p.location else nowhere for p in photos]
    return np.array(at, np.float64).reshape(-1, 2)
