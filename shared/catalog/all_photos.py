"""The photos of all libraries, for those who look after them: never for routes. However many libraries there are, each
of these is one question, and a new library is among them at once."""

from collections.abc import AsyncIterator, Mapping

from shared.catalog.base import Catalog, Sort
from shared.catalog.owners import owners
from shared.catalog.trashed import tombstone
from shared.domain.original import DAMAGE_KINDS
from shared.domain.photo import Photo
from shared.domain.stages import StageTable
from shared.domain.where import Eq, Gt, In, Lt, Ne, Or, Where, all_of

_NAME = "photos"
_SETTLED, _ID = Sort("settled"), Sort("id")
_WAITING = all_of(Eq("state", "active"), Eq("settled", ""), Eq("queued_at", ""))

Cursor = tuple[str, str]  # (sort value, id) of the last one seen


class AllPhotos:
    def __init__(self, catalog: Catalog, table: StageTable) -> None:
        self._catalog = catalog
        self._table = table

    @property
    def table(self) -> str:
        """The digest of the current table of stages."""
        return self._table.digest

    async def page(self, *, after: str, limit: int) -> list[Photo]:
        """Those that are there, in the order of ids, which is that of their arrival, from the one behind `after`."""
        return await self._find(_in("active"), _ID, (after, after) if after else None, limit)

    async def of_owner(self, owner: str, *, after: str, limit: int) -> list[Photo]:
        """All of one library, in the trash too, in the order of ids, from the one behind `after`."""
        where = all_of(Eq("owner", owner), In("state", frozenset(("active", "held"))))
        return await self._find(where, _ID, (after, after) if after else None, limit)

    def owners_waiting(self) -> AsyncIterator[str]:
        """Whose libraries have photos that were not sent to work as they are now."""
        return owners(self._catalog, _NAME, _WAITING)

    async def waiting(self, owner: str, *, limit: int) -> list[Photo]:
        """Those photos of this owner, the first that came first."""
        return await self._find(all_of(_WAITING, Eq("owner", owner)), Sort("owner"), None, limit)

    async def unsettled(self, *, queued_before: str, queued_after: str, limit: int) -> list[Photo]:
        """Photos that are not settled under the current table, and were last sent to work before the one instant, or,
        by a clock that was wrong then, after the other."""
        sent = Or((Lt("queued_at", queued_before), Gt("queued_at", queued_after)))
        found: list[Photo] = []
        for otherwise in self._otherwise():
            found += await self._find(_in("active", sent, otherwise), _SETTLED, None, limit - len(found))
            if len(found) == limit:
                break
        return found

    async def unnoted(self, table: str, *, after: str, limit: int) -> list[Photo]:
        """Settled photos, in the order of ids, that the features of this digest took no note of as they are now."""
        where = _in("active", Eq("settled", self._table.digest), Ne("noted", table))
        return await self._find(where, _SETTLED, (self._table.digest, after), limit)

    async def count_unnoted(self, table: str) -> int:
        """Of all photos, settled or not; from counters."""
        counts = await self._catalog.count_by(_NAME, "noted", per=None)
        return sum(counts.values()) - counts.get(table, 0)

    async def count_by_status(self) -> Mapping[str, int]:
        return await self._catalog.count_by(_NAME, "status", per=None)

    async def count_settled(self) -> tuple[int, int]:
        """(those that are settled under the current table, all), without archived ones; from counters."""
        counts = await self._catalog.count_by(_NAME, "settled", per=None)
        return counts.get(self._table.digest, 0), sum(counts.values())

    async def recount(self) -> int:
        """Sees to it that counts are true, those of other records as well; says how many may not be yet."""
        return await self._catalog.recount()

    async def all_settled(self) -> bool:
        """Whether every photo is settled under the current table."""
        for otherwise in self._otherwise():
            if await self._catalog.find_ids(_NAME, _in("active", otherwise), limit=1):
                return False
        return True

    def _otherwise(self) -> tuple[Where, Where]:
        """Settled under another table, or not at all: two ranges beside the current digest, each one walk of the
        index."""
        return Lt("settled", self._table.digest), Gt("settled", self._table.digest)

    async def damaged(self, *, limit: int) -> list[str]:
        """Ids of photos with an original that is known to be damaged."""
        found: list[str] = []
        for kind in DAMAGE_KINDS:
            where = all_of(Eq("damage_kind", kind), Eq("state", "active"))
            found += await self._catalog.find_ids(_NAME, where, limit=limit - len(found))
        return found

    async def condemn(self, owner: str, *, limit: int) -> int:
        """The tombstone on up to so many photos of a library that is being deleted, whatever became of them -> on how
        many."""
        where = all_of(Eq("owner", owner), Ne("state", "deleted"))
        ids = await self._catalog.find_ids(_NAME, where, limit=limit)
        for id in ids:
            await self._catalog.patch(_NAME, id, tombstone(), if_=where)
        return len(ids)

    async def condemned(self, owner: str, *, limit: int) -> list[str]:
        """The ids of those that are still to be removed."""
        return await self._catalog.find_ids(_NAME, all_of(Eq("owner", owner), Eq("state", "deleted")), limit=limit)

    async def tombstones(self, *, limit: int) -> list[Photo]:
        return await self._find(_in("deleted"), _SETTLED, None, limit)

    async def erase(self, id: str) -> None:
        """The last step of a deletion."""
        await self._catalog.delete(_NAME, id, if_=Eq("state", "deleted"))
        await self._catalog.forget(_NAME, id)

    async def _find(self, where: Where, sort: Sort, after: Cursor | None, limit: int) -> list[Photo]:
        return await self._catalog.find(_NAME, Photo, where, sort=sort, after=after, limit=limit)


def _in(state: str, *more: Where) -> Where:
    return all_of(Eq("state", state), *more)
