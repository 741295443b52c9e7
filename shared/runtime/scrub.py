"""Scrubbing: every original is read again now and then, and compared with its hash. Nothing else would notice that a
disk lost or changed what nobody opens.

An hour's worth is read at once, so that a disk may rest in between. A round over the library begins a month after the
one before, or when that is over; sooner where much has come since, which else might wait for two. What is damaged is
told on the photo, and looked at again every hour: it is no damage any more once somebody has put the file back.
"""

import logging

import msgspec

from shared import telemetry
from shared.blobs.base import BlobStore
from shared.catalog.photos import Photos
from shared.catalog.scrubs import Scrub, Scrubs
from shared.domain.instants import ago, instant
from shared.domain.photo import Photo
from shared.errors import Transient
from shared.runtime.leases import Leases
from shared.runtime.originals import damage_of, tell
from shared.runtime.resting import rest

log = logging.getLogger(__name__)

_PAUSE = 3600.0  # seconds
_ROUND_DAYS = 30
_PAGE = 8  # originals: what a crash may have read again, and by what an hour's worth may be more
_GROWN = 1.5  # times as many photos as the last round read
_AGAIN = 1000  # damaged originals that are looked at again


class Scrubber:
    """`rate`: bytes a second, on average."""

    def __init__(self, photos: Photos, scrubs: Scrubs, blobs: BlobStore, leases: Leases, *, rate: float) -> None:
        self._photos = photos
        self._scrubs = scrubs
        self._blobs = blobs
        self._leases = leases
        self._rate = rate

    async def run(self) -> None:
        """For ever."""
        while True:
            try:
                await self.look()
            except Transient as error:
                log.warning("originals are compared with their hashes later: %s", error)
            await rest(_PAUSE)

    async def look(self) -> int:
        """Reads the next hour's worth, unless that was done, here or by another process; says how many originals."""
        damaged = await self._photos.all.damaged(limit=_AGAIN)
        photos = sum((await self._photos.all.count_by_status()).values())
        if not _due(await self._scrubs.read(), photos, bool(damaged)):
            return 0
        async with self._leases.held("scrub") as held:
            scrub = await self._scrubs.read()
            if not held.is_set() or not _due(scrub, photos, bool(damaged)):
                return 0
            for photo in (await self._photos.find_many(damaged)).values():
                if photo.state == "active":
                    await self._compare(photo)
            if scrub is None or _over(scrub, photos):
                scrub = Scrub(began=instant(), looked_at="")
            read = count = 0
            while not scrub.done and read < self._rate * _PAUSE and held.is_set():
                page = await self._photos.all.page(after=scrub.last, limit=_PAGE)
                for photo in page:
                    await self._compare(photo)
                read, count = read + sum(photo.bytes for photo in page), count + len(page)
                last = page[-1].id if page else scrub.last
                scrub = msgspec.structs.replace(scrub, last=last, done=not page, photos=scrub.photos + len(page))
                await self._scrubs.write(scrub)
            await self._scrubs.write(msgspec.structs.replace(scrub, looked_at=instant()))
        return count

    async def _compare(self, photo: Photo) -> None:
        found = await damage_of(photo, self._blobs)
        telemetry.SCRUBBED.labels("damaged" if found else "whole").inc()
        await tell(photo, found, self._photos)


def _due(scrub: Scrub | None, photos: int, damaged: bool) -> bool:
    if scrub is None:
        return True
    if ago(seconds=_PAUSE) < scrub.looked_at <= instant():
        return False
    return damaged or not scrub.done or _over(scrub, photos)


def _over(scrub: Scrub, photos: int) -> bool:
    """Its round is done, and the month, or the library has `photos` by now, far more than it read; or a clock was
    wrong."""
    return scrub.done and (photos > _GROWN * scrub.photos or not ago(days=_ROUND_DAYS) < scrub.began <= instant())
