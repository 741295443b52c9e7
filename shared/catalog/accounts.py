"""Accounts and sessions, written once over the Catalog port (shared/domain/account.py)."""

from collections.abc import Collection as Some
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import msgspec

from shared.catalog.base import Catalog, Collection, Order, Patch, Sort, SparseOrder
from shared.domain.account import FIRST_SEAT, Account, Session, called, checked_account_name
from shared.domain.ids import OwnerId
from shared.domain.where import Eq, Has, Where
from shared.errors import Conflict, Invalid

ACCOUNTS = Collection(
    "accounts",
    unique=(("called",), ("seat",), ("library",)),
    orders=(Order((), "id", ("role", "state")),),
    document=Account,
)
SESSIONS = Collection(
    "sessions", orders=(Order(("account",), "id"), SparseOrder((), "provider_session")), document=Session
)

_IN_ORDER = Sort("id")
_PAGE = 100


class Accounts:
    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    async def insert(self, account: Account) -> None:
        """Raises Conflict where the name, or the seat of the first account, is taken: of two who take it at once, one
        has it."""
        try:
            await self._catalog.insert(ACCOUNTS.name, msgspec.to_builtins(account))
        except Conflict as error:
            raise _taken(error) from None

    async def first(self) -> Account | None:
        """The one that has the library that was there; None as long as the installation is open."""
        return await self._catalog.find_one(ACCOUNTS.name, Account, {"seat": FIRST_SEAT})

    async def find(self, id: str) -> Account | None:
        return await self._catalog.get(ACCOUNTS.name, Account, id)

    async def get_many(self, ids: Sequence[str]) -> dict[str, Account]:
        return await self._catalog.get_many(ACCOUNTS.name, Account, ids) if ids else {}

    async def named(self, name: str) -> Account | None:
        """None, too, for what cannot be a name."""
        with suppress(Invalid):
            name = checked_account_name(name)
            return await self._catalog.find_one(ACCOUNTS.name, Account, {"called": called(name)})
        return None

    async def of_library(self, owner: OwnerId) -> Account | None:
        """Whose library it is."""
        return await self._catalog.find_one(ACCOUNTS.name, Account, {"library": owner})

    async def names_of(self, libraries: Some[str]) -> dict[str, str]:
        """Of whose the libraries are, by library."""
        found = await self._catalog.find_each(ACCOUNTS.name, Account, {}, "library", sorted(libraries))
        return {account.library: account.name for account in found if account.library}

    async def page(self, where: Where | None = None, *, after: str = "", limit: int) -> list[Account]:
        """In the order of their making. It may be asked for `role` and `state`."""
        cursor = (after, after) if after else None
        return await self._catalog.find(ACCOUNTS.name, Account, where, sort=_IN_ORDER, after=cursor, limit=limit)

    async def change(self, id: str, values: dict[str, Any], *, if_: Where | None = None) -> bool:
        """False where it is gone, or the condition does not hold. A new name is checked. Raises Invalid for one that
        is none, Conflict for one that is taken."""
        if "name" in values:
            name = checked_account_name(values["name"])
            values = {**values, "name": name, "called": called(name)}
        try:
            return await self._catalog.patch(ACCOUNTS.name, id, Patch(set=values), if_=if_)
        except Conflict as error:
            raise _taken(error) from None

    async def spend(self, id: str, code: str) -> bool:
        """Takes a recovery code (its hash) away; False where it was not there: each works once."""
        patch = Patch(remove={"recovery": code})
        return await self._catalog.patch(ACCOUNTS.name, id, patch, if_=Has("recovery", code))

    async def delete(self, id: str) -> bool:
        return await self._catalog.delete(ACCOUNTS.name, id)


def _taken(error: Conflict) -> Conflict:
    if error.key == "called":
        return Conflict("Somebody has that name already. Take another.", error.key)
    return Conflict("There is a first account already. Ask who has it for an invitation.", error.key)


class Sessions:
    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    async def insert(self, session: Session) -> None:
        await self._catalog.insert(SESSIONS.name, msgspec.to_builtins(session))

    async def find(self, id: str) -> Session | None:
        """Also one whose time is over: Session.lives tells."""
        return await self._catalog.get(SESSIONS.name, Session, id)

    async def of(self, account: str, *, after: str = "", limit: int = _PAGE) -> list[Session]:
        """In the order in which they began."""
        cursor = (after, after) if after else None
        where = Eq("account", account)
        return await self._catalog.find(SESSIONS.name, Session, where, sort=_IN_ORDER, after=cursor, limit=limit)

    async def of_provider(self, sid: str) -> list[Session]:
        """Those that began with this sign-in at a provider, of whatever issuer."""
        where = Eq("provider_session", sid)
        return await self._catalog.find(
            SESSIONS.name, Session, where, sort=Sort("provider_session"), limit=_PAGE
        )  # one has a few

    async def change(self, id: str, values: dict[str, Any], *, if_: Where | None = None) -> bool:
        """False where it has ended, or the condition does not hold."""
        return await self._catalog.patch(SESSIONS.name, id, Patch(set=values), if_=if_)

    async def rotate(self, session: Session, refresh: str, *, now: str, idle_ends: str) -> bool:
        """The next refresh token's hash in the place of the one that the session has; False where another took its
        place meanwhile."""
        values = {"refresh": refresh, "before": session.refresh, "rotated": now, "used": now, "idle_ends": idle_ends}
        return await self.change(session.id, values, if_=Eq("refresh", session.refresh))

    async def end(self, id: str) -> bool:
        return await self._catalog.delete(SESSIONS.name, id)

    async def end_all(self, account: str, *, but: str = "") -> list[str]:
        """Ends the account's sessions, all or all but one -> their ids."""
        ended: list[str] = []
        after = ""
        while page := await self.of(account, after=after):
            ids = [session.id for session in page if session.id != but]
            await self._catalog.delete_many(SESSIONS.name, ids)
            ended += ids
            after = page[-1].id
        return ended

    async def end_old(self, account: str, now: str) -> None:
        """Takes away those whose time is over."""
        after = ""
        while page := await self.of(account, after=after):
            await self._catalog.delete_many(SESSIONS.name, [each.id for each in page if not each.lives(now)])
            after = page[-1].id
