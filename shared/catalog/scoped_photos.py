"""The photos that a scope shows, in pages, by their ids, on the map and counted: what browsing and search are made of.
Whatever a page, a count or an answer tells of others' photos is as `seen.py` says."""

import asyncio
from collections.abc import Sequence
from functools import partial
from typing import Literal

import msgspec

from shared.catalog.all_photos import Cursor
from shared.catalog.base import Catalog, Sort
from shared.catalog.merging import every, merged, paged, summed
from shared.catalog.seen import asked, read_of, told
from shared.domain.cells import WORLD
from shared.domain.fields import FIELDS
from shared.domain.filter import PhotoFilter
from shared.domain.photo import ListedPhoto, Location
from shared.domain.scope import Entry, Scope
from shared.domain.stored import stored
from shared.domain.where import Has, In, Where

_NAME = "photos"

# What a library can be browsed by -> the field that says it.
FACETS = {field.filter: field.name for field in FIELDS if field.facet}

PageOrder = Literal["newest", "oldest"]
ListOrder = Literal["newest", "oldest", "added"]  # by when they were taken, or the last that came first
EVERY_PAGE = PhotoFilter()  # what a page shows when nothing is asked for


@stored
class Point(msgspec.Struct, frozen=True):
    """Where and when a photo was taken."""

    id: str
    sort_at: str
    day: str
    location: Location
    places: tuple[str, ...] = ()


class ScopedPhotos:
    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    async def page(
        self,
        scope: Scope,
        filter: PhotoFilter = EVERY_PAGE,
        *,
        order: ListOrder = "newest",
        after: Cursor | None,
        limit: int,
    ) -> list[ListedPhoto]:
        """Those after the cursor of the last one seen: (its `placed_by(order)`, its id)."""

        async def of(entry: Entry, where: Where, behind: Cursor | None, most: int) -> list[tuple[Entry, ListedPhoto]]:
            found = await self._catalog.find(_NAME, ListedPhoto, where, sort=sort, after=behind, limit=most)
            return [(entry, photo) for photo in found]

        def place(each: tuple[Entry, ListedPhoto]) -> Cursor:
            return getattr(each[1], by), each[1].id

        by = placed_by(order)
        sort, behind = Sort(by, descending=order != "oldest"), await self._behind(scope, after, by)
        asks = [partial(of, *each) for each in asked(scope, filter.where(), own=filter.where_own())]
        found = await paged(asks, place, after=behind, descending=sort.descending, limit=limit)
        return [told(*each) for each in found]

    async def _behind(self, scope: Scope, after: Cursor | None, by: str) -> Cursor | None:
        """Where the last photo of a page stands. Who is not told when that was, to the instant, comes with what they
        were told, and with its id. Of one that is gone, or is shown to them no more, as near as can be told."""
        if after is None or after[0].endswith("Z"):
            return after
        photo = await self._catalog.get(_NAME, ListedPhoto, after[1])
        shown = photo is not None and scope.shows(photo)
        return (getattr(photo, by) if shown else f"{after[0]}.000000Z", after[1])

    async def listed(self, scope: Scope, ids: Sequence[str]) -> dict[str, ListedPhoto]:
        """Those of the ids that the scope shows, and less of each."""
        found = await self._catalog.get_many(_NAME, ListedPhoto, ids)
        return {id: told(entry, photo) for id, photo in found.items() if (entry := scope.entry_of(photo))}

    async def ids(self, scope: Scope, filter: PhotoFilter, *, limit: int) -> list[str]:
        """Of up to `limit` photos, in no order."""
        wheres = [where for _, where in asked(scope, filter.where(), own=filter.where_own())]
        found = await every([self._catalog.find_ids(_NAME, where, limit=limit) for where in wheres])
        return [id for ids in found for id in ids][:limit]

    async def few(self, scope: Scope, filter: PhotoFilter, *, most: int) -> list[str] | None:
        """The ids of all that pass; None where these are more than `most`."""
        wheres = [where for _, where in asked(scope, filter.where(), own=filter.where_own())]
        found = await every([self._catalog.find_few(_NAME, where, most=most) for where in wheres])
        ids = [id for ids in found if ids is not None for id in ids]
        return None if None in found or len(ids) > most else ids

    async def passing(self, scope: Scope, filter: PhotoFilter, ids: Sequence[str]) -> set[str]:
        """Those of these photos that pass."""
        terms = [*filter.where(), In("id", tuple(ids))]
        wheres = [where for _, where in asked(scope, terms, own=filter.where_own())]
        found = await every([self._catalog.find_ids(_NAME, where, limit=len(ids)) for where in wheres if ids])
        return {id for some in found for id in some}

    async def points(self, scope: Scope, filter: PhotoFilter, *, after: Cursor | None, limit: int) -> list[Point]:
        """Those that are somewhere on the map, newest first."""
        sort = Sort("sort_at", descending=True)
        wheres = [where for _, where in asked(scope, [Has("cells", WORLD), *filter.where()], own=filter.where_own())]
        pages = await every(
            [self._catalog.find(_NAME, Point, where, sort=sort, after=after, limit=limit) for where in wheres]
        )
        return merged(pages, _place, descending=True, limit=limit)

    async def months(self, scope: Scope, filter: PhotoFilter = EVERY_PAGE) -> dict[str, int]:
        """ "2023-07" -> how many photos, newest first."""
        counts = await self.count_by(scope, "month", filter)
        return dict(sorted(counts.items(), reverse=True))

    async def count_by(self, scope: Scope, field: str, filter: PhotoFilter = EVERY_PAGE) -> dict[str, int]:
        """Value -> how many photos, of those that pass the filter, have it; what every page shows, from counters."""

        async def of(entry: Entry, where: Where) -> dict[str, int]:
            by_counters = entry.whole and not filter
            return await self._catalog.count_by(
                _NAME, read_of(entry, field), per=entry.owner, where=None if by_counters else where
            )

        return summed(
            await every([of(*each) for each in asked(scope, filter.where(), {field}, own=filter.where_own())])
        )

    async def facets(self, scope: Scope) -> dict[str, dict[str, int]]:
        """By the names of FACETS: value -> how many photos of every page have it, most first."""
        counts = await asyncio.gather(*(self.count_by(scope, field) for field in FACETS.values()))
        return {
            name: dict(sorted(values.items(), key=lambda each: (-each[1], each[0])))
            for name, values in zip(FACETS, counts, strict=True)
        }


def placed_by(order: ListOrder) -> Literal["sort_at", "uploaded_at"]:
    """The field of a photo that this order goes by."""
    return "uploaded_at" if order == "added" else "sort_at"


def _place(photo: ListedPhoto | Point) -> Cursor:
    return photo.sort_at, photo.id
