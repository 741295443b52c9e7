"""Groups: photos that are copies of each other, of one burst, or much alike. Each is a proposal; nothing is done."""

from typing import Annotated, Literal, Self

import msgspec
from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, Field

from services.gateway import policy
from services.gateway.auth import Asker
from services.gateway.cursors import After, cursor, encoded
from services.gateway.problems import responses
from services.gateway.things import Things
from shared.catalog.proposals import SIMILAR, Proposals
from shared.domain.principal import Principal
from shared.domain.proposals import Proposal, State

GroupId = Annotated[str, Path(description="The group's id", examples=["0d0a7c52-5a4c-5b0e-9c0b-0a4f3c1f2b11"])]


class GroupOut(BaseModel):
    id: str
    kind: Literal["duplicates", "burst", "similar"] = Field(
        description="duplicates: one picture, recompressed, resized, cropped or toned. burst: seconds apart. "
        "similar: much alike, taken at another time"
    )
    photos: list[str] = Field(description="Ids, in the order of their taking")
    best: str = Field(description="The id of the one to keep")
    reasons: list[str] = Field(examples=[["It is the largest: 4032 x 3024 pixels."]])
    because: list[str] = Field([], description="The reasons by name, for programs", examples=[["pixels"]])
    state: Literal["open", "accepted", "dismissed"]

    @classmethod
    def of(cls, proposal: Proposal) -> Self:
        return cls.model_validate(msgspec.to_builtins(proposal))


class GroupsOut(BaseModel):
    groups: list[GroupOut]
    next: str | None = Field(description="Pass it as `after` for the next page; null on the last one")


def build(things: Things, proposals: Proposals) -> APIRouter:
    router = APIRouter(tags=["groups"])

    @router.get("/groups", responses=responses(422))
    async def page(
        asker: Asker,
        limit: Annotated[int, Query(ge=1, le=500)] = 60,
        after: After = None,
        state: Annotated[Literal["open", "dismissed"], Query(description="Dismissed ones can be restored")] = "open",
    ) -> GroupsOut:
        """Those with the newest photos first."""
        found = await proposals.page(policy.scope(asker), SIMILAR, state=state, after=cursor(after), limit=limit)
        next_ = encoded((found[-1].at, found[-1].id)) if len(found) == limit else None
        return GroupsOut(groups=[GroupOut.of(proposal) for proposal in found], next=next_)

    @router.post("/groups/{id}/dismiss", responses=responses(404))
    async def dismiss(id: GroupId, asker: Asker) -> GroupOut:
        """Not shown any more, unless another photo joins it."""
        return await _answered(asker, id, "dismissed")

    @router.post("/groups/{id}/restore", responses=responses(404))
    async def restore(id: GroupId, asker: Asker) -> GroupOut:
        """Takes a dismissal back."""
        return await _answered(asker, id, "open")

    async def _answered(asker: Principal, id: str, state: State) -> GroupOut:
        answered = await proposals.answer(await things.group(asker, "change", id), state)
        if answered is None:
            raise policy.unknown("group", id)
        return GroupOut.of(answered)

    return router
