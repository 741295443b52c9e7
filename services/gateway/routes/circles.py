"""Circles: people that somebody shares with together. Also who there is to share with."""

from typing import Annotated, Self

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from services.gateway import policy
from services.gateway.accounts.standing import Standing
from services.gateway.auth import Asker, SignedIn
from services.gateway.body import Body
from services.gateway.problems import responses
from services.gateway.sharing.shares import Sharing
from shared.catalog.shares import MOST
from shared.domain.account import called
from shared.domain.ids import new_id
from shared.domain.principal import Principal
from shared.domain.share import Circle
from shared.domain.where import Eq
from shared.errors import Conflict

MOST_MEMBERS = 500
_SHOWN = 20  # names
_PAGE = 200

CircleId = Annotated[
    str, Path(max_length=64, description="The circle's id", examples=["019aa3c0-7a3e-7d61-9d0f-0a4f3c1f2b11"])
]
CircleName = Annotated[
    str, StringConstraints(min_length=1, max_length=100, strip_whitespace=True, pattern=r"^[^\x00]*$")
]
AccountId = Annotated[str, StringConstraints(min_length=1, max_length=64)]
Members = Annotated[list[AccountId], Field(max_length=MOST_MEMBERS, description="Ids of accounts")]


class CircleIn(Body):
    model_config = ConfigDict(json_schema_extra={"examples": [{"name": "Family", "members": []}]})

    name: CircleName
    members: Members = []


class CircleChangeIn(Body):
    """Only what is sent is changed."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"name": "Family"}]})

    name: CircleName | None = None
    members: Members | None = None


class NamedOut(BaseModel):
    id: str
    name: str = Field(examples=["Noor"])


class NamesOut(BaseModel):
    names: list[NamedOut]


class CircleOut(BaseModel):
    id: str
    name: str = Field(examples=["Family"])
    members: list[NamedOut]

    @classmethod
    def of(cls, circle: Circle, names: dict[str, str]) -> Self:
        members = [NamedOut(id=id, name=names[id]) for id in circle.members if id in names]
        return cls(id=circle.id, name=circle.name, members=members)


class CirclesOut(BaseModel):
    circles: list[CircleOut]


def build(sharing: Sharing, standing: Standing) -> APIRouter:
    router = APIRouter(tags=["sharing"])
    circles, shares = standing.granting.circles, standing.granting.shares

    @router.get("/accounts/names", responses=responses(403, 422))
    async def names(
        asker: Asker,
        q: Annotated[str, Query(max_length=64, description="How the name, or a word of it, begins")] = "",
    ) -> NamesOut:
        """Who there is to share with: for members alone."""
        policy.library(asker, "see")
        wanted, after = called(q), ""
        found: list[NamedOut] = []
        while len(found) < _SHOWN and (
            page := await standing.accounts.page(Eq("state", "active"), after=after, limit=_PAGE)
        ):
            after = page[-1].id
            found += [
                NamedOut(id=account.id, name=account.name)
                for account in page
                if account.id != asker.account and f" {wanted}" in f" {account.called}"
            ]
        return NamesOut(names=sorted(found[:_SHOWN], key=lambda each: each.name.casefold()))

    @router.get("/circles", responses=responses(403, 409))
    async def page(asker: SignedIn) -> CirclesOut:
        """Your own, in the order of their making."""
        return CirclesOut(circles=await told(await circles.of(asker.account)))

    @router.post("/circles", status_code=201, responses=responses(403, 404, 409, 422))
    async def make(body: CircleIn, asker: SignedIn) -> CircleOut:
        policy.library(asker, "manage")
        if len(await circles.of(asker.account)) >= MOST:
            raise Conflict(f"You have {MOST:,} circles already. Delete some of them first.")
        circle = Circle(id=new_id(), account=asker.account, name=body.name, members=await checked(asker, body.members))
        await circles.insert(circle)
        return (await told([circle]))[0]

    @router.patch("/circles/{id}", responses=responses(403, 404, 409, 422))
    async def change(id: CircleId, body: CircleChangeIn, asker: SignedIn) -> CircleOut:
        """Who is a member no more sees no more what was shared with the circle, at once."""
        circle = await sharing.circle(asker, id)
        values = body.model_dump(exclude_none=True)
        if body.members is not None:
            values["members"] = await checked(asker, body.members)
        if values and not await circles.change(circle.id, values):
            raise policy.unknown("circle", id)
        standing.changed()
        return (await told([await sharing.circle(asker, id)]))[0]

    @router.delete("/circles/{id}", status_code=204, responses=responses(403, 404, 409))
    async def delete(id: CircleId, asker: SignedIn) -> None:
        """What is shared with it is shared with nobody any more."""
        circle = await sharing.circle(asker, id)
        await circles.delete(circle.id)  # first: from now on nobody is a member
        await shares.end_all("circle", circle.id)
        standing.changed()

    async def checked(asker: Principal, members: list[str]) -> list[str]:
        return [(await sharing.somebody(asker, id)).id for id in dict.fromkeys(members)]

    async def told(some: list[Circle]) -> list[CircleOut]:
        found = await standing.accounts.get_many(list(dict.fromkeys(id for circle in some for id in circle.members)))
        called = {id: account.name for id, account in found.items() if account.state != "deleted"}
        return [CircleOut.of(circle, called) for circle in some]

    return router
