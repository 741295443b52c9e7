"""Occasions of a library that changes: found, kept as the same, and never against what their owner says."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from services.smart.features.occasions import OccasionsWork, keys
from shared.catalog.features import DIRTY_KEYS, NOTES, DirtyKeys, Notes
from shared.catalog.occasions import HOMES, OCCASION_RECORDS, Occasions
from shared.catalog.people import PERSONS, People
from shared.catalog.photos import PHOTOS, Photos
from shared.catalog.sqlite import SqliteCatalog
from shared.domain.actions import Difference
from shared.domain.captions.occasions import called
from shared.domain.features import Feature, FeatureTable
from shared.domain.filter import PhotoFilter
from shared.domain.ids import new_id
from shared.domain.instants import instant
from shared.domain.occasion import BIRTHDAYS_KEY, OCCASIONS, Occasion
from shared.domain.person import PEOPLE, PeopleOn, PlacedFace
from shared.domain.photo import Mark, new_photo
from shared.domain.scope import Scope
from shared.domain.stages import Stage, StageTable
from shared.runtime.noticing import Noticer
from shared.vectors.sqlite import SqliteVectorIndex

OWNER, ME = "me", Scope.of("me")
STAGES = StageTable(Stage("metadata", service="vision", takes="original"))
HOME = (48.21, 16.37, "Vienna", "Vienna", "Austria")
AREZZO = (43.46, 11.88, "Arezzo", "Tuscany", "Italy")
SIENA = (43.32, 11.33, "Siena", "Tuscany", "Italy")


class Library:
    def __init__(self, catalog: SqliteCatalog, vectors: SqliteVectorIndex, method: str = "adaptive") -> None:
        self.photos, self.occasions = Photos(catalog, STAGES), Occasions(catalog)
        self.people = People(catalog, self.photos)
        self.dirty, self.notes = DirtyKeys(catalog), Notes(catalog)
        table = FeatureTable(Feature(OCCASIONS, keys=keys, reads=("sort_at", "month", "location", "archived")))
        self.noticer = Noticer(self.photos, self.dirty, self.notes, table)
        self.work = OccasionsWork(
            self.photos, vectors, self.occasions, self.people, self.notes, self.dirty, method=method
        )

    async def add(self, at: str, *, where: Sequence[Any] | None = None, people: Sequence[str] = ()) -> str:
        id = new_id()
        photo = new_photo(id=id, owner=OWNER, sha256=id, file_name="a", media_type="image/jpeg", bytes=1)
        await self.photos.insert(photo)
        await self.date(id, at, where)
        if people:
            on = PeopleOn("run", tuple(PlacedFace(f"{id}{each}", each) for each in people))
            await self.photos.tell(await self.photos.get(OWNER, id), PEOPLE, on.facts())
        return id

    async def date(self, id: str, at: str, where: Sequence[Any] | None = None) -> None:
        facts: dict[str, Any] = {"taken_at": at, "taken_instant": f"{at}.000000Z"} if at else {}
        if where:
            facts["location"] = {"latitude": where[0], "longitude": where[1]}
            facts["place"] = dict(zip(("city", "region", "country"), where[2:], strict=True))
        photo = await self.photos.get(OWNER, id)
        await self.photos.settle(photo, {"metadata": (facts, Mark("done", 1, instant()))})

    async def shoot(self, at: str, count: int, **what: Any) -> list[str]:
        """So many photos, two minutes apart."""
        start = datetime.fromisoformat(at)
        return [await self.add((start + timedelta(minutes=2 * n)).isoformat(), **what) for n in range(count)]

    async def live(self) -> None:
        """A summer at home."""
        for week in range(8):
            await self.shoot(
                (datetime.fromisoformat("2008-07-01T15:00:00") + timedelta(days=9 * week)).isoformat(), 3, where=HOME
            )

    async def rest(self) -> None:
        """Until nothing is dirty, and nobody has anything to notice."""
        for _ in range(50):
            noticed = await self.noticer.reconcile()
            page = await self.dirty.page(OWNER, OCCASIONS, after=None, limit=500, tries=3)
            if not page and not noticed:
                return
            for key in page:
                await self.work(OWNER, key.key)
                await self.dirty.clear(key)
        raise AssertionError("it never comes to rest")

    async def all(self, **asked: Any) -> list[Occasion]:
        return await self.occasions.page(ME, **asked, after=None, limit=100)

    async def names(self, **asked: Any) -> list[str]:
        return [called(each, "en") for each in await self.all(**asked)]

    async def of(self, occasion: Occasion) -> set[str]:
        return {*await self.photos.scoped.ids(ME, PhotoFilter(occasions=(occasion.id,)), limit=1000)}


Stores = tuple[SqliteCatalog, SqliteVectorIndex]


@pytest.fixture
async def stores(tmp_path: Path) -> AsyncIterator[Stores]:
    catalog = await SqliteCatalog.open(tmp_path / "catalog.sqlite")
    vectors = await SqliteVectorIndex.open(tmp_path / "vectors")
    await catalog.declare(PHOTOS, DIRTY_KEYS, NOTES, PERSONS, OCCASION_RECORDS, HOMES)
    yield catalog, vectors
    await vectors.close()
    await catalog.close()


@pytest.fixture
def library(stores: Stores) -> Library:
    return Library(*stores)


async def test_trips_and_days_are_found_and_named_for_what_is_known(library: Library) -> None:
    await library.live()
    first = await library.shoot("2008-10-18T10:00:00", 5, where=AREZZO)
    second = await library.shoot("2008-10-19T11:00:00", 4, where=AREZZO)
    day_out = await library.shoot("2008-10-25T11:00:00", 4, where=SIENA)
    nowhere = await library.shoot("2008-11-02T11:00:00", 4)
    await library.shoot("2008-11-20T11:00:00", 2)
    await library.rest()
    names = (await library.names())[:3]
    assert names == ["2 November 2008", "Day out: Siena, 25 October 2008", "Weekend in Arezzo, October 2008"]
    none, siena, trip = (await library.all())[:3]
    assert [await library.of(each) for each in (none, siena, trip)] == [{*nowhere}, {*day_out}, {*first, *second}]
    days = await library.all(trip=trip.id)
    assert [each.count for each in days] == [4, 5]
    assert [await library.of(each) for each in days] == [{*second}, {*first}]
    assert await library.all(kind="trip") == [trip]
    assert (trip.first, trip.last, trip.places) == ("2008-10-18T10:00:00", "2008-10-19T11:06:00", ["Arezzo"])
    assert trip.within == ["Arezzo", "Italy", "Tuscany"]
    assert called(trip, "de") == "Wochenende in Arezzo, Oktober 2008"
    assert {*trip.best} <= {*first, *second}
    assert trip.cover in trip.best
    homes = await library.occasions.homes(OWNER)
    assert homes
    assert [round(home["latitude"]) for home in homes["homes"]] == [48]


async def test_ids_stay_and_what_is_gone_goes(library: Library) -> None:
    ids = await library.shoot("2008-10-18T10:00:00", 6)
    await library.shoot("2008-10-18T20:00:00", 3)
    await library.rest()
    evening, morning = await library.all()
    later = await library.add("2008-10-18T10:13:00")
    await library.date(ids[0], "2008-12-24T10:00:00")
    await library.rest()
    now = {each.id: each for each in await library.all()}
    assert now.keys() == {evening.id, morning.id}
    assert await library.of(now[morning.id]) == {*ids[1:], later}
    assert now[morning.id].count == 6
    for id in ids[1:]:
        await library.photos.tombstone(OWNER, id)
        await library.photos.all.erase(id)
    await library.rest()
    assert [each.id for each in await library.all()] == [evening.id]
    assert (await library.photos.get(OWNER, later)).more[OCCASIONS] == []


async def test_undated_archived_and_screenshots_are_of_none(library: Library) -> None:
    ids = await library.shoot("2008-10-18T10:00:00", 6)
    await library.rest()
    (occasion,) = await library.all()
    assert len(await library.of(occasion)) == 6
    photo = await library.photos.get(OWNER, ids[0])
    await library.photos.apply(photo, (Difference("archived", None, True),))
    await library.date(ids[1], "")
    await library.rest()
    assert await library.photos.scoped.ids(ME, PhotoFilter(occasions=(occasion.id,), archived=None), limit=9) != ids
    (after,) = await library.all()
    assert (after.id, after.count, await library.of(after)) == (occasion.id, 4, {*ids[2:]})
    for id in ids[:2]:
        assert (await library.photos.get(OWNER, id)).more[OCCASIONS] == []


async def test_what_the_owner_says_stands(library: Library) -> None:
    ids = await library.shoot("2008-10-18T10:00:00", 8)
    other = await library.shoot("2008-10-18T20:00:00", 4)
    await library.rest()
    evening, morning = await library.all()
    photo = await library.photos.get(OWNER, ids[5])
    said = await library.occasions.say(morning, lambda _: {"title": "Market", "apart": [(photo.sort_at, photo.id)]})
    assert said
    assert said.title == "Market"
    await library.dirty.mark(OWNER, {(OCCASIONS, "2008-10")})
    await library.rest()
    assert await library.names() == ["18 October 2008", "18 October 2008", "Market"]
    assert [await library.of(each) for each in await library.all()] == [{*other}, {*ids[5:]}, {*ids[:5]}]
    new = await library.add("2008-10-18T10:00:30")
    await library.rest()
    market = (await library.all())[2]
    assert (market.id, market.title, await library.of(market)) == (morning.id, "Market", {*ids[:5], new})

    evening = (await library.all())[0]
    first = await library.photos.get(OWNER, ids[7])
    last = await library.photos.get(OWNER, other[0])
    pair = ((first.sort_at, first.id), (last.sort_at, last.id))
    await library.occasions.say(evening, lambda _: {"joined": [pair]})
    await library.dirty.mark(OWNER, {(OCCASIONS, "2008-10")})
    await library.rest()
    assert [each.count for each in await library.all()] == [7, 6]
    merged = (await library.all())[0]
    assert await library.of(merged) == {*ids[5:], *other}

    assert await library.occasions.say(merged, lambda _: {"dismissed": True})
    await library.dirty.mark(OWNER, {(OCCASIONS, "2008-10")})
    await library.rest()
    assert [each.title for each in await library.all()] == ["Market"]
    assert [each.id for each in await library.all(dismissed=True)] == [merged.id]
    await library.add("2008-10-18T20:04:30")
    await library.rest()
    assert [each.title for each in await library.all()] == ["Market"], "a no is never asked again"


async def test_a_birthday_is_that_of_who_is_on_it(library: Library) -> None:
    anna = new_id()
    await library.people.recount(OWNER, anna)
    await library.people.say(OWNER, anna, [Difference("name", "", "Anna")])
    await library.shoot("2023-07-04T15:00:00", 4, people=[anna])
    await library.shoot("2023-07-05T15:00:00", 4, people=[anna])
    await library.shoot("2022-07-04T15:00:00", 4)
    await library.rest()
    assert {each.kind for each in await library.all()} == {""}
    await library.people.say(OWNER, anna, [Difference("birth_date", "", "2015-07-04")])
    await library.dirty.mark(OWNER, {(OCCASIONS, BIRTHDAYS_KEY)})
    await library.rest()
    (party,) = await library.all(kind="birthday")
    assert (party.first[:10], party.whose, party.called) == ("2023-07-04", anna, "Anna’s birthday, 2023")


async def test_a_fixed_number_of_hours_can_be_chosen(stores: Stores) -> None:
    library = Library(*stores, method="fixed:12")
    for hour in (8, 19, 23):
        await library.shoot(f"2008-10-18T{hour:02}:00:00", 3)
    await library.shoot("2008-10-19T13:00:00", 3)
    await library.rest()
    assert [each.count for each in await library.all()] == [3, 9]


@pytest.mark.parametrize(
    ("times", "found"),
    [
        (["2008-10-18T10:00:00"], []),
        (["1900-01-01T00:00:00", "2010-01-01T00:00:00", "2100-12-31T23:59:59"], []),
        (["2008-10-18T10:00:00"] * 40, [40]),
        (["0001-01-01T00:00:00"] * 3 + ["9999-12-31T12:00:00"] * 3, [3, 3]),
    ],
)
async def test_libraries_of_any_kind_come_to_rest(library: Library, times: list[str], found: list[int]) -> None:
    for at in times:
        await library.add(at)
    await library.rest()
    assert [each.count for each in await library.all()] == found


async def test_a_trip_over_the_date_line_and_no_summer_time_is_one(library: Library) -> None:
    await library.live()
    for day, longitude in ((13, 179.9), (14, -179.9), (15, 179.8)):
        await library.shoot(f"2008-10-{day}T10:00:00", 3, where=(-17.0, longitude, "", "", "Fiji"))
    await library.rest()
    (trip,) = await library.all(kind="trip")
    assert (trip.called, trip.count) == ("Trip to Fiji, October 2008", 9)


async def test_two_who_work_at_once_leave_what_one_would(library: Library) -> None:
    await library.shoot("2008-10-18T10:00:00", 6)
    await library.shoot("2008-10-18T20:00:00", 3)
    await library.noticer.reconcile()
    await asyncio.gather(
        *(library.work(OWNER, "2008-10") for _ in range(2)), return_exceptions=True
    )  # both make new ids
    await library.dirty.mark(OWNER, {(OCCASIONS, "2008-10")})
    await library.rest()
    found = await library.all()
    assert [each.count for each in found] == [3, 6]
    assert [len(await library.of(each)) for each in found] == [3, 6]
