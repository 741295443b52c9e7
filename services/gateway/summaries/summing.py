"""What a summary is made of: the records of days for a stretch of time, a bounded look at the photos for what is none.
Nothing of it is kept, so that nothing has to be healed. A summary is of one library, that of who asks.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time, timedelta

import msgspec

from services.gateway.albums.gathering import Gathering
from services.gateway.people.naming import Naming
from shared.catalog.days import Days
from shared.catalog.people import People
from shared.catalog.photos import Photos
from shared.domain.captions.gists import Names, Numbers
from shared.domain.day import Day
from shared.domain.filter import PhotoFilter, Span
from shared.domain.gist import Adding, Gist, together
from shared.domain.instants import instant
from shared.domain.occasion import Occasion
from shared.domain.periods import Period, holding
from shared.domain.person import Person
from shared.domain.photo import ListedPhoto
from shared.domain.principal import Principal
from shared.domain.scope import Scope
from shared.domain.shots import NO_MEMORIES, Shot, choose, in_order, is_seen
from shared.domain.showing import Unshown
from shared.errors import NotFound

BEST = {"day": 8, "week": 12, "month": 16, "year": 24}
_BEST_OF = 16  # of a trip, a person, what came in
_SPARE = 2  # as many are chosen, for those that may not be shown any more
_PAGE = 500
_LOOKED_AT = 2000  # photos of a trip, or that came in on a day
_OF_A_YEAR = 40  # photos of a person, the newest of each year
_YEARS = 40
_SUGGESTED = 100  # suggestions that are counted


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """In no language. `best`: ids, in the order of their taking; `count`: of all photos, where `gist` is of those that
    were looked at."""

    gist: Gist
    numbers: Numbers
    names: Names
    best: list[str]
    cover: str
    count: int
    first: str = ""  # days, "2023-07-14"
    last: str = ""
    years: list[int] = []
    previous: str | None = None
    next: str | None = None
    waiting: int = 0
    asks: int = 0


class Summing:
    def __init__(self, photos: Photos, days: Days, people: People, naming: Naming, gathering: Gathering) -> None:
        self._photos = photos
        self._days = days
        self._people = people
        self._naming = naming
        self._gathering = gathering

    async def unshown(self, asker: Principal, owner: str) -> Unshown:
        seen = await self._gathering.seen(asker, PhotoFilter())
        return Unshown(await self._people.hidden(owner), seen.aside)

    async def period(self, owner: str, period: Period, unshown: Unshown) -> Summary:
        """Raises NotFound where no photo is of it."""
        first, last = period.first.isoformat(), period.last.isoformat()
        days = await self._days.between(owner, first, last)
        if not days:
            raise NotFound(f"There are no photos of this {period.kind} in your library. Ask for another one.")
        before = await self._days.beside(owner, first, later=False)
        after = await self._days.beside(owner, last, later=True)
        gist = days[0].comes_to if period.kind == "day" else together(day.comes_to for day in days)
        limit = BEST[period.kind]
        best, cover = await self.chosen(owner, shots_of(days), limit, _PARTS[period.kind], unshown)
        return Summary(
            gist=gist, numbers=Numbers.of(days), best=best, cover=cover, count=gist.count, first=days[0].day,
            last=days[-1].day, names=await self._naming.of(owner, gist.people),
            previous=_of(period, before), next=_of(period, after),
        )  # fmt: skip

    async def trip(self, occasion: Occasion, unshown: Unshown) -> Summary:
        """Of any occasion."""
        asked = PhotoFilter(occasions=(occasion.id,), aside=unshown.aside)
        found: list[ListedPhoto] = []
        while len(found) < _LOOKED_AT:
            after = (found[-1].sort_at, found[-1].id) if found else None
            page = await self._photos.scoped.page(
                Scope.of(occasion.owner), asked, order="oldest", after=after, limit=_PAGE
            )
            found += page
            if len(page) < _PAGE:
                break
        first, last = occasion.days
        made = await self._of(occasion.owner, found, unshown, lambda shot: shot.day)
        return msgspec.structs.replace(
            made, count=max(occasion.count, made.count), first=first.isoformat(), last=last.isoformat()
        )

    async def person(self, person: Person, unshown: Unshown) -> Summary:
        counts = await self.years(person)
        found: list[ListedPhoto] = []
        for year in sorted(counts)[-_YEARS:]:
            found += await self.of_year(person, year, unshown, limit=_OF_A_YEAR)
        made = await self._of(person.owner, found, unshown, lambda shot: shot.day[:4])
        return msgspec.structs.replace(made, count=max(person.photos, made.count), years=sorted(counts))

    async def years(self, person: Person) -> dict[int, int]:
        """Year -> how many photos of it show the person, as far as that is known of them."""
        theirs = PhotoFilter(people=(person.id,))
        months = await self._photos.scoped.count_by(Scope.of(person.owner), "taken_month", theirs)
        counts: dict[int, int] = {}
        for month, count in months.items():
            if month and month[:4].isdigit():
                counts[int(month[:4])] = counts.get(int(month[:4]), 0) + count
        return counts

    async def of_year(self, person: Person, year: int, unshown: Unshown, *, limit: int) -> list[ListedPhoto]:
        """The newest that show the person."""
        within = (Span(f"{year:04}-01-01", f"{year:04}-12-31"),)
        asked = PhotoFilter(people=(person.id,), days=within, aside=unshown.aside)
        return await self._photos.scoped.page(Scope.of(person.owner), asked, after=None, limit=limit)

    async def came(self, owner: str, now: datetime, unshown: Unshown) -> Summary:
        """What was added on the day of this moment, in its zone."""
        midnight = datetime.combine(now.date(), time(), now.tzinfo)
        until = datetime.combine(now.date() + timedelta(1), time(), now.tzinfo)
        found = await self._photos.moments.came(owner, instant(midnight), instant(until), limit=_LOOKED_AT)
        made = await self._of(owner, found, unshown, lambda shot: shot.day)
        asks = await self._people.suggested(Scope.of(owner), after=None, limit=_SUGGESTED)
        waiting = sum(photo.status == "processing" for photo in found)
        return msgspec.structs.replace(made, waiting=waiting, asks=len(asks))

    async def chosen(
        self, owner: str, shots: Iterable[Shot], limit: int, part: Callable[[Shot], str], unshown: Unshown
    ) -> tuple[list[str], str]:
        """-> the ids of the best in the order of their taking, and that of the very best; "" where there is none."""
        there = [shot for shot in shots if unshown.people.isdisjoint(shot.people)]
        good = choose(there, _SPARE * limit, part)
        now = await self._photos.scoped.listed(Scope.of(owner), [shot.id for shot in good])
        still = [shot for shot in good if shot.id in now and unshown.shows(now[shot.id])][:limit]
        return in_order(still), still[0].id if still else ""

    async def _of(
        self, owner: str, photos: Sequence[ListedPhoto], unshown: Unshown, part: Callable[[Shot], str]
    ) -> Summary:
        adding, shots = Adding(), list[Shot]()
        days: dict[str, int] = {}
        for photo in filter(unshown.shows, photos):
            adding.add(photo)
            if photo.taken_day and len(photo.taken_day) == len("2023-07-14"):
                days[photo.taken_day] = days.get(photo.taken_day, 0) + 1
            if photo.kind not in NO_MEMORIES and is_seen(photo):
                shots.append(Shot.of(photo))
        gist = adding.gist
        chosen = choose(shots, _BEST_OF, part)
        busiest = max(sorted(days), key=days.__getitem__, default="")
        return Summary(
            gist=gist, numbers=Numbers(len(days), busiest, days.get(busiest, 0)), count=gist.count,
            best=in_order(chosen), cover=chosen[0].id if chosen else "", first=min(days, default=""),
            last=max(days, default=""), names=await self._naming.of(owner, gist.people),
        )  # fmt: skip


def shots_of(days: Iterable[Day]) -> list[Shot]:
    """An older record tells no more than which are its best."""
    shots: list[Shot] = []
    for day in days:
        if day.gist is None:
            shots += [Shot(id, f"{day.day}T{place:04}", day.day, 0.5) for place, id in enumerate(day.best)]
        shots += day.shots
    return shots


def _of(period: Period, day: Day | None) -> str | None:
    return holding(period.kind, date.fromisoformat(day.day)).of if day else None


_PARTS: dict[str, Callable[[Shot], str]] = {
    "day": lambda shot: shot.id,
    "week": lambda shot: shot.day,
    "month": lambda shot: f"{(int(shot.day[8:]) - 1) // 7}",
    "year": lambda shot: shot.day[:7],
}
