"""Browsing: how a library lies over the months, over the map, and by what it can be filtered."""

from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field, create_model

from services.gateway.albums.gathering import Gathering
from services.gateway.auth import Asker
from services.gateway.cursors import After, cursor, next_of
from services.gateway.filters import Filters
from services.gateway.problems import responses
from services.gateway.reader import Reader
from services.gateway.seen import Seen
from shared.catalog.photos import Photos
from shared.domain.fields import FIELDS
from shared.domain.lexicon.labels import value_label


class MonthOut(BaseModel):
    month: str = Field(examples=["2023-07"])
    count: int


class MonthsOut(BaseModel):
    months: list[MonthOut] = Field(description="Newest first; those without a photo are left out")


class FacetOut(BaseModel):
    name: str = Field(description="What filters ask for", examples=["cat"])
    label: str | None = Field(
        None, description="In the reader's language, where that has another word for it", examples=["Katze"]
    )
    count: int


class LabelledFacetOut(BaseModel):
    id: str = Field(description="What filters ask for")
    name: str = Field(examples=["Anna"])
    count: int


_FACETS: dict[str, Any] = {
    field.filter: (list[LabelledFacetOut] if field.labels else list[FacetOut], ...) for field in FIELDS if field.facet
}
FacetsOut = create_model(
    "FacetsOut",
    __doc__="Each most first. Archived photos are not counted, for they are on no page unless asked for.",
    **_FACETS,
)


class PointsOut(BaseModel):
    points: list[Annotated[list[str | float | list[str]], Field(min_length=5, max_length=5)]] = Field(
        description="[photo id, longitude, latitude, day, the place from the city to the country], newest first",
        examples=[
            [["019aa3c0-7a3e-7d61-9d0f-0a4f3c1f2b11", 11.885, 43.467, "2008-10-22", ["Arezzo", "Tuscany", "Italy"]]]
        ],
    )
    next: str | None = Field(description="Pass it as `after` for the next page; null on the last one")


def build(photos: Photos, gathering: Gathering) -> APIRouter:
    router = APIRouter(tags=["browse"])

    @router.get("/photos/months", responses=responses(404, 422))
    async def months(asker: Asker, scope: Seen, filters: Filters) -> MonthsOut:
        """How many photos each month has, of those that pass the filters."""
        counts = await photos.scoped.months(scope, await gathering.seen(asker, filters))
        return MonthsOut(months=[MonthOut(month=month, count=count) for month, count in counts.items()])

    @router.get("/facets", response_model=FacetsOut, responses=responses(404, 422))
    async def facets(scope: Seen, reader: Reader) -> dict[str, list[dict[str, Any]]]:
        """By what the library can be filtered, and how many photos each of it would show."""
        counts = await photos.scoped.facets(scope)
        shown: dict[str, list[dict[str, Any]]] = {}
        for field in FIELDS:
            if field.facet and field.labels:
                names = await photos.labels.of(scope, field.labels)
                those = ((id, count) for id, count in counts[field.filter].items() if id in names)
                shown[field.filter] = [{"id": id, "name": names[id], "count": count} for id, count in those]
            elif field.facet:
                shown[field.filter] = [
                    {"name": name, "label": value_label(field, name, reader), "count": n}
                    for name, n in counts[field.filter].items()
                ]
        return shown

    @router.get("/photos/points", responses=responses(404, 422))
    async def points(
        asker: Asker,
        scope: Seen,
        filters: Filters,
        limit: Annotated[int, Query(ge=1, le=5000)] = 1000,
        after: After = None,
    ) -> PointsOut:
        """The photos that are somewhere on the map."""
        seen = await gathering.seen(asker, filters)
        found = await photos.scoped.points(scope, seen, after=cursor(after), limit=limit)
        return PointsOut(
            points=[
                [photo.id, photo.location.longitude, photo.location.latitude, photo.day, list(photo.places)]
                for photo in found
            ],
            next=next_of(found, limit),
        )

    return router
