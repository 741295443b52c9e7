"""A photo goes with all that derives from it, on the stores of both profiles: one of each is planted beside one of
another photo's."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from shared.blobs.base import BlobStore
from shared.catalog.base import Catalog
from shared.catalog.descriptions import DESCRIPTIONS, Descriptions
from shared.catalog.parts import PART_NOTES, PARTS, Parts
from shared.catalog.photos import PHOTOS, Photos
from shared.domain.ids import new_id
from shared.domain.original import sidecar_key
from shared.domain.part import Part, new_run
from shared.domain.photo import Photo, new_photo, to_doc
from shared.domain.renditions import rendition_key
from shared.pipeline import STAGES
from shared.runtime.removal import DERIVED, Remover
from shared.vectors.base import Point, Space, VectorIndex
from shared.vectors.qdrant import QdrantVectorIndex
from shared.vectors.sqlite import SqliteVectorIndex
from tests.conformance.blob_places import BucketPlace, DiskPlace, open_store

from .catalogs import ADAPTERS

OWNER = "me"


@dataclass
class Stores:
    blobs: BlobStore
    catalog: Catalog
    vectors: VectorIndex
    plain: Space
    grouped: Space

    async def plant(self, photo: Photo) -> None:
        """One of each."""
        await self.catalog.insert(PHOTOS.name, to_doc(photo))
        part = Part(
            id=new_id(), photo=photo.id, owner=OWNER, stage="faces", run=new_run(1, "m"), position=0, facts={},
            blobs=("chip",), spaces=(self.grouped.name,),
        )  # fmt: skip
        for key in (
            photo.original, sidecar_key(OWNER, photo.id), rendition_key(OWNER, photo.id, "preview", 1),
            part.blob("chip"),
        ):  # fmt: skip
            await self.blobs.put(key, b"bytes")
        one = np.ones(2, np.float32)
        await self.vectors.upsert(self.plain.name, [Point(photo.id, OWNER, one)])
        await self.vectors.upsert(self.grouped.name, [Point(part.point, OWNER, one, photo.id)])
        await Parts(self.catalog).write([part])
        await Parts(self.catalog).notes.say(part.id, photo, {"person": "Anna"})
        await Descriptions(self.catalog).write(photo.id, OWNER, f"key of {photo.id}", {"caption": "A dog."})

    async def traces(self, photo: Photo) -> set[str]:
        """Where something of it lies."""
        parts = Parts(self.catalog)
        blobs = {blob.key async for blob in self.blobs.list("") if photo.id in blob.key}
        spaces = {
            space.name
            for space in (self.plain, self.grouped)
            async for _, _, group in self.vectors.scroll(space.name)
            if group == photo.id
        }
        parts_of = {"parts" async for _ in parts.of_all_runs(photo.id, "faces")}
        notes = {"note" for _ in await parts.notes.of_photo(photo.id, limit=9)}
        record = {"record"} if await self.catalog.get(PHOTOS.name, Photo, photo.id) else set()
        descriptions = {"description"} if await Descriptions(self.catalog).find(OWNER, f"key of {photo.id}") else set()
        return blobs | spaces | parts_of | notes | record | descriptions


@pytest.fixture(params=["embedded", pytest.param("cluster", marks=pytest.mark.server)])
async def stores(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Stores]:
    embedded = request.param == "embedded"
    place = DiskPlace(tmp_path / "blobs") if embedded else BucketPlace(request.getfixturevalue("s3"))
    async with AsyncExitStack() as stack:
        opens = await stack.enter_async_context(ADAPTERS["sqlite" if embedded else "mongo"](request, tmp_path))
        catalog = await opens()
        await catalog.declare(PHOTOS, PARTS, PART_NOTES, DESCRIPTIONS)
        blobs = open_store(place.address)
        stack.push_async_callback(blobs.close)
        vectors: VectorIndex
        if embedded:
            vectors = await SqliteVectorIndex.open(tmp_path / "vectors")
        else:
            vectors = await QdrantVectorIndex.open(request.getfixturevalue("qdrant_url"), patience=60)
        stack.push_async_callback(vectors.close)
        plain, grouped = Space(f"test.{new_id()}", 2), Space(f"test.{new_id()}", 2, grouped=True)
        for space in (plain, grouped):
            await vectors.ensure(space)
        yield Stores(blobs, catalog, vectors, plain, grouped)
    place.remove()


async def test_nothing_of_it_stays_and_all_of_the_other(stores: Stores) -> None:
    photos = Photos(stores.catalog, STAGES)
    gone, kept = (
        new_photo(id=id, owner=OWNER, sha256=id, file_name="a", media_type="image/jpeg", bytes=5)
        for id in (new_id(), new_id())
    )
    for photo in (gone, kept):
        await stores.plant(photo)
    before = await stores.traces(kept)
    assert len(before) == len(await stores.traces(gone)) == 10
    remover = Remover(photos, stores.blobs, stores.vectors, Parts(stores.catalog))
    assert await photos.tombstone(OWNER, gone.id)
    await remover.finish(OWNER, gone.id)
    assert await stores.traces(gone) == set()
    assert await stores.traces(kept) == before
    await remover.finish(OWNER, gone.id)
    assert await stores.traces(kept) == before, "it may be done again"


@pytest.mark.parametrize("left_out", DERIVED)
async def test_each_row_of_the_list_is_needed(
    stores: Stores, left_out: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    photo = new_photo(id=new_id(), owner=OWNER, sha256="0", file_name="a", media_type="image/jpeg", bytes=5)
    await stores.plant(photo)
    monkeypatch.setattr("shared.runtime.removal.DERIVED", [each for each in DERIVED if each is not left_out])
    photos = Photos(stores.catalog, STAGES)
    await photos.tombstone(OWNER, photo.id)
    await Remover(photos, stores.blobs, stores.vectors, Parts(stores.catalog)).finish(OWNER, photo.id)
    assert await stores.traces(photo)
