"""Signing in, staying signed in, and signing out.

A sign-in is a session: a record, which an access token names for minutes and a refresh token for as long as it lives.
Each use of the refresh token puts another in its place. The one before works for some seconds more, as two tabs may
have sent it at once; whoever comes with it later is not the one who has the next, so that the session ends.
"""

import base64
import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

from services.gateway.accounts.auditing import Audit
from services.gateway.accounts.factors import Factors
from services.gateway.accounts.passwords import Passwords
from services.gateway.accounts.standing import Standing
from services.gateway.accounts.tokens import Access, AccessTokens, new_refresh, same, session_of
from shared.catalog.attempts import Attempts
from shared.domain.account import FIRST_SEAT, Account, Session, called, checked_account_name, hashed, principal_of
from shared.domain.ids import SOLE_OWNER, new_id
from shared.domain.instants import instant, seconds_since
from shared.domain.principal import Principal
from shared.errors import Unauthorized
from shared.runtime.addresses import asker
from shared.runtime.secret import Secret

# How somebody has shown that an account is theirs.
Way = Literal["password", "passkey", "provider"]

_NEVER = instant(datetime.fromtimestamp(0, UTC))

_GRACE = 10.0  # seconds

# That may fail before who tries has to wait, by what is tried.
_OF_DEVICE, _OF_ADDRESS, _OF_ACCOUNT, _OF_BOTH = 10, 30, 10, 5
FIRST_WAIT, MOST_WAIT = 60.0, 900.0  # seconds

_WRONG = "The name or the password is not right."
_CODE = "A code of your authenticator app, or a recovery code, is needed besides."
_WRONG_CODE = "That code is not right, or was used already. Wait for the next one."
_NO_MORE = "Your sign-in has ended. Sign in again."


@dataclass(frozen=True, slots=True)
class Caller:
    """Where a sign-in comes from: what it calls itself, its address, and its device, where it has signed in before."""

    agent: str = ""
    address: str = ""
    device: str = ""


@dataclass(frozen=True, slots=True)
class SignIn:
    """`refresh`: None where the session has a newer one. `device`: what the device is known by from now on."""

    account: Account
    session: Session
    access: Access
    refresh: str | None
    device: str = ""


@dataclass(frozen=True, slots=True)
class Came:
    """How a provider let somebody in: who they are there (an identity's id), its own sign-in, and what it told,
    sealed."""

    identity: str
    sid: str
    id_token: str


class SigningIn:
    def __init__(
        self, standing: Standing, secret: Secret, tokens: AccessTokens, passwords: Passwords, factors: Factors,
        attempts: Attempts, audit: Audit, *, life: timedelta, idle: timedelta,
    ) -> None:  # fmt: skip
        """`life`, `idle`: after which a session ends, however much or little it is used."""
        self._standing = standing
        self._devices = secret.key("device")
        self._tokens = tokens
        self._passwords = passwords
        self._factors = factors
        self._attempts = attempts
        self._audit = audit
        self._life = life
        self._idle = idle

    async def first(self, name: str, password: str, caller: Caller) -> SignIn:
        """Makes the first account, to which the library belongs that is there. Raises Conflict where there is one."""
        account = Account(
            id=new_id(), name=(name := checked_account_name(name)), called=called(name), seat=FIRST_SEAT, role="admin",
            library=SOLE_OWNER, created=instant(), password=await self._passwords.hash(password),
        )  # fmt: skip
        await self._standing.accounts.insert(account)
        self._standing.close()
        await self._audit.write("account.made", principal_of(account), about=account.id, address=caller.address)
        return await self.begin(account, caller)

    async def login(self, name: str, password: str, code: str | None, caller: Caller) -> SignIn:
        """Raises Unauthorized, alike and at the same cost for whatever is wrong, but for a missing code; Overloaded
        for who has tried too often."""
        account = await self._standing.accounts.named(name)
        tried = self._tried(name, account, caller)
        await self._attempts.take_all(tried)
        fits = await self._passwords.fits(password, account.password if account else "")
        if account is None or not fits or not account.active:
            await self._refused(account, caller)
            raise Unauthorized(_WRONG)
        if account.totp:
            if not code:
                await self._attempts.give_back_all(tried)
                raise Unauthorized(_CODE, needs="code")
            await self._accept(account, code, caller)
        await self._attempts.give_back_all(tried)
        if self._passwords.is_weaker(account.password):
            await self._standing.accounts.change(account.id, {"password": await self._passwords.again(password)})
        return await self.begin(account, caller)

    async def begin(
        self, account: Account, caller: Caller, by: Way = "password", *, came: Came | None = None, proven: bool = True
    ) -> SignIn:
        """A session for who has shown that the account is theirs, in that way. `proven`: whether just now."""
        now = datetime.now(UTC)
        id = new_id()
        refresh = new_refresh(id)
        at = instant(now)
        session = Session(
            id=id, account=account.id, agent=caller.agent, address=caller.address, created=at, used=at,
            ends=instant(now + self._life), idle_ends=instant(now + self._idle), proven_at=at if proven else _NEVER,
            refresh=hashed(refresh), identity=came.identity if came else "", provider_session=came.sid if came else "",
            id_token=came.id_token if came else "",
        )  # fmt: skip
        await self._standing.sessions.insert(session)
        await self._standing.sessions.end_old(account.id, at)
        await self._audit.write(
            "sign_in", principal_of(account, session=id), about=id, name=account.name, address=caller.address,
            detail={"by": by},
        )  # fmt: skip
        device = caller.device if self._knows(account, caller.device) else self._device(account, secrets.token_hex(16))
        return SignIn(account, session, self._tokens.issue(account.id, session, now), refresh, device)

    async def refresh(self, token: str, caller: Caller) -> SignIn:
        """The next tokens of the session. Raises Unauthorized for one that is none, or has ended."""
        id = session_of(token)
        while session := await self._standing.sessions.find(id) if id else None:
            now = datetime.now(UTC)
            account = await self._standing.accounts.find(session.account)
            if account is None or not account.active or not session.lives(instant(now)):
                break
            if same(token, session.refresh):
                following = new_refresh(session.id)
                idle = instant(now + self._idle)
                if await self._standing.sessions.rotate(session, hashed(following), now=instant(now), idle_ends=idle):
                    return SignIn(account, session, self._tokens.issue(account.id, session, now), following)
                continue  # another tab was quicker, or it has ended
            if same(token, session.before) and seconds_since(session.rotated) <= _GRACE:
                return SignIn(account, session, self._tokens.issue(account.id, session, now), None)
            await self.end(session, account, "used twice", caller)
            break
        raise Unauthorized(_NO_MORE)

    async def end(self, session: Session, account: Account | None, why: str, caller: Caller) -> None:
        """At once here, within a second elsewhere."""
        await self._standing.sessions.end(session.id)
        self._standing.changed()
        by = principal_of(account, session=session.id) if account else None
        await self._audit.write(
            "session.ended", by, about=session.id, detail={"why": why}, address=caller.address,
            name=account.name if account else "",
        )  # fmt: skip

    async def logout(self, refresh: str | None, principal: Principal | None, caller: Caller) -> Session | None:
        """Ends the session of the one or the other, where there is any -> that."""
        session = await self._standing.sessions.find(principal.session) if principal and principal.session else None
        if session is None and refresh and (named := session_of(refresh)):
            session = await self._standing.sessions.find(named)
            session = session if session and same(refresh, session.refresh) else None
        if session is None or not await self._standing.sessions.end(session.id):
            return None
        self._standing.changed()
        await self._audit.write("sign_out", principal, about=session.id, address=caller.address)
        return session

    async def prove(self, principal: Principal, password: str | None, code: str | None, caller: Caller) -> None:
        """The present password, or a code, opens what asks for it for some minutes. Raises Unauthorized."""
        account = await self._standing.accounts.find(principal.account)
        if account is None:
            raise Unauthorized(_NO_MORE)
        tried = [(f"session {principal.session}", _OF_DEVICE)]
        await self._attempts.take_all(tried)
        if password is not None:
            if not await self._passwords.fits(password, account.password):
                await self._refused(account, caller)
                raise Unauthorized("That password is not right.")
        else:
            await self._accept(account, code or "", caller)
        await self._attempts.give_back_all(tried)
        await self.proven(principal)

    async def proven(self, principal: Principal) -> None:
        """Who asks has shown just now that they are who signed in."""
        await self._standing.sessions.change(principal.session, {"proven_at": instant()})
        self._standing.changed()

    async def _accept(self, account: Account, code: str, caller: Caller) -> None:
        """Raises Unauthorized for a code that is wrong or was used."""
        accepted = await self._factors.accepts(account, code)
        if accepted is None:
            await self._refused(account, caller)
            raise Unauthorized(_WRONG_CODE, needs="code")
        if accepted == "recovery":
            by = principal_of(account)
            await self._audit.write("factor.recovered", by, about=account.id, address=caller.address)

    async def _refused(self, account: Account | None, caller: Caller) -> None:
        """Of a name that nobody has it is written down as well, without the name, so that it takes as long."""
        id = account.id if account else ""
        await self._audit.write("sign_in.refused", None, about=id, address=caller.address, concerns=(id,))

    def _tried(self, name: str, account: Account | None, caller: Caller) -> list[tuple[str, int]]:
        """A device that has signed in before is counted by itself, so that nobody else can shut it out."""
        if account and self._knows(account, caller.device):
            return [(f"device {caller.device}", _OF_DEVICE)]
        who, where = called(name), asker(caller.address)
        return [(f"both {where} {who}", _OF_BOTH), (f"address {where}", _OF_ADDRESS), (of_account(name), _OF_ACCOUNT)]

    def _device(self, account: Account, id: str) -> str:
        """What only we can have given to a device, for one account."""
        sign = hmac.new(self._devices, f"{account.id} {id}".encode(), hashlib.sha256).digest()
        return f"{id}.{base64.urlsafe_b64encode(sign).decode().rstrip('=')}"

    def _knows(self, account: Account, device: str) -> bool:
        id = device.partition(".")[0]
        return bool(id) and hmac.compare_digest(device.encode(), self._device(account, id).encode())


def of_account(name: str) -> str:
    """What is tried by whomever signs in by this name."""
    return f"account {called(name)}"
