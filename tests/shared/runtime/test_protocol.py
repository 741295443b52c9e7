"""The protocol under every order of events that a thousand seeds find: upload twice, delete, delete so that it can be
taken back, two workers a service, redelivery, and crashes before or after any step. Afterwards reconcile runs, and the
library must be whole."""

import asyncio
import hashlib
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from services.gateway.lanes import Lanes
from services.gateway.uploads import Uploads
from shared.blobs.disk import DiskBlobStore
from shared.catalog.founding import FOUNDING, Foundings
from shared.catalog.photos import PHOTOS, Photos
from shared.catalog.sqlite import SqliteCatalog
from shared.domain.instants import instant
from shared.domain.photo import original_key
from shared.imaging.probe import Probe
from shared.inference.base import Found, Item
from shared.inference.pool import Done, Work, run_stages
from shared.pipeline import EMBEDDER, OCR, STAGES, VISION
from shared.runtime.healing import Healer
from shared.runtime.reconcile import Reconciler, founded
from shared.runtime.removal import Remover
from shared.runtime.worker import Stores, Worker
from shared.vectors.base import Space
from shared.vectors.sqlite import SqliteVectorIndex
from tests.running import photo_of

from .interleaving import Post, Scheduler, Stepped, living

OWNER = "me"
SPACE = Space("seen-1", 2)
SEEDS = range(300)


class Looked:
    """A stage of the real table, with facts that tell its name."""

    model = "looked"

    def __init__(self, name: str) -> None:
        self.name = name

    def __call__(self, items: Sequence[Item]) -> list[Found]:
        blobs = {"preview": b"preview", "thumbnail": b"thumbnail"} if self.name == "renditions" else {}
        vectors: dict[str, Any] = {SPACE.name: np.array([1, 0], np.float32)} if self.name == "image_vector" else {}
        return [Found({"tags": []}, blobs, vectors) for _ in items]


async def look(work: Work) -> Done:
    return run_stages({stage.name: Looked(stage.name) for stage in STAGES}, None, [work])[0]


class OneFile:
    """A form with one file, as Multipart yields it."""

    def __init__(self, content: bytes) -> None:
        self.content = content

    async def __aiter__(self) -> Any:
        async def chunks() -> Any:
            yield self.content

        yield type("Part", (), {"name": "file", "file_name": "a.jpg", "chunks": chunks()})


async def probe(head: bytes, complete: bool) -> Probe:
    return Probe("JPEG", "image/jpeg", 4, 4)


class Library:
    """Real stores, with a scheduler between them and the actors."""

    def __init__(self, blobs: DiskBlobStore, catalog: SqliteCatalog, vectors: SqliteVectorIndex) -> None:
        self.blobs, self.catalog, self.vectors = blobs, catalog, vectors

    async def explore(self, seed: int) -> None:
        scheduler = Scheduler(seed, crashes=3)
        post = Post(scheduler, (VISION, OCR, EMBEDDER))
        content = f"photo {seed}".encode()
        stepped: dict[str, Any] = {
            name: Stepped(port, scheduler) for name, port in {**vars(self), "broker": post}.items()
        }
        photos = Photos(stepped["catalog"], STAGES)
        stores = Stores(photos, stepped["blobs"], stepped["vectors"], stepped["broker"])
        remover = Remover(photos, stores.blobs, stores.vectors)
        uploads = Uploads(
            photos, stores.blobs, stores.broker, probe, Lanes(stores.broker, fresh=1), max_bytes=1000, at_once=9
        )
        receipts: set[str] = set()
        asked: set[str] = set()  # to be deleted, which a crash may have kept from happening
        deleted: set[str] = set()
        busy = {"writers": 5, "letters": 0}

        async def upload() -> None:
            receipts.add((await uploads.receive(OWNER, OneFile(content))).id)

        async def delete() -> None:
            photo = await photos.by_sha256(OWNER, hashlib.sha256(content).hexdigest())
            if photo is not None:
                asked.add(photo.id)
                if await photos.tombstone(OWNER, photo.id):
                    deleted.add(photo.id)
                    await remover.finish(OWNER, photo.id)

        async def hold() -> None:
            photo = await photos.by_sha256(OWNER, hashlib.sha256(content).hexdigest())
            if photo is not None:
                asked.add(photo.id)
                await photos.hold(photo, until=instant(), by="an action")

        async def expire() -> None:
            for held in await photos.all.held(after=None, limit=10):
                if await photos.all.lose(held):
                    deleted.add(held.id)
                    await remover.finish(OWNER, held.id)

        async def writer(name: str, act: Any) -> None:
            await living(name, act)
            busy["writers"] -= 1

        async def work(queue: Any) -> None:
            # A process of its own: within one, nobody meets another at a photo.
            own = Stores(Photos(stepped["catalog"], STAGES), stores.blobs, stores.vectors, stores.broker)
            worker = Worker(
                queue.name, queue, own, STAGES, dict.fromkeys(("original", "preview", "record"), look), prefetch=1
            )
            while any(busy.values()) or any(waiting for _, waiting in post.queues.values()):
                letter = post.take(queue.name)
                if letter is None:
                    await scheduler.idle()
                    continue
                busy["letters"] += 1
                if not await living(queue.name, partial(_handled, worker, letter)):
                    post.back(letter)
                busy["letters"] -= 1

        async def run(*actors: Any) -> None:
            await scheduler.run(*(asyncio.create_task(actor) for actor in actors))

        workers = (VISION, VISION, OCR, OCR, EMBEDDER, EMBEDDER)
        acts = {"upload 1": upload, "upload 2": upload, "delete": delete, "hold": hold, "expire": expire}
        await run(*(writer(name, act) for name, act in acts.items()), *map(work, workers))
        # What crashes left behind is healed by reconcile alone, without further crashes.
        scheduler.crashes = 0
        healer = Healer(photos, stores.blobs, stores.vectors)
        reconciler = Reconciler(
            photos, Foundings(self.catalog), stores.blobs, stores.broker, remover, healer,
            resend_seconds=0, sweep_seconds=0,
        )  # fmt: skip

        async def heal() -> None:
            await reconciler.finish_held(instant())
            await reconciler.finish_deletions()
            await reconciler.resend(instant())
            await reconciler.sweep()
            await reconciler.sweep()

        busy["writers"] = 1
        await run(writer("reconcile", heal), *map(work, workers))
        await self.check_whole(receipts - asked, deleted)

    async def check_whole(self, kept: set[str], deleted: set[str]) -> None:
        photos = Photos(self.catalog, STAGES)
        records = {photo.id for photo in await photos.page(OWNER, after=None, limit=10)}
        found = await photos.get_many(OWNER, sorted(records))
        assert kept <= records, "an upload that was answered is lost"
        assert not await photos.all.tombstones(limit=10), "a deletion was never finished"
        assert not await photos.all.held(after=None, limit=10), "a deletion that nobody took back was never finished"
        assert not records & deleted, "a deleted photo is still there"
        assert len(records) <= 1, "the same bytes lie in the library twice"
        assert {id async for id in self.ids("originals/")} == records, "an original without its record, or the reverse"
        assert {id async for id in self.ids("derived/")} == records, "renditions of a photo that is gone"
        assert {id async for id, _, _ in self.vectors.scroll(SPACE.name)} == records, "vectors of a photo that is gone"
        for id in records:
            marks = found[id].stages
            assert {name: mark.state for name, mark in marks.items()} == {stage.name: "done" for stage in STAGES}
            assert found[id].settled == STAGES.digest
            assert found[id].status == "ready"
            await self.blobs.delete(original_key(OWNER, id))
            await Remover(photos, self.blobs, self.vectors).remove_derived(OWNER, id)
            await self.catalog.delete(PHOTOS.name, id)

    async def ids(self, prefix: str) -> Any:
        async for blob in self.blobs.list(prefix):
            yield photo_of(blob.key)


async def _handled(worker: Worker, letter: Any) -> None:
    await worker.handle(letter)


@pytest.mark.parametrize("seeds", [SEEDS[start : start + 100] for start in range(0, len(SEEDS), 100)], ids=str)
async def test_nothing_is_lost_doubled_or_left_behind(tmp_path: Path, seeds: range) -> None:
    catalog = await SqliteCatalog.open(tmp_path / "catalog.sqlite")
    vectors = await SqliteVectorIndex.open(tmp_path / "vectors")
    blobs = DiskBlobStore(tmp_path / "blobs")
    await catalog.declare(PHOTOS, FOUNDING)
    await founded(Foundings(catalog), blobs)
    await vectors.ensure(SPACE)
    library = Library(blobs, catalog, vectors)
    try:
        for seed in seeds:
            try:
                await library.explore(seed)
            except AssertionError as error:
                raise AssertionError(f"seed {seed}: {error}") from error
    finally:
        for port in (blobs, vectors, catalog):
            await port.close()
