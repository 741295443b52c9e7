"""What an answer to a question changes: the same acts as by hand, in differences; nothing is written here."""

import asyncio
import re
from collections.abc import Sequence
from datetime import date

from services.gateway.acting import Acting, Planned
from services.gateway.people.planning import PeoplePlanning
from services.gateway.questions.questioning import still
from shared.catalog.occasions import Occasions
from shared.catalog.people import People
from shared.catalog.photos import Photos
from shared.domain.actions import (
    Change,
    Difference,
    Label,
    PhotoChange,
    SayOccasion,
    SayPerson,
    SetDate,
    SetPlace,
    Shift,
)
from shared.domain.occasion import Occasion
from shared.domain.person import Person
from shared.domain.photo import Location
from shared.domain.question import Choice, Question
from shared.errors import Conflict, Invalid
from shared.search.parse import parse
from shared.search.towns import towns

Plan = tuple[Change, Planned]

_PAGE = 500
_YEAR = re.compile(r"\d{4}")
_PARTS = (len("1985-07-06"), len("1985-07"), len("1985"))  # of ISO dates, by what is known


class QuestionsPlanning:
    """Each raises Invalid for an answer that makes no sense, and Conflict for one that comes too late: who, what or of
    what it tells is not there any more."""

    def __init__(
        self, photos: Photos, people: People, occasions: Occasions, planning: PeoplePlanning, acting: Acting
    ) -> None:
        self._photos = photos
        self._people = people
        self._occasions = occasions
        self._planning = planning
        self._acting = acting

    async def chosen(self, question: Question, id: str) -> Plan:
        choice = question.choice(id)
        if choice is None:
            raise Conflict("This is no choice any more. Look at the question again.")
        match question.kind:
            case "who":
                return await self._planning.merged(
                    await self._named(question, choice.id), [await self._group(question)]
                )
            case "same":
                person = await self._named(question, question.facts["person"])
                return await self._planning.merged(person, [await self._group(question)])
            case "occasion":
                return await self._of_occasion(question, said=choice.id)
        return await self._of_photos(question, _change(question, choice))

    async def said(self, question: Question, words: str, reader: str) -> Plan:
        match question.kind:
            case "who":
                return await self._called(question, words)
            case "where":
                found = await asyncio.to_thread(lambda: towns().called(words, limit=1))
                if not found:
                    raise Invalid(f"No town is known that is called {words!r}. Write its name, or the next larger one.")
                return await self._of_photos(question, SetPlace(found[0].location))
            case "when":
                return await self._of_photos(question, SetDate(day_of(words, reader)))
            case "occasion":
                return await self._of_occasion(question, title=words)
        raise Invalid("This question is answered by one of its choices.")

    async def denied(self, question: Question) -> Plan | None:
        """No: what is to be written of that, if anything."""
        if question.kind != "same":
            return None
        person = await self._named(question, question.facts["person"])
        return await self._planning.denied(await self._group(question), person)

    # People

    async def _called(self, question: Question, name: str) -> Plan:
        """Who has that name, or the group itself."""
        group, called = await self._group(question), await self._people.called(question.owner, name)
        if len(called) > 1:
            raise Conflict(f"There are {len(called)} people called {name}. Choose one of them on the page of people.")
        if called:
            return await self._planning.merged(called[0], [group])
        return await self._planning.said(group, SayPerson(person=group.id, name=name), another=False)

    async def _group(self, question: Question) -> Person:
        found = await self._person(question.owner, question.facts["group"])
        if found is None or found.name or found.hidden:
            raise Conflict("Who this is was said meanwhile.")
        return found

    async def _named(self, question: Question, id: str) -> Person:
        found = await self._person(question.owner, id)
        if found is None or not found.name or found.hidden:
            raise Conflict("This person is not there any more. Look at the question again.")
        return found

    async def _person(self, owner: str, id: str) -> Person | None:
        person = (await self._people.get_many(owner, [id])).get(id)
        return person if person and not person.into else None

    # Photos and occasions

    async def _of_photos(self, question: Question, change: PhotoChange) -> Plan:
        ids: list[str] = []
        for start in range(0, len(question.photos), _PAGE):
            photos = await self._photos.get_many(question.owner, question.photos[start : start + _PAGE])
            ids += [photo.id for photo in photos.values() if still(question, photo)]
        planned = await self._acting.plan(question.owner, ids, change, sample=0)
        if not planned.photos:
            raise Conflict("The photos of this question are gone, or it was said of them meanwhile.")
        return change, planned

    async def _of_occasion(self, question: Question, **values: str) -> Plan:
        occasion = await self._occasion(question)
        planned = Planned()
        planned.occasions[occasion.id] = tuple(
            Difference(name, getattr(occasion, name), value) for name, value in values.items()
        )
        return SayOccasion(occasion=occasion.id, **values), planned

    async def _occasion(self, question: Question) -> Occasion:
        found = (await self._occasions.get_many(question.owner, [question.about])).get(question.about)
        if found is None or found.kept:
            raise Conflict("This occasion is gone, or it was said meanwhile what it was.")
        return found


def day_of(words: str, reader: str) -> str:
    """What is known of a date that is said in words, as an ISO date of its precision: the narrowest day, month or year
    that holds it. Raises Invalid where there is none."""
    if _YEAR.fullmatch(words):
        return words
    query = parse(words, reader=reader)
    spans: Sequence[tuple[date, date]] = [(_date(each.first), _date(each.last)) for each in query.filter.days]
    if len(spans) == 1 and not query.text:
        first, last = (each.isoformat() for each in spans[0])
        for length in _PARTS:
            if first[:length] == last[:length]:
                return first[:length]
    raise Invalid(f"{words!r} is no date that photos can have. Write a day, a month or a year: July 1985.")


def _date(text: str) -> date:
    return date.fromisoformat(text)


def _change(question: Question, choice: Choice) -> PhotoChange:
    match question.kind:
        case "where":
            return SetPlace(Location(choice.facts["latitude"], choice.facts["longitude"]))
        case "when":
            return SetDate(choice.facts["year"])
        case "clock":
            return Shift(question.facts["seconds"])
        case "tag":
            others = tuple(each.id for each in question.choices if each.id != choice.id)
            return Label(add=(choice.id,), remove=others)
    raise TypeError(f"a question of the kind {question.kind} changes no photos")
