"""Memories, made at reading: bounded by the years of a library and a few of its people, whatever it holds."""

import hashlib
from collections.abc import Sequence
from datetime import date, timedelta

import msgspec

from services.gateway.summaries.summing import Summing, shots_of
from shared.catalog.days import Days
from shared.catalog.lessened import LessOf
from shared.catalog.people import People
from shared.catalog.photos import Photos
from shared.domain.gist import Gist, together
from shared.domain.memories import (
    APART,
    FEW,
    NEAR,
    OF_A_WEEK,
    OF_A_YEAR,
    YEARS,
    MemoryKind,
    Wanted,
    day_of,
    grown_up_years,
    week_in,
    years_before,
)  # fmt: skip
from shared.domain.person import Person
from shared.domain.photo import ListedPhoto
from shared.domain.scope import Scope
from shared.domain.shots import NO_MEMORIES, Shot, is_seen
from shared.domain.showing import Unshown

_PHOTOS = 12  # of a memory
_OF_A_PERSON = 20
_DAYS, _WEEKS, _PEOPLE = 8, 2, 2  # memories of each kind at once
_LOOKED_AT = 6  # people a day, of those with the most photos
_MOST_SEEN = 24
_YEARS = 60  # of a library; and of a person, of whom a memory has a few photos each
_OF_PERSONS_YEAR = 24  # photos, of which the best are chosen


class Memory(msgspec.Struct, frozen=True, kw_only=True):
    """In no language. `photos`: ids, in the order of their taking."""

    id: str
    kind: MemoryKind
    photos: list[str]
    cover: str
    first: str  # days, "2023-07-14"
    last: str
    ago: int = 0  # years
    exact: bool = True  # of an "on-this-day": whether it is that day, and not the days around it
    gist: Gist = Gist()
    person: str = ""
    name: str = ""


class Remembering:
    def __init__(self, photos: Photos, days: Days, people: People, less: LessOf, summing: Summing) -> None:
        self._photos = photos
        self._days = days
        self._people = people
        self._less = less
        self._summing = summing

    async def every(self, owner: str, today: date, unshown: Unshown) -> list[Memory]:
        """Of a day: those of this day first, then of this week, then of people."""
        wanted = Wanted(await self._less.every(owner))
        dates = years_before(today, await self._years(owner))
        found = [await self._on_this_day(owner, day, today, unshown, wanted) for day in dates]
        of_days = [each for each in found if each][:_DAYS]
        weeks = [await self._this_week(owner, day.year, today, unshown, wanted) for day in dates]
        known = {each.ago: {*each.photos} for each in of_days}
        of_weeks = [each for each in weeks if each and len({*each.photos} - known.get(each.ago, set())) >= FEW]
        return [*of_days, *of_weeks[:_WEEKS], *await self._of_people(owner, today, unshown, wanted)]

    async def one(self, owner: str, id: str, today: date, unshown: Unshown, person: Person | None) -> Memory | None:
        """By its id, whatever the owner wants to see less of. `person`: whom it is about."""
        if person:
            years = grown_up_years(await self._summing.years(person), person.birth_date)
            make = self._over_the_years if id.startswith("years:") else self._then_and_now
            return await make(person, years, unshown, Wanted(()))
        if id.startswith("on-this-day:"):
            return await self._on_this_day(owner, day_of(id), today, unshown, Wanted(()))
        return await self._this_week(owner, day_of(id).isocalendar().year, day_of(id), unshown, Wanted(()), today)

    # Of days

    async def _on_this_day(self, owner: str, day: date, today: date, unshown: Unshown, wanted: Wanted) -> Memory | None:
        if not wanted.kind("on-this-day"):
            return None
        id, ago = f"on-this-day:{day.isoformat()}", today.year - day.year
        for exact, away in ((True, 0), (False, NEAR)):
            made = await self._of_days(owner, id, "on-this-day", day, away, unshown, wanted)
            if made and len(made.photos) >= FEW:
                return msgspec.structs.replace(made, ago=ago, exact=exact)
        return None

    async def _this_week(
        self, owner: str, year: int, of: date, unshown: Unshown, wanted: Wanted, today: date | None = None
    ) -> Memory | None:
        monday = week_in(of, year)
        if monday is None or not wanted.kind("this-week"):
            return None
        id = f"this-week:{year:04}-W{of.isocalendar().week:02}"
        made = await self._of_days(owner, id, "this-week", monday + timedelta(3), NEAR, unshown, wanted)
        if made is None or len(made.photos) < OF_A_WEEK:
            return None
        return msgspec.structs.replace(made, ago=(today or of).isocalendar().year - year)

    async def _of_days(
        self, owner: str, id: str, kind: MemoryKind, day: date, away: int, unshown: Unshown, wanted: Wanted
    ) -> Memory | None:
        first, last = (day + timedelta(by) if date.min < day < date.max else day for by in (-away, away))
        days = await self._days.between(owner, first.isoformat(), last.isoformat())
        shots = [shot for shot in shots_of(days) if wanted.shot(shot)]
        photos, cover = await self._summing.chosen(owner, shots, _PHOTOS, lambda shot: shot.day, unshown)
        if not photos:
            return None
        return Memory(
            id=id, kind=kind, photos=photos, cover=cover, first=days[0].day, last=days[-1].day,
            gist=days[0].comes_to if len(days) == 1 else together(each.comes_to for each in days),
        )  # fmt: skip

    async def _years(self, owner: str) -> list[int]:
        months = await self._photos.scoped.count_by(Scope.of(owner), "taken_month")
        return sorted({int(month[:4]) for month in months if month and month[:4].isdigit()})[-_YEARS:]

    # Of people

    async def _of_people(self, owner: str, today: date, unshown: Unshown, wanted: Wanted) -> list[Memory]:
        """Others every day."""
        named = [each for each in await self._people.named(owner) if not each.hidden and wanted.person(each.id)]
        turn = sorted(named[:_MOST_SEEN], key=lambda each: _drawn(today, each.id))
        over, then = list[Memory](), list[Memory]()
        for person in turn[:_LOOKED_AT]:
            years = grown_up_years(await self._summing.years(person), person.birth_date)
            if len(over) < _PEOPLE and wanted.kind("years"):
                over += filter(None, [await self._over_the_years(person, years, unshown, wanted)])
            if len(then) < _PEOPLE and wanted.kind("then-and-now"):
                then += filter(None, [await self._then_and_now(person, years, unshown, wanted)])
        return [*over, *then]

    async def _over_the_years(
        self, person: Person, years: Sequence[int], unshown: Unshown, wanted: Wanted
    ) -> Memory | None:
        shots = await self._shots(person, years[-_YEARS:], unshown, wanted)
        enough = [some for some in shots if len(some) >= OF_A_YEAR]
        return await self._of_person("years", person, enough, unshown) if len(enough) >= YEARS else None

    async def _then_and_now(
        self, person: Person, years: Sequence[int], unshown: Unshown, wanted: Wanted
    ) -> Memory | None:
        if len(years) < YEARS or years[-1] - years[0] < APART:
            return None
        both = await self._shots(person, (years[0], years[-1]), unshown, wanted)
        return await self._of_person("then-and-now", person, both, unshown, limit=4) if all(both) else None

    async def _shots(self, person: Person, years: Sequence[int], unshown: Unshown, wanted: Wanted) -> list[list[Shot]]:
        pages = [await self._summing.of_year(person, year, unshown, limit=_OF_PERSONS_YEAR) for year in years]
        return [[shot for shot in map(Shot.of, filter(_fit, page)) if wanted.shot(shot)] for page in pages]

    async def _of_person(
        self, kind: MemoryKind, person: Person, shots: Sequence[list[Shot]], unshown: Unshown, limit: int = _OF_A_PERSON
    ) -> Memory | None:
        every = [shot for some in shots for shot in some]
        photos, cover = await self._summing.chosen(person.owner, every, limit, lambda shot: shot.day[:4], unshown)
        if len(photos) < YEARS:
            return None
        days = sorted(shot.day for shot in every if shot.id in photos)
        return Memory(
            id=f"{kind}:{person.id}", kind=kind, photos=photos, cover=cover, first=days[0], last=days[-1],
            person=person.id, name=person.name, gist=Gist(count=len(photos)),
        )  # fmt: skip


def _fit(photo: ListedPhoto) -> bool:
    return photo.kind not in NO_MEMORIES and is_seen(photo)


def _drawn(today: date, id: str) -> str:
    return hashlib.sha256(f"{today.isoformat()} {id}".encode()).hexdigest()
