"""Many who change the same photo."""

import asyncio
from typing import Any

import pytest

from shared.catalog.base import Patch
from shared.catalog.photos import Photos
from shared.catalog.sqlite import SqliteCatalog
from shared.domain.edits import Edit
from shared.domain.ids import new_id
from shared.domain.photo import Photo, new_photo
from shared.domain.stages import Stage, StageTable
from shared.errors import NotFound, Unavailable

TABLE = StageTable(Stage("metadata", service="vision", takes="original"))


@pytest.fixture
def photos(catalog: SqliteCatalog) -> Photos:
    return Photos(catalog, TABLE)


def one() -> Photo:
    return new_photo(id=new_id(), owner="me", sha256="0", file_name="a", media_type="image/jpeg", bytes=1)


@pytest.mark.parametrize("processes", [1, 3])
async def test_edits_of_many_at_once_are_all_kept(photos: Photos, processes: int) -> None:
    photo = one()
    await photos.insert(photo)
    others = [Photos(photos._catalog, TABLE) for _ in range(processes)]
    tags = [f"t{n:02}" for n in range(64)]
    await asyncio.gather(*(others[n % processes].edit(photo, Edit(tags_added=(tag,))) for n, tag in enumerate(tags)))
    changed = await photos.get("me", photo.id)
    assert (sorted(changed.tag_names), changed.rev) == (tags, photo.rev + 64)


async def test_an_edit_of_a_photo_that_goes_meanwhile_finds_none(photos: Photos) -> None:
    photo = one()
    await photos.insert(photo)
    edits = [photos.edit(photo, Edit(rating=n % 6)) for n in range(16)]
    ends = await asyncio.gather(*edits, photos.tombstone("me", photo.id), return_exceptions=True)
    assert all(isinstance(end, Photo | NotFound | bool) for end in ends), ends
    assert await photos.find(photo.id) is not None


async def test_who_is_never_quick_enough_may_come_again(photos: Photos, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shared.catalog.changes._LONGEST", 0.0)
    photo = one()
    await photos.insert(photo)

    class Outrun:
        """A catalog in which another process changes the photo before each of our writes."""

        def __getattr__(self, name: str) -> Any:
            return getattr(photos._catalog, name)

        async def patch(self, collection: str, id: str, patch: Patch, *, if_: Any = None) -> bool:
            current = await photos.get("me", id)
            await photos._catalog.patch(collection, id, Patch(set={"rev": current.rev + 1}))
            return await photos._catalog.patch(collection, id, patch, if_=if_)

    with pytest.raises(Unavailable, match="Try again"):
        await Photos(Outrun(), TABLE).edit(photo, Edit(rating=3))  # type: ignore[arg-type]
    assert (await photos.edit(photo, Edit(rating=4))).rating == 4
