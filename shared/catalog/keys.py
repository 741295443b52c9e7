"""The keys that programs ask with, written once over the Catalog port (shared/domain/account.py)."""

from typing import Any

import msgspec

from shared.catalog.base import Catalog, Collection, Order, Patch, Sort
from shared.domain.account import Key
from shared.domain.where import Eq, Where

KEYS = Collection("keys", orders=(Order(("account",), "id"),), document=Key)


class Keys:
    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    async def insert(self, key: Key) -> None:
        """Raises Conflict where the id is taken."""
        await self._catalog.insert(KEYS.name, msgspec.to_builtins(key))

    async def find(self, id: str) -> Key | None:
        return await self._catalog.get(KEYS.name, Key, id)

    async def of(self, account: str, *, after: str = "", limit: int) -> list[Key]:
        """In the order of their making."""
        cursor = (after, after) if after else None
        where = Eq("account", account)
        return await self._catalog.find(KEYS.name, Key, where, sort=Sort("id"), after=cursor, limit=limit)

    async def change(self, id: str, values: dict[str, Any], *, if_: Where | None = None) -> bool:
        """False where it is gone, or the condition does not hold."""
        return await self._catalog.patch(KEYS.name, id, Patch(set=values), if_=if_)

    async def delete(self, id: str) -> bool:
        return await self._catalog.delete(KEYS.name, id)
