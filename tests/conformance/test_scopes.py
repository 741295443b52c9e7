"""Scopes on every catalog: photos of several owners on a page, one of them seen in part, and counts of what is seen."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from shared.catalog.photos import PHOTOS, Photos
from shared.domain.cells import cells_of
from shared.domain.filter import PhotoFilter
from shared.domain.ids import new_id
from shared.domain.photo import Location, Photo, new_photo
from shared.domain.scope import Entry, Scope
from shared.domain.stages import Stage, StageTable
from shared.domain.where import Eq, Has, In, Ne, Not, Or, Where

from .catalogs import ADAPTERS, EVERY_ADAPTER

TABLE = StageTable(Stage("metadata", service="vision", takes="original"))
EACH = 20  # photos of each owner
OTHERS = [new_id() for _ in range(100_000)]  # of nobody


class World:
    def __init__(self, photos: Photos) -> None:
        self.photos = photos
        self.all: list[Photo] = []

    async def fill(self) -> None:
        """Photos of three owners in one time, many of them in the same second."""
        for n in range(EACH):
            for owner in ("me", "you", "them"):
                made = new_photo(
                    id=new_id(), owner=owner, sha256=str(n), file_name="a", media_type="image/jpeg", bytes=1
                )
                photo = msgspec.structs.replace(
                    made,
                    sort_at=f"2023-07-{1 + n // 4:02}T12:00:00.000000Z",
                    month=f"2023-{1 + n // 10:02}",
                    tag_names=["cat"] * (n % 2) + ["dog"] * (n % 3 == 0),
                    kind="photograph",
                    rating=n % 6,
                    favourite=n % 5 == 0,
                    archived=n % 10 == 9,
                    location=Location(43.0, 11.0) if n % 4 else None,
                    cells=cells_of(43.0, 11.0) if n % 4 else [],
                )
                self.all.append(photo)
        await asyncio.gather(*map(self.photos.insert, self.all))

    def of(self, owner: str) -> list[Photo]:
        return [photo for photo in self.all if photo.owner == owner]

    def seen(self, scope: Scope, passes: Callable[[Photo], Any] = lambda _: True) -> list[Photo]:
        """Newest first."""
        found = [photo for photo in self.all if scope.shows(photo) and not photo.archived and passes(photo)]
        return sorted(found, key=lambda photo: (photo.sort_at, photo.id), reverse=True)


@pytest.fixture(params=EVERY_ADAPTER)
async def world(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[World]:
    async with ADAPTERS[request.param](request, tmp_path) as opens:
        catalog = await opens()
        await catalog.declare(PHOTOS)
        world = World(Photos(catalog, TABLE))
        await world.fill()
        yield world


def with_part_of(condition: Where) -> Scope:
    """All of mine, and that of yours; nothing of theirs."""
    return Scope((Entry("me", own=True), Entry("you", condition)))


async def check(world: World, scope: Scope) -> None:
    photos, seen, cats = world.photos, world.seen(scope), PhotoFilter(tags=("cat",))
    assert 0 < len(seen) < len(world.all)
    read, after = list[str](), None
    while page := await photos.scoped.page(scope, after=after, limit=3):
        read += [photo.id for photo in page]
        after = (page[-1].sort_at, page[-1].id)
    assert read == [photo.id for photo in seen]
    oldest = await photos.scoped.page(scope, order="oldest", after=None, limit=1000)
    assert [photo.id for photo in oldest] == read[::-1]
    points = await photos.scoped.points(scope, PhotoFilter(), after=None, limit=5)
    points += await photos.scoped.points(scope, PhotoFilter(), after=(points[-1].sort_at, points[-1].id), limit=1000)
    assert [point.id for point in points] == [photo.id for photo in seen if photo.location]

    assert sorted(await photos.scoped.ids(scope, PhotoFilter(), limit=1000)) == sorted(photo.id for photo in seen)
    assert len(await photos.scoped.ids(scope, PhotoFilter(), limit=3)) == 3
    assert set(await photos.scoped.listed(scope, [photo.id for photo in world.all])) == {
        photo.id for photo in world.all if scope.shows(photo)
    }
    assert await photos.scoped.months(scope) == Counter(photo.month for photo in seen)
    assert await photos.scoped.months(scope, cats) == Counter(photo.month for photo in seen if "cat" in photo.tag_names)
    facets = await photos.scoped.facets(scope)
    assert facets["tags"] == Counter(tag for photo in seen for tag in photo.tag_names)
    assert facets["kinds"] == {"photograph": len(seen)}
    assert await photos.scoped.count_by(scope, "status") == {"processing": len(seen)}


async def test_a_library_that_is_seen_in_part(world: World) -> None:
    await check(world, with_part_of(Has("tag_names", "cat")))
    await check(world, with_part_of(Or((Eq("month", "2023-02"), Not(Has("tag_names", "dog"))))))
    await check(world, Scope((Entry("me", Ne("month", "2023-01"), own=True), Entry("you"))))


async def test_a_list_of_a_hundred_thousand(world: World) -> None:
    some = [photo.id for photo in world.of("you")[::3]]
    theirs = [photo.id for photo in world.of("them")]
    scope = with_part_of(In("id", frozenset((*OTHERS, *some, *theirs))))
    await check(world, scope)
    assert {photo.id for photo in world.seen(scope) if photo.owner != "me"} < set(some)


async def test_nothing_is_seen_where_nobody_lets_one(world: World) -> None:
    nobody, ids = Scope(), [photo.id for photo in world.all]
    assert await world.photos.scoped.page(nobody, after=None, limit=9) == []
    assert await world.photos.scoped.ids(nobody, PhotoFilter(), limit=9) == []
    assert (await world.photos.scoped.listed(nobody, ids), await world.photos.scoped.months(nobody)) == ({}, {})
    assert await world.photos.scoped.points(nobody, PhotoFilter(), after=None, limit=9) == []


async def test_what_is_private_is_its_owners_alone(world: World) -> None:
    scope = Scope((Entry("me", own=True), Entry("you")))
    mine = {photo.id: photo for photo in world.of("me")}
    for filter in (PhotoFilter(favourite=True), PhotoFilter(favourite=False), PhotoFilter(rating=3)):
        found = await world.photos.scoped.page(scope, filter, after=None, limit=1000)
        assert found
        assert {photo.id for photo in found} <= mine.keys()
        assert set(await world.photos.scoped.ids(scope, filter, limit=1000)) == {photo.id for photo in found}
        assert sum((await world.photos.scoped.months(scope, filter)).values()) == len(found)
    every = [*await world.photos.scoped.page(scope, after=None, limit=1000)]
    every += (await world.photos.scoped.listed(scope, [photo.id for photo in world.all])).values()
    for photo in every:
        private = (photo.rating, photo.favourite)
        assert private == ((mine[photo.id].rating, mine[photo.id].favourite) if photo.id in mine else (None, False))
