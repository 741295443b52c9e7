"""One's own account: name, password, second factor, and where it is signed in."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request
from pydantic import BaseModel, Field

from services.gateway.accounts.entrance import Entrance
from services.gateway.auth import SignedIn
from services.gateway.body import Body
from services.gateway.problems import responses
from services.gateway.routes.auth import AccountOut, Code, Name, Password, caller
from shared.catalog.photos import Photos
from shared.domain.account import Account, Session
from shared.domain.instants import instant
from shared.domain.principal import Principal
from shared.errors import NotFound


class MyAccountOut(AccountOut):
    created: str
    quota: int | None = Field(description="Bytes that originals may take; null: no limit")
    used: int = Field(description="Bytes that they take")
    recovery: int = Field(description="Recovery codes that are left")


class RenameIn(Body):
    name: Name


class PasswordIn(Body):
    password: Password


class CodeIn(Body):
    code: Code


class TotpOut(BaseModel):
    secret: str = Field(description="To type into an authenticator app")
    uri: str = Field(description="The same, to scan as a QR code")


class RecoveryOut(BaseModel):
    recovery: list[str] = Field(description="Ten codes, each of which works once in the place of one of the app's")


class SessionOut(BaseModel):
    id: str
    agent: str = Field(description="What the device calls itself")
    address: str
    created: str
    used: str
    ends: str = Field(description="At the latest")
    current: bool

    @classmethod
    def of(cls, session: Session, asker: Principal) -> "SessionOut":
        return cls(
            id=session.id, agent=session.agent, address=session.address, created=session.created, used=session.used,
            ends=min(session.ends, session.idle_ends), current=session.id == asker.session,
        )  # fmt: skip


class SessionsOut(BaseModel):
    sessions: list[SessionOut]


def build(entrance: Entrance, photos: Photos) -> APIRouter:
    router = APIRouter(prefix="/account", tags=["accounts"])
    standing, audit = entrance.standing, entrance.audit

    Proven = Annotated[Principal, Depends(entrance.proven)]

    async def told(account: Account) -> MyAccountOut:
        return MyAccountOut(
            **AccountOut.of(account).model_dump(), created=account.created, quota=account.quota,
            used=await photos.used(account.library) if account.library else 0, recovery=len(account.recovery),
        )  # fmt: skip

    @router.get("", responses=responses(403, 409))
    async def one(asker: SignedIn) -> MyAccountOut:
        """Who one is here."""
        return await told(await standing.account_of(asker))

    @router.patch("", responses=responses(403, 409, 422))
    async def rename(body: RenameIn, request: Request, asker: Proven) -> MyAccountOut:
        """Another name to sign in with."""
        await standing.accounts.change(asker.account, {"name": body.name})
        standing.changed()
        await audit.write("account.renamed", asker, about=asker.account, address=caller(request).address)
        return await told(await standing.account_of(asker))

    @router.post("/password", status_code=204, responses=responses(403, 409, 422, 429))
    async def password(body: PasswordIn, request: Request, asker: Proven) -> None:
        """Another password. All other devices are signed out."""
        kept = await entrance.passwords.hash(body.password.get_secret_value())
        await standing.accounts.change(asker.account, {"password": kept})
        await standing.end_others(asker)
        await audit.write("password.changed", asker, about=asker.account, address=caller(request).address)

    @router.post("/totp", responses=responses(403, 409))
    async def begin(asker: Proven) -> TotpOut:
        """Begins with a second factor, which is asked for once a code of it was confirmed."""
        secret, uri = await entrance.ways.factors.begin(await standing.account_of(asker))
        return TotpOut(secret=secret, uri=uri)

    @router.post("/totp/confirm", responses=responses(403, 409, 422))
    async def confirm(body: CodeIn, request: Request, asker: Proven) -> RecoveryOut:
        """Has codes asked for at every sign-in from now on. All other devices are signed out."""
        recovery = await entrance.ways.factors.confirm(await standing.account_of(asker), body.code)
        await standing.end_others(asker)
        await audit.write("factor.on", asker, about=asker.account, address=caller(request).address)
        return RecoveryOut(recovery=recovery)

    @router.delete("/totp", status_code=204, responses=responses(403, 409))
    async def end(request: Request, asker: Proven) -> None:
        """No more codes. All other devices are signed out."""
        await entrance.ways.factors.end(await standing.account_of(asker))
        await standing.end_others(asker)
        await audit.write("factor.off", asker, about=asker.account, address=caller(request).address)

    @router.get("/sessions", responses=responses(403, 409))
    async def sessions(asker: SignedIn) -> SessionsOut:
        """Where one is signed in."""
        found = await standing.sessions.of(asker.account)
        now = instant()
        return SessionsOut(sessions=[SessionOut.of(each, asker) for each in found if each.lives(now)])

    @router.delete("/sessions/{id}", status_code=204, responses=responses(403, 404, 409, 422))
    async def end_one(id: Annotated[str, Path(max_length=100)], request: Request, asker: SignedIn) -> None:
        """Signs a device out."""
        session = await standing.sessions.find(id)
        if session is None or session.account != asker.account:
            raise NotFound(f"There is no session {id} of yours.")
        await entrance.ways.signing.end(session, await standing.account_of(asker), "by hand", caller(request))

    @router.delete("/sessions", status_code=204, responses=responses(403, 409))
    async def end_all(request: Request, asker: SignedIn) -> None:
        """Signs all other devices out."""
        await standing.end_others(asker)
        await audit.write(
            "session.ended", asker, about=asker.account, detail={"why": "all others, by hand"},
            address=caller(request).address,
        )  # fmt: skip

    return router
