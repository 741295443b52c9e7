"""Passkeys: those of one's own account, and signing in with one."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Request, Response
from pydantic import BaseModel, Field

from services.gateway.accounts.entrance import Entrance
from services.gateway.accounts.passkeying import LONGEST_NAME
from services.gateway.accounts.site import site_of
from services.gateway.auth import SignedIn, Somebody, address_of
from services.gateway.body import Body
from services.gateway.problems import responses
from services.gateway.routes.auth import (
    Keep,
    PasskeyAnswer,
    SignedInOut,
    answer_signed_in,
    caller,
    end_former,
    heard_by_nobody,
)
from shared.domain.passkey import Passkey
from shared.domain.principal import Principal
from shared.runtime.settings import Settings

Id = Annotated[str, Path(min_length=1, max_length=1400)]
Called = Annotated[str, Field(min_length=1, max_length=LONGEST_NAME, examples=["Mara's phone"])]


class AskedOut(BaseModel):
    ticket: str = Field(description="To send with the answer, within five minutes; it works once")
    options: dict[str, Any] = Field(
        description="What the device is asked, as PublicKeyCredential.parseCreationOptionsFromJSON or "
        "parseRequestOptionsFromJSON take it"
    )


class EnterIn(PasskeyAnswer):
    keep: Keep = "cookie"


class MadeIn(PasskeyAnswer):
    name: Called


class PasskeyRenameIn(Body):
    name: Called


class PasskeyOut(BaseModel):
    id: str
    name: str
    host: str = Field(description="The name of the site that it was made for, and opens alone")
    backed_up: bool = Field(description="Whether its maker keeps copies of it on other devices")
    created: str
    used: str | None

    @classmethod
    def of(cls, passkey: Passkey) -> "PasskeyOut":
        return cls(
            id=passkey.id, name=passkey.name, host=passkey.host, backed_up=passkey.backed_up, created=passkey.created,
            used=passkey.used,
        )  # fmt: skip


class PasskeysOut(BaseModel):
    passkeys: list[PasskeyOut]


def build(entrance: Entrance, settings: Settings) -> APIRouter:
    router = APIRouter(tags=["accounts"])
    standing, audit = entrance.standing, entrance.audit

    Proven = Annotated[Principal, Depends(entrance.proven)]

    @router.post("/auth/passkey/begin", responses=responses(403, 422))
    async def ask(request: Request, somebody: Somebody) -> AskedOut:
        """What a device is asked to sign in, or to prove who is there: no name is needed. Who is signed in is asked
        for a passkey of theirs."""
        heard_by_nobody(request, settings)
        account = await standing.accounts.find(somebody.account) if somebody and somebody.account else None
        options, ticket = await entrance.ways.passkeys.ask(account, site_of(request, settings.public_url))
        return AskedOut(ticket=ticket, options=options)

    @router.post("/auth/passkey/finish", responses=responses(401, 403, 422))
    async def enter(body: EnterIn, request: Request, response: Response) -> SignedInOut:
        """Signs in by what the device has answered."""
        heard_by_nobody(request, settings)
        ways, site = entrance.ways, site_of(request, settings.public_url)
        account = await ways.passkeys.accept(body.ticket, body.answer, site, address_of(request))
        signed = await ways.signing.begin(account, caller(request), "passkey")
        if body.keep == "cookie":
            await end_former(ways.signing, request)
        return answer_signed_in(request, response, body.keep, signed)

    @router.get("/account/passkeys", responses=responses(403, 409))
    async def passkeys(asker: SignedIn) -> PasskeysOut:
        """Those of one's own account."""
        found = await entrance.ways.passkeys.of(asker.account)
        return PasskeysOut(passkeys=[PasskeyOut.of(each) for each in found])

    @router.post("/account/passkeys/begin", responses=responses(403, 409, 422))
    async def begin(request: Request, asker: Proven) -> AskedOut:
        """What a device is asked to make one."""
        account = await standing.account_of(asker)
        options, ticket = await entrance.ways.passkeys.begin(account, site_of(request, settings.public_url))
        return AskedOut(ticket=ticket, options=options)

    @router.post("/account/passkeys/finish", status_code=201, responses=responses(401, 403, 409, 422))
    async def finish(body: MadeIn, request: Request, asker: Proven) -> PasskeyOut:
        """Signs in from now on. All other devices are signed out."""
        site = site_of(request, settings.public_url)
        made = await entrance.ways.passkeys.finish(
            await standing.account_of(asker), body.ticket, body.answer, body.name, site, address_of(request)
        )
        await standing.end_others(asker)
        return PasskeyOut.of(made)

    @router.patch("/account/passkeys/{id}", status_code=204, responses=responses(403, 404, 409, 422))
    async def rename(id: Id, body: PasskeyRenameIn, asker: SignedIn) -> None:
        """Another name to know it by."""
        await entrance.ways.passkeys.rename(asker.account, id, body.name)

    @router.delete("/account/passkeys/{id}", status_code=204, responses=responses(403, 404, 409, 422))
    async def remove(id: Id, request: Request, asker: Proven) -> None:
        """It opens nothing any more. All other devices are signed out."""
        await entrance.check_left(await standing.account_of(asker), "passkey")
        await entrance.ways.passkeys.remove(asker.account, id)
        await standing.end_others(asker)
        await audit.write("passkey.removed", asker, about=asker.account, address=address_of(request))

    return router
