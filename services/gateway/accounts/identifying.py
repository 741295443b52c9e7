"""Signing in by a provider (OpenID Connect Core 1.0, the code flow with PKCE): who somebody is there is linked to an
account, by issuer and subject alone, while they are signed in and have just shown who they are.

What is begun is kept in a sealed cookie: state, nonce and verifier, so that nobody is signed in by another's answer."""

import base64
import hashlib
import hmac
import logging
import secrets
import time
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Literal

import httpx

from services.gateway.accounts import provider_claims
from services.gateway.accounts.administering import Administration
from services.gateway.accounts.auditing import Audit
from services.gateway.accounts.provider import Claims, NotRedeemed, Provider, check_issuer
from services.gateway.accounts.provider_tokens import Untrue, check_id_token, is_word
from services.gateway.accounts.signing_in import Caller, Came, SignIn, SigningIn
from services.gateway.accounts.site import Site
from services.gateway.accounts.standing import Standing
from services.gateway.accounts.tickets import Tickets
from shared.catalog.identities import Identities
from shared.domain.account import Account, called, principal_of
from shared.domain.identity import Identity, identity_id
from shared.domain.ids import OwnerId, new_id
from shared.domain.instants import instant
from shared.domain.principal import Principal
from shared.errors import Conflict, Transient, Unauthorized
from shared.runtime.secret import Secret
from shared.runtime.settings import Settings

log = logging.getLogger(__name__)

CALLBACK = "/auth/oidc/callback"
LIFE = timedelta(minutes=15)  # for whoever types a password and a code there

_PURPOSE, _APP = "provider", "app"
_APP_LIFE = timedelta(minutes=1)  # from the browser to the app beside it
_FRESH = 300.0  # seconds for which a sign-in at the provider proves who is there
_LONGEST = 8192  # letters of an ID token that is kept for the end of its session
_NAMES = 20  # that are tried for a new account

Doing = Literal["enter", "link", "prove"]
# Why it did not come to it, for the page that says so: not wanted, took too long, the provider does not answer or is
# set up wrong, its answer is not right, no account is linked, it is linked otherwise already, the account may not sign
# in, and for a proof: another's, or one that is old.
Why = Literal["denied", "over", "away", "wrong", "unknown", "linked", "closed", "other", "stale"]


class Refused(Unauthorized):
    def __init__(self, why: Why, message: str) -> None:
        super().__init__(message)
        self.why = why


@dataclass(frozen=True, slots=True)
class Done:
    """`signed`: who is signed in now; None where they were, or an app will be. `next`: where they go on, a path or an
    address of the app."""

    next: str
    signed: SignIn | None = None


@dataclass(frozen=True, slots=True)
class App:
    """An app that has the browser sign in for it (RFC 8252): the address by which it takes the code, and the S256
    challenge of the verifier that only it knows (RFC 7636)."""

    back: str
    challenge: str


class Identifying:
    def __init__(
        self, provider: Provider, settings: Settings, secret: Secret, standing: Standing, identities: Identities,
        tickets: Tickets, signing: SigningIn, administration: Administration, audit: Audit,
    ) -> None:  # fmt: skip
        self.provider = provider
        self._settings = settings
        self._secret = secret
        self._standing = standing
        self._identities = identities
        self._tickets = tickets
        self._signing = signing
        self._administration = administration
        self._audit = audit

    async def of(self, account: str) -> Identity | None:
        return await self._identities.of(account, self.provider.issuer)

    async def begin(
        self, doing: Doing, next: str, site: Site, principal: Principal | None = None, app: App | None = None
    ) -> tuple[str, str]:
        """-> where the browser goes, and what it keeps meanwhile. `next`: the path where it goes on afterwards. `app`:
        who is signed in, in the place of the browser. Raises Unavailable where the provider does not answer."""
        there = await self.provider.discovered()
        state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
        asked = {
            "response_type": "code", "client_id": self.provider.client_id, "redirect_uri": site.origin + CALLBACK,
            "scope": self.provider.scopes, "state": state, "nonce": nonce, "code_challenge": _challenge(verifier),
            "code_challenge_method": "S256",
        }  # fmt: skip
        if doing == "prove":
            asked |= {"prompt": "login", "max_age": "0"}
        kept = self._tickets.issue(
            _PURPOSE, doing=doing, next=next, state=state, nonce=nonce, verifier=verifier, origin=site.origin,
            account=principal.account if principal else "", session=principal.session if principal else "",
            app=app.back if app else "", challenge=app.challenge if app else "",
        )  # fmt: skip
        return str(httpx.URL(there.authorization_endpoint).copy_merge_params(asked)), kept

    async def finish(self, said: dict[str, str], kept: str, caller: Caller) -> Done:
        """What comes of the provider's answer, the parameters `said`. Raises Refused."""
        try:
            begun = self._tickets.read(_PURPOSE, kept, LIFE)
        except Unauthorized as error:
            raise Refused("over", str(error)) from error
        if not hmac.compare_digest(said.get("state", "").encode(), begun["state"].encode()):
            raise Refused("over", "This answer is of another sign-in than the one that was begun last.")
        doing: Doing = begun["doing"]
        # An access token may have run out meanwhile, which says nothing of the session.
        signed_in = await self._standing.session(begun["session"]) if doing != "enter" else None
        if doing != "enter" and (signed_in is None or signed_in[1].id != begun["account"]):
            raise Refused("over", "Who began this is not signed in any more.")
        try:
            claims, id_token = await self._told(said, begun)
        except Transient as error:
            raise Refused("away", str(error)) from error
        except (Untrue, NotRedeemed) as error:
            raise Refused("wrong", str(error)) from error
        if signed_in is None:
            account, came = await self._entered(claims, id_token, caller)
            if begun["app"]:
                return Done(self._code(begun["app"], begun["challenge"], account, came))
            signed = await self._signing.begin(account, caller, "provider", came=came, proven=_is_fresh(claims))
            return Done(begun["next"], signed)
        principal = principal_of(signed_in[1], session=signed_in[0].id)
        await (self._link if doing == "link" else self._prove)(claims, principal, caller)
        return Done(begun["next"])

    async def redeem(self, code: str, verifier: str, caller: Caller) -> SignIn:
        """Signs an app in by the code that the browser has brought it. Raises Unauthorized for one that is over, was
        used, or is another app's."""
        kept = self._tickets.read(_APP, code, _APP_LIFE)
        if not hmac.compare_digest(_challenge(verifier).encode(), kept["challenge"].encode()):
            raise Unauthorized("This code is of another app: its verifier does not fit.")
        await self._tickets.spend(kept, _APP_LIFE)
        account = await self._standing.accounts.find(kept["account"])
        if account is None or not account.active:
            raise Refused("closed", "This account may not sign in.")
        came = Came(kept["identity"], kept["sid"], "")
        return await self._signing.begin(account, caller, "provider", came=came, proven=False)

    async def unlink(self, principal: Principal, address: str) -> bool:
        """False where it is not linked."""
        identity = await self.of(principal.account)
        if identity is None or not await self._identities.delete(identity):
            return False
        await self._audit.write("provider.unlinked", principal, about=principal.account, address=address)
        return True

    async def _told(self, said: dict[str, str], begun: dict[str, Any]) -> tuple[Claims, str]:
        if not check_issuer(said.get("iss"), await self.provider.discovered()):
            raise Untrue("The answer is not of the provider that was asked (iss).")
        if "error" in said:
            denied = said["error"] in ("access_denied", "login_required", "consent_required", "interaction_required")
            raise Refused("denied" if denied else "wrong", f"The provider says {said['error'][:60]!r}.")
        if not said.get("code"):
            raise Untrue("The provider has sent no code.")
        await self._spend(begun)
        tokens = await self.provider.redeem(said["code"], begun["verifier"], begun["origin"] + CALLBACK)
        claims = await check_id_token(self.provider, tokens.id_token, begun["nonce"])
        if any(provider_claims.value(claims, name) is None for name in self._wanted):
            more = await self.provider.userinfo(tokens.access_token)
            if more and more.get("sub") != claims["sub"]:
                raise Untrue("What the provider tells of who signed in is of somebody else (sub).")
            claims = {**more, **claims}
        return claims, tokens.id_token

    @property
    def _wanted(self) -> list[str]:
        settings = self._settings
        named = ["preferred_username", settings.oidc_role_claim, settings.oidc_quota_claim]
        return [name for name in named if name]

    async def _spend(self, begun: dict[str, Any]) -> None:
        try:
            await self._tickets.spend(begun, LIFE)
        except Unauthorized as error:
            raise Refused("over", str(error)) from error

    def _code(self, back: str, challenge: str, account: Account, came: Came) -> str:
        """The app's address with a code that works once."""
        kept = {"account": account.id, "identity": came.identity, "sid": came.sid, "challenge": challenge}
        return str(httpx.URL(back).copy_merge_params({"code": self._tickets.issue(_APP, **kept)}))

    async def _entered(self, claims: Claims, id_token: str, caller: Caller) -> tuple[Account, Came]:
        identity = await self._identities.find(identity_id(self.provider.issuer, claims["sub"]))
        account = await self._standing.accounts.find(identity.account) if identity else None
        if account is None and self._settings.oidc_sign_up:
            identity, account = await self._sign_up(claims, identity, caller)
        if identity is None or account is None:
            raise Refused("unknown", "Nobody here is linked to who signed in at the provider.")
        if not account.active:
            raise Refused("closed", "This account may not sign in.")
        account = await self._follow(account, claims, caller)
        await self._identities.call(identity.id, provider_claims.label(claims))
        sid = claims.get("sid")
        told = self._secret.seal(id_token) if len(id_token) <= _LONGEST else ""
        return account, Came(identity.id, str(sid) if is_word(sid) else "", told)

    async def _sign_up(self, claims: Claims, identity: Identity | None, caller: Caller) -> tuple[Identity, Account]:
        """The link first, which names the account: so one makes one, whoever crashes in between."""
        if identity is None:
            identity = self._identity(claims, new_id())
            try:
                await self._identities.insert(identity)
            except Conflict:
                found = await self._identities.find(identity.id)
                if found is None:
                    raise
                identity = found
        role = provider_claims.role(claims, self._settings.oidc_role_claim) or "member"
        for name in _tried(claims):
            account = Account(
                id=identity.account, name=name, called=called(name), seat=identity.account, role=role,
                library=None if role == "guest" else OwnerId(new_id()), created=instant(),
                quota=provider_claims.quota(claims, self._settings.oidc_quota_claim),
            )  # fmt: skip
            try:
                await self._standing.accounts.insert(account)
            except Conflict as error:
                if made := await self._standing.accounts.find(identity.account):
                    return identity, made
                if error.key != "called":
                    raise
                continue
            detail = {"by": "provider", "role": role}
            await self._audit.write(
                "account.made", principal_of(account), about=account.id, detail=detail, address=caller.address
            )
            return identity, account
        raise Refused("closed", "No name is left for a new account.")

    async def _follow(self, account: Account, claims: Claims, caller: Caller) -> Account:
        """Role and quota, as the provider says them now. Somebody has to run the installation, whatever it says."""
        settings = self._settings
        said = {
            "role": provider_claims.role(claims, settings.oidc_role_claim),
            "quota": provider_claims.quota(claims, settings.oidc_quota_claim),
        }
        for name, value in said.items():
            if value is None or getattr(account, name) == value:
                continue
            try:
                account = await self._administration.change(None, account.id, {name: value}, caller.address)
            except Conflict as error:
                log.warning("the provider's %s of an account is not followed: %s", name, error)
        return account

    async def _link(self, claims: Claims, principal: Principal, caller: Caller) -> None:
        identity = self._identity(claims, principal.account)
        try:
            await self._identities.insert(identity)
        except Conflict:
            found = await self._identities.find(identity.id)
            if found and found.account == principal.account:
                return
            raise Refused("linked", "One of the two is linked already.") from None
        await self._standing.end_others(principal)
        await self._audit.write("provider.linked", principal, about=principal.account, address=caller.address)

    async def _prove(self, claims: Claims, principal: Principal, caller: Caller) -> None:
        identity = await self._identities.find(identity_id(self.provider.issuer, claims["sub"]))
        if identity is None or identity.account != principal.account:
            raise Refused("other", "Who signed in at the provider is not who is signed in here.")
        if not _is_fresh(claims):
            raise Refused("stale", "The provider does not say that they have just signed in there (auth_time).")
        await self._signing.proven(principal)

    def _identity(self, claims: Claims, account: str) -> Identity:
        issuer, subject = self.provider.issuer, claims["sub"]
        return Identity(
            id=identity_id(issuer, subject), account=account, issuer=issuer, subject=subject,
            label=provider_claims.label(claims), linked=instant(),
        )  # fmt: skip


def _challenge(verifier: str) -> str:
    """S256 of RFC 7636."""
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")


def _is_fresh(claims: Claims) -> bool:
    at = claims.get("auth_time")
    return isinstance(at, int | float) and not isinstance(at, bool) and time.time() - at <= _FRESH


def _tried(claims: Claims) -> list[str]:
    """The names of a new account, as likely as they are: of one that is taken with a number behind it."""
    first = next(provider_claims.names(claims))
    return [first, *(f"{first[:56]} {n}" for n in range(2, _NAMES))]
