"""The protocol under every order of events that hundreds of seeds find: upload twice, delete, delete so that it can be
taken back, edit, two workers a service, one of them of the next release, redelivery, and crashes before or after any
step. Afterwards reconcile runs, and the library must be whole."""

import asyncio
import hashlib
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from services.gateway.accounts.quotas import Quotas
from services.gateway.lanes import Lanes
from services.gateway.later import send_changed
from services.gateway.uploads import Uploads
from shared.blobs.disk import DiskBlobStore
from shared.catalog.descriptions import DESCRIPTIONS
from shared.catalog.founding import FOUNDING, Foundings
from shared.catalog.libraries import LIBRARIES, Libraries
from shared.catalog.parts import PART_NOTES, PARTS, Parts
from shared.catalog.photos import PHOTOS, Photos
from shared.catalog.remembered import DELETED_FILES, DeletedFiles
from shared.catalog.sqlite import SqliteCatalog
from shared.domain.edits import Edit
from shared.domain.instants import instant
from shared.domain.original import original_key
from shared.domain.photo import Mark, Photo
from shared.domain.renditions import derived_prefix
from shared.domain.scope import Scope
from shared.domain.stages import BY_BOX, Stage, StageTable
from shared.errors import NotFound
from shared.imaging.probe import Probe
from shared.inference.base import Found, FoundPart, Item
from shared.inference.pool import Done, Work, run_stages
from shared.pipeline import DESCRIBER, EMBEDDER, OCR, STAGES, VISION
from shared.runtime.healing import Healer
from shared.runtime.reconcile import Reconciler, founded
from shared.runtime.removal import Remover
from shared.runtime.trash import Trash
from shared.runtime.worker import Stores, Worker
from shared.vectors.base import Space
from shared.vectors.sqlite import SqliteVectorIndex
from tests.running import photo_of

from .interleaving import Post, Scheduler, Stepped, living

OWNER = "me"
SPACE = Space("seen-1", 2)
FACES = Space("faces-1", 2, grouped=True)
SEEDS = range(150)


def table(faces: int) -> StageTable:
    """The real one, with a stage that finds parts and one that takes them. `faces`: the version of the first."""
    return StageTable(
        *STAGES,
        Stage(
            "faces", service="vision", takes="preview", needs=("renditions",), reads=("title",), version=faces,
            parts=BY_BOX,
        ),
        Stage("face_vector", service="embedder", takes="parts", of="faces", blob="chip", needs=("faces",)),
    )  # fmt: skip


RELEASES = table(1), table(2)
LATEST = RELEASES[-1]
TITLE = "without Ben"


def faces(version: int, photo: Photo) -> dict[str, tuple[int, ...]]:
    """Who is seen where: another release finds somebody else, and what the owner says matters."""
    seen = {"Ann": (0, 0, 10, 10), "Ben": (50, 50, 60, 60)}
    if version == 2:
        seen = {"Cid": (20, 20, 30, 30), "Ann": (1, 0, 11, 10), "Ben": (50, 50, 60, 60)}
    return {name: box for name, box in seen.items() if name != "Ben" or photo.title != TITLE}


class Looked:
    """A stage of the table, with facts that tell its name."""

    model = "looked"

    def __init__(self, stage: Stage) -> None:
        self.stage = stage

    def __call__(self, items: Sequence[Item]) -> list[Found]:
        return [self.of(item) for item in items]

    def of(self, item: Item) -> Found:
        vector = np.array([1, 0], np.float32)
        match self.stage.name:
            case "renditions":
                return Found({"tags": []}, {"preview": b"preview", "thumbnail": b"thumbnail"})
            case "image_vector":
                return Found({"tags": []}, vectors={SPACE.name: vector})
            case "faces":
                seen = faces(self.stage.version, item.photo).items()
                parts = [FoundPart({"name": name, "box": box}, {"chip": name.encode()}) for name, box in seen]
                return Found({"tags": []}, parts=tuple(parts))
            case "face_vector":
                said = [
                    FoundPart({"of": each.content.decode()}, vectors={FACES.name: vector}, id=each.part.id)
                    for each in item.parts
                ]
                return Found({"tags": []}, parts=tuple(said))
        return Found({"tags": []})


async def look(stages: StageTable, work: Work) -> Done:
    return run_stages(lambda stage, _: Looked(stages[stage]), None, [work])[0]


def _promised(stage: str, mark: Mark) -> list[str]:
    return [SPACE.name] if stage == "image_vector" else []


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


async def _may() -> None:
    """Nobody's upload is stopped here."""


async def plenty(owner: str) -> int:
    return 1_000_000


class Library:
    """Real stores, with a scheduler between them and the actors."""

    def __init__(self, blobs: DiskBlobStore, catalog: SqliteCatalog, vectors: SqliteVectorIndex) -> None:
        self.blobs, self.catalog, self.vectors = blobs, catalog, vectors

    async def explore(self, seed: int) -> None:
        scheduler = Scheduler(seed, crashes=3)
        post = Post(scheduler, (VISION, OCR, DESCRIBER, EMBEDDER))
        content = f"photo {seed}".encode()
        stepped: dict[str, Any] = {
            name: Stepped(port, scheduler) for name, port in {**vars(self), "broker": post}.items()
        }
        photos = Photos(stepped["catalog"], LATEST)
        parts = Parts(stepped["catalog"])
        stores = Stores(
            photos, stepped["blobs"], stepped["vectors"], stepped["broker"], parts, Libraries(stepped["catalog"])
        )
        remover = Remover(photos, stores.blobs, stores.vectors, parts)
        trash = Trash(photos, stores.vectors, Libraries(stepped["catalog"]), DeletedFiles(stepped["catalog"]))
        lanes, quotas = Lanes(stores.broker, fresh=1), Quotas(plenty, photos.used)
        uploads = Uploads(photos, trash, stores.blobs, stores.broker, probe, lanes, quotas, max_bytes=1000, at_once=9)
        receipts: set[str] = set()
        asked: set[str] = set()  # to be deleted, which a crash may have kept from happening
        deleted: set[str] = set()
        busy = {"writers": 6, "letters": 0}

        async def upload() -> None:
            receipts.add((await uploads.receive(OWNER, OneFile(content), check=_may)).id)

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
                await photos.trash.hold(photo, until=instant(), by="an action")
                await trash.follow([photo.id])

        async def edit() -> None:
            photo = await photos.by_sha256(OWNER, hashlib.sha256(content).hexdigest())
            if photo is not None:
                with suppress(NotFound):
                    changed = await photos.edit(photo, Edit(title=TITLE))
                    await send_changed(photos, stores.broker, changed)

        async def expire() -> None:
            for lost in await trash.lose(await photos.trash.due(instant(), limit=10)):
                deleted.add(lost.id)
                await remover.finish(OWNER, lost.id)

        async def writer(name: str, act: Any) -> None:
            await living(name, act)
            busy["writers"] -= 1

        async def work(queue: Any, stages: StageTable) -> None:
            # A process of its own: within one, nobody meets another at a photo.
            own = Stores(
                Photos(stepped["catalog"], stages), stores.blobs, stores.vectors, stores.broker, parts, stores.libraries
            )
            runners: Any = dict.fromkeys(("original", "preview", "record", "parts"), partial(look, stages))
            worker = Worker(queue.name, queue, own, stages, runners, prefetch=1)
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

        queues = (VISION, OCR, DESCRIBER, EMBEDDER)
        acts = {
            "upload 1": upload, "upload 2": upload, "delete": delete, "hold": hold, "expire": expire, "edit": edit,
        }  # fmt: skip
        workers = [work(queue, stages) for queue in queues for stages in RELEASES]
        await run(*(writer(name, act) for name, act in acts.items()), *workers)
        # What crashes left behind is healed by reconcile alone, without further crashes; the older release is gone.
        scheduler.crashes = 0
        healer = Healer(photos, stores.blobs, stores.vectors, parts, _promised)
        reconciler = Reconciler(
            photos, Foundings(self.catalog), stores.blobs, stores.broker, remover, healer, trash,
            resend_seconds=0, sweep_seconds=0,
        )  # fmt: skip

        async def heal() -> None:
            await reconciler.empty_trash(instant())
            await reconciler.finish_deletions()
            await healer.look()
            await reconciler.resend(instant())
            await reconciler.sweep()
            await reconciler.sweep()

        busy["writers"] = 1
        await run(writer("reconcile", heal), *(work(queue, LATEST) for queue in queues for _ in range(2)))
        await self.check_whole(receipts - asked, deleted)

    async def check_whole(self, kept: set[str], deleted: set[str]) -> None:
        photos, parts = Photos(self.catalog, LATEST), Parts(self.catalog)
        records = {photo.id for photo in await photos.scoped.page(Scope.of(OWNER), after=None, limit=10)}
        found = await photos.get_many(OWNER, sorted(records))
        assert kept <= records, "an upload that was answered is lost"
        assert not await photos.all.tombstones(limit=10), "a deletion was never finished"
        assert not await photos.trash.due(instant(), limit=10), "a deletion that nobody took back was never finished"
        assert not records & deleted, "a deleted photo is still there"
        assert len(records) <= 1, "the same bytes lie in the library twice"
        assert {id async for id in self.ids("originals/")} == records, "an original without its record, or the reverse"
        assert {id async for id in self.ids("derived/")} == records, "renditions of a photo that is gone"
        points = {(id, owner) async for id, owner, _ in self.vectors.scroll(SPACE.name)}
        assert points == {(id, OWNER) for id in records}, "vectors of a photo that is gone, or left in the trash"
        for id in records:
            marks = found[id].stages
            assert {name: mark.state for name, mark in marks.items()} == {stage.name: "done" for stage in LATEST}
            assert found[id].settled == LATEST.digest
            assert found[id].status == "ready"
            await self.check_parts(parts, found[id])
            await self.blobs.delete(original_key(OWNER, id))
            await Remover(photos, self.blobs, self.vectors, parts).remove_derived(OWNER, id)
            await self.catalog.delete(PHOTOS.name, id)
        assert not [part for stage in ("faces", "face_vector") for part in await parts.of_owner(OWNER, stage, limit=9)]
        assert not [point async for point in self.vectors.scroll(FACES.name)], "points of parts that are gone"

    async def check_parts(self, parts: Parts, photo: Photo) -> None:
        seen = await parts.visible(photo, "faces", limit=9)
        said = await parts.visible(photo, "face_vector", limit=9)
        assert [part.facts["name"] for part in seen] == list(faces(2, photo)), "what is seen is not what was found last"
        assert [part.position for part in seen] == list(range(len(seen)))
        assert [(part.id, part.facts["of"]) for part in said] == [(part.id, part.facts["name"]) for part in seen]
        for stage, visible in (("faces", seen), ("face_vector", said)):
            there = [part async for page in parts.of_all_runs(photo.id, stage) for part in page]
            assert there == visible, f"{stage}: a run that nobody sees was left behind"
        blobs = [blob.key async for blob in self.blobs.list(derived_prefix(OWNER, photo.id)) if "chip" in blob.key]
        assert blobs == sorted(part.blob("chip") for part in seen)
        assert [await self.blobs.read(part.blob("chip")) for part in seen] == [
            part.facts["name"].encode() for part in seen
        ]
        points = {id: group async for id, _, group in self.vectors.scroll(FACES.name)}
        assert points == {part.point: photo.id for part in said}

    async def ids(self, prefix: str) -> Any:
        async for blob in self.blobs.list(prefix):
            yield photo_of(blob.key)


async def _handled(worker: Worker, letter: Any) -> None:
    await worker.handle(letter)


@pytest.mark.parametrize("seeds", [SEEDS[start : start + 50] for start in range(0, len(SEEDS), 50)], ids=str)
async def test_nothing_is_lost_doubled_or_left_behind(tmp_path: Path, seeds: range) -> None:
    catalog = await SqliteCatalog.open(tmp_path / "catalog.sqlite")
    vectors = await SqliteVectorIndex.open(tmp_path / "vectors")
    blobs = DiskBlobStore(tmp_path / "blobs")
    await catalog.declare(PHOTOS, PARTS, PART_NOTES, FOUNDING, DESCRIPTIONS, LIBRARIES, DELETED_FILES)
    await founded(Foundings(catalog), blobs)
    await vectors.ensure(SPACE)
    await vectors.ensure(FACES)
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
