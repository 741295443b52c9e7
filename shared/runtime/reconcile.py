"""Reconcile finds what is not settled and sends it again: lost messages, crashed workers, new models and new stages
all heal by this one mechanism.

- Photos that are not settled under the current stage table are sent to work on the bulk lane, each at most once in
  `resend_seconds`, and only as many as fill the longest queue up to `depth`: a library that takes a day is not sent
  twenty-four times. Those that were not sent at all yet come first, from each library in turn.
- What stages made and is gone is due again (shared/runtime/healing.py).
- Deletions that a crash interrupted are finished, and those of what has lain in the trash for its time.
- A switch of models that is under way goes on (shared/runtime/switching.py).
- Counters are compared with what they count, and those that a crash left wrong are put right.
- What others have it look after (`also`) is looked after: old entries of the audit log, accounts that are deleted.
- Originals without a record are moved to quarantine/, never deleted unseen: those that had none at the look before
  either, so that no clock decides which are old enough. Those that lay there before this catalog was made stay: the
  one before it may have known them.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence

from shared import telemetry
from shared.blobs.base import BlobStore
from shared.broker.base import Broker
from shared.catalog.founding import Founding, Foundings
from shared.catalog.photos import Photos
from shared.domain.instants import ago, instant
from shared.domain.original import photo_at, sidecar_key
from shared.errors import Transient
from shared.runtime.backlog import DEPTH, room, send_waiting
from shared.runtime.healing import Healer
from shared.runtime.leases import Leases
from shared.runtime.removal import Remover
from shared.runtime.resting import rest
from shared.runtime.switching import Switching
from shared.runtime.trash import Trash

log = logging.getLogger(__name__)

_PAGE = 200
_BITE = 1000  # photos whose time in the trash is over, that are lost at a look
_TOP_UP = 3.0  # seconds
_TURN = 50  # photos of one library, before the next one has its turn
_WRONG_HOURS = 1  # who was sent so far in the future was sent by a clock that was wrong
_KEPT = ("originals/", "sidecars/")

Step = Callable[[], Awaitable[int]]  # of a look: some of what is due -> how much was


class Reconciler:
    def __init__(
        self, photos: Photos, foundings: Foundings, blobs: BlobStore, broker: Broker, remover: Remover,
        healer: Healer, trash: Trash, switching: Switching | None = None, *,
        resend_seconds: float, sweep_seconds: float, depth: int = DEPTH, also: Sequence[Step] = (),
    ) -> None:  # fmt: skip
        self._photos = photos
        self._foundings = foundings
        self._blobs = blobs
        self._broker = broker
        self._remover = remover
        self._healer = healer
        self._trash = trash
        self._switching = switching
        self._resend_seconds = resend_seconds
        self._sweep_seconds = sweep_seconds
        self._depth = depth
        self._also = also
        self._orphans: set[str] = set()  # of the last sweep
        self._swept: float | None = None  # by the loop's clock
        self._miscounted = False  # counters were, at the last sweep
        self._full = False  # the queues are, and more may wait
        self._table = photos.all.table  # its digest, as of the last look
        self._changed = ""  # an instant: when another was seen there

    async def run(self, pause: float) -> None:
        """For ever: a look every `pause` seconds."""
        while True:
            await self.look()
            await self._until_next(pause)

    async def run_alone(self, leases: Leases, pause: float) -> None:
        """The same, in one of the processes that share the catalog. The next one goes on when that one is gone."""
        while True:
            try:
                async with leases.held("reconcile") as held:
                    while held.is_set():
                        await self.look()
                        await self._until_next(pause)
            except Transient as error:
                log.warning("who reconciles is found out later: %s", error)
            await rest(pause)

    async def _until_next(self, pause: float) -> None:
        """Until the next look. As long as more waits than the queues hold they are kept full, however quick workers
        are."""
        clock = asyncio.get_running_loop().time
        end = clock() + pause
        while self._full and end - clock() > _TOP_UP:
            await rest(_TOP_UP)
            await self._whole(self.resend(self._sent_before()))
        await rest(max(0.0, end - clock()))

    async def look(self) -> None:
        """What is due now; a sweep as often as an orphan may grow old. Who is away is asked again at the next look."""
        await self._whole(self.empty_trash(instant()))
        await self._whole(self.finish_deletions())
        await self._whole(self._healer.look())
        if self._switching:
            await self._whole(self._switching.look())
        for step in self._also:
            await self._whole(step())
        await self._whole(self.resend(self._sent_before()))
        now = asyncio.get_running_loop().time()
        if self._swept is None or now - self._swept > self._sweep_seconds:
            self._swept = now
            await self._whole(self.sweep())
            await self._whole(self.recount())
        elif self._miscounted:
            await self._whole(self.recount())
            self._miscounted = False  # those that move all the time have to wait for the next sweep

    async def _whole(self, step: Awaitable[int]) -> None:
        try:
            await step
        except Transient as error:
            log.warning("reconcile stopped early and goes on later: %s", error)

    def _sent_before(self) -> str:
        """Work that was sent before this instant is sent again: an hour ago, or under another table. What had left out
        a stage that has come on since would else wait for the hour to pass."""
        if self._table != (table := self._photos.all.table):
            self._table, self._changed = table, instant()
        return max(ago(seconds=self._resend_seconds), self._changed)

    async def resend(self, queued_before: str) -> int:
        """Sends the work of unsettled photos that were last sent before that instant, as far as the queues have room;
        says how many."""
        space = await room(self._broker, self._depth)
        # The clock is read once: set while we are under way, it must not make us send them all again and again.
        now, ahead = instant(), ago(hours=-_WRONG_HOURS)
        sent = await self._send_waiting(now, space)
        while (most := min(_PAGE, space - sent)) > 0:
            page = await self._photos.all.unsettled(queued_before=queued_before, queued_after=ahead, limit=most)
            if not page:
                break
            sent += sum([await send_waiting(self._photos, self._broker, photo, now) for photo in page])
        self._full = sent >= space
        telemetry.RECONCILED.labels("resent").inc(sent)
        return sent

    async def _send_waiting(self, now: str, space: int) -> int:
        """What was not sent at all yet, of each library in turn; says how many."""
        sent, before = 0, -1
        while before < sent < space:
            before = sent
            async for owner in self._photos.all.owners_waiting():
                page = await self._photos.all.waiting(owner, limit=min(_TURN, space - sent))
                sent += sum([await send_waiting(self._photos, self._broker, photo, now) for photo in page])
        return sent

    async def empty_trash(self, now: str) -> int:
        """Puts the tombstone on photos that nobody took back in time, of whichever library, the first first. One that a
        clock which was wrong put there for years stays until its owner sees it there."""
        seen = lost = 0
        while seen < _BITE and (page := await self._photos.trash.due(now, limit=_PAGE)):
            seen, lost = seen + len(page), lost + len(await self._trash.lose(page))
        return lost

    async def finish_deletions(self) -> int:
        finished = 0
        while page := await self._photos.all.tombstones(limit=_PAGE):
            for photo in page:
                await self._remover.finish(photo.owner, photo.id)
                finished += 1
        telemetry.RECONCILED.labels("deletions").inc(finished)
        return finished

    async def recount(self) -> int:
        doubtful = await self._photos.all.recount()
        self._miscounted = doubtful > 0
        return doubtful

    async def sweep(self) -> int:
        """Moves originals and sidecars that no record owns, now and at the last sweep, to quarantine/."""
        founding = await founded(self._foundings, self._blobs)
        moved = unowned = 0
        before, self._orphans = self._orphans, set()
        for kept in _KEPT:
            async for blob in self._blobs.list(kept):
                if await self._owned(blob.key):
                    continue
                if photo_at(blob.key) <= founding.newest:
                    unowned += 1
                    continue
                if blob.key not in before:
                    self._orphans.add(blob.key)
                    continue
                await self._blobs.move(blob.key, f"quarantine/{blob.key}")
                log.warning("%s has no record; it now lies in quarantine/", blob.key)
                moved += 1
        telemetry.RECONCILED.labels("quarantined").inc(moved)
        if unowned != founding.unowned:
            log.warning("%d originals and sidecars have no record and stay: an earlier catalog may know them", unowned)
            await self._foundings.count(unowned)
        return moved

    async def _owned(self, key: str) -> bool:
        id = photo_at(key)
        photo = await self._photos.find(id)
        if photo is None:
            return id in {each.id for each in await self._photos.set_aside()}
        return key in (photo.original, sidecar_key(photo.owner, photo.id))


async def founded(foundings: Foundings, blobs: BlobStore) -> Founding:
    """Written once in a catalog's life, before anything is uploaded or moved."""
    if founding := await foundings.read():
        return founding
    ids = [photo_at(blob.key) for kept in _KEPT async for blob in blobs.list(kept)]
    return await foundings.write(max(ids, default=""))
