"""The accounts of the installation, for who runs it; and the end of one's own."""

from functools import partial
from typing import Annotated, Literal, Self

from fastapi import APIRouter, Depends, Path, Query, Request, Response
from pydantic import BaseModel, Field
from starlette.responses import StreamingResponse

from services.gateway import policy
from services.gateway.accounts.administering import Administration, Standings
from services.gateway.accounts.entrance import Entrance
from services.gateway.accounts.exporting import Exporting
from services.gateway.accounts.inviting import Inviting
from services.gateway.auth import SignedIn
from services.gateway.body import Body
from services.gateway.problems import responses
from services.gateway.routes.auth import caller
from services.gateway.routes.invitations import Quota
from shared.domain.account import Role, State
from shared.domain.ids import is_id
from shared.domain.instants import instant
from shared.domain.principal import Principal
from shared.errors import Invalid, NotFound

AccountId = Annotated[
    str, Path(max_length=64, description="The account's id", examples=["019aa3c0-7a3e-7d61-9d0f-0a4f3c1f2b11"])
]


class AccountRowOut(BaseModel):
    id: str
    name: str
    role: Role
    state: State = Field(description="deleted: all that is theirs is just being removed")
    quota: int | None = Field(description="Bytes that their originals may take; null: no limit")
    used: int = Field(description="Bytes that they take")
    created: str
    seen: str | None = Field(description="When they were here last, as far as they are still signed in")

    @classmethod
    def of(cls, told: Standings) -> Self:
        account = told.account
        return cls(
            id=account.id, name=account.name, role=account.role, state=account.state, quota=account.quota,
            used=told.used, created=account.created, seen=told.seen,
        )  # fmt: skip


class AccountsOut(BaseModel):
    accounts: list[AccountRowOut]
    next: str | None = Field(description="Pass it as `after` for the next page; null on the last one")


class AccountChangeIn(Body):
    """Only what is sent is changed."""

    role: Role | None = None
    state: Literal["active", "disabled"] | None = None
    quota: Quota | None = None


class ResetOut(BaseModel):
    token: str = Field(description="For the link, behind its #. It is shown only now, and works once")
    expires: str


def build(entrance: Entrance, administration: Administration, inviting: Inviting, exporting: Exporting) -> APIRouter:
    router = APIRouter(tags=["accounts"])
    Proven = Annotated[Principal, Depends(entrance.proven)]

    @router.get("/accounts", responses=responses(403, 409, 422))
    async def page(
        asker: SignedIn,
        limit: Annotated[int, Query(ge=1, le=200)] = 50,
        after: Annotated[str | None, Query(max_length=64, description="`next` of the page before")] = None,
    ) -> AccountsOut:
        """Oldest first. What is in their libraries is told to nobody."""
        policy.may(asker, "manage", policy.INSTALLATION)
        if after is not None and not is_id(after):
            raise Invalid("after is not a page's next. Leave it out to begin with the first account.")
        found = await administration.page(after=after or "", limit=limit)
        next_ = found[-1].account.id if len(found) == limit else None
        return AccountsOut(accounts=[AccountRowOut.of(each) for each in found], next=next_)

    @router.patch("/accounts/{id}", responses=responses(403, 404, 409, 422))
    async def change(id: AccountId, body: AccountChangeIn, request: Request, asker: Proven) -> AccountRowOut:
        """Another role, state or quota, at once, wherever they are signed in. Somebody always stays an admin."""
        policy.may(asker, "manage", policy.INSTALLATION)
        values = {name: getattr(body, name) for name in body.model_fields_set}
        if any(values.get(name, "") is None for name in ("role", "state")):
            raise Invalid("Only quota may be null.")
        changed = await administration.change(asker, id, values, caller(request).address)
        return AccountRowOut.of(await administration.told(changed))

    @router.delete("/accounts/{id}", status_code=202, responses=responses(403, 404, 409))
    async def delete(id: AccountId, request: Request, asker: Proven) -> None:
        """Deletes an account: for who runs the installation, and for whose it is. Nobody signs in with it from then on;
        its photos, and all that is known of them, follow by and by and cannot be had back."""
        if not policy.runs(asker) and id != asker.account:
            raise NotFound(f"There is no account {id}.")
        await administration.delete(asker, id, caller(request).address)

    @router.post("/accounts/{id}/reset", status_code=201, responses=responses(403, 404, 409))
    async def reset(id: AccountId, request: Request, response: Response, asker: Proven) -> ResetOut:
        """What stands in a link by which they say a new password: for who has forgotten theirs."""
        policy.may(asker, "manage", policy.INSTALLATION)
        made, token = await inviting.reset(asker, await administration.find(id), caller(request).address)
        response.headers["Cache-Control"] = "no-store"
        return ResetOut(token=token, expires=made.expires)

    @router.get(
        "/account/export",
        response_class=StreamingResponse,
        responses={200: {"content": {"application/zip": {}}, "description": "A zip file"}, **responses(403, 409)},
    )
    async def export(request: Request, asker: Proven) -> Response:
        """All that is known of you, as a zip file of lines of JSON: account, sessions, keys, what was done to them, and
        every record of your library, with where each original can be fetched."""
        account = await administration.find(asker.account)
        await entrance.audit.write("account.exported", asker, about=account.id, address=caller(request).address)
        chunks = exporting.stream(account, asker, partial(entrance.authentication.check, asker))
        name = f"heliograph-{instant()[:10]}.zip"
        headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
        return StreamingResponse(chunks, media_type="application/zip", headers=headers)

    return router
