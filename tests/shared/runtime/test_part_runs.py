"""Parts through the worker: written, shown by a mark, looked at by other stages, kept by their ids, and gone."""

import asyncio
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from shared.broker.base import Lane
from shared.catalog.photos import Photos
from shared.domain.events import AnyEvent, PhotoUploaded
from shared.domain.ids import new_id
from shared.domain.original import original_key
from shared.domain.part import Part
from shared.domain.photo import Mark, Photo, new_photo
from shared.domain.renditions import derived_prefix
from shared.domain.stages import BY_BOX, Stage, StageTable
from shared.errors import Invalid
from shared.inference.base import Found, FoundPart
from shared.inference.pool import Done, Work
from shared.pipeline import VISION
from shared.runtime.healing import Healer
from shared.runtime.part_runs import PartRuns
from shared.runtime.platform import Platform
from shared.runtime.worker import Stores, Worker
from shared.vectors.base import Space

FACES = Space("faces-1", 2, grouped=True)
Box = tuple[float, float, float, float]


def table(version: int = 1) -> StageTable:
    return StageTable(
        Stage("renditions", service="vision", takes="original"),
        Stage("faces", service="vision", takes="preview", needs=("renditions",), version=version, parts=BY_BOX),
        Stage("face_vector", service="vision", takes="parts", of="faces", blob="chip", needs=("faces",)),
    )


@dataclass
class Delivered:
    """A message, which nobody has had before unless it says so."""

    event: AnyEvent
    attempts: int = 1
    faults: int = 0
    alone: bool = False
    lane: Lane = Lane.FRESH

    async def ack(self) -> None: ...

    async def retry(self, after: float, reason: str, *, fault: bool = False) -> None:
        raise AssertionError(reason)

    async def dead(self, reason: str) -> None:
        raise AssertionError(reason)


class Counted:
    """A port that counts its calls by their names."""

    def __init__(self, port: Any) -> None:
        self._port = port
        self.calls: Counter[str] = Counter()

    def __getattr__(self, name: str) -> Any:
        self.calls[name] += 1
        return getattr(self._port, name)


class Rig:
    """A worker whose stages see `faces` on the photo: name -> box."""

    def __init__(self, platform: Platform) -> None:
        self.platform = platform
        self.catalog = Counted(platform.catalog)
        self.faces: Mapping[str, Box] = {}
        self.model = "model 1"
        self.works: list[Work] = []
        self.photo_id = ""

    async def upload(self) -> None:
        self.photo_id = new_id()
        stored = await self.platform.blobs.put(original_key("me", self.photo_id), self.photo_id.encode())
        await self.photos(table()).insert(
            new_photo(
                id=self.photo_id, owner="me", sha256=stored.sha256, file_name="a", media_type="image/jpeg", bytes=8
            )
        )

    def photos(self, stages: StageTable) -> Photos:
        return Photos(self.catalog, stages)  # type: ignore[arg-type]

    async def look(self, stages: StageTable | None = None, **delivered: Any) -> Photo:
        stages = stages or table()
        stores = Stores(
            self.photos(stages), self.platform.blobs, self.platform.vectors, self.platform.broker,
            type(self.platform.parts)(self.catalog), self.platform.libraries,  # type: ignore[arg-type]
        )  # fmt: skip
        runners: Any = dict.fromkeys(("original", "preview", "parts"), self.run)
        worker = Worker("vision", VISION, stores, stages, runners, prefetch=1)
        await worker.handle(Delivered(PhotoUploaded(owner="me", photo=self.photo_id), **delivered))
        return await self.photo()

    async def photo(self) -> Photo:
        photo = await self.platform.photos.find(self.photo_id)
        assert photo is not None
        return photo

    async def run(self, work: Work) -> Done:
        self.works.append(work)
        return {stage: (self.found(stage, work), self.model) for stage in work.stages}

    def found(self, stage: str, work: Work) -> Found | Invalid:
        match stage:
            case "renditions":
                return Found({}, {"preview": b"preview", "thumbnail": b"thumbnail"})
            case "faces":
                return Found(
                    parts=tuple(
                        FoundPart({"name": name, "box": box}, {"chip": name.encode()})
                        for name, box in self.faces.items()
                    )
                )
        vector = np.array([1, 0], np.float32)
        return Found(
            parts=tuple(
                FoundPart({"read": blob.decode()}, vectors={FACES.name: vector}, id=part.id)
                for part, blob in work.parts
            )
        )

    async def seen(self, stage: str = "faces") -> list[Part]:
        return await self.platform.parts.visible(await self.photo(), stage, limit=5000)

    async def ids(self) -> dict[str, str]:
        return {part.facts["name"]: part.id for part in await self.seen()}

    async def check_nothing_else(self) -> None:
        """What lies there is what the photo shows."""
        faces, vectors = await self.seen(), await self.seen("face_vector")
        assert [(part.id, part.facts["read"]) for part in vectors] == [(p.id, p.facts["name"]) for p in faces]
        for stage, visible in (("faces", faces), ("face_vector", vectors)):
            pages = [page async for page in self.platform.parts.of_all_runs(self.photo_id, stage)]
            assert [part for page in pages for part in page] == visible
        points = {id: group async for id, _, group in self.platform.vectors.scroll(FACES.name)}
        assert points == {part.point: self.photo_id for part in vectors}
        prefix = derived_prefix("me", self.photo_id)
        blobs = [blob.key async for blob in self.platform.blobs.list(prefix) if "/chip-" in blob.key]
        assert blobs == sorted(part.blob("chip") for part in faces)


@pytest.fixture
async def rig(platform: Platform) -> Rig:
    rig = Rig(platform)
    await rig.upload()
    return rig


ANN, BEN, CID = (0, 0, 10, 10), (20, 0, 30, 10), (40, 0, 50, 10)


async def test_parts_are_shown_and_looked_at(rig: Rig) -> None:
    rig.faces = {"Ann": ANN, "Ben": BEN}
    photo = await rig.look()
    assert {mark.state for mark in photo.stages.values()} == {"done"}
    assert [(part.position, part.facts["name"], part.blobs) for part in await rig.seen()] == [
        (0, "Ann", ("chip",)), (1, "Ben", ("chip",)),
    ]  # fmt: skip
    assert photo.found["faces"]["parts"]["count"] == 2
    await rig.check_nothing_else()


@pytest.mark.parametrize("how", ["version", "model", "retry"])
async def test_ids_last_over_runs_and_nothing_of_the_last_one_stays(rig: Rig, how: str) -> None:
    rig.faces = {"Ann": ANN, "Ben": BEN}
    photo = await rig.look()
    before = await rig.ids()
    rig.faces = {"Cid": CID, "Ben": (21, 0, 31, 10)}
    if how != "version":
        rig.model = "model 2" if how == "model" else "model 1"
        await rig.photos(table()).take_back(photo, {"faces": photo.stages["faces"]})
        assert await rig.ids() == before, "they are shown until it has looked again"
    await rig.look(table(2 if how == "version" else 1))
    after = await rig.ids()
    assert list(after) == ["Cid", "Ben"]
    assert after["Ben"] == before["Ben"]
    assert after["Cid"] not in before.values(), "a stranger is nobody who was here before"
    await rig.check_nothing_else()


async def test_a_run_that_fails_keeps_the_ids_for_the_next(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    rig.faces = {"Ann": ANN}
    await rig.look()
    before = await rig.ids()
    with monkeypatch.context() as patch:
        patch.setattr(rig, "found", lambda stage, work: Invalid("It is too dark."))
        photo = await rig.look(table(2))
    assert photo.stages["faces"].state == "failed"
    assert await rig.seen() == []
    await rig.photos(table(2)).retry(photo)
    await rig.look(table(2), alone=True)
    assert await rig.ids() == before
    await rig.check_nothing_else()


async def test_who_finds_nobody_any_more_leaves_nobody(rig: Rig) -> None:
    rig.faces = {"Ann": ANN}
    await rig.look()
    rig.faces = {}
    photo = await rig.look(table(2))
    assert photo.stages["face_vector"].state == "done"
    assert await rig.seen() == await rig.seen("face_vector") == []
    await rig.check_nothing_else()


async def test_a_slow_worker_of_the_same_run_changes_nothing(rig: Rig) -> None:
    """Both have the message; the other is done when this one begins to write."""
    rig.faces = {"Ann": ANN, "Ben": BEN}
    begun, go_on = asyncio.Event(), asyncio.Event()
    run, slow = rig.run, Rig(rig.platform)
    slow.photo_id, slow.faces = rig.photo_id, {"Ben": BEN}

    async def slowly(work: Work) -> Done:
        done = await run(work) if "faces" not in work.stages else await Rig.run(slow, work)
        if "faces" in work.stages:
            begun.set()
            await go_on.wait()
        return done

    slow.run = slowly  # type: ignore[method-assign]
    looking = asyncio.create_task(slow.look())
    await begun.wait()
    await rig.look()
    before = await rig.seen()
    go_on.set()
    await looking
    assert await rig.seen() == before
    assert len(before) == 2
    await rig.check_nothing_else()


async def test_what_crashes_left_behind_goes_with_the_redelivery(rig: Rig) -> None:
    rig.faces = {"Ann": ANN}
    photo = await rig.look()
    (shown,) = await rig.seen()
    runs = PartRuns(rig.platform.photos, rig.platform.parts, rig.platform.blobs, rig.platform.vectors)
    facts = {"parts": {"run": "1:model 1:dead0000", "count": 1}}
    dead = Found(facts, parts=(FoundPart({"box": BEN}, {"chip": b"Ben"}, {FACES.name: np.ones(2, np.float32)}),))
    await runs.write(photo, table()["faces"], dead, again=False)
    pages = [page async for page in rig.platform.parts.of_all_runs(rig.photo_id, "faces")]
    assert [len(page) for page in pages] == [2]
    assert await rig.seen() == [shown], "nobody sees it"
    await rig.look(attempts=2)
    await rig.check_nothing_else()


async def test_parts_that_were_lost_are_made_anew(rig: Rig) -> None:
    rig.faces = {"Ann": ANN, "Ben": BEN}
    stores = rig.platform

    def promised(stage: str, mark: Mark) -> list[str]:
        return [FACES.name] if stage == "face_vector" else []

    healer = Healer(rig.photos(table()), stores.blobs, stores.vectors, stores.parts, promised)
    before = await rig.look()
    ids = await rig.ids()
    assert await healer.lost([before]) == {}
    for stage in ("faces", "face_vector"):
        part = (await rig.seen(stage))[0]
        if stage == "faces":
            await stores.blobs.delete(part.blob("chip"))
        else:
            await stores.vectors.delete(groups=[rig.photo_id])
        assert list((await healer.lost([await rig.photo()]))[rig.photo_id]) == [stage]
        assert await healer.look() == 1
        await rig.look()
        assert await rig.ids() == ids
        await rig.check_nothing_else()


async def test_points_in_the_space_of_a_model_that_runs_no_longer_are_not_missed(rig: Rig) -> None:
    rig.faces = {"Ann": ANN}
    photo, stores = await rig.look(), rig.platform
    await stores.vectors.delete(groups=[rig.photo_id], space=FACES.name)
    healer = Healer(rig.photos(table()), stores.blobs, stores.vectors, stores.parts, lambda *_: [])
    assert await healer.lost([photo]) == {}


async def test_many_parts_are_looked_at_in_several_pieces(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shared.runtime.part_runs._LOOKED_AT", 4)
    rig.faces = {f"face {n}": (n * 20.0, 0, n * 20.0 + 10, 10) for n in range(8)}
    await rig.look()
    assert [len(work.parts) for work in rig.works if work.stages == ("face_vector",)] == [4, 4]
    await rig.check_nothing_else()


async def test_a_part_whose_blob_is_lost_fails_the_stage_that_takes_it(rig: Rig) -> None:
    rig.faces = {"Ann": ANN}
    await rig.look(StageTable(*list(table())[:2]))
    (part,) = await rig.seen()
    await rig.platform.blobs.delete(part.blob("chip"))
    photo = await rig.look()
    assert (photo.stages["face_vector"].state, photo.stages["faces"].state) == ("failed", "done")


async def test_a_file_becomes_a_rendition(rig: Rig, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = [tmp_path / "clip", tmp_path / "large"]
    for file in files:
        file.write_bytes(file.name.encode() * 100_000)
    found = rig.found

    def with_files(stage: str, work: Work) -> Found | Invalid:
        if stage == "faces":
            return Found(
                files={"clip": files[0]},
                parts=(FoundPart({"name": "large"}, {"chip": b"large"}, files={"large": files[1]}),),
            )
        return found(stage, work)

    monkeypatch.setattr(rig, "found", with_files)
    await rig.look()
    (part,) = await rig.seen()
    assert part.blobs == ("chip", "large")
    assert await rig.platform.blobs.read(part.blob("large")) == b"large" * 100_000
    assert await rig.platform.blobs.read(f"{derived_prefix('me', rig.photo_id)}clip-1") == b"clip" * 100_000
    assert not any(file.exists() for file in files)


async def test_a_photo_without_parts_costs_no_call_and_one_with_parts_one_write(rig: Rig) -> None:
    plain = StageTable(*list(table())[:1])

    async def calls(stages: StageTable, faces: Mapping[str, Box]) -> Counter[str]:
        await rig.upload()
        rig.faces = faces
        rig.catalog.calls.clear()
        await rig.look(stages)
        return Counter(rig.catalog.calls)

    alone = StageTable(*plain, Stage("faces", service="vision", takes="preview", needs=("renditions",)))
    without_parts = await calls(alone, {})
    with_parts = StageTable(*list(table())[:2])
    assert await calls(with_parts, {}) == without_parts
    assert await calls(with_parts, {"Ann": ANN, "Ben": BEN}) == without_parts + Counter({"replace_many": 1})


async def test_two_thousand_parts_of_three_blobs_each(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    crowd = tuple(
        FoundPart(
            {"box": (n * 20.0, 0, n * 20.0 + 10, 10)}, {"chip": b"a", "small": b"b", "mask": b"c"},
            {FACES.name: np.array([1, n], np.float32)},
        )
        for n in range(2000)
    )  # fmt: skip
    found = rig.found
    monkeypatch.setattr(
        rig, "found", lambda stage, work: Found(parts=crowd) if stage == "faces" else found(stage, work)
    )
    only_faces = StageTable(*list(table())[:2])
    photo = await rig.look(only_faces)
    assert "faces" in photo.stages
    assert len(str(photo.found["faces"])) < 200, "the record holds none of them"
    first = await rig.platform.parts.visible(photo, "faces", limit=100)
    assert [part.position for part in first] == list(range(100))
    assert len(await rig.seen()) == 2000
    hits = await rig.platform.vectors.search(
        FACES.name, "me", np.array([1, 0], np.float32), limit=9, best_per_group=True
    )
    assert [hit.group for hit in hits] == [rig.photo_id]
