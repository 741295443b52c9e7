"""The runner: works on dirty keys, a round at a time, a feature of a library on one process at a time.

Work on a key makes its result from what the library is then, so it may be done again at any time. Its writes are
conditional on what it read; the key is cleared only if nobody marked it meanwhile. Who finds, after it wrote, that it
is not the one to clear the key marks it again: two who worked on it at once, one of them with a lease that it had lost,
may have written the older result last.
"""

import asyncio
import logging
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Protocol

from shared import telemetry
from shared.broker.base import Broker
from shared.catalog.features import DirtyKey, DirtyKeys
from shared.domain.events import LibraryChanged
from shared.domain.features import Feature, FeatureTable
from shared.errors import Transient
from shared.runtime.leases import Leases
from shared.runtime.resting import rest

log = logging.getLogger(__name__)

_PAGE = 32
_TRIES = 3  # at a key on which the work breaks


class Work(Protocol):
    async def __call__(self, owner: str, key: str) -> bool:
        """Makes the key's result anew, and says whether it is another than before."""
        ...


class Runner:
    """`works` has the work of each feature of the table. Every `pause` seconds it is asked what is dirty. After a round
    a feature rests as long as that took: what changes meanwhile is worked on once."""

    def __init__(
        self, table: FeatureTable, works: Mapping[str, Work], dirty: DirtyKeys, leases: Leases, broker: Broker, *,
        pause: float,
    ) -> None:  # fmt: skip
        self._table = table
        self._works = works
        self._dirty = dirty
        self._leases = leases
        self._broker = broker
        self._pause = pause

    async def run(self) -> None:
        """For ever, every feature beside the others."""
        async with asyncio.TaskGroup() as tasks:
            at_work: dict[str, asyncio.Task[None]] = {}
            while True:
                with _later("what is dirty"):
                    for feature in await self.due():
                        if feature.name not in at_work or at_work[feature.name].done():
                            at_work[feature.name] = tasks.create_task(self._round_of(feature))
                await rest(self._pause)

    async def due(self) -> list[Feature]:
        """Those with dirty keys: one question for all, in all libraries."""
        counts = await self._dirty.count()
        for feature in self._table:
            telemetry.FEATURE_DIRTY.labels(feature.name).set(counts.get(feature.name, 0))
        return [feature for feature in self._table if counts.get(feature.name)]

    async def _round_of(self, feature: Feature) -> None:
        began = time.monotonic()
        with _later(f"feature {feature.name}"):
            await self.look(feature)
        await rest(time.monotonic() - began)

    async def look(self, feature: Feature) -> int:
        """A round in every library that has dirty keys; says on how many it worked."""
        done = 0
        async for owner in self._dirty.owners(feature.name, tries=_TRIES):
            with _later(f"feature {feature.name}"):  # one library's trouble is no other's
                done += await self.round(owner, feature)
        return done

    async def round(self, owner: str, feature: Feature) -> int:
        """Works once on each key of this library that is dirty now; says on how many."""
        done, changed = 0, False
        async with self._leases.held(f"{feature.name}/{owner}") as held:
            after: str | None = None
            while held.is_set() and (page := await self._page(owner, feature, after, limit=_PAGE)):
                for dirty in page:
                    if not held.is_set():
                        break
                    changed |= await self._work(feature, dirty)
                    done += 1
                after = page[-1].key
        await self.due()
        if changed:
            await self._broker.publish(LibraryChanged(owner=owner, feature=feature.name))
        return done

    async def _page(self, owner: str, feature: Feature, after: str | None, limit: int) -> list[DirtyKey]:
        return await self._dirty.page(owner, feature.name, after=after, limit=limit, tries=_TRIES)

    async def _work(self, feature: Feature, dirty: DirtyKey) -> bool:
        began = time.perf_counter()
        try:
            changed = await self._works[feature.name](dirty.owner, dirty.key)
        except Transient:
            raise
        except Exception as error:
            log.exception("feature %s broke on %s", feature.name, dirty.key)
            telemetry.FEATURE_KEYS.labels(feature.name, "failed").inc()
            await self._dirty.failed(dirty, repr(error))
            return False
        if not await self._dirty.clear(dirty):
            await self._dirty.mark(dirty.owner, [(feature.name, dirty.key)])
        telemetry.FEATURE_KEYS.labels(feature.name, "done").inc()
        telemetry.FEATURE_SECONDS.labels(feature.name).observe(time.perf_counter() - began)
        return changed


@contextmanager
def _later(what: str) -> Iterator[None]:
    try:
        yield
    except Transient as error:
        log.warning("%s goes on later: %s", what, error)
