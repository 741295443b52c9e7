"""Days: what the photos of a day tell together, and the best of them."""

from typing import Annotated, Self

import msgspec
from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, Field

from services.gateway import policy
from services.gateway.auth import Asker
from services.gateway.problems import responses
from shared.catalog.days import Days
from shared.domain.day import Day

_DAY = r"^\d{4}-\d\d-\d\d$"


class DayOut(BaseModel):
    day: str = Field(description="A local date", examples=["2023-07-14"])
    summary: str = Field(examples=["Twelve photos in Arezzo, Italy, from 16:28 to 17:00."])
    count: int = Field(description="How many photos are of that day, archived ones not counted")
    places: list[str] = Field(description="Most photos first")
    things: list[str] = Field(description="What is seen on most of them", examples=[["tree", "statue"]])
    first: str = Field(description="Local time of the first, where that of every photo is known", examples=["16:28"])
    last: str = Field(description="And of the last", examples=["17:00"])
    best: list[str] = Field(description="Ids of up to eight photos, good and varied, in the order of their taking")
    cover: str = Field(description="The id of the best of them; empty where none can be seen")
    dated: int | None = Field(
        None, description="How many tell when they were taken: all of them, for the others are of no day"
    )

    @classmethod
    def of(cls, day: Day) -> Self:
        return cls.model_validate(msgspec.to_builtins(day))


class DaysOut(BaseModel):
    days: list[DayOut]
    next: str | None = Field(description="Pass it as `after` for the next page; null on the last one")


def build(days: Days) -> APIRouter:
    router = APIRouter(tags=["days"])

    @router.get("/days", responses=responses(422))
    async def page(
        asker: Asker,
        limit: Annotated[int, Query(ge=1, le=500)] = 60,
        after: Annotated[str | None, Query(pattern=_DAY, description="`next` of the page before")] = None,
    ) -> DaysOut:
        """The days on which photos were taken, newest first. Undated ones are of none."""
        found = await days.page(policy.scope(asker), after=after, limit=limit)
        return DaysOut(days=[DayOut.of(day) for day in found], next=found[-1].day if len(found) >= limit else None)

    @router.get("/days/{day}", responses=responses(404, 422))
    async def one(asker: Asker, day: Annotated[str, Path(pattern=_DAY, examples=["2023-07-14"])]) -> DayOut:
        return DayOut.of(await days.get(policy.scope(asker), day))

    return router
