"""A lease: of all processes one works on a feature of a library, and when it dies another follows.

No clocks are compared. The holder writes another `beat` every now and then; who wants the lease too takes it when, by
its own steady clock, the same beat has stood there for as long as a lease lasts. So a clock that jumps, or two that
differ, neither end a lease nor keep one alive. A holder that was frozen learns at its next beat that it has lost; what
it writes until then must be conditional.
"""

import asyncio
import contextlib
import logging
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import msgspec

from shared.catalog.base import Catalog, Collection, Order, Patch, Sort
from shared.domain.ids import new_id
from shared.domain.stored import stored
from shared.domain.where import Eq, all_of
from shared.errors import Conflict, Transient

log = logging.getLogger(__name__)

_BEATS = 4  # in the time of a lease


@stored
class Lease(msgspec.Struct, frozen=True, kw_only=True):
    id: str  # of what is leased
    holder: str  # empty: free
    beat: str


LEASES = Collection("leases", orders=(Order((), "id"),), document=Lease)

_PAGE = 500


async def forget_leases(catalog: Catalog, owner: str) -> int:
    """Of the work on a library that is gone, whatever it was -> how many."""
    gone, after = 0, None
    while page := await catalog.find(LEASES.name, Lease, sort=Sort("id"), after=after, limit=_PAGE):
        ids = [lease.id for lease in page if lease.id.endswith(f"/{owner}")]
        await catalog.delete_many(LEASES.name, ids)
        gone, after = gone + len(ids), (page[-1].id, page[-1].id)
    return gone


class Leases:
    """`holder` names this process. Where a name is used again by the process that follows, as it is where only one can
    be, that one need not wait for the lease of its predecessor to end."""

    def __init__(
        self, catalog: Catalog, *, holder: str, seconds: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.seconds = seconds
        self._catalog = catalog
        self._holder = holder
        self._clock = clock
        self._watched: dict[str, tuple[str, float]] = {}  # id -> the beat of another, and since when it stands there

    async def take(self, id: str) -> Lease | None:
        """None while another holds it."""
        ours = Lease(id=id, holder=self._holder, beat=new_id())
        theirs = await self._catalog.get(LEASES.name, Lease, id)
        if theirs is None:
            try:
                await self._catalog.insert(LEASES.name, msgspec.to_builtins(ours))
            except Conflict:
                return None
            return ours
        if theirs.holder not in ("", self._holder) and not self._stands_still(theirs):
            return None
        return ours if await self._write(ours, over=theirs) else None

    async def beat(self, lease: Lease) -> Lease | None:
        """The lease as it is held on; None when it was lost."""
        renewed = msgspec.structs.replace(lease, beat=new_id())
        return renewed if await self._write(renewed, over=lease) else None

    async def free(self, lease: Lease) -> None:
        await self._write(msgspec.structs.replace(lease, holder=""), over=lease)

    @asynccontextmanager
    async def held(self, id: str) -> AsyncIterator[asyncio.Event]:
        """Set as long as the lease is ours, which it is until the end of the block unless it is lost."""
        held = asyncio.Event()
        lease = await self.take(id)
        if lease is None:
            yield held
            return
        held.set()
        holding = _Holding(self, lease, held)
        beating = asyncio.create_task(holding.beat())
        try:
            yield held
        finally:
            beating.cancel()
            await asyncio.gather(beating, return_exceptions=True)
            with contextlib.suppress(Transient):  # then it ends by itself
                await self.free(holding.lease)

    def _stands_still(self, lease: Lease) -> bool:
        now = self._clock()
        beat, since = self._watched.get(lease.id, ("", now))
        if beat != lease.beat:
            self._watched[lease.id] = (lease.beat, now)
            return False
        return now - since >= self.seconds

    async def _write(self, lease: Lease, *, over: Lease) -> bool:
        patch = Patch(set={"holder": lease.holder, "beat": lease.beat})
        same = all_of(Eq("holder", over.holder), Eq("beat", over.beat))
        return await self._catalog.patch(LEASES.name, lease.id, patch, if_=same)


class _Holding:
    def __init__(self, leases: Leases, lease: Lease, held: asyncio.Event) -> None:
        self.lease = lease
        self._leases = leases
        self._held = held

    async def beat(self) -> None:
        """Until it is lost. What cannot be told for as long as the lease lasts is lost, too."""
        told = time.monotonic()
        while time.monotonic() - told < self._leases.seconds:
            await asyncio.sleep(self._leases.seconds / _BEATS)
            try:
                renewed = await self._leases.beat(self.lease)
            except Transient as error:
                log.warning("a lease is not renewed yet: %s", error)
                continue
            if renewed is None:
                break
            self.lease, told = renewed, time.monotonic()
        log.warning("the lease of %s is lost", self.lease.id)
        self._held.clear()
