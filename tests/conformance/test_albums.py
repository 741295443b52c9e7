"""Albums on every catalog: told page by page, changed by whoever was first, and where photos are laid in them."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from shared.catalog.albums import ALBUM_PLACES, ALBUM_RECORDS, Albums
from shared.catalog.base import Catalog
from shared.catalog.photos import PHOTOS, Photos
from shared.domain.actions import Difference
from shared.domain.album import Album, Placed, place_between
from shared.domain.edits import album as in_album
from shared.domain.filter import Gathered, PhotoFilter
from shared.domain.instants import instant
from shared.domain.photo import new_photo
from shared.domain.scope import Entry, Scope
from shared.pipeline import STAGES

from .catalogs import ADAPTERS, EVERY_ADAPTER

MINE = Scope.of("me")


@pytest.fixture(params=EVERY_ADAPTER)
async def catalog(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Catalog]:
    async with ADAPTERS[request.param](request, tmp_path) as opens:
        catalog = await opens()
        await catalog.declare(PHOTOS, ALBUM_RECORDS, ALBUM_PLACES)
        yield catalog


@pytest.fixture
def albums(catalog: Catalog) -> Albums:
    return Albums(catalog)


async def made(albums: Albums, id: str, owner: str = "me", *, off_timeline: bool = False) -> None:
    await albums.insert(
        Album(id=id, owner=owner, created=instant(), name=f"The {id}", off_timeline=off_timeline, query={"tag": [id]})
    )


async def test_they_are_told_to_their_owner_while_they_are_there(catalog: Catalog, albums: Albums) -> None:
    for id in "abc":
        await made(albums, id, off_timeline=id == "b")
    await made(albums, "d", "you")
    first = await albums.page(MINE, after="", limit=2)
    rest = await albums.page(MINE, after=first[-1].id, limit=9)
    assert [album.id for album in first + rest] == ["a", "b", "c"]
    assert await albums.page(Scope((Entry("me"),)), after="", limit=9) == []
    assert [album.id for album in await albums.off_timeline(MINE)] == ["b"]
    labels = Photos(catalog, STAGES).labels
    assert await labels.of(MINE, ALBUM_RECORDS.name) == {id: f"The {id}" for id in "abc"}
    gone = [Difference("deleted", "", instant())]
    assert await albums.say("me", "b", gone)
    assert not await albums.say("you", "b", gone), "none of theirs"
    assert [album.id for album in await albums.every("me")] == ["a", "c"]
    assert await albums.get_many("me", ["a", "b", "d"]) == {"a": await albums.find("a")}
    assert await albums.off_timeline(MINE) == []
    assert "b" not in await labels.of(MINE, ALBUM_RECORDS.name)
    assert await albums.say("me", "b", [each.back for each in gone])
    assert [album.id for album in await albums.off_timeline(MINE)] == ["b"]


async def test_of_two_who_say_other_things_the_first_is_heard(albums: Albums) -> None:
    await made(albums, "a")
    queries = [{"tag": ["x"]}, {"rating": 5}]
    said = await asyncio.gather(
        *(albums.say("me", "a", [Difference("query", {"tag": ["a"]}, query)]) for query in queries)
    )
    album = await albums.find("a")
    assert album
    assert sorted(said) == [False, True]
    assert album.query == queries[said.index(True)]
    assert await albums.say("me", "a", [Difference("name", "The a", "The a"), Difference("query", album.query, None)])
    assert await albums.tell_best(album, "photo")
    now = await albums.find("a")
    assert now
    assert (now.query, now.best) == (None, "photo")
    assert not await albums.tell_best(now, "photo")


async def test_photos_are_laid_in_them(albums: Albums) -> None:
    first = place_between(None, None)
    second = place_between(first, None)
    places = [
        Placed(album=album, owner="me", photo=photo, place=place)
        for album, photo, place in (("a", "z", first), ("a", "y", second), ("a", "x", second), ("b", "z", second))
    ]
    await albums.places.write(places)
    page = await albums.places.page("a", after=None, limit=2)
    rest = await albums.places.page("a", after=(page[-1].place, page[-1].photo), limit=9)
    assert [each.photo for each in page + rest] == ["z", "x", "y"]
    assert await albums.places.photos("a") == {"x", "y", "z"}
    last = await albums.places.last("a")
    assert last
    assert last.photo == "y"
    moved = Placed(album="a", owner="me", photo="y", place=place_between(None, first))
    await albums.places.write([moved])
    assert (await albums.places.of("a", ["y", "nobody"])) == {"y": moved}
    await albums.places.sweep("a", ["x", "nobody"])
    assert [each.photo for each in await albums.places.page("a", after=None, limit=9)] == ["y", "z"]
    assert await albums.places.photos("b") == {"z"}


async def test_a_smart_album_is_what_passes_and_what_was_put_in(catalog: Catalog) -> None:
    photos, said = Photos(catalog, STAGES), {"kept": "added", "out": "removed", "plain": None, "other": None}
    for n, (id, word) in enumerate(said.items()):
        photo = new_photo(
            id=id, owner="me", sha256=id, file_name="a", media_type="image/jpeg", bytes=1,
            uploaded_at=f"2020-01-0{n + 1}T00:00:00.000000Z",
        )  # fmt: skip
        await photos.insert(photo)
        tagged = [Difference("tag:x", None, "added")] if id in ("out", "plain") else []
        await photos.apply(photo, (*tagged, Difference(in_album("s"), None, word)))
    smart = Gathered("s", PhotoFilter(tags=("x",)))
    for filter, expected in (
        (PhotoFilter(gathered=(smart,)), ["plain", "kept"]),
        (PhotoFilter(aside=(smart,)), ["other", "out"]),
        (PhotoFilter(aside=(Gathered("s"),)), ["other", "plain", "out"]),
        (PhotoFilter(gathered=(smart,), aside=(Gathered("s"),)), ["plain"]),
    ):
        first = await photos.scoped.page(MINE, filter, after=None, limit=1)
        rest = await photos.scoped.page(MINE, filter, after=(first[0].sort_at, first[0].id), limit=9)
        assert [photo.id for photo in first + rest] == expected
        assert sorted(await photos.scoped.ids(MINE, filter, limit=9)) == sorted(expected)
        assert sum((await photos.scoped.count_by(MINE, "month", filter)).values()) == len(expected)
    assert await photos.scoped.count_by(MINE, "more.albums") == {"s": 1}
    shared = Scope((Entry("me"),))
    assert len(await photos.scoped.page(shared, PhotoFilter(aside=(smart,)), after=None, limit=9)) == 4, (
        "it is none of theirs"
    )
    assert await photos.scoped.page(shared, PhotoFilter(gathered=(smart,)), after=None, limit=9) == []
