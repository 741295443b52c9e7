"""Who asks, where there are accounts: whose session or key a request shows (shared/runtime/authenticator.py)."""

import hmac
from collections.abc import Iterable
from contextlib import suppress
from uuid import UUID

from msgspec.structs import replace
from pydantic import SecretStr
from starlette.requests import HTTPConnection

from services.gateway.accounts import cookies
from services.gateway.accounts.standing import Standing
from services.gateway.accounts.tokens import AccessTokens, is_access
from services.gateway.sharing.linking import Linking, link_of
from shared.domain.account import TOKEN_KEY, Key, hashed, principal_of
from shared.domain.grant import Grant
from shared.domain.instants import instant, seconds_since
from shared.domain.principal import Principal
from shared.errors import Forbidden, Unauthorized
from shared.runtime.guard import bearer

KEY = "hg_key_"

_PROVEN = 300.0  # seconds after which a password or factor must be shown again

_NO_MORE = "Your sign-in has ended. Sign in again."
_NO_KEY = "This key opens nothing any more. Make another one in the settings of your account."


class Authentication:
    def __init__(
        self, standing: Standing, tokens: AccessTokens | None, token: str | None, guests: Linking | None = None
    ) -> None:
        """`tokens`, `guests`: none where the installation has no secret. `token`: HELIOGRAPH_TOKEN."""
        self._standing = standing
        self._guests = guests
        self._tokens = tokens
        self._token = token.encode() if token else None

    async def closed(self) -> bool:
        return await self._standing.closed()

    async def principal(self, asking: HTTPConnection) -> Principal | None:
        if given := bearer(asking.headers):
            return await self.of_bearer(given)
        # A bearer no other page can send; a cookie it can have sent, and a sign-in as somebody else too.
        if cookies.is_foreign(asking):
            raise Forbidden("Another site may not use this library through your browser.")
        access = cookies.sent(asking, "access")
        return await self._of_access(access) if access else None

    async def still(self, principal: Principal) -> bool:
        """Whether who began something would begin it as the same one now, and be shown the same. Whatever lasts asks
        again: a stream every second, an upload before its record is there."""
        with suppress(Unauthorized):
            return _opening((await self.now(principal)).grants) == _opening(principal.grants)
        return False

    async def check(self, principal: Principal) -> None:
        """Raises Unauthorized where they would not be let in as the same one now, whatever is shown to them."""
        await self.now(principal)

    async def now(self, principal: Principal) -> Principal:
        """With what others share with them now. Raises Unauthorized as check does."""
        if principal.kind == "service":
            return principal
        if self._guests and link_of(principal):
            return await self._guests.now(principal)
        if not principal.account:
            if await self.closed():
                raise Unauthorized(_NO_MORE)
            return principal
        found = await (
            self._of_session(principal.account, principal.session) if principal.session else self._of_key(principal.id)
        )
        if replace(found, grants=()) != replace(principal, grants=()):
            raise Unauthorized(_NO_MORE)
        return found

    async def proven(self, principal: Principal) -> None:
        """Raises Forbidden unless they have shown their password or factor a moment ago."""
        if not principal.session:
            raise Forbidden("A key may not do that: sign in with your name.")
        if not await self.has_proven(principal):
            raise Forbidden("Show your password, or a code, once more: POST /auth/prove.", needs="proof")

    async def has_proven(self, principal: Principal) -> bool:
        """As another gateway may have seen it just now, so that nothing is remembered. Raises Unauthorized."""
        session = await self._standing.sessions.find(principal.session)
        if session is None:
            raise Unauthorized(_NO_MORE)
        return seconds_since(session.proven_at) <= _PROVEN

    def has_token(self, given: SecretStr | None) -> bool:
        """Whether it is HELIOGRAPH_TOKEN."""
        word = given.get_secret_value().encode() if given else b""
        return self._token is not None and hmac.compare_digest(word, self._token)

    async def of_bearer(self, given: bytes) -> Principal | None:
        if self._token is not None and hmac.compare_digest(given, self._token):
            return await self._of_key(TOKEN_KEY)
        if given.startswith(KEY.encode()):
            return await self._of_sent_key(given.decode())
        return await self._of_access(given.decode()) if is_access(given) else None

    async def _of_access(self, token: str) -> Principal:
        if self._tokens is None:
            raise Unauthorized("Nobody can sign in here before HELIOGRAPH_SECRET is set (docs/security.md).")
        return await self._of_session(*self._tokens.read(token))

    async def _of_session(self, account: str, id: str) -> Principal:
        found = await self._standing.session(id)
        if found is None or found[1].id != account:
            raise Unauthorized(_NO_MORE)
        return principal_of(found[1], session=id, grants=await self._standing.grants(found[1]))

    async def _of_sent_key(self, given: str) -> Principal:
        with suppress(ValueError):
            return await self._of_key(str(UUID(hex=given.removeprefix(KEY).partition("_")[0])), given)
        raise Unauthorized(_NO_KEY)

    async def _of_key(self, id: str, given: str | None = None) -> Principal:
        """`given`: what was sent; None where it was compared before."""
        found = await self._standing.key(id)
        if found is None or (given is not None and not _opens(found[0], given)):
            raise Unauthorized(_NO_KEY)
        key, account = found
        return principal_of(account, key=key, grants=await self._standing.grants(account))


def _opening(grants: Iterable[Grant]) -> frozenset[Grant]:
    """What they open; that more photos have waited long enough with every minute is no other opening."""
    return frozenset(replace(grant, until="") for grant in grants)


def _opens(key: Key, given: str) -> bool:
    sent = hashed(given)
    now = bool(key.secret) and hmac.compare_digest(sent, key.secret)
    return now or (bool(key.before) and instant() < key.before_ends and hmac.compare_digest(sent, key.before))
