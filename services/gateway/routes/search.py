"""Search: words in, photos out, each with the reasons why it is there; and what may be meant while typing."""

import asyncio
from collections.abc import Iterable
from typing import Annotated, Any, Literal

import msgspec
from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, Field

from services.gateway.auth import Asker
from services.gateway.filters import Filters
from services.gateway.people.naming import Naming
from services.gateway.photo_out import PhotoOut, answered, listed
from services.gateway.problems import responses
from services.gateway.reader import Reader, Zone, now_in
from services.gateway.seen import Seen
from shared import telemetry
from shared.domain.lexicon.labels import chip_label
from shared.domain.principal import Principal
from shared.search.answer import Asked, Found, Understood, Why
from shared.search.engine import SearchEngine
from shared.search.names import LibraryNames, PerLibrary
from shared.search.parse import LONGEST, Parser
from shared.search.suggest import Suggester

Limit = Annotated[int, Query(ge=1, le=200)]

_WHY = [{"kind": "date", "label": "Summer 2023", "value": "2023-07-14"}, {"kind": "looks", "score": 0.52}]


class ChipOut(BaseModel):
    """A part of the question that was understood."""

    kind: str = Field(
        description='date, place, camera, person, age, phrase ...; "spelling": the words were read as the label; '
        '"unused": nothing was found by them, so that they did not count; "no_birth_date": one was asked for at an '
        "age, and their date of birth is not known",
        examples=["date"],
    )
    label: str = Field(description="In the reader's language, where that has a word for it", examples=["Summer 2023"])
    words: str = Field(description="As typed", examples=["in the summer of 2023"])
    rest: str = Field(description="The question without it: searching for that takes the chip away")
    soft: bool = Field(False, description="Photos that have it come sooner, others are shown too")
    sure: float = Field(1.0, description="Share of its photos that are what it says, where something may be overlooked")


class UnderstoodOut(BaseModel):
    """How the question was read."""

    text: str = Field("", description="What is looked for by its meaning")
    phrases: list[str] = Field([], description="Quoted parts: only photos on which they stand are found")
    chips: list[ChipOut] = []
    degraded: str | None = Field(None, description="Set when a part of the search could not be done")


class HitOut(BaseModel):
    photo: PhotoOut
    score: float
    why: list[dict[str, Any]] = Field(examples=[_WHY])


class HitsOut(BaseModel):
    hits: list[HitOut] = Field(description="Best first; few or none when nothing fits")


class SearchOut(HitsOut):
    understood: UnderstoodOut


def hits(found: Iterable[Found], asker: Principal, stage_names: tuple[str, ...], reader: str) -> list[dict[str, Any]]:
    """As HitOut says."""
    return [
        {
            "photo": listed(hit.photo, asker, stage_names, reader),
            "score": round(hit.score, 4),
            "why": [_reason(why, reader) for why in hit.why],
        }
        for hit in found
    ]


def _reason(why: Why, reader: str) -> Why:
    if not isinstance(why, Asked):
        return why
    return msgspec.structs.replace(why, label=chip_label(why.kind, why.label, reader))


class SuggestionOut(BaseModel):
    text: str = Field(description="The whole question to ask", examples=["beach in Italy"])
    kind: str = Field(examples=["place"])
    count: int = Field(description="Photos that have it")


class SuggestionsOut(BaseModel):
    suggestions: list[SuggestionOut]


def build(engine: SearchEngine, names: LibraryNames, naming: Naming, stage_names: tuple[str, ...]) -> APIRouter:
    parsers, suggesters = PerLibrary(names, Parser), PerLibrary(names, Suggester)
    router = APIRouter(tags=["search"])

    @router.get("/search", response_model=SearchOut, responses=responses(404, 422))
    async def search(
        asker: Asker,
        scope: Seen,
        filters: Filters,
        reader: Reader,
        q: Annotated[str, Query(description="What you look for, in your own words", examples=["a kitten in May"])] = "",
        limit: Limit = 50,
        order: Annotated[Literal["relevance", "newest", "oldest"], Query()] = "relevance",
        zone: Zone = None,
    ) -> Response:
        """Dates, places, cameras, colours and more are understood in words; the filters beside them narrow further. A
        question of filters alone is a list, newest first."""
        with telemetry.SEARCH_SECONDS.time():
            today, parser = now_in(zone).date(), await parsers.of(scope)
            # In a thread: the first question reads the gazetteer, and one of Diwali the holidays of the world.
            query = await asyncio.to_thread(parser.parse, q, today=today, reader=reader)
            answer = await engine.search(scope, query, limit=limit, order=order, within=filters)
        telemetry.SEARCHES.labels("degraded" if answer.understood.degraded else "whole").inc()
        await naming.name([hit.photo for hit in answer.hits])
        found = hits(answer.hits, asker, stage_names, reader)
        return answered({"understood": told(answer.understood, reader), "hits": found})

    @router.get("/search/suggest", responses=responses(404, 422))
    async def suggest(
        scope: Seen,
        q: Annotated[
            str, Query(max_length=LONGEST, description="What was typed so far", examples=["beach in it"])
        ] = "",
        limit: Annotated[int, Query(ge=1, le=50)] = 8,
    ) -> SuggestionsOut:
        """Completes the last words to names that stand in the library, a slip of the finger forgiven."""
        found = (await suggesters.of(scope)).suggest(q, limit=limit)
        return SuggestionsOut(suggestions=[SuggestionOut(**msgspec.to_builtins(each)) for each in found])

    return router


def told(understood: Understood, reader: str) -> dict[str, Any]:
    """As UnderstoodOut says."""
    chips = [
        {name: getattr(chip, name) for name in ChipOut.model_fields}
        | {"label": chip_label(chip.kind, chip.label, reader)}
        for chip in understood.chips
    ]
    return {
        "text": understood.text,
        "phrases": understood.phrases,
        "chips": chips,
        "degraded": understood.degraded or None,
    }
