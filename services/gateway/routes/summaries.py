"""Summaries: what a day, a week, a month, a year, a trip, a person, or what came in today, comes to."""

from typing import Annotated

from fastapi import APIRouter, Query

from services.gateway.auth import Asker
from services.gateway.problems import responses
from services.gateway.reader import Reader, Zone
from services.gateway.summaries.out import SummaryOut, Telling
from shared.domain.periods import OF


def build(telling: Telling) -> APIRouter:
    router = APIRouter(tags=["summaries"])

    @router.get("/summaries", responses=responses(404, 422))
    async def one(
        asker: Asker,
        reader: Reader,
        of: Annotated[
            str,
            Query(
                pattern=OF,
                description="day:2023-07-14, week:2023-W28, month:2023-07, year:2023, trip:<id of an occasion>, "
                "person:<id>, or today, which is what came in today",
                examples=["month:2023-07"],
            ),
        ] = "today",
        zone: Zone = None,
    ) -> SummaryOut:
        """In the reader's language, out of what is known right now: a text, the best photos, places, people, numbers.
        Of a trip or of what came in today, 2,000 photos are looked at, of a person the newest 40 of each year."""
        return await telling.told(asker, of, reader, zone)

    return router
