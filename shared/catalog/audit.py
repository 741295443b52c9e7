"""The audit log, written once over the Catalog port. Nothing in it is ever changed; what is old goes."""

from collections.abc import Sequence, Set

import msgspec

from shared.catalog.base import Catalog, Collection, Order, Sort
from shared.domain.audit import Entry
from shared.domain.where import Eq, Has, Or, Where, all_of

AUDIT = Collection(
    "audit", orders=(Order((), "id"),), terms=("account",), many=("readers", "words"), document=Entry
)  # ids are in the order of time

_BITE = 500  # entries
_NEWEST, _OLDEST = Sort("id", descending=True), Sort("id")


class AuditLog:
    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    async def append(self, entry: Entry) -> None:
        await self._catalog.insert(AUDIT.name, msgspec.to_builtins(entry))

    async def page(
        self, readers: Sequence[str], *, what: str = "", account: str = "", after: str = "", limit: int
    ) -> list[Entry]:
        """Newest first: what one of these readers may read, before the entry `after` (an id). `what`: this, or all that
        begins with this word. `account`: only what it did."""
        if not readers:
            return []
        terms: list[Where] = [Or(tuple(Has("readers", reader) for reader in readers))]
        terms += [Has("words", what)] if what else []
        terms += [Eq("account", account)] if account else []
        cursor = (after, after) if after else None
        return await self._catalog.find(AUDIT.name, Entry, all_of(*terms), sort=_NEWEST, after=cursor, limit=limit)

    async def forget(self, readers: Set[str]) -> int:
        """Takes away what nobody but these readers may read -> how many. What is about accounts stays for who runs the
        installation."""
        gone, after = 0, None
        where = Or(tuple(Has("readers", reader) for reader in sorted(readers)))
        while page := await self._catalog.find(AUDIT.name, Entry, where, sort=_OLDEST, after=after, limit=_BITE):
            ids = [entry.id for entry in page if readers >= set(entry.readers)]
            await self._catalog.delete_many(AUDIT.name, ids)
            gone, after = gone + len(ids), (page[-1].id, page[-1].id)
        return gone

    async def thin(self, before: str) -> int:
        """Takes away those of before that instant, up to a bite -> how many."""
        oldest = await self._catalog.find(AUDIT.name, Entry, sort=_OLDEST, limit=_BITE)
        old = [entry.id for entry in oldest if entry.at < before]
        await self._catalog.delete_many(AUDIT.name, old)
        return len(old)
