"""Groups: photos that are copies of each other, of one burst, or much alike. Each is a proposal; nothing is done."""

from typing import Annotated, Literal, Self

import msgspec
from fastapi import APIRouter, Depends, Path, Query
from pydantic import BaseModel, Field

from services.gateway.auth import owner_of
from services.gateway.cursors import After, cursor, encoded
from services.gateway.problems import responses
from shared.catalog.proposals import SIMILAR, Proposals
from shared.domain.proposals import Proposal

Owner = Annotated[str, Depends(owner_of)]
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


def build(proposals: Proposals) -> APIRouter:
    router = APIRouter(tags=["groups"])

    @router.get("/groups", responses=responses(422))
    async def page(
        owner: Owner,
        limit: Annotated[int, Query(ge=1, le=500)] = 60,
        after: After = None,
        state: Annotated[Literal["open", "dismissed"], Query(description="Dismissed ones can be restored")] = "open",
    ) -> GroupsOut:
        """Those with the newest photos first."""
        found = await proposals.page(owner, SIMILAR, state=state, after=cursor(after), limit=limit)
        next_ = encoded((found[-1].at, found[-1].id)) if len(found) == limit else None
        return GroupsOut(groups=[GroupOut.of(proposal) for proposal in found], next=next_)

    @router.post("/groups/{id}/dismiss", responses=responses(404))
    async def dismiss(id: GroupId, owner: Owner) -> GroupOut:
        """Not shown any more, unless another photo joins it."""
        return GroupOut.of(await proposals.answer(owner, SIMILAR, id, "dismissed"))

    @router.post("/groups/{id}/restore", responses=responses(404))
    async def restore(id: GroupId, owner: Owner) -> GroupOut:
        """Takes a dismissal back."""
        return GroupOut.of(await proposals.answer(owner, SIMILAR, id, "open"))

    return router
