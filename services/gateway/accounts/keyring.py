"""The keys of an account: what programs ask with in its name, with no more rights than are said."""

import secrets
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID

import msgspec
from cachetools import TTLCache
from starlette.types import ASGIApp, Receive, Scope, Send

from services.gateway.accounts.auditing import Audit
from services.gateway.accounts.authentication import KEY
from services.gateway.accounts.standing import Standing
from shared.domain.account import RIGHTS, TOKEN_KEY, Account, Key, hashed
from shared.domain.ids import new_id
from shared.domain.instants import ago, instant
from shared.domain.principal import Principal, Right
from shared.domain.where import Eq
from shared.errors import Conflict, Forbidden, Invalid, NotFound, Unavailable

_MOST = 100  # keys of an account
_OVERLAP = timedelta(hours=24)
_NOTED = 60.0  # seconds between two notes of a key's use

_GONE = "There is no key {} in your account."


class Keyring:
    """`token`: whether HELIOGRAPH_TOKEN is set, which is the first account's key."""

    def __init__(self, standing: Standing, audit: Audit, *, token: bool) -> None:
        self._standing = standing
        self._audit = audit
        self._token = token

    async def of(self, principal: Principal) -> list[Key]:
        """In the order of their making; HELIOGRAPH_TOKEN first."""
        kept = await self._standing.keys.of(principal.account, limit=_MOST + 1)
        found = [key for key in kept if key.id != TOKEN_KEY]
        if token := await self._of_token(principal):
            found.insert(0, token)
        return found

    async def make(
        self, principal: Principal, name: str, scopes: Sequence[Right], expires: str | None, address: str
    ) -> tuple[Key, str]:
        """-> the key, and its secret, which nobody can read again. Raises Forbidden for a right that the account lacks,
        Invalid for a time that is over, Conflict where there are too many."""
        account = await self._account(principal)
        if len(await self._standing.keys.of(account.id, limit=_MOST)) == _MOST:
            raise Conflict(f"An account may have {_MOST} keys. Delete one that is not used any more.")
        now = instant()
        if expires is not None and expires <= now:
            raise Invalid("expires is over already. Leave it out for a key without an end.")
        id = new_id()
        secret = _new_secret(id)
        key = Key(
            id=id, account=account.id, name=_named(name), scopes=_within(account, scopes), created=now, expires=expires,
            secret=hashed(secret),
        )  # fmt: skip
        await self._standing.keys.insert(key)
        await self._audit.write("key.made", principal, about=id, detail=_told(key), address=address)
        return key, secret

    async def limit(
        self, principal: Principal, id: str, name: str | None, scopes: Sequence[Right] | None, address: str
    ) -> Key:
        """Another name, other rights. Raises as make does, and NotFound."""
        key, account = await self._mine(principal, id), await self._account(principal)
        after = msgspec.structs.replace(
            key,
            name=key.name if name is None else _named(name),
            scopes=key.scopes if scopes is None else _within(account, scopes),
        )
        if id == TOKEN_KEY:
            await self._kept(key)
        if not await self._standing.keys.change(id, {"name": after.name, "scopes": after.scopes}):
            raise NotFound(_GONE.format(id))
        self._standing.changed()
        await self._audit.write("key.changed", principal, about=id, detail=_told(after), address=address)
        return after

    async def rotate(self, principal: Principal, id: str, address: str) -> tuple[Key, str]:
        """-> the key, and its new secret. That before works for a day yet; one from before that, no more. Raises
        NotFound, and Conflict for HELIOGRAPH_TOKEN and for a key whose time is over."""
        key = await self._mine(principal, id)
        if id == TOKEN_KEY:
            raise Conflict("HELIOGRAPH_TOKEN is changed where it is set, in the environment of Heliograph.")
        if not key.lives(instant()):
            raise Conflict("This key has expired. Make another one in its place.")
        secret = _new_secret(id)
        values = {
            "secret": hashed(secret), "before": key.secret, "before_ends": instant(datetime.now(UTC) + _OVERLAP),
        }  # fmt: skip
        if not await self._standing.keys.change(id, values, if_=Eq("secret", key.secret)):
            raise Conflict("This key was changed at the same time. Look again.")
        self._standing.changed()
        await self._audit.write("key.rotated", principal, about=id, detail=_told(key), address=address)
        return msgspec.structs.replace(key, **values), secret

    async def delete(self, principal: Principal, id: str, address: str) -> None:
        """It opens nothing any more, within a second on every gateway. HELIOGRAPH_TOKEN is switched off. Raises
        NotFound."""
        key = await self._mine(principal, id)
        if id == TOKEN_KEY:
            await self._kept(key)
            await self._standing.keys.change(id, {"off": True})
        elif not await self._standing.keys.delete(id):
            raise NotFound(_GONE.format(id))
        self._standing.changed()
        await self._audit.write("key.deleted", principal, about=id, detail=_told(key), address=address)

    async def _mine(self, principal: Principal, id: str) -> Key:
        key = await self._of_token(principal) if id == TOKEN_KEY else await self._standing.keys.find(id)
        if key is None or key.account != principal.account:
            raise NotFound(_GONE.format(id))
        return key

    async def _of_token(self, principal: Principal) -> Key | None:
        """HELIOGRAPH_TOKEN as a key, where it is set, on, and theirs."""
        found = await self._standing.key(TOKEN_KEY) if self._token else None
        return found[0] if found and found[0].account == principal.account else None

    async def _kept(self, token: Key) -> None:
        """Has a record of it be there."""
        if await self._standing.keys.find(token.id) is None:
            try:
                await self._standing.keys.insert(token)
            except Conflict:
                return  # somebody made it in between

    async def _account(self, principal: Principal) -> Account:
        account = await self._standing.accounts.find(principal.account)
        if account is None:
            raise Unavailable("Your account is just being deleted.")
        return account


class KeyUses:
    """ASGI middleware, behind the guard: writes down when a key was used last, at most once a minute."""

    def __init__(self, app: ASGIApp, *, standing: Standing) -> None:
        self._app = app
        self._standing = standing
        self._noted: TTLCache[str, bool] = TTLCache(10_000, _NOTED)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        principal: Principal | None = scope.get("state", {}).get("principal")
        if principal and principal.kind == "key" and principal.id not in self._noted:
            self._noted[principal.id] = True
            await self._note(principal.id)
        await self._app(scope, receive, send)

    async def _note(self, id: str) -> None:
        found = await self._standing.key(id)
        if found is None or (found[0].used or "") > ago(seconds=_NOTED):
            return
        values = {"used": instant()}
        if not await self._standing.keys.change(id, values) and id == TOKEN_KEY:
            try:
                await self._standing.keys.insert(msgspec.structs.replace(found[0], **values))
            except Conflict:
                return  # another request made it in between
        self._standing.changed()


def _new_secret(id: str) -> str:
    return f"{KEY}{UUID(id).hex}_{secrets.token_urlsafe(32)}"


def _within(account: Account, scopes: Sequence[Right]) -> list[Right]:
    """A key grants nothing that its account lacks."""
    if beyond := set(scopes) - RIGHTS[account.role]:
        raise Forbidden(f"You may not {', '.join(sorted(beyond))} here yourself, so no key of yours may.")
    return sorted(set(scopes))


def _named(name: str) -> str:
    name = " ".join(name.split())
    if not name or not name.isprintable():
        raise Invalid("A key's name has letters, digits or signs.")
    return name


def _told(key: Key) -> dict[str, object]:
    """Not its name, which is a word of who has it: who runs the installation reads of it, too."""
    return {"scopes": key.scopes, "expires": key.expires}
