"""Links by which somebody makes an account of their own, or says a new password."""

from typing import Annotated, Self

from fastapi import APIRouter, Depends, Path, Request, Response
from pydantic import BaseModel, Field, SecretStr

from services.gateway import policy
from services.gateway.accounts.entrance import Entrance
from services.gateway.accounts.inviting import Inviting
from services.gateway.auth import SignedIn
from services.gateway.body import Body
from services.gateway.problems import responses
from services.gateway.routes.auth import Keep, Name, Password, SignedInOut, answer_signed_in, caller, heard_by_nobody
from shared.domain.account import Invitation, Role
from shared.domain.principal import Principal
from shared.runtime.settings import Settings

Quota = Annotated[int, Field(ge=0, le=2**62, description="Bytes that their originals may take; null: no limit")]
Token = Annotated[SecretStr, Field(min_length=1, max_length=200, description="What stands in the link")]


class InvitationIn(Body):
    role: Role = Field(description="admin: runs the installation as well; member: has a library; guest: only looks")
    quota: Quota | None = None
    days: Annotated[int, Field(ge=1, le=90, description="After which the link works no more")] = 7


class InvitationOut(BaseModel):
    id: str
    role: Role
    quota: int | None
    created: str
    expires: str
    by: str = Field(description="The id of the account that made it")

    @classmethod
    def of(cls, invitation: Invitation) -> Self:
        return cls(
            id=invitation.id, role=invitation.role, quota=invitation.quota, created=invitation.created,
            expires=invitation.expires, by=invitation.by,
        )  # fmt: skip


class NewInvitationOut(InvitationOut):
    token: str = Field(
        description="For the link, behind its #, where no server and no other site hears of it. It is shown only now"
    )


class InvitationsOut(BaseModel):
    invitations: list[InvitationOut]


class InvitationLookIn(Body):
    token: Token


class InvitationLookOut(BaseModel):
    role: Role
    by: str = Field(description="The name of who sent it")
    expires: str


class AcceptIn(InvitationLookIn):
    name: Name
    password: Password
    keep: Keep = "cookie"


class ResetIn(InvitationLookIn):
    password: Password


def build(entrance: Entrance, inviting: Inviting, settings: Settings) -> APIRouter:
    router = APIRouter(tags=["accounts"])
    Proven = Annotated[Principal, Depends(entrance.proven)]

    @router.post("/invitations", status_code=201, responses=responses(403, 409, 422))
    async def invite(body: InvitationIn, request: Request, response: Response, asker: Proven) -> NewInvitationOut:
        """What stands in a link by which one person makes an account here. For who runs the installation."""
        policy.may(asker, "manage", policy.INSTALLATION)
        made, token = await inviting.invite(asker, body.role, body.quota, body.days, caller(request).address)
        response.headers["Cache-Control"] = "no-store"
        return NewInvitationOut(**InvitationOut.of(made).model_dump(), token=token)

    @router.get("/invitations", responses=responses(403, 409))
    async def waiting(asker: SignedIn) -> InvitationsOut:
        """Those that nobody has accepted yet, oldest first."""
        policy.may(asker, "manage", policy.INSTALLATION)
        return InvitationsOut(invitations=[InvitationOut.of(each) for each in await inviting.waiting()])

    @router.delete("/invitations/{id}", status_code=204, responses=responses(403, 404, 409))
    async def withdraw(id: Annotated[str, Path(max_length=64)], request: Request, asker: SignedIn) -> None:
        """Its link works no more."""
        policy.may(asker, "manage", policy.INSTALLATION)
        await inviting.withdraw(asker, id, caller(request).address)

    @router.post("/invitations/look", responses=responses(404, 422))
    async def look(body: InvitationLookIn) -> InvitationLookOut:
        """What a link invites to."""
        invitation, by = await inviting.look(body.token.get_secret_value())
        return InvitationLookOut(role=invitation.role, by=by, expires=invitation.expires)

    @router.post("/invitations/accept", status_code=201, responses=responses(403, 404, 409, 422, 429))
    async def accept(body: AcceptIn, request: Request, response: Response) -> SignedInOut:
        """Makes the account, and signs in. The link works no more then."""
        heard_by_nobody(request, settings)
        signing = entrance.ways.signing
        account = await inviting.accept(
            body.token.get_secret_value(), body.name, body.password.get_secret_value(), caller(request)
        )
        return answer_signed_in(request, response, body.keep, await signing.begin(account, caller(request)))

    @router.post("/auth/reset", status_code=204, responses=responses(403, 404, 422, 429))
    async def reset(body: ResetIn, request: Request) -> None:
        """A new password, by a link that an admin made. Every device is signed out; the link works no more then."""
        heard_by_nobody(request, settings)
        await inviting.renew(body.token.get_secret_value(), body.password.get_secret_value(), caller(request))

    return router
