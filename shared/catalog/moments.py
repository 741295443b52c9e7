"""What features and summaries read of one library's photos: as little of each as they need, most of it by time."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from typing import Any, TypeVar

import msgspec

from shared.catalog.all_photos import Cursor
from shared.catalog.base import Catalog, Sort
from shared.catalog.seen import active
from shared.domain.filter import PhotoFilter
from shared.domain.instants import around, local_day
from shared.domain.part import SUMMARY
from shared.domain.person import PeopleOn
from shared.domain.photo import ListedPhoto, Location, Photo, Place
from shared.domain.stored import stored
from shared.domain.where import Eq, Ge, Le, Lt, Ne, Where, all_of

_NAME = "photos"


class FoundOn(msgspec.Struct, frozen=True):
    people: PeopleOn = PeopleOn()
    face_vector: dict[str, Any] = {}


@stored
class FacesOn(msgspec.Struct, frozen=True):
    """Who is on a photo, and when it was taken."""

    id: str
    sort_at: str
    taken_day: str | None = None
    found: FoundOn = FoundOn()

    @property
    def on(self) -> PeopleOn:
        """Of the faces that there are now."""
        people, shown = self.found.people, self.found.face_vector.get(SUMMARY, {}).get("run")
        return people if people.run == shown else PeopleOn()


@stored
class Moment(msgspec.Struct, frozen=True):
    """What tells on which occasion a photo was taken."""

    id: str
    sort_at: str
    noted: str = ""
    taken_at: str | None = None
    taken_day: str | None = None
    month: str = ""
    archived: bool = False
    kind: str | None = None
    location: Location | None = None
    place: Place | None = None
    camera_name: str | None = None
    quality: float | None = None
    rating: int | None = None
    favourite: bool = False
    more: dict[str, Any] = {}


@stored
class Looked(Moment, frozen=True):
    """The same, with what tells what to ask about it."""

    owner: str = ""
    state: str = ""
    day: str = ""
    date_source: str | None = None
    tag_names: list[str] = []
    edits: dict[str, Any] = {}


OneMoment = TypeVar("OneMoment", bound=Moment)


class Moments:
    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    async def between(
        self, owner: str, of: type[OneMoment], *, first: str = "", last: str = "", newest: bool = False,
        after: Cursor | None, limit: int,
    ) -> list[OneMoment]:  # fmt: skip
        """Those between two instants, both inclusive, oldest first or newest first."""
        within: list[Where] = [Ge("sort_at", first)] if first else []
        within += [Le("sort_at", last)] if last else []
        sort = Sort("sort_at", descending=newest)
        return await self._catalog.find(_NAME, of, active(owner, *within), sort=sort, after=after, limit=limit)

    async def with_faces(self, owner: str, *, after: Cursor | None, limit: int) -> list[FacesOn]:
        """Those on which the feature `people` found faces, oldest first."""
        where = active(owner, Ge("more.people_count", 1))
        return await self._catalog.find(_NAME, FacesOn, where, sort=Sort("sort_at"), after=after, limit=limit)

    async def of_day(self, owner: str, day: str, *, after: Cursor | None, limit: int) -> list[Photo]:
        """Those that were taken then and are not archived, oldest first."""
        # A local day begins and ends within a day of the same day in UTC: the index is walked there only.
        first, last = local_day(day)
        near = (Ge("sort_at", first), Le("sort_at", last))
        where = all_of(active(owner), Eq("taken_day", day), Eq("archived", False), *near)
        return await self._find(where, Sort("sort_at"), after, limit)

    async def around(self, photo: Photo, *, seconds: float, limit: int) -> list[Photo]:
        """The photos before and after this one, with itself: `limit` either way, within these seconds."""
        first, last = around(photo.sort_at, timedelta(seconds=seconds))
        earlier = all_of(active(photo.owner), Ge("sort_at", first))
        later = all_of(active(photo.owner), Le("sort_at", last))
        cursor = (photo.sort_at, photo.id)
        before, after = await asyncio.gather(
            self._find(earlier, Sort("sort_at", descending=True), cursor, limit),
            self._find(later, Sort("sort_at"), cursor, limit),
        )
        return [*reversed(before), photo, *after]

    async def came(self, owner: str, first: str, last: str, *, limit: int) -> list[ListedPhoto]:
        """Those that were uploaded between two instants, `last` excluded, and are not archived, newest first."""
        where = active(owner, Ge("uploaded_at", first), Lt("uploaded_at", last), Ne("archived", True))
        return await self._catalog.find(
            _NAME, ListedPhoto, where, sort=Sort("uploaded_at", descending=True), limit=limit
        )

    async def looked(self, owner: str, ids: Sequence[str]) -> dict[str, Looked]:
        """Those of the ids that are this owner's and active."""
        found = await self._catalog.get_many(_NAME, Looked, ids)
        return {id: photo for id, photo in found.items() if photo.owner == owner and photo.state == "active"}

    async def unnoted_with(self, owner: str, person: str, *, limit: int) -> list[str]:
        """Ids of photos that show the person, and that no feature took note of as they are now."""
        theirs = PhotoFilter(people=(person,), archived=None)
        where = active(owner, *theirs.where(), Eq("noted", ""))
        return await self._catalog.find_ids(_NAME, where, limit=limit)

    async def _find(self, where: Where, sort: Sort, after: Cursor | None, limit: int) -> list[Photo]:
        return await self._catalog.find(_NAME, Photo, where, sort=sort, after=after, limit=limit)
