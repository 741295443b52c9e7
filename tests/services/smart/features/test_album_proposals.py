"""Album proposals of a library that changes: what is proposed, what is shown, and what its owner said stands."""

from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
import pytest

from services.smart.features.album_proposals import AlbumProposalsWork, keys
from shared.catalog.album_proposals import ALBUM_PROPOSALS as RECORDS
from shared.catalog.album_proposals import AlbumProposals
from shared.catalog.albums import ALBUM_PLACES, ALBUM_RECORDS, Albums
from shared.catalog.base import Patch
from shared.catalog.features import DIRTY_KEYS, DirtyKeys
from shared.catalog.occasions import HOMES, OCCASION_RECORDS, Occasions
from shared.catalog.people import PERSONS, People
from shared.catalog.photos import PHOTOS, Photos
from shared.catalog.proposals import PROPOSALS, SIMILAR, Proposals
from shared.catalog.sqlite import SqliteCatalog
from shared.domain.actions import Difference
from shared.domain.album import Album
from shared.domain.album_proposal import ALBUM_PROPOSALS, CHOICE_KEY, LIBRARY_KEY, MOST_OPEN, OCCASION_KEY, ProposalHead
from shared.domain.cells import cells_of
from shared.domain.ids import new_id
from shared.domain.instants import instant
from shared.domain.occasion import Occasion
from shared.domain.photo import Location, Photo, new_photo
from shared.domain.proposals import Proposal
from shared.domain.scope import Scope
from shared.errors import Unavailable
from shared.pipeline import STAGES
from shared.vectors.sqlite import SqliteVectorIndex
from tests.shared.runtime.test_erasing import Fuse

OWNER, ME = "me", Scope.of("me")
AREZZO = {
    "location": Location(43.46, 11.88), "places": ["Arezzo", "Tuscany", "Italy"], "cells": cells_of(43.46, 11.88),
}  # fmt: skip
VIENNA = {"location": Location(48.21, 16.37), "places": ["Vienna", "Austria"], "cells": cells_of(48.21, 16.37)}
HOME = {"homes": [{"latitude": 48.21, "longitude": 16.37}], "radius": 5.0}


class Library:
    def __init__(self, catalog: Any, vectors: Any) -> None:
        self.catalog = catalog
        self.photos, self.proposals = Photos(catalog, STAGES), AlbumProposals(catalog)
        self.occasions, self.albums = Occasions(catalog), Albums(catalog)
        self.people, self.groups = People(catalog, self.photos), Proposals(catalog)
        self.dirty = DirtyKeys(catalog)
        self.work = AlbumProposalsWork(
            self.photos, vectors, self.proposals, self.occasions, self.people, self.albums, self.groups, self.dirty
        )

    async def add(self, at: str, **facts: Any) -> str:
        """`at`: "2008-10-18T10:00"."""
        photo = new_photo(id=new_id(), owner=OWNER, sha256=new_id(), file_name="a", media_type="image/jpeg", bytes=1)
        day = at[:10]
        dated = {"sort_at": f"{at}:00.000000Z", "day": day, "taken_day": day, "month": day[:7], "taken_month": day[:7]}
        await self.photos.insert(msgspec.structs.replace(photo, **dated, **facts))
        return photo.id

    async def shoot(self, day: str, count: int, **facts: Any) -> list[str]:
        return [await self.add(f"{day}T10:{minute:02}", **facts) for minute in range(count)]

    async def trip(self, day: str, count: int, kind: str = "trip", **said: Any) -> tuple[str, list[str]]:
        """-> the id of the occasion, and its photos."""
        id = new_id()
        photos = await self.shoot(day, count, more={"occasions": [id]})
        await self.tell(id, photos, kind, **said)
        return id, photos

    async def tell(self, id: str, photos: Sequence[str], kind: str = "trip", **said: Any) -> None:
        first, *_, last = [await self.photos.get(OWNER, each) for each in photos]
        record = Occasion(
            id=id, owner=OWNER, begins=(first.sort_at, first.id), ends=(last.sort_at, last.id), at=first.sort_at,
            first=first.sort_at[:19], last=last.sort_at[:19], count=len(photos), kind=kind, **said,
        )  # fmt: skip
        assert await self.occasions.write(record, over=None)
        await self.mark(OCCASION_KEY + id)

    async def person(self, name: str, **said: Any) -> str:
        id = new_id()
        values = [Difference("name", "", name), *(Difference(each, False, value) for each, value in said.items())]
        await self.people.say(OWNER, id, values)
        return id

    async def mark(self, *keys: str) -> None:
        await self.dirty.mark(OWNER, {(ALBUM_PROPOSALS, key) for key in keys})

    async def rest(self, *dirty: str) -> None:
        """Until nothing is dirty."""
        await self.mark(*dirty)
        for _ in range(20):
            page = await self.dirty.page(OWNER, ALBUM_PROPOSALS, after=None, limit=500, tries=3)
            if not page:
                return
            for key in page:
                await self.work(OWNER, key.key)
                await self.dirty.clear(key)
        raise AssertionError("it never comes to rest")

    async def shown(self) -> list[ProposalHead]:
        return await self.proposals.shown(ME)

    async def abouts(self) -> set[tuple[str, ...]]:
        return {(each.source, *each.about) for each in await self.shown()}


Stores = tuple[SqliteCatalog, SqliteVectorIndex]


@pytest.fixture
async def stores(tmp_path: Path) -> AsyncIterator[Stores]:
    catalog = await SqliteCatalog.open(tmp_path / "catalog.sqlite")
    vectors = await SqliteVectorIndex.open(tmp_path / "vectors")
    await catalog.declare(
        PHOTOS, DIRTY_KEYS, PERSONS, OCCASION_RECORDS, HOMES, ALBUM_RECORDS, ALBUM_PLACES, PROPOSALS, RECORDS
    )
    yield catalog, vectors
    await vectors.close()
    await catalog.close()


@pytest.fixture
def library(stores: Stores) -> Library:
    return Library(*stores)


async def test_a_trip_is_proposed_with_its_photos_chosen_and_a_no_stands(library: Library) -> None:
    trip, photos = await library.trip("2008-10-18", 12)
    shot = await library.add("2008-10-18T10:05", kind="screenshot")
    await library.add("2008-10-18T18:00", kind="screenshot")
    burst = Proposal(
        id="g", owner=OWNER, feature=SIMILAR, kind="burst", photos=photos[:3], best=photos[1], reasons=[],
        at="2008-10-18T10:02:00.000000Z",
    )  # fmt: skip
    assert await library.groups.write(burst, over=None)
    await library.trip("2008-11-01", 7)
    await library.trip("2008-12-01", 12, kind="")
    named, _ = await library.trip("2009-01-01", 12, kind="", title="Ben's farewell", trip=trip)
    await library.trip("2009-02-01", 12, kind="day out", trip=trip)
    await library.rest()
    assert await library.abouts() == {("occasion", trip), ("occasion", named)}
    (head,) = [each for each in await library.shown() if each.about == (trip,)]
    found = await library.proposals.find(head.id)
    assert found
    assert found.photos == [photos[1], *photos[3:]]
    assert found.left_out == {photos[0]: "burst", photos[2]: "burst", shot: "screenshot"}
    assert (found.count, found.days, found.years, found.query) == (10, 1, 1, None)
    assert {found.cover, *found.best} <= set(found.photos)
    assert len(found.best) <= 8

    assert await library.proposals.say(found, "dismissed")
    more = await library.add("2008-10-18T10:30", more={"occasions": [trip]})
    await library.rest(OCCASION_KEY + trip, LIBRARY_KEY, CHOICE_KEY)
    after = await library.proposals.find(head.id)
    assert after
    assert (after.state, after.count, after.photos[-1]) == ("dismissed", 11, more)
    assert await library.abouts() == {("occasion", named)}
    assert [each.id for each in await library.proposals.dismissed(ME, after="", limit=9)] == [head.id]
    for id in (trip, named):
        occasion = await library.occasions.find(id)
        assert occasion
        assert await library.occasions.say(occasion, lambda _: {"dismissed": True})
    await library.rest(OCCASION_KEY + trip, OCCASION_KEY + named)
    assert await library.shown() == []
    kept = await library.proposals.find(head.id)
    assert kept
    assert kept.state == "dismissed", "a no is kept, also of what is not there just now"


def test_a_photo_matters_to_the_library_and_to_its_occasions() -> None:
    photo = new_photo(id="p", owner=OWNER, sha256="p", file_name="a", media_type="image/jpeg", bytes=1)
    of: Photo = msgspec.structs.replace(photo, more={"occasions": ["day", "trip"]})
    assert keys(photo) == (LIBRARY_KEY,)
    assert keys(of) == (LIBRARY_KEY, "occasion:day", "occasion:trip")
    assert sorted([CHOICE_KEY, LIBRARY_KEY, OCCASION_KEY], reverse=True) == [OCCASION_KEY, LIBRARY_KEY, CHOICE_KEY]


async def test_people_pairs_places_and_themes_are_proposed_as_rules(library: Library) -> None:
    anna, ben, nobody = await library.person("Anna"), await library.person("Ben"), await library.person("")
    hidden = await library.person("Hidden", hidden=True)
    for on, count in (((anna,), 10), ((anna, ben), 20), ((ben,), 10), ((nobody,), 30), ((hidden,), 30)):
        await library.shoot("2019-05-01", count, more={"people": list(on)})
    await library.occasions.live(OWNER, HOME)
    for day in ("2017-05-01", "2018-06-01", "2019-07-01"):
        await library.shoot(day, 6, **AREZZO)
        await library.shoot(day, 6, **VIENNA)
    await library.shoot("2019-08-01", 20, more={"objects": ["dog"]}, tag_names=["dog"])
    await library.shoot("2019-09-01", 19, tag_names=["food"])
    await library.rest(LIBRARY_KEY)
    pair = tuple(sorted((anna, ben)))
    assert await library.abouts() == {
        ("person", anna), ("person", ben), ("pair", *pair), ("place", "Arezzo"), ("theme", "dog"),
    }  # fmt: skip
    told = {each.source: each for each in await library.shown()}
    assert told["pair"].query == {"person": [*pair]}
    assert (told["pair"].count, told["place"].count, told["theme"].count) == (20, 18, 20)
    assert (told["place"].query, told["place"].days, told["place"].years) == ({"place": ["Arezzo"]}, 3, 3)
    assert told["theme"].query == {"object": ["dog"]}

    assert await library.people.say(OWNER, anna, [Difference("hidden", False, True)])
    await library.shoot("2019-09-02", 1, tag_names=["food"])
    await library.rest(LIBRARY_KEY)
    assert await library.abouts() == {("person", ben), ("place", "Arezzo"), ("theme", "dog"), ("theme", "food")}
    (of_ben,) = [each for each in await library.shown() if each.source == "person"]
    shown = await library.photos.get_many(OWNER, of_ben.best)
    assert shown
    assert not any(anna in photo.more["people"] for photo in shown.values())
    await library.proposals.forget_people(OWNER)
    assert {each.source for each in await library.proposals.heads(OWNER)} == {"place", "theme"}


async def test_a_place_that_is_one_trip_is_proposed_as_that(library: Library) -> None:
    await library.occasions.live(OWNER, HOME)
    id = new_id()
    photos = [
        photo
        for day in ("2019-07-01", "2019-07-02", "2019-07-03")
        for photo in await library.shoot(day, 6, **AREZZO, more={"occasions": [id]})
    ]
    await library.tell(id, photos)
    await library.rest(LIBRARY_KEY)
    assert await library.abouts() == {("occasion", id)}


async def test_nobody_who_is_hidden_and_nothing_off_the_timeline_is_chosen(library: Library) -> None:
    anna = await library.person("Anna")
    id = new_id()
    seen = await library.shoot("2019-07-01", 9, more={"occasions": [id]})
    hers = await library.shoot("2019-07-02", 3, more={"occasions": [id], "people": [anna]})
    album = Album(id=new_id(), owner=OWNER, created=instant(), name="Away", off_timeline=True)
    await library.albums.insert(album)
    await library.shoot("2019-07-03", 3, more={"occasions": [id], "albums": [album.id]})
    last = await library.add("2019-07-04T10:00", more={"occasions": [id]})
    await library.tell(id, [*seen, last])
    await library.rest()
    assert [each.count for each in await library.shown()] == [13]
    assert await library.people.say(OWNER, anna, [Difference("hidden", False, True)])
    await library.rest(LIBRARY_KEY)
    (head,) = await library.shown()
    found = await library.proposals.find(head.id)
    assert found
    assert not {*found.photos, *found.left_out, *found.best} & {*hers}
    assert found.photos == [*seen, last]


async def test_what_an_album_holds_is_not_shown_nor_more_than_a_few(library: Library) -> None:
    trip, photos = await library.trip("2008-10-18", 10)
    await library.shoot("2019-08-01", 20, more={"objects": ["dog"]})
    await library.rest(LIBRARY_KEY)
    assert await library.abouts() == {("occasion", trip), ("theme", "dog")}
    by_hand = Album(id="hand", owner=OWNER, created=instant(), name="Arezzo")
    smart = Album(id="smart", owner=OWNER, created=instant(), name="Dogs", query={"object": ["dog"]})
    for album in (by_hand, smart):
        await library.albums.insert(album)
    for id in photos[:8]:
        assert await library.catalog.patch(PHOTOS.name, id, Patch(set={"more.albums": ["hand"]}))
    await library.rest(LIBRARY_KEY)
    assert await library.shown() == []
    for album in (by_hand, smart):
        assert await library.albums.say(OWNER, album.id, [Difference("deleted", "", instant())])
    await library.rest(LIBRARY_KEY)
    assert await library.abouts() == {("occasion", trip), ("theme", "dog")}
    for month in range(1, 13):
        for day in range(1, 4):
            await library.trip(f"2009-{month:02}-0{day}", 8, kind="day out")
    await library.rest()
    ranks = [each.rank for each in await library.shown()]
    assert ranks == [*range(1, MOST_OPEN + 1)]
    assert ("theme", "dog") in await library.abouts()


async def test_who_died_taking_one_has_it_opened_again(library: Library) -> None:
    ids = [(await library.trip(f"2008-10-1{day}", 10))[0] for day in range(4)]
    await library.rest()
    heads = {each.about[0]: each for each in await library.shown()}
    now = instant()
    half = Album(id="half", owner=OWNER, created=now, deleted=now, name="Half")
    gone = msgspec.structs.replace(half, id="gone", deleted="2100-01-01T00:00:00.000000Z")
    there = msgspec.structs.replace(half, id="there", deleted="")
    for album in (half, gone, there):
        await library.albums.insert(album)
    for id, album in zip(ids, ("none", "half", "gone", "there"), strict=True):
        assert await library.proposals.say(heads[id], "taken", album)
    await library.rest(CHOICE_KEY)
    assert await library.abouts() == {("occasion", ids[0]), ("occasion", ids[1])}, "a deleted album is a no"


async def test_wherever_it_dies_the_same_is_proposed_in_the_end(stores: Stores) -> None:
    catalog, vectors = stores
    library = Library(catalog, vectors)
    trip, _ = await library.trip("2008-10-18", 10)
    other, _ = await library.trip("2008-11-18", 10)
    await library.shoot("2019-08-01", 20, more={"objects": ["dog"]})
    await library.mark(LIBRARY_KEY)

    async def state() -> list[tuple[Any, ...]]:
        heads = await library.proposals.heads(OWNER)
        return [(each.source, each.about, each.count, each.best, each.rank, each.state) for each in heads]

    await library.rest()
    whole = await state()
    assert len(whole) == 3
    dismissed = next(each for each in await library.shown() if each.about == (other,))
    for act in (True, False):  # what was there is made anew, and made
        calls, died = 0, True
        while died:
            if act:
                occasion = await library.occasions.find(trip)
                assert occasion
                await catalog.patch(OCCASION_RECORDS.name, trip, Patch(set={"title": "Arezzo"}))
                first = await library.proposals.find(dismissed.id)
                assert first
                await catalog.patch(RECORDS.name, first.id, Patch(set={"count": 3, "rank": 0}))
            else:
                for head in await library.proposals.heads(OWNER):
                    await library.proposals.remove(head)
            await library.mark(OCCASION_KEY + trip, OCCASION_KEY + other, LIBRARY_KEY)
            fuse = Fuse(calls)
            try:
                await Library(fuse.of(catalog), fuse.of(vectors)).rest()
            except Unavailable:
                assert fuse.blown
            died = fuse.blown
            await library.rest()
            assert [each[:4] + each[5:] for each in await state()] == [each[:4] + each[5:] for each in whole]
            assert sorted(each[4] for each in await state()) == [1, 2, 3]
            calls += 3
    assert calls > 30
