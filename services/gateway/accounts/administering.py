"""What who runs the installation does to accounts. Nobody's photos, names or places are read for any of it."""

import asyncio
from dataclasses import dataclass
from typing import Any

from services.gateway.accounts.auditing import Audit
from services.gateway.accounts.standing import Standing
from shared.catalog.photos import Photos
from shared.domain.account import FIRST_SEAT, Account, Role, State
from shared.domain.audit import What
from shared.domain.ids import OwnerId, new_id
from shared.domain.principal import Principal
from shared.domain.where import Eq, Ne, all_of
from shared.errors import Conflict, NotFound

_LAST = "Somebody has to run this Heliograph: make another account an admin first."
_FIRST = (
    "The first account has the library that was here before all others, and stays. Delete its photos, or disable it, "
    "instead."
)

# What a change of a field is called in the audit log.
_CALLED: dict[str, What] = {"role": "account.role", "state": "account.state", "quota": "account.quota"}


@dataclass(frozen=True, slots=True)
class Standings:
    """`used`: bytes of originals. `seen`: the instant at which a session of theirs was used last; None: none lives."""

    account: Account
    used: int
    seen: str | None


class Administration:
    def __init__(self, standing: Standing, photos: Photos, audit: Audit) -> None:
        self._standing = standing
        self._photos = photos
        self._audit = audit

    async def page(self, *, after: str, limit: int) -> list[Standings]:
        """In the order of their making; those that are being deleted, too."""
        found = await self._standing.accounts.page(after=after, limit=limit)
        return list(await asyncio.gather(*map(self.told, found)))

    async def told(self, account: Account) -> Standings:
        used = await self._photos.used(account.library) if account.library else 0
        seen = [session.used for session in await self._standing.sessions.of(account.id)]
        return Standings(account, used, max(seen, default=None))

    async def find(self, id: str) -> Account:
        """Raises NotFound, also for one that is being deleted."""
        account = await self._standing.accounts.find(id)
        if account is None or account.state == "deleted":
            raise NotFound(f"There is no account {id}.")
        return account

    async def change(self, principal: Principal | None, id: str, values: dict[str, Any], address: str) -> Account:
        """`values`: of role, state and quota those that shall be others, which they are at once. Without a
        principal it is done by who may run commands on the machine. Raises NotFound, and Conflict where nobody would be
        left to run the installation."""
        account = await self.find(id)
        changed = {name: value for name, value in values.items() if getattr(account, name) != value}
        told = dict(changed)
        if changed.get("role", "guest") != "guest" and account.library is None:
            changed["library"] = OwnerId(new_id())
        if changed:
            await self._write(account, changed)
        if changed.get("state") == "disabled":
            await self._standing.sessions.end_all(id)
            self._standing.changed()
        for name, value in told.items():
            detail = {"name": account.name, "before": getattr(account, name), "after": value}
            await self._audit.write(_CALLED[name], principal, about=id, detail=detail, address=address, concerns=(id,))
        return await self.find(id)

    async def delete(self, principal: Principal, id: str, address: str) -> None:
        """From now on nobody signs in with it; all that is its goes by and by (shared/runtime/erasing.py). Raises
        NotFound, and Conflict for the first account and the last admin."""
        account = await self.find(id)
        if account.seat == FIRST_SEAT:
            raise Conflict(_FIRST)
        # Before, as nobody knows afterwards who it was that did it to themselves.
        detail = {"name": account.name, "role": account.role}
        await self._audit.write("account.deleted", principal, about=id, detail=detail, address=address, concerns=(id,))
        await self._write(account, {"state": "deleted", "called": id})  # so that the name is free
        if account.library:  # a crash before this leaves it to the look that erases
            await self._standing.granting.shares.end_of(account.library)
        await self._standing.sessions.end_all(id)
        self._standing.changed()

    async def _write(self, account: Account, values: dict[str, Any]) -> None:
        """Takes it back where no admin is left: of two who lower each other at once, neither is lowered."""
        before = {name: getattr(account, name) for name in values}
        if not await self._standing.accounts.change(account.id, values, if_=Ne("state", "deleted")):
            raise NotFound(f"There is no account {account.id}.")
        if account.role == "admin" and account.active and not await self._is_run():
            await self._standing.accounts.change(account.id, before)
            raise Conflict(_LAST)
        self._standing.changed()

    async def _is_run(self) -> bool:
        role: Role = "admin"
        state: State = "active"
        return bool(await self._standing.accounts.page(all_of(Eq("role", role), Eq("state", state)), limit=1))
