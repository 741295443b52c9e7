"""Who signs out at a provider is signed out here, and the other way round (OpenID Connect Back-Channel Logout 1.0, and
RP-Initiated Logout 1.0)."""

import logging
import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import httpx

from services.gateway.accounts.provider import Provider
from services.gateway.accounts.provider_tokens import Untrue, check_logout_token
from services.gateway.accounts.signing_in import Caller, SigningIn
from services.gateway.accounts.site import Site
from services.gateway.accounts.standing import Standing
from shared.catalog.identities import Identities
from shared.catalog.spent import Spent
from shared.domain.account import Session, hashed
from shared.domain.identity import identity_id
from shared.domain.instants import instant
from shared.errors import Invalid, Transient
from shared.runtime.secret import Secret

log = logging.getLogger(__name__)


class Leaving:
    def __init__(
        self, provider: Provider, secret: Secret, standing: Standing, identities: Identities, spent: Spent,
        signing: SigningIn,
    ) -> None:  # fmt: skip
        self._provider = provider
        self._secret = secret
        self._standing = standing
        self._identities = identities
        self._spent = spent
        self._signing = signing

    async def leave(self, session: Session, site: Site) -> str | None:
        """Where the browser goes to sign out at the provider too (RP-Initiated Logout 1.0); None where that has no
        place for it, or the session did not begin there."""
        if not session.identity:
            return None
        try:
            there = await self._provider.discovered()
        except Transient as error:
            log.warning("nobody is signed out at the provider: %s", error)
            return None
        if not there.end_session_endpoint:
            return None
        asked = {"client_id": self._provider.client_id, "post_logout_redirect_uri": f"{site.origin}/app/"}
        if session.id_token:
            with suppress(Invalid):  # another secret has sealed it: the provider may ask whether they mean it
                asked["id_token_hint"] = self._secret.unseal(session.id_token)
        return str(httpx.URL(there.end_session_endpoint).copy_merge_params(asked))

    async def signed_out(self, logout_token: str, caller: Caller) -> int:
        """Somebody has signed out at the provider: what began there ends -> how many sessions. A token that was sent
        before ends nothing. Raises Untrue, and Unavailable where the provider does not tell its keys."""
        claims = await check_logout_token(self._provider, logout_token)
        jti = f"logout {hashed(claims['jti'])}"
        if await self._spent.is_spent(jti):
            raise Untrue("This logout token was sent before.")
        ended = await self._of(claims.get("sub"), claims.get("sid"))
        for session in ended:
            account = await self._standing.accounts.find(session.account)
            await self._signing.end(session, account, "signed out at the provider", caller)
        # Only now, so that who was cut off is told again.
        await self._spent.spend(jti, _until(claims["exp"]))
        return len(ended)

    async def _of(self, subject: str | None, sid: str | None) -> list[Session]:
        """The sessions that began at the provider with this sign-in, or all of whom it is."""
        identity = identity_id(self._provider.issuer, subject) if subject else ""
        if sid:
            # Without a subject it is this provider's all the same: none other was ever asked.
            found = await self._standing.sessions.of_provider(sid)
            return [each for each in found if identity in ("", each.identity)]
        linked = await self._identities.find(identity)
        found = await self._standing.sessions.of(linked.account) if linked else []
        return [each for each in found if each.identity == identity]


def _until(exp: float) -> str:
    """A while after a token ends, as clocks differ; no farther than the calendar of any store."""
    end = min(float(exp), time.time() + 366 * 86_400.0)
    return instant(datetime.fromtimestamp(end, UTC) + timedelta(minutes=5))
