"""Days: what the photos of a day tell together, and the best of them."""

from collections.abc import Sequence
from typing import Annotated, Self

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, Field

from services.gateway import policy
from services.gateway.auth import Asker
from services.gateway.people.naming import Naming
from services.gateway.problems import responses
from services.gateway.reader import Reader
from shared.catalog.days import Days
from shared.domain.captions.gists import Names, Speech
from shared.domain.day import Day
from shared.domain.principal import Principal

_DAY = r"^\d{4}-\d\d-\d\d$"


class DayOut(BaseModel):
    day: str = Field(description="A local date", examples=["2023-07-14"])
    summary: str = Field(
        description="In the reader's language", examples=["Twelve photos in Arezzo, Italy, from 16:28 to 17:00."]
    )
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
    def of(cls, day: Day, speech: Speech, names: Names) -> Self:
        told = speech.day(day.gist, names) if day.gist else day.summary
        return cls(
            day=day.day, summary=told, count=day.count, places=day.places, things=day.things, first=day.first,
            last=day.last, best=day.best, cover=day.cover, dated=day.dated,
        )  # fmt: skip


class DaysOut(BaseModel):
    days: list[DayOut]
    next: str | None = Field(description="Pass it as `after` for the next page; null on the last one")


def build(days: Days, naming: Naming) -> APIRouter:
    router = APIRouter(tags=["days"])

    async def told(asker: Principal, found: Sequence[Day], reader: str) -> list[DayOut]:
        """Who is on them is told to nobody but their owner."""
        ids = {id for day in found if day.gist for id in day.gist.people}
        names = await naming.of(asker.library, ids) if asker.library else {}
        speech = Speech(reader)
        return [DayOut.of(day, speech, names) for day in found]

    @router.get("/days", responses=responses(422))
    async def page(
        asker: Asker,
        reader: Reader,
        limit: Annotated[int, Query(ge=1, le=500)] = 60,
        after: Annotated[str | None, Query(pattern=_DAY, description="`next` of the page before")] = None,
    ) -> DaysOut:
        """The days on which photos were taken, newest first. Undated ones are of none."""
        found = await days.page(policy.scope(asker), after=after, limit=limit)
        return DaysOut(days=await told(asker, found, reader), next=found[-1].day if len(found) >= limit else None)

    @router.get("/days/{day}", responses=responses(404, 422))
    async def one(
        asker: Asker, reader: Reader, day: Annotated[str, Path(pattern=_DAY, examples=["2023-07-14"])]
    ) -> DayOut:
        return (await told(asker, [await days.get(policy.scope(asker), day)], reader))[0]

    return router
