"""Search: words in, photos out, each with the reasons why it is there."""

from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, Field

from services.gateway.auth import owner_of
from services.gateway.problems import responses
from shared import telemetry
from shared.search.engine import SearchEngine
from shared.search.parse import parse

from .photos import PhotoOut

Owner = Annotated[str, Depends(owner_of)]


class UnderstoodOut(BaseModel):
    """How the question was read."""

    text: str = ""
    phrases: list[str] = Field([], description="Quoted parts: only photos on which they stand are found")
    degraded: str | None = Field(None, description="Set when a part of the search could not be done")


class HitOut(BaseModel):
    photo: PhotoOut
    score: float
    why: list[dict[str, Any]] = Field(examples=[[{"kind": "looks", "score": 0.52}]])


class SearchOut(BaseModel):
    understood: UnderstoodOut
    hits: list[HitOut] = Field(description="Best first; few or none when nothing fits")


def build(engine: SearchEngine, stage_names: tuple[str, ...]) -> APIRouter:
    router = APIRouter(tags=["search"])

    @router.get("/search", responses=responses(422))
    async def search(
        owner: Owner,
        q: Annotated[str, Query(description="What you look for, in your own words", examples=["a kitten"])],
        limit: Annotated[int, Query(ge=1, le=200)] = 50,
    ) -> SearchOut:
        with telemetry.SEARCH_SECONDS.time():
            answer = await engine.search(owner, parse(q), limit=limit)
        telemetry.SEARCHES.labels("degraded" if answer.understood.degraded else "whole").inc()
        hits = [
            HitOut(
                photo=PhotoOut.of(hit.photo, stage_names),
                score=round(hit.score, 4),
                why=msgspec.to_builtins(hit.why),
            )
            for hit in answer.hits
        ]
        return SearchOut(understood=UnderstoodOut(**msgspec.to_builtins(answer.understood)), hits=hits)

    return router
