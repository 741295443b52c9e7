"""What was spent on an endpoint, by days: a restart begins no day anew, and processes share one budget."""

from dataclasses import dataclass

import msgspec

from shared.catalog.base import Catalog, Collection, Patch
from shared.domain.instants import instant
from shared.domain.stored import stored
from shared.domain.where import Eq, all_of
from shared.errors import Conflict


@stored
class Spent(msgspec.Struct, frozen=True, kw_only=True):
    id: str  # the day, "2026-11-30", UTC
    photos: int = 0  # that were sent, or were about to be
    tokens: int = 0  # as far as the endpoint told


SPENDING = Collection("spending", document=Spent)


@dataclass(frozen=True, slots=True)
class Budget:
    """Of a day. No `tokens`: they are not limited."""

    photos: int
    tokens: int = 0

    def allows(self, spent: Spent) -> bool:
        return spent.photos < self.photos and (not self.tokens or spent.tokens < self.tokens)


class Spending:
    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    async def today(self) -> Spent:
        day = instant()[:10]
        return await self._catalog.get(SPENDING.name, Spent, day) or Spent(id=day)

    async def take(self, budget: Budget) -> bool:
        """Counts one photo that is about to be sent; False, and nothing is counted, where the budget allows none.
        Before it is sent: what a crash keeps from being sent is counted all the same."""
        while budget.allows(spent := await self.today()):
            if await self._write(spent, photos=1):
                return True
        return False

    async def add(self, tokens: int) -> None:
        while not await self._write(await self.today(), tokens=tokens):
            pass

    async def _write(self, spent: Spent, *, photos: int = 0, tokens: int = 0) -> bool:
        """False where somebody else was quicker."""
        after = {"photos": spent.photos + photos, "tokens": spent.tokens + tokens}
        same = all_of(Eq("photos", spent.photos), Eq("tokens", spent.tokens))
        if await self._catalog.patch(SPENDING.name, spent.id, Patch(set=after), if_=same):
            return True
        if spent.photos or spent.tokens:
            return False
        try:
            await self._catalog.insert(SPENDING.name, {"id": spent.id, **after})
        except Conflict:
            return False
        return True
