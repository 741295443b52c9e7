"""What the end of an account, and the export of one, ask of the catalog: every adapter answers it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from services.gateway.accounts.exporting import OF_A_LIBRARY as EXPORTED
from shared.catalog.all_photos import AllPhotos
from shared.catalog.base import Catalog, Sort
from shared.catalog.features import DirtyKeys
from shared.catalog.photos import Photos
from shared.domain.ids import new_id
from shared.domain.photo import new_photo
from shared.domain.where import Eq
from shared.pipeline import STAGES
from shared.runtime.erasing import OF_A_LIBRARY
from shared.runtime.leases import Leases, forget_leases
from shared.runtime.platform import COLLECTIONS

from .catalogs import ADAPTERS, EVERY_ADAPTER


@pytest.fixture(params=EVERY_ADAPTER)
async def catalog(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Catalog]:
    async with ADAPTERS[request.param](request, tmp_path) as opens:
        catalog = await opens()
        await catalog.declare(*COLLECTIONS)
        yield catalog


async def test_all_of_a_library_is_found(catalog: Catalog) -> None:
    await DirtyKeys(catalog).mark("gone", [("days", "2011-02-02"), ("people", "x")])
    await DirtyKeys(catalog).mark("stays", [("days", "2011-02-02")])
    for collection in OF_A_LIBRARY:
        ids = await catalog.find_ids(collection, Eq("owner", "gone"), limit=9)
        assert len(ids) == (2 if collection == "dirty_keys" else 0), collection
    for collection, order in EXPORTED.values():
        assert await catalog.find(collection, dict, Eq("owner", "gone"), sort=Sort(order), limit=9) == []
    leases = Leases(catalog, holder="one", seconds=1)
    for id in ("days/gone", "people/gone", "days/stays", "scrub"):
        assert await leases.take(id)
    assert await forget_leases(catalog, "gone") == 2
    assert await forget_leases(catalog, "gone") == 0


async def test_photos_of_a_library_are_condemned_in_bites(catalog: Catalog) -> None:
    photos, every = Photos(catalog, STAGES), AllPhotos(catalog, STAGES)
    for n in range(5):
        owner = "stays" if n == 4 else "gone"
        photo = new_photo(
            id=new_id(), owner=owner, sha256=f"{n}", file_name="a", media_type="image/jpeg", bytes=1000 + n
        )
        await photos.insert(photo)
    ids = await catalog.find_ids("photos", Eq("owner", "gone"), limit=1)
    [held] = (await photos.get_many("gone", ids)).values()
    assert await photos.trash.hold(held, until="2999", by="an action")
    assert await photos.used("gone") == 4006
    assert [await every.condemn("gone", limit=3) for _ in range(3)] == [3, 1, 0]
    left = await every.condemned("gone", limit=9)
    assert len(left) == 4
    assert await photos.used("gone") == 4006, "until they are removed"
    for id in left:
        await every.erase(id)
    assert await every.condemned("gone", limit=9) == []
    assert (await photos.used("gone"), await photos.used("stays")) == (0, 1004)
