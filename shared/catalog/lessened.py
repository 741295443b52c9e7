"""Of what owners want to see less in their memories (shared/domain/memories.py)."""

import msgspec

from shared.catalog.base import Catalog, Collection, Order, Sort
from shared.domain.memories import Lessened
from shared.domain.where import Eq

LESSENED = Collection("lessened", orders=(Order(("owner",), "id"),), document=Lessened)

_MOST = 1000  # of a library that are heeded


class LessOf:
    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    async def every(self, owner: str) -> list[Lessened]:
        return await self._catalog.find(LESSENED.name, Lessened, Eq("owner", owner), sort=Sort("id"), limit=_MOST)

    async def say(self, lessened: Lessened) -> None:
        """As often as they like."""
        await self._catalog.replace_many(LESSENED.name, [msgspec.to_builtins(lessened)])

    async def take_back(self, lessened: Lessened) -> None:
        await self._catalog.delete(LESSENED.name, lessened.id)
