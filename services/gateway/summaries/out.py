"""Summaries as HTTP tells them, in the language of who reads."""

from collections.abc import Collection
from datetime import date
from typing import Self

from pydantic import BaseModel, Field

from services.gateway import policy
from services.gateway.reader import now_in
from services.gateway.summaries.summing import Summary, Summing
from services.gateway.things import Things
from shared.catalog.narratives import Narratives
from shared.catalog.people import People
from shared.domain.captions.gists import Speech
from shared.domain.captions.occasions import called
from shared.domain.gist import OF_MANY
from shared.domain.lexicon.countries import country_in
from shared.domain.lexicon.labels import label
from shared.domain.lexicon.saying import day_said, days_said, month_said, year_said
from shared.domain.narrating import digest_of, facts_of, filled
from shared.domain.occasion import Occasion
from shared.domain.periods import Period, period_of
from shared.domain.principal import Principal

_PLACES = 50  # that are told, most photos first
_PEOPLE = 12


class SummaryPlaceOut(BaseModel):
    name: str = Field(examples=["Arezzo"])
    label: str | None = Field(None, description="In the reader's language, where that has another word for it")
    count: int
    latitude: float | None = None
    longitude: float | None = None


class SummaryPersonOut(BaseModel):
    id: str
    name: str = Field(examples=["Anna"])
    count: int


class SummaryThingOut(BaseModel):
    name: str = Field(description="What filters ask for", examples=["dog"])
    label: str | None = Field(None, description="In the reader's language, where that has another word for it")
    count: int


class SummaryNumbersOut(BaseModel):
    days: int
    towns: int
    countries: int
    people: int = Field(description="With a name")
    busiest_day: str | None = Field(None, examples=["2023-07-14"])
    busiest_count: int = 0
    waiting: int = Field(0, description="Photos that are still being looked at; of today alone")
    to_answer: int = Field(0, description="Suggestions that wait for an answer, 100 at most; of today alone")


class SummaryOut(BaseModel):
    of: str = Field(examples=["month:2023-07"])
    title: str = Field(description="In the reader's language", examples=["July 2023"])
    text: str = Field(
        description="Likewise; made of facts alone",
        examples=["312 photos on 20 days, in four towns and two countries."],
    )
    language: str = Field(description="Of the text", examples=["en"])
    count: int = Field(description="Photos, archived ones not counted")
    first: str | None = Field(None, description="The first day with photos", examples=["2023-07-01"])
    last: str | None = None
    places: list[SummaryPlaceOut] = Field(description="Most photos first, 50 at most")
    people: list[SummaryPersonOut] = Field(description="Those with a name, most photos first, 12 at most")
    things: list[SummaryThingOut] = Field(description="What is seen most")
    best: list[str] = Field(description="Ids of photos, good and varied, in the order of their taking")
    cover: str | None = Field(description="The id of the best of them")
    numbers: SummaryNumbersOut
    previous: str | None = Field(None, description="The one before, of the same kind", examples=["month:2023-06"])
    next: str | None = None

    @classmethod
    def of_(cls, of: str, title: str, text: str, summary: Summary, speech: Speech) -> Self:
        gist, language = summary.gist, speech.language
        people = [(id, summary.names[id], count) for id, count in gist.people.items() if id in summary.names]
        return cls(
            of=of, title=title, text=text, language=language, count=summary.count, first=summary.first or None,
            last=summary.last or None,
            places=[
                SummaryPlaceOut(
                    name=town.name, label=country_in(town.name, language) if town.name == town.country else None,
                    count=town.count, latitude=town.latitude, longitude=town.longitude,
                )
                for town in gist.towns[:_PLACES]
            ],
            people=[SummaryPersonOut(id=id, name=name, count=count) for id, name, count in people[:_PEOPLE]],
            things=[
                SummaryThingOut(name=name, label=label(name, language), count=count)
                for name, count in gist.telling(OF_MANY)
            ],
            best=summary.best, cover=summary.cover or None,
            numbers=SummaryNumbersOut(
                days=summary.numbers.days, towns=sum(town.name != town.country for town in gist.towns),
                countries=len(gist.countries), people=len(people), busiest_day=summary.numbers.busiest or None,
                busiest_count=summary.numbers.busiest_count, waiting=summary.waiting, to_answer=summary.asks,
            ),
            previous=summary.previous, next=summary.next,
        )  # fmt: skip


class Telling:
    """Says summaries to a reader."""

    def __init__(
        self, summing: Summing, things: Things, people: People, narratives: Narratives | None = None,
        tell: Collection[str] = (),
    ) -> None:  # fmt: skip
        """`narratives`: where an endpoint may word them, and is told what of `tell`."""
        self._narratives = narratives
        self._tell = tell
        self._summing = summing
        self._things = things
        self._people = people

    async def told(self, asker: Principal, of: str, reader: str, zone: str | None) -> SummaryOut:
        """Raises NotFound where there is nothing to tell of, Invalid for what is in no calendar."""
        owner, speech = policy.library(asker, "see").owner, Speech(reader)
        unshown = await self._summing.unshown(asker, owner)
        kind, _, id = of.partition(":")
        if period := period_of(of):
            made = await self._summing.period(owner, period, unshown)
            if kind == "day":
                text = speech.day(made.gist, made.names)
            else:
                text = await self._worded(owner, period, made, speech) or speech.period(
                    made.gist, made.numbers, made.names
                )
            return SummaryOut.of_(period.of, _title(period, speech), text, made, speech)
        if kind == "trip":
            occasion = await self._things.occasion(asker, "see", id)
            made = await self._summing.trip(occasion, unshown)
            name = called(occasion, speech.language, await self._whose(owner, occasion))
            return SummaryOut.of_(of, name, speech.period(made.gist, made.numbers, made.names), made, speech)
        if kind == "person":
            person = await self._things.person(asker, "see", id)
            made = await self._summing.person(person, unshown)
            text = speech.person(made.gist, made.years, made.count)
            return SummaryOut.of_(of, person.name or speech.photos(made.count), text, made, speech)
        made = await self._summing.came(owner, now_in(zone), unshown)
        taken = _span(made.first, made.last, speech.language) if made.first else ""
        text = speech.came(made.gist, made.names, waiting=made.waiting, asks=made.asks, taken=taken)
        return SummaryOut.of_(of, speech.words.today, text, made, speech)

    async def _worded(self, owner: str, period: Period, made: Summary, speech: Speech) -> str:
        """By an endpoint, where that wrote of these facts in this language; else "", and the template stands."""
        if self._narratives is None or period.kind not in ("month", "year"):
            return ""
        narrative = await self._narratives.find(owner, period.of)
        if narrative is None or narrative.language != speech.language:
            return ""
        facts, fills = facts_of(period, made.gist, made.numbers, made.names, self._tell)
        return filled(narrative.text, fills) if narrative.facts == digest_of(facts, fills) else ""

    async def _whose(self, owner: str, occasion: Occasion) -> str:
        """The name of whose birthday it is, where it still is theirs."""
        found = await self._people.get_many(owner, [occasion.whose]) if occasion.whose else {}
        person = found.get(occasion.whose)
        return person.name if person and not person.hidden and person.birth_date[5:] == occasion.first[5:10] else ""


def _title(period: Period, speech: Speech) -> str:
    match period.kind:
        case "day":
            return day_said(period.first, speech.language, weekday=True)
        case "week":
            year, week, _ = period.first.isocalendar()
            return speech.words.week.format(week=week, year=year)
        case "month":
            return month_said(period.first, speech.language)
        case "year":
            return year_said(period.first.year, speech.language)


def _span(first: str, last: str, language: str) -> str:
    return days_said(date.fromisoformat(first), date.fromisoformat(last), language)
