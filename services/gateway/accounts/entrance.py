"""What is needed to let people in, put together once: for the guard, the routes, and whatever lasts."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from starlette.requests import HTTPConnection

from services.gateway.accounts.administering import Administration
from services.gateway.accounts.auditing import Audit
from services.gateway.accounts.authentication import Authentication
from services.gateway.accounts.factors import Factors
from services.gateway.accounts.identifying import Identifying
from services.gateway.accounts.leaving import Leaving
from services.gateway.accounts.passkeying import Passkeying
from services.gateway.accounts.passwords import Passwords
from services.gateway.accounts.provider import Provider
from services.gateway.accounts.signing_in import FIRST_WAIT, MOST_WAIT, SigningIn
from services.gateway.accounts.standing import Standing
from services.gateway.accounts.tickets import Tickets
from services.gateway.accounts.tokens import AccessTokens
from services.gateway.auth import SignedIn
from services.gateway.sharing.granting import Granting
from services.gateway.sharing.guest_tokens import GuestTokens
from services.gateway.sharing.linking import Linking, ended
from shared.catalog.attempts import Attempts
from shared.catalog.audit import AuditLog
from shared.catalog.identities import Identities
from shared.catalog.links import Links
from shared.catalog.passkeys import Passkeys
from shared.catalog.spent import Spent
from shared.domain.account import Account
from shared.domain.principal import Principal
from shared.errors import Conflict, Forbidden
from shared.runtime.platform import Platform
from shared.runtime.secret import secret_of


@dataclass(frozen=True, slots=True)
class SignIns:
    """What an installation with a secret has besides."""

    signing: SigningIn
    tokens: AccessTokens
    factors: Factors
    linking: Linking
    passkeys: Passkeying
    provider: Identifying | None
    leaving: Leaving | None


@dataclass(frozen=True, slots=True)
class Entrance:
    standing: Standing
    authentication: Authentication
    passwords: Passwords
    audit: Audit
    sign_ins: SignIns | None

    @classmethod
    def of(cls, platform: Platform) -> "Entrance":
        """Raises Invalid for a secret that is damaged or that others may read."""
        settings = platform.settings
        standing = Standing(platform.catalog, Granting(platform.catalog, after_hours=settings.share_after_hours))
        passwords = Passwords(settings.passwords_at_once)
        audit = Audit(AuditLog(platform.catalog), standing.accounts)
        sign_ins = None
        if secret := secret_of(settings):
            tokens, factors = AccessTokens(secret), Factors(standing.accounts, secret)
            attempts = Attempts(platform.catalog, secret.key("attempts"), first=FIRST_WAIT, most=MOST_WAIT)
            signing = SigningIn(
                standing, secret, tokens, passwords, factors, attempts, audit,
                life=timedelta(days=settings.session_days), idle=timedelta(days=settings.session_idle_days),
            )  # fmt: skip
            linking = Linking(Links(platform.catalog), standing, passwords, attempts, GuestTokens(secret))
            spent = Spent(platform.catalog)
            tickets = Tickets(secret, spent)
            passkeys = Passkeying(standing, Passkeys(platform.catalog), tickets, audit)
            provider = leaving = None
            if settings.oidc_issuer:
                asked, identities = Provider(settings), Identities(platform.catalog)
                provider = Identifying(
                    asked, settings, secret, standing, identities, tickets, signing,
                    Administration(standing, platform.photos, audit), audit,
                )  # fmt: skip
                leaving = Leaving(asked, secret, standing, identities, spent, signing)
            sign_ins = SignIns(signing, tokens, factors, linking, passkeys, provider, leaving)
        token = settings.token.get_secret_value() if settings.token else None
        authentication = Authentication(
            standing, sign_ins.tokens if sign_ins else None, token, sign_ins.linking if sign_ins else None
        )
        return cls(standing, authentication, passwords, audit, sign_ins)

    async def proven(self, asker: SignedIn) -> Principal:
        """A dependency: who has shown their password or factor in the last minutes. Raises Forbidden."""
        await self.authentication.proven(asker)
        return asker

    async def guest(self, link: str, asking: HTTPConnection) -> Principal:
        """As whom they ask who came by a link. Raises NotFound for one that opens nothing, Unauthorized for who shows
        no cookie of it."""
        if self.sign_ins is None:
            raise ended()
        return await self.sign_ins.linking.guest(link, asking)

    async def check_left(self, account: Account, but: Literal["passkey", "provider"]) -> None:
        """Before one of what an account signs in with goes. Raises Conflict where that is the last."""
        passkeys = len(await self.ways.passkeys.of(account.id)) - (but == "passkey")
        provider = self.ways.provider if but != "provider" else None
        linked = provider is not None and await provider.of(account.id) is not None
        if not account.password and passkeys < 1 and not linked:
            raise Conflict("Nothing would be left to sign in with. Make a password, or a passkey, first.")

    @property
    def ways(self) -> SignIns:
        """Raises Forbidden where nobody can sign in."""
        if self.sign_ins is None:
            raise Forbidden(
                "Accounts need a secret that all gateways share: set HELIOGRAPH_SECRET to 32 random characters or more "
                "(docs/security.md)."
            )
        return self.sign_ins
