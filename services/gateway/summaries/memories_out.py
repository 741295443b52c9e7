"""Memories as HTTP tells them, in the language of who reads, and stories, which are a memory or a summary as a row of
photos."""

from datetime import date
from typing import Literal, Self

from pydantic import BaseModel, Field

from services.gateway import policy
from services.gateway.reader import now_in
from services.gateway.summaries.out import Telling
from services.gateway.summaries.remembering import Memory, Remembering
from services.gateway.summaries.summing import Summing
from services.gateway.things import Things
from shared.catalog.lessened import LessOf
from shared.catalog.people import People
from shared.catalog.photos import Photos
from shared.domain.captions.gists import Speech
from shared.domain.gist import names_of
from shared.domain.lexicon.saying import day_said, days_said, years_said
from shared.domain.memories import MEMORY_KINDS, OF_PEOPLE, Lessened, MemoryKind
from shared.domain.photo import ListedPhoto
from shared.domain.principal import Principal
from shared.domain.scope import Scope
from shared.errors import NotFound

_TOWNS = 3  # that are named


class MemoryPersonOut(BaseModel):
    id: str
    name: str = Field(examples=["Anna"])


class MemoryOut(BaseModel):
    id: str = Field(examples=["on-this-day:2019-11-30"])
    kind: MemoryKind
    title: str = Field(description="In the reader's language", examples=["Four years ago today"])
    text: str = Field(description="Likewise", examples=["30 November 2019 · Arezzo and Siena"])
    photos: list[str] = Field(description="Ids, in the order of their taking")
    cover: str = Field(description="The id of the best of them")
    first: str = Field(description="A day", examples=["2019-11-30"])
    last: str
    years_ago: int | None = None
    person: MemoryPersonOut | None = Field(None, description="Whom it is about")

    @classmethod
    def of(cls, memory: Memory, speech: Speech) -> Self:
        person = MemoryPersonOut(id=memory.person, name=memory.name) if memory.person else None
        return cls(
            id=memory.id, kind=memory.kind, title=_title(memory, speech), text=_text(memory, speech),
            photos=memory.photos, cover=memory.cover, first=memory.first, last=memory.last,
            years_ago=memory.ago or None, person=person,
        )  # fmt: skip


class LessOut(BaseModel):
    memory: str = Field(description="POST /memories/{memory}/more takes it back", examples=["years:019aa3c0"])
    of: Literal["kind", "person", "day"] = Field(description="To be sent with it")
    kind: MemoryKind
    day: str | None = Field(None, description="And those around it", examples=["2019-11-30"])
    name: str | None = Field(None, description="The person's", examples=["Anna"])


class MemoriesOut(BaseModel):
    memories: list[MemoryOut]
    less: list[LessOut] = Field(description="Of what you want to see less, which is in none of them")


class StoryPhotoOut(BaseModel):
    id: str
    day: str = Field(description="In the reader's language", examples=["14 July 2023"])
    place: str | None = Field(None, examples=["Arezzo"])
    width: int | None = None
    height: int | None = None


class StoryOut(BaseModel):
    of: str = Field(examples=["on-this-day:2019-11-30"])
    title: str
    text: str
    language: str
    photos: list[StoryPhotoOut]


class MemoryTelling:
    def __init__(
        self, remembering: Remembering, summing: Summing, telling: Telling, less: LessOf, things: Things,
        people: People, photos: Photos,
    ) -> None:  # fmt: skip
        self._remembering = remembering
        self._summing = summing
        self._telling = telling
        self._less = less
        self._things = things
        self._people = people
        self._photos = photos

    async def memories(self, asker: Principal, reader: str, today: date) -> MemoriesOut:
        owner, speech = policy.library(asker, "see").owner, Speech(reader)
        unshown = await self._summing.unshown(asker, owner)
        found = await self._remembering.every(owner, today, unshown)
        said = await self._less.every(owner)
        people = await self._people.get_many(owner, [each.about for each in said if each.what == "person"])
        names = {id: person.name for id, person in people.items()}
        return MemoriesOut(
            memories=[MemoryOut.of(each, speech) for each in found], less=[_less(each, names) for each in said]
        )

    async def story(self, asker: Principal, of: str, reader: str, zone: str | None) -> StoryOut:
        """Of a memory or a summary. Raises NotFound where there is none any more."""
        owner, speech = policy.library(asker, "see").owner, Speech(reader)
        kind = of.partition(":")[0]
        if kind in ("on-this-day", "this-week", *OF_PEOPLE):
            person = await self._things.person(asker, "see", of.partition(":")[2]) if kind in OF_PEOPLE else None
            unshown = await self._summing.unshown(asker, owner)
            memory = await self._remembering.one(owner, of, now_in(zone).date(), unshown, person)
            if memory is None or (person and person.hidden):
                raise NotFound("There is nothing to remember there any more. Look at GET /memories for what there is.")
            title, text, ids = _title(memory, speech), _text(memory, speech), memory.photos
        else:
            summary = await self._telling.told(asker, of, reader, zone)
            title, text, ids = summary.title, summary.text, summary.best
        found = await self._photos.scoped.listed(Scope.of(owner), ids)
        photos = [_photo(found[id], speech) for id in ids if id in found]
        return StoryOut(of=of, title=title, text=text, language=speech.language, photos=photos)


def _title(memory: Memory, speech: Speech) -> str:
    words = speech.memories
    match memory.kind:
        case "on-this-day":
            return speech.years_ago(words.on_this_day if memory.exact else words.around_this_day, memory.ago)
        case "this-week":
            return speech.years_ago(words.this_week, memory.ago)
        case "years":
            return words.years.format(memory.name)
        case "then-and-now":
            return words.then_now.format(memory.name)


def _text(memory: Memory, speech: Speech) -> str:
    first, last = date.fromisoformat(memory.first), date.fromisoformat(memory.last)
    if memory.person:
        return years_said(first.year, last.year, speech.language)
    towns = speech.listed(names_of(memory.gist.towns)[:_TOWNS])
    return " · ".join(filter(None, (days_said(first, last, speech.language), towns)))


def _less(lessened: Lessened, names: dict[str, str]) -> LessOut:
    day = lessened.about if lessened.what == "day" else None
    kind = next(kind for kind in MEMORY_KINDS if kind == lessened.memory.partition(":")[0])
    return LessOut(memory=lessened.memory, of=lessened.what, kind=kind, day=day, name=names.get(lessened.about))


def _photo(photo: ListedPhoto, speech: Speech) -> StoryPhotoOut:
    place = photo.place
    return StoryPhotoOut(
        id=photo.id, day=day_said(date.fromisoformat(photo.day), speech.language),
        place=(place.city or place.region or place.country or None) if place else None,
        width=photo.width, height=photo.height,
    )  # fmt: skip
