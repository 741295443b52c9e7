"""Snapshots of the embedded catalog, from which it is put back when it is damaged or lost (shared/runtime/recovery.py).

At most one a day (UTC), and only when something has changed: a snapshot bears the time at which the catalog was last
written to, as a copy does, so that it is another now tells of a change, whatever clocks say. No snapshot is half there:
it gets its name when it is durable. Kept are the last two days' and those of the two weeks before.
"""

import asyncio
import filecmp
import logging
import os
import shutil
from collections.abc import Callable, Collection
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path
from threading import Event

from shared.blobs.os_errors import os_errors
from shared.catalog.founding import Foundings
from shared.catalog.sqlite_snapshot import photos_in, write_snapshot
from shared.durable import sync
from shared.errors import Damaged, OutOfSpace, Transient, Unavailable
from shared.runtime.resting import rest

log = logging.getLogger(__name__)

_BY_DAY, _BY_WEEK = 2, 2
_ROOM = 2  # times the catalog's size that must be free
_DRAFT = ".draft"


def kept(days: Collection[date], today: date) -> set[date]:
    """Of these days' snapshots those that are kept: the last two, and the last of each of the two weeks before theirs.
    Those of days that have not come yet, of a clock that was wrong, are kept until they have."""
    past = sorted((day for day in days if day <= today), reverse=True)
    last = past[:_BY_DAY]
    weeks = {_week(day): day for day in reversed(past)}  # the newest of each, which comes last
    earlier = sorted(weeks.keys() - set(map(_week, last)), reverse=True)
    return {*last, *(weeks[week] for week in islice(earlier, _BY_WEEK)), *(day for day in days if day > today)}


def _week(day: date) -> tuple[int, int]:
    return day.isocalendar()[:2]


class Snapshots:
    """Of the catalog of one home folder, in its folder `snapshots`."""

    def __init__(self, home: Path) -> None:
        self.catalog = home.absolute() / "catalog.sqlite"
        self.folder = home.absolute() / "snapshots"
        self._told_no_room = False
        self._turn = asyncio.Lock()

    def days(self) -> dict[date, Path]:
        """The snapshots there are, newest first."""
        found = {day: path for path in self.folder.glob("*.sqlite") if (day := _day_of(path))}
        return dict(sorted(found.items(), reverse=True))

    async def run(self, pause: float, foundings: Foundings, damaged: Callable[[Damaged], None]) -> None:
        """For ever: a look every `pause` seconds. It reads all of the catalog: `damaged` hears when that is not whole,
        also where nobody else reads."""
        while True:
            try:
                await self.look(datetime.now(UTC).date(), foundings)
            except (Transient, Damaged) as error:
                log.warning("no snapshot of the catalog could be made: %s", error)
                if isinstance(error, Damaged):
                    damaged(error)
            await rest(pause)

    async def renew(self, today: date, foundings: Foundings) -> None:
        """Takes all of them away, as they tell of what nobody shall know any more, and makes today's of what is there;
        where that cannot be, a later look does."""
        async with self._turn:  # one that is being made tells of it, too
            for path in (*self.days().values(), *self._drafts()):
                await asyncio.to_thread(path.unlink, missing_ok=True)
        try:
            await self.look(today, foundings)
        except (Transient, Damaged) as error:
            log.warning("no snapshot of the catalog could be made: %s", error)

    async def look(self, today: date, foundings: Foundings) -> bool:
        """Makes today's snapshot, where it is due and there is room; says whether it did. None is due while originals
        have no record: it would push out those that may know them. Raises Damaged when the catalog is, Unavailable when
        the folder cannot be used."""
        founding = await foundings.read()
        if founding and founding.unowned:
            return False
        given_up = Event()
        try:
            async with self._turn:
                return await asyncio.to_thread(self._look, today, given_up)
        except OutOfSpace as error:
            self._tell(error)
            return False
        finally:
            given_up.set()  # a thread cannot be cancelled, only asked to end

    @os_errors("The disk of the snapshots")
    def _look(self, today: date, given_up: Event) -> bool:
        self.folder.mkdir(mode=0o700, exist_ok=True)
        for draft in self._drafts():
            draft.unlink()
        there = self.days()
        written = self._written()
        latest = next(iter(there.values()), None)
        if today in there or (latest and latest.stat().st_mtime_ns == written):
            return False
        self._check_room()
        draft = self.folder / f"{today}{_DRAFT}"
        write_snapshot(self.catalog, draft, given_up)
        try:
            photos = photos_in(draft)
        except Damaged as error:  # its disk lost what was written just now
            raise Unavailable(str(error)) from error
        if not photos:
            draft.unlink()
            return False
        if latest and filecmp.cmp(draft, latest, shallow=False):  # the log was folded into the file, no more
            draft.unlink()
            os.utime(latest, ns=(written, written))
            return False
        os.utime(draft, ns=(written, written))
        sync(draft)
        draft.rename(self.folder / f"{today}.sqlite")
        sync(self.folder)
        self._told_no_room = False
        there = self.days()
        for day in there.keys() - kept(there, today):
            there[day].unlink()
        return True

    def _drafts(self) -> list[Path]:
        """Those that a crash left."""
        return list(self.folder.glob(f"*{_DRAFT}*"))

    def _written(self) -> int:
        """When the catalog was written to last, in nanoseconds."""
        return max(file.stat().st_mtime_ns for file in self._files())

    def _check_room(self) -> None:
        size = sum(file.stat().st_size for file in self._files())
        if shutil.disk_usage(self.folder).free < _ROOM * size:
            raise OutOfSpace(
                f"It needs {_ROOM * size / 1e6:,.0f} MB free on the disk of {self.folder}: make room there."
            )

    def _files(self) -> list[Path]:
        log_file = self.catalog.with_name(self.catalog.name + "-wal")
        return [self.catalog, log_file] if log_file.exists() else [self.catalog]

    def _tell(self, error: OutOfSpace) -> None:
        if not self._told_no_room:
            log.warning("no snapshot of the catalog is made until there is room again. %s", error)
        self._told_no_room = True


def _day_of(path: Path) -> date | None:
    try:
        return date.fromisoformat(path.stem)
    except ValueError:
        return None
