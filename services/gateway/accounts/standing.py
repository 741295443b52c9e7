"""Who is who right now: sessions, keys and their accounts, and what is shared with them, read anew after half a second,
so that what ends or is lowered is so on every gateway within one; and at once in the process that changes it."""

import asyncio
import time
from contextlib import suppress

from cachetools import TTLCache

from services.gateway.sharing.granting import Granting
from shared.catalog.accounts import Accounts, Sessions
from shared.catalog.base import Catalog
from shared.catalog.keys import Keys
from shared.domain.account import TOKEN_KEY, Account, Key, Session
from shared.domain.grant import Grant
from shared.domain.instants import instant
from shared.domain.principal import EVERY_RIGHT, Principal
from shared.errors import Unauthorized

_FRESH = 0.5  # seconds
_KEPT = 10_000  # sessions and keys at once
_LOOK = 1.0  # seconds between two looks whether there is an account yet


class Standing:
    def __init__(self, catalog: Catalog, granting: Granting | None = None) -> None:
        self.granting = granting or Granting(catalog)
        self.accounts = Accounts(catalog)
        self.sessions = Sessions(catalog)
        self.keys = Keys(catalog)
        self._by_session: TTLCache[str, tuple[Session, Account] | None] = TTLCache(_KEPT, _FRESH)
        self._by_key: TTLCache[str, tuple[Key, Account] | None] = TTLCache(_KEPT, _FRESH)
        self._grants: TTLCache[str, tuple[Grant, ...]] = TTLCache(_KEPT, _FRESH)
        self._closed = False
        self._looked = float("-inf")
        self._looking = asyncio.Lock()

    async def closed(self) -> bool:
        """Whether there is an account. Once there was one, there is for as long as the process lasts."""
        if self._closed or time.monotonic() - self._looked < _LOOK:
            return self._closed
        async with self._looking:  # nobody goes on before who looks has seen
            if time.monotonic() - self._looked >= _LOOK:
                self._closed = await self.accounts.first() is not None
                self._looked = time.monotonic()
        return self._closed

    def close(self) -> None:
        """The first account was made here."""
        self._closed = True

    def changed(self) -> None:
        """Something of an account, a session, a key or a share is otherwise now."""
        self._by_session.clear()
        self._by_key.clear()
        self._grants.clear()

    async def end_others(self, principal: Principal) -> None:
        """All sessions of the account but theirs: what it signs in with is otherwise now."""
        await self.sessions.end_all(principal.account, but=principal.session)
        self.changed()

    async def session(self, id: str) -> tuple[Session, Account] | None:
        """None unless it lives, and its account may sign in."""
        with suppress(KeyError):
            return self._by_session[id]
        session = await self.sessions.find(id)
        account = await self._active(session.account) if session and session.lives(instant()) else None
        found = (session, account) if session and account else None
        self._by_session[id] = found
        return found

    async def key(self, id: str) -> tuple[Key, Account] | None:
        """None unless it lives, and its account may sign in. TOKEN_KEY is the first account's, with every right, as
        long as nothing else is said of it."""
        with suppress(KeyError):
            return self._by_key[id]
        key = await self.keys.find(id)
        if key is None and id == TOKEN_KEY and (first := await self.accounts.first()):
            rights = sorted(EVERY_RIGHT)
            key = Key(id=id, account=first.id, name="HELIOGRAPH_TOKEN", scopes=rights, created=first.created)
        account = await self._active(key.account) if key and key.lives(instant()) else None
        found = (key, account) if key and account else None
        self._by_key[id] = found
        return found

    async def grants(self, account: Account) -> tuple[Grant, ...]:
        """What others share with it."""
        with suppress(KeyError):
            return self._grants[account.id]
        self._grants[account.id] = found = await self.granting.to(account)
        return found

    async def account_of(self, asker: Principal) -> Account:
        """Raises Unauthorized where it is gone."""
        account = await self.accounts.find(asker.account)
        if account is None:
            raise Unauthorized("Your account is gone.")
        return account

    async def _active(self, id: str) -> Account | None:
        account = await self.accounts.find(id)
        return account if account and account.active else None
