"""The photo that shows an album, and places that nobody stands at any more."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from services.smart.features.albums import AlbumsWork, keys
from shared.catalog.albums import ALBUM_PLACES, ALBUM_RECORDS, Albums
from shared.catalog.photos import PHOTOS, Photos
from shared.catalog.sqlite import SqliteCatalog
from shared.domain.actions import Difference
from shared.domain.album import Album, Placed, place_between
from shared.domain.edits import album as in_album
from shared.domain.instants import instant
from shared.domain.photo import Photo, new_photo
from shared.pipeline import STAGES


class Library:
    def __init__(self, catalog: SqliteCatalog) -> None:
        self.photos, self.albums = Photos(catalog, STAGES), Albums(catalog)
        self.work = AlbumsWork(self.photos, self.albums)

    async def photo(self, id: str, rating: int) -> Photo:
        photo = new_photo(id=id, owner="me", sha256=id, file_name="a", media_type="image/jpeg", bytes=1)
        await self.photos.insert(photo)
        said = (Difference("rating", None, rating), Difference(in_album("a"), None, "added"))
        put = await self.photos.apply(photo, said)
        assert put
        return put

    async def best(self) -> str:
        album = await self.albums.find("a")
        assert album
        return album.best


@pytest.fixture
async def library(tmp_path: Path) -> AsyncIterator[Library]:
    catalog = await SqliteCatalog.open(tmp_path / "catalog.db")
    await catalog.declare(PHOTOS, ALBUM_RECORDS, ALBUM_PLACES)
    library = Library(catalog)
    await library.albums.insert(Album(id="a", owner="me", created=instant(), name="A"))
    yield library
    await catalog.close()


async def test_the_best_photo_shows_it_while_it_is_there(library: Library) -> None:
    good, better = await library.photo("good", 3), await library.photo("better", 5)
    assert keys(good) == ("a",)
    assert await library.work("me", "a")
    assert await library.best() == "better"
    assert not await library.work("me", "a"), "it is so already"
    out = await library.photos.apply(better, (Difference(in_album("a"), "added", None),))
    assert out
    assert keys(out) == ()
    assert await library.work("me", "a")
    assert await library.best() == "good"
    await library.photos.tombstone("me", "good")
    assert await library.work("me", "a")
    assert await library.best() == ""
    assert not await library.work("me", "nothing")
    assert not await library.work("you", "a"), "none of theirs"


async def test_places_of_those_who_left_are_swept(library: Library) -> None:
    for id in ("in", "out"):
        await library.photo(id, 3)
    place = place_between(None, None)
    await library.albums.places.write(
        [Placed(album="a", owner="me", photo=id, place=place) for id in ("in", "out", "gone")]
    )
    await library.photos.apply(await library.photos.get("me", "out"), (Difference(in_album("a"), "added", None),))
    await library.work("me", "a")
    assert await library.albums.places.photos("a") == {"in"}
    await library.albums.say("me", "a", [Difference("deleted", "", instant())])
    await library.photos.tombstone("me", "in")
    await library.work("me", "a")
    assert await library.albums.places.photos("a") == {"in"}, "it may be taken back, as it was laid"
