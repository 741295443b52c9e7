"""Which accounts are linked to whom at a provider of sign-in, written once over the Catalog port
(shared/domain/identity.py). Of an issuer an account has one."""

import msgspec

from shared.catalog.base import Catalog, Collection, Order, Patch
from shared.domain.identity import Identity
from shared.domain.where import Eq

IDENTITIES = Collection(
    "identities", unique=(("account", "issuer"),), orders=(Order(("account",), "linked"),), document=Identity
)


class Identities:
    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    async def insert(self, identity: Identity) -> None:
        """Raises Conflict where it is linked already, and of another key where its account has one of that issuer."""
        await self._catalog.insert(IDENTITIES.name, msgspec.to_builtins(identity))

    async def find(self, id: str) -> Identity | None:
        return await self._catalog.get(IDENTITIES.name, Identity, id)

    async def of(self, account: str, issuer: str) -> Identity | None:
        return await self._catalog.find_one(IDENTITIES.name, Identity, {"account": account, "issuer": issuer})

    async def call(self, id: str, label: str) -> None:
        await self._catalog.patch(IDENTITIES.name, id, Patch(set={"label": label}))

    async def delete(self, identity: Identity) -> bool:
        return await self._catalog.delete(IDENTITIES.name, identity.id, if_=Eq("account", identity.account))
