"""Invitations and resets that wait for who has their link, written once over the Catalog port
(shared/domain/account.py)."""

import msgspec

from shared.catalog.base import Catalog, Collection, Order, Sort
from shared.domain.account import Invitation

INVITATIONS = Collection("invitations", unique=(("secret",),), orders=(Order((), "id"),), document=Invitation)


class Invitations:
    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    async def insert(self, invitation: Invitation) -> None:
        await self._catalog.insert(INVITATIONS.name, msgspec.to_builtins(invitation))

    async def find(self, id: str) -> Invitation | None:
        return await self._catalog.get(INVITATIONS.name, Invitation, id)

    async def by_secret(self, hashed: str) -> Invitation | None:
        """By the hash of what stands in the link."""
        return await self._catalog.find_one(INVITATIONS.name, Invitation, {"secret": hashed})

    async def page(self, *, after: str = "", limit: int) -> list[Invitation]:
        """In the order of their making."""
        cursor = (after, after) if after else None
        return await self._catalog.find(INVITATIONS.name, Invitation, sort=Sort("id"), after=cursor, limit=limit)

    async def take(self, id: str) -> bool:
        """Takes it away; False for all but one of those who do."""
        return await self._catalog.delete(INVITATIONS.name, id)
