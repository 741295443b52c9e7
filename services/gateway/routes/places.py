"""Places by their names, for who says where a photo was taken."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from services.gateway.photo_out import LocationOut, PlaceOut, place_said
from services.gateway.problems import responses
from services.gateway.reader import Reader
from services.gateway.seen import Seen
from shared.search.names import LibraryNames
from shared.search.towns import towns


class TownOut(BaseModel):
    place: PlaceOut
    location: LocationOut = Field(description="Of its middle")


class PlacesOut(BaseModel):
    places: list[TownOut]


def build(names: LibraryNames) -> APIRouter:
    router = APIRouter(tags=["browse"])

    @router.get("/places", responses=responses(404, 422))
    async def places(
        scope: Seen,
        reader: Reader,
        q: Annotated[
            str, Query(max_length=100, description="What was typed so far", examples=["arez", "paris, tex"])
        ] = "",
        limit: Annotated[int, Query(ge=1, le=50)] = 8,
    ) -> PlacesOut:
        """Towns of the whole world, known here, by the beginning of their names in any language: those in which photos
        of the library were taken first, then the largest. A region or a country behind the name narrows them."""
        own = (await names.of(scope))["places"].keys()
        # In a thread: the towns are read when they are first asked for.
        found = await asyncio.to_thread(lambda: towns().called(q, limit=limit, own=own))
        told = [{"place": place_said(town.place, reader), "location": town.location} for town in found]
        return PlacesOut.model_validate({"places": told}, from_attributes=True)

    return router
