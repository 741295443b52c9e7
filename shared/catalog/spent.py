"""What works once and was used: kept by its id until it would have ended anyway, for all gateways alike."""

import msgspec

from shared.catalog.base import Catalog, Collection, Order, Sort
from shared.domain.stored import stored
from shared.errors import Conflict


@stored
class Used(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    ends: str  # an instant


SPENT = Collection("spent", orders=(Order((), "ends"),), document=Used)

_BITE = 500


class Spent:
    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    async def spend(self, id: str, ends: str) -> bool:
        """True for the first who does, and for nobody after. `ends`: the instant after which nobody takes it anyway."""
        try:
            await self._catalog.insert(SPENT.name, {"id": id, "ends": ends})
        except Conflict:
            return False
        return True

    async def is_spent(self, id: str) -> bool:
        return await self._catalog.get(SPENT.name, Used, id) is not None

    async def thin(self, now: str) -> int:
        """Takes away what has ended, up to a bite -> how many."""
        oldest = await self._catalog.find(SPENT.name, Used, sort=Sort("ends"), limit=_BITE)
        ended = [each.id for each in oldest if each.ends < now]
        await self._catalog.delete_many(SPENT.name, ended)
        return len(ended)
