"""Passkeys of accounts, written once over the Catalog port (shared/domain/passkey.py)."""

import msgspec

from shared.catalog.base import Catalog, Collection, Order, Patch, Sort
from shared.domain.passkey import Passkey
from shared.domain.where import Eq, Lt, all_of

PASSKEYS = Collection("passkeys", orders=(Order(("account",), "created"),), document=Passkey)


class Passkeys:
    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    async def insert(self, passkey: Passkey) -> None:
        """Raises Conflict where the id is taken."""
        await self._catalog.insert(PASSKEYS.name, msgspec.to_builtins(passkey))

    async def find(self, id: str) -> Passkey | None:
        return await self._catalog.get(PASSKEYS.name, Passkey, id)

    async def of(self, account: str, *, limit: int) -> list[Passkey]:
        """In the order of their making."""
        where = Eq("account", account)
        return await self._catalog.find(PASSKEYS.name, Passkey, where, sort=Sort("created"), limit=limit)

    async def rename(self, id: str, account: str, name: str) -> bool:
        """False where the account has none of that id."""
        return await self._catalog.patch(PASSKEYS.name, id, Patch(set={"name": name}), if_=Eq("account", account))

    async def use(self, passkey: Passkey, counter: int, *, backed_up: bool, now: str) -> bool:
        """Notes a use. False where it is gone, or its counter has come as far or farther: what counted so far was not
        the only one that has its key. Devices that count nothing say 0 always."""
        values = {"counter": counter, "backed_up": backed_up, "used": now}
        counted = Lt("counter", counter) if counter else Eq("counter", 0)
        return await self._catalog.patch(
            PASSKEYS.name, passkey.id, Patch(set=values), if_=all_of(Eq("account", passkey.account), counted)
        )

    async def delete(self, id: str, account: str) -> bool:
        """False where the account has none of that id."""
        return await self._catalog.delete(PASSKEYS.name, id, if_=Eq("account", account))
