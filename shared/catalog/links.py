"""What shares by a link have besides (Link in shared/domain/share.py), written once over the Catalog port."""

from collections.abc import Sequence
from typing import Any

import msgspec

from shared.catalog.base import Catalog, Collection, Order, Patch
from shared.domain.share import Link

LINKS = Collection("links", orders=(Order(("owner",), "id"),), document=Link)


class Links:
    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    async def insert(self, link: Link) -> None:
        await self._catalog.insert(LINKS.name, msgspec.to_builtins(link))

    async def find(self, id: str) -> Link | None:
        return await self._catalog.get(LINKS.name, Link, id)

    async def get_many(self, ids: Sequence[str]) -> dict[str, Link]:
        return await self._catalog.get_many(LINKS.name, Link, ids)

    async def change(self, id: str, values: dict[str, Any]) -> None:
        await self._catalog.patch(LINKS.name, id, Patch(set=values))

    async def count(self, link: Link) -> None:
        """It was opened once more. Of two at once one may be counted."""
        await self.change(link.id, {"opened": link.opened + 1})

    async def delete(self, id: str) -> bool:
        return await self._catalog.delete(LINKS.name, id)
