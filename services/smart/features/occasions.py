"""The feature `occasions`: photos that belong together in time and place, and trips that hold several.

Its keys are months. Work on one reads outward from it until nothing can go on any longer, and makes all occasions there
anew; those of before keep their ids, and what their owner said. Where the owner lives is learnt of the whole library,
seldom. Records are written first, then the photos, and records that are none any more go last, so that whatever a crash
leaves is put right by the same work done again.
"""

import asyncio
import time
from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise

import msgspec

from services.smart.occasions import homes as homes_
from services.smart.occasions.homes import Homes
from services.smart.occasions.making import Made, Segment, Stretch
from services.smart.occasions.moments import counts, place_in, stream
from services.smart.occasions.segments import boundaries, by_hours
from shared.catalog.features import DirtyKeys, Notes
from shared.catalog.moments import Moment
from shared.catalog.occasions import Occasions
from shared.catalog.people import People
from shared.catalog.photos import Photos
from shared.domain.album_proposal import ALBUM_PROPOSALS, OCCASION_KEY
from shared.domain.features import Keys
from shared.domain.filter import PhotoFilter
from shared.domain.ids import new_id
from shared.domain.instants import local_month, parse_instant
from shared.domain.occasion import BIRTHDAYS_KEY, HOMES_KEY, OCCASIONS, Occasion, facts, occasions_on
from shared.domain.person import Person
from shared.domain.photo import Photo
from shared.domain.scope import Scope
from shared.domain.spaces import KNOWN, Spaces
from shared.errors import Unavailable
from shared.vectors.base import VectorIndex

READS = (
    "taken_day", "month", "taken_at", "sort_at", "archived", "kind", "location", "place", "more.people",
    "camera_name", "quality", "rating", "favourite",
)  # fmt: skip

_MONTH = len("2023-07")
_PAGE = 500
_SURELY = 100 * 3600.0  # seconds: neither an occasion nor a trip goes on after such a gap
_FARTHEST = 4000  # photos on either side of a month that are looked at
_SHARE = 20  # as much time as learning homes took lies between two times
_FEW = 5000  # points: homes are learnt in every round where there are no more


def keys(photo: Photo) -> Keys:
    """The local month in which it stands: that of its taking, where that is known; else it counts for nothing, and must
    be looked at to be of no occasion any more."""
    return (photo.month,) if len(photo.month) == _MONTH else ()


def segmenter(method: str) -> Segment:
    """`method`: "adaptive", or "fixed:<hours>"."""
    kind, _, hours = method.partition(":")
    if kind != "fixed":
        return boundaries
    return lambda stream, _, said: by_hours(stream, float(hours), said)


class OccasionsWork:
    def __init__(
        self, photos: Photos, vectors: VectorIndex, occasions: Occasions, people: People, notes: Notes,
        dirty: DirtyKeys, *, spaces: Callable[[], Spaces] = lambda: KNOWN, method: str = "adaptive",
        clock: Callable[[], float] = time.monotonic,
    ) -> None:  # fmt: skip
        self._photos = photos
        self._vectors = vectors
        self._occasions = occasions
        self._people = people
        self._notes = notes
        self._dirty = dirty
        self._spaces = spaces
        self._segment = segmenter(method)
        self._clock = clock
        self._rested: dict[str, float] = {}  # by owner: from when on homes may be learnt

    async def __call__(self, owner: str, key: str) -> bool:
        match key:
            case _ if key == HOMES_KEY:
                return await self._learn(owner)
            case _ if key == BIRTHDAYS_KEY:
                await self._mark(owner, await self._birth_months(owner))
                return False
        return await self._month(owner, key)

    # A month

    async def _month(self, owner: str, month: str) -> bool:
        moments = await self._around(owner, month)
        before, elsewhere = await self._standing(owner, month, moments)
        # Photos came here from occasions that lie elsewhere, whose months nobody may have marked.
        await self._mark(owner, {each.first[:_MONTH] for each in elsewhere} - {month})
        await self._mark(owner, await self._passing(moments))
        counted = [moment for moment in moments if counts(moment)]
        made = await self._made(owner, counted, before)
        changed = await self._write(owner, moments, counted, before, made)
        if changed:
            await self._mark(owner, {HOMES_KEY})
        return changed

    async def _made(self, owner: str, counted: Sequence[Moment], before: Sequence[Occasion]) -> Made:
        looks = await self._vectors.get(self._spaces().looks.name, [moment.id for moment in counted])
        homes, people = await self._homes(owner), await self._born(owner)

        def make() -> Made:
            return Stretch(owner, counted, stream(counted, looks), before, homes, people, new_id).made(self._segment)

        return await asyncio.to_thread(make)

    async def _around(self, owner: str, month: str) -> list[Moment]:
        """Those of the month, and those before and behind with which they may belong together."""
        first, last = local_month(month)
        read = partial(self._photos.moments.between, owner, Moment, first=first, last=last)
        within: list[Moment] = []
        while page := await read(after=place_in(within[-1]) if within else None, limit=_PAGE):
            within += page
        if not any(map(counts, within)):
            return within
        earlier = await self._beyond(owner, within[0], within, newest=True)
        later = await self._beyond(owner, within[-1], within[::-1], newest=False)
        return [*reversed(earlier), *within, *later]

    async def _beyond(self, owner: str, edge: Moment, within: Sequence[Moment], *, newest: bool) -> list[Moment]:
        found: list[Moment] = []
        last = next(each for each in within if counts(each))
        after = place_in(edge)
        while len(found) < _FARTHEST:
            page = await self._photos.moments.between(owner, Moment, newest=newest, after=after, limit=_PAGE)
            for moment in page:
                if counts(moment):
                    if _seconds(last, moment) > _SURELY:
                        return found
                    last = moment
                found.append(moment)
            if len(page) < _PAGE:
                return found
            after = place_in(page[-1])
        return _cut(found)

    async def _standing(
        self, owner: str, month: str, moments: Sequence[Moment]
    ) -> tuple[list[Occasion], list[Occasion]]:
        """-> the records that stand there, and those elsewhere that photos are said to be of."""
        first, last = local_month(month)
        if moments:
            first, last = min(first, moments[0].sort_at), max(last, moments[-1].sort_at)
        here = await self._occasions.beginning(owner, first, last)
        named = {id for moment in moments for id in moment.more.get(OCCASIONS, ())} - {each.id for each in here}
        others = list((await self._occasions.get_many(owner, sorted(named))).values())
        return here, others

    async def _passing(self, moments: Sequence[Moment]) -> set[str]:
        """The months of photos that may leave with nobody knowing that they were there: nobody took note yet."""
        fresh = {moment.id: moment.month for moment in moments if not moment.noted and counts(moment)}
        notes = await self._notes.get_many(list(fresh)) if fresh else {}
        seen = {id: note.seen.get(OCCASIONS) for id, note in notes.items()}
        return {month for id, month in fresh.items() if (of := seen.get(id)) is None or month not in of.keys}

    async def _write(
        self, owner: str, moments: Sequence[Moment], counted: Sequence[Moment], before: Sequence[Occasion], made: Made
    ) -> bool:
        old = {each.id: each for each in before}
        fresh = [each for each in made.occasions if old.get(each.id) != each]
        stale = [each for id, each in old.items() if id not in {each.id for each in made.occasions}]
        ids = {moment.id: of for moment, of in zip(counted, made.ids, strict=True)}
        wrong = [each.id for each in moments if tuple(each.more.get(OCCASIONS, ())) != ids.get(each.id, ())]
        # An album could be made of each.
        await self._dirty.mark(owner, {(ALBUM_PROPOSALS, OCCASION_KEY + each.id) for each in (*fresh, *stale)})
        for each in fresh:
            if not await self._occasions.write(each, over=old.get(each.id)):
                raise Unavailable(f"Somebody else wrote the occasion {each.id} at the same time.")
        for start in range(0, len(wrong), _PAGE):
            photos = await self._photos.get_many(owner, wrong[start : start + _PAGE])
            await asyncio.gather(*(self._tell(photo, ids.get(id, ())) for id, photo in photos.items()))
        for each in stale:
            await self._occasions.remove(each)
        return bool(fresh or wrong or stale)

    async def _tell(self, photo: Photo, ids: Sequence[str]) -> None:
        if occasions_on(photo) != tuple(ids):
            await self._photos.tell(photo, OCCASIONS, facts(ids))

    # The library

    async def _homes(self, owner: str) -> Homes:
        stored = await self._occasions.homes(owner)
        if stored is None:
            await self._learn(owner)
            stored = await self._occasions.homes(owner)
        return msgspec.convert(stored or {}, Homes)

    async def _learn(self, owner: str) -> bool:
        """Where the owner lives; where that is another place than was known, all is looked at again."""
        began = self._clock()
        if began < self._rested.get(owner, began):
            await self._mark(owner, {HOMES_KEY})  # so that it waits
            return False
        points: list[tuple[str, float, float]] = []
        after: tuple[str, str] | None = None
        while page := await self._photos.scoped.points(Scope.of(owner), PhotoFilter(), after=after, limit=2 * _PAGE):
            points += [(each.day, each.location.latitude, each.location.longitude) for each in page]
            after = (page[-1].sort_at, page[-1].id)
        stored = await self._occasions.homes(owner)
        known = msgspec.convert(stored or {}, Homes)
        found = await asyncio.to_thread(homes_.learn, points)
        took = self._clock() - began
        self._rested[owner] = self._clock() + (_SHARE * took if len(points) > _FEW else 0)
        if stored is not None and homes_.alike(known, found):
            return False
        await self._mark(owner, await self._months(owner))
        await self._occasions.live(owner, msgspec.to_builtins(found))
        return True

    async def _months(self, owner: str) -> set[str]:
        counted = await self._photos.scoped.count_by(Scope.of(owner), "month")
        return {month for month in counted if len(month) == _MONTH}

    async def _birth_months(self, owner: str) -> set[str]:
        born = {person.birth_date[5:7] for person in (await self._born(owner)).values()}
        return {month for month in await self._months(owner) if month[5:] in born}

    async def _born(self, owner: str) -> dict[str, Person]:
        return {person.id: person for person in await self._people.named(owner) if person.birth_date}

    async def _mark(self, owner: str, keys: set[str]) -> None:
        await self._dirty.mark(owner, {(OCCASIONS, key) for key in keys})


def _cut(found: list[Moment]) -> list[Moment]:
    """Where there is no end to it: up to the widest gap in its farther half, so that what is cut is hardly one."""
    counted = [place for place, moment in enumerate(found) if counts(moment)]
    farther = [(one, other) for one, other in pairwise(counted) if one >= len(found) // 2]
    if not farther:
        return found
    return found[: max(farther, key=lambda pair: _seconds(found[pair[0]], found[pair[1]]))[0] + 1]


def _seconds(one: Moment, other: Moment) -> float:
    return abs((parse_instant(other.sort_at) - parse_instant(one.sort_at)).total_seconds())
