"""Every failure of a stage has a destiny, and none of them is its neighbours'."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from prometheus_client import REGISTRY

from shared.broker.base import Lane
from shared.children import ChildCrashed
from shared.domain.events import PhotoUnsettled, PhotoUploaded, StagesSettled
from shared.domain.ids import new_id
from shared.domain.original import original_key
from shared.domain.photo import Mark, Photo, new_photo
from shared.domain.renditions import derived_prefix
from shared.errors import Invalid, PutOff, Unavailable
from shared.inference.base import Found
from shared.inference.pool import Done, Work
from shared.pipeline import EMBEDDER, STAGES, VISION
from shared.runtime.platform import Platform
from shared.runtime.settings import Settings
from shared.runtime.worker import Worker
from tests.running import PATIENCE

Outcome = Callable[[Work, str], Any]


def good(work: Work, stage: str) -> Found:
    return Found({}, {"preview": b"p", "thumbnail": b"t"} if stage == "renditions" else {})


_ALL = len(STAGES.of("vision"))
# What takes the same runs together, and what needs it afterwards; the caption needs what others made of the record.
_ROUNDS = [
    *(
        tuple(stage.name for stage in STAGES.of("vision") if stage.takes == takes and stage.name != "caption")
        for takes in ("original", "preview", "record")
    ),
    ("caption",),
]


class Bench:
    """A vision worker on real stores, whose stages do what the test says."""

    def __init__(self, platform: Platform) -> None:
        self.platform = platform
        self.does: dict[str, Outcome] = {}
        self.runs: list[tuple[str, ...]] = []

    async def photo(self, content: bytes = b"original", lane: Lane = Lane.FRESH) -> Photo:
        id = new_id()
        stored = await self.platform.blobs.put(original_key("me", id), content + id.encode())
        photo = new_photo(
            id=id, owner="me", sha256=stored.sha256, file_name="a.jpg", media_type="image/jpeg", bytes=stored.size
        )
        await self.platform.photos.insert(photo)
        await self.platform.broker.publish(PhotoUploaded(owner="me", photo=id), lane=lane)
        return photo

    async def run(self, work: Work) -> Done:
        self.runs.append(work.stages)
        if work.path is not None:
            assert work.path.read_bytes().startswith(b"original")
        done = {}
        for stage in work.stages:
            found = self.does.get(stage, good)(work, stage)
            if isinstance(found, BaseException) and not isinstance(found, Invalid):
                raise found
            done[stage] = (found, "model 1")
        return done

    @contextlib.asynccontextmanager
    async def working(self) -> AsyncIterator[None]:
        runners: Any = dict.fromkeys(("original", "preview", "record"), self.run)
        worker = Worker("vision", VISION, self.platform.stores, STAGES, runners, prefetch=4, first_pause=0.01)
        task = asyncio.create_task(worker.run())
        try:
            yield
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def marks(self, id: str, count: int = _ALL) -> dict[str, Mark]:
        async with asyncio.timeout(PATIENCE):
            while True:
                photo = await self.platform.photos.find(id)
                if photo is not None and len(photo.stages) >= count:
                    return photo.stages
                await asyncio.sleep(0.01)

    async def idle(self) -> None:
        async with asyncio.timeout(PATIENCE):
            while True:
                depth = await self.platform.broker.depth(VISION.name)
                if not depth.ready and not depth.in_flight:
                    return
                await asyncio.sleep(0.01)


@pytest.fixture
async def bench(tmp_path: Path) -> AsyncIterator[Bench]:
    platform = await Platform.open(Settings(home=tmp_path / "home"))
    yield Bench(platform)
    await platform.close()


async def test_all_goes_well(bench: Bench) -> None:
    photo = await bench.photo()
    async with bench.working():
        marks = await bench.marks(photo.id)
        await bench.idle()
    assert {name: (mark.state, mark.model) for name, mark in marks.items()} == dict.fromkeys(
        [stage.name for stage in STAGES.of("vision")], ("done", "model 1")
    )
    assert bench.runs == _ROUNDS
    assert (await bench.platform.broker.depth(EMBEDDER.name)).ready == 1, "called once, when vision has done all it can"


@pytest.mark.parametrize("lane", list(Lane))
async def test_what_follows_takes_the_lane_of_what_it_follows_from(bench: Bench, lane: Lane) -> None:
    await bench.photo(lane=lane)
    async with bench.working():
        await bench.idle()
    deliveries = bench.platform.broker.consume(EMBEDDER.name, prefetch=1)
    delivery = await anext(deliveries)
    assert (delivery.lane, type(delivery.event)) == (lane, StagesSettled)
    await deliveries.aclose()


async def test_what_is_in_hand_when_it_stops_is_finished_and_not_delivered_again(bench: Bench) -> None:
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def slowly(work: Work) -> Done:
        begun.set()
        await go_on.wait()
        return await bench.run(work)

    photo = await bench.photo()
    runners: Any = dict.fromkeys(("original", "preview", "record"), slowly)
    task = asyncio.create_task(
        Worker("vision", VISION, bench.platform.stores, STAGES, runners, prefetch=4, first_pause=0.01).run()
    )
    await begun.wait()
    task.cancel()
    await asyncio.sleep(0)
    go_on.set()
    await asyncio.gather(task, return_exceptions=True)
    assert len(await bench.marks(photo.id)) == _ALL, "finished"
    depth = await bench.platform.broker.depth(VISION.name)
    assert (depth.ready, depth.in_flight) == (0, 0), "and acked before the broker could hand it to somebody else"


async def test_damage_is_a_failed_mark_with_its_sentence(bench: Bench) -> None:
    bench.does["renditions"] = lambda work, stage: Invalid("The file ends too early.")
    photo = await bench.photo()
    async with bench.working():
        marks = await bench.marks(photo.id)
    assert (marks["metadata"].state, marks["caption"].state) == ("done", "done")
    assert (marks["renditions"].state, marks["renditions"].error) == ("failed", "The file ends too early.")
    assert (marks["classify"].state, marks["classify"].error) == (
        "skipped", "It needs renditions, which did not succeed.",
    )  # fmt: skip


async def test_what_is_put_off_is_skipped_with_its_sentence_and_the_photo_is_done(bench: Bench) -> None:
    bench.does["mood"] = lambda work, stage: PutOff("Later, when the moon is up.")
    photo = await bench.photo()
    async with bench.working():
        mark = (await bench.marks(photo.id))["mood"]
    assert (mark.state, mark.version, mark.error, mark.error_kind) == (
        "skipped", STAGES["mood"].version, "Later, when the moon is up.", "put_off",
    )  # fmt: skip


async def test_a_file_that_crashes_its_child_fails_alone_after_three_tries(bench: Bench) -> None:
    poison = await bench.photo()
    innocent = await bench.photo()

    def crash(work: Work, stage: str) -> Any:
        return ChildCrashed("The decoder crashed") if work.photo.id == poison.id else good(work, stage)

    bench.does["renditions"] = crash
    async with bench.working():
        marks, others = await bench.marks(poison.id), await bench.marks(innocent.id)
    assert marks["metadata"].state == "done", "what runs well beside it still succeeds"
    assert (marks["renditions"].state, marks["renditions"].error) == ("failed", "The decoder crashed.")
    assert bench.runs.count(("renditions",)) == 3
    assert {mark.state for mark in others.values()} == {"done"}


@dataclass
class Suspect:
    """A delivery whose process has died with it three times."""

    event: PhotoUploaded
    ended: str = ""
    attempts: int = 4
    faults: int = 3
    alone: bool = True
    lane: Lane = Lane.FRESH

    async def ack(self) -> None:
        self.ended = "acked"

    async def retry(self, after: float, reason: str, *, fault: bool = False) -> None:
        self.ended = "retried"

    async def dead(self, reason: str) -> None:
        self.ended = reason


@pytest.mark.parametrize("condemns", [True, False])
async def test_a_suspect_is_condemned_but_by_who_shares_its_process(bench: Bench, condemns: bool) -> None:
    photo = await bench.photo()
    runners: Any = dict.fromkeys(("original", "preview", "record"), bench.run)
    worker = Worker(
        "vision", VISION, bench.platform.stores, STAGES, runners, prefetch=4, condemns=condemns, first_pause=0.01
    )
    suspect = Suspect(PhotoUploaded(owner="me", photo=photo.id))
    await worker.handle(suspect)
    marks = await bench.marks(photo.id)
    assert (marks["renditions"].state, suspect.ended) == (
        ("failed", "Looking at this photo crashed its worker 3 times.") if condemns else ("done", "acked")
    )


async def test_a_bug_is_loud_and_ends_as_a_failed_mark(bench: Bench, caplog: pytest.LogCaptureFixture) -> None:
    bench.does["caption"] = lambda work, stage: ZeroDivisionError("a bug")
    photo = await bench.photo()
    async with bench.working():
        marks = await bench.marks(photo.id)
    assert marks["caption"].state == "failed"
    assert "a bug" not in marks["caption"].error, "the owner is spared our words for it"
    assert sum("broke on photo" in record.message for record in caplog.records) == 3


async def test_an_outage_is_waited_for_and_condemns_nobody(bench: Bench) -> None:
    outage = iter([Unavailable("The vectors are away.")] * 2)
    bench.does["classify"] = lambda work, stage: next(outage, None) or good(work, stage)
    photo = await bench.photo()
    async with bench.working():
        marks = await bench.marks(photo.id)
    assert {mark.state for mark in marks.values()} == {"done"}


async def test_what_was_written_for_a_photo_that_is_gone_is_taken_away(bench: Bench) -> None:
    photo = await bench.photo()

    def deleted_meanwhile(work: Work, stage: str) -> Found:
        asyncio.get_running_loop().create_task(gone())
        return good(work, stage)

    async def gone() -> None:
        await bench.platform.photos.tombstone("me", photo.id)

    bench.does["renditions"] = deleted_meanwhile
    async with bench.working():
        await bench.idle()
    assert [blob async for blob in bench.platform.blobs.list(derived_prefix("me", photo.id))] == []


async def test_a_lost_original_is_said_and_not_tried_for_ever(bench: Bench) -> None:
    photo = await bench.photo()
    await bench.platform.blobs.delete(original_key("me", photo.id))
    async with bench.working():
        marks = await bench.marks(photo.id)
    assert {marks[name].state for name in ("metadata", "renditions")} == {"failed"}


async def test_a_message_twice_is_work_once(bench: Bench) -> None:
    photo = await bench.photo()
    async with bench.working():
        await bench.marks(photo.id)
        for _ in range(3):
            await bench.platform.broker.publish(PhotoUnsettled(owner="me", photo=photo.id), lane=Lane.BULK)
        await bench.idle()
    assert bench.runs == _ROUNDS


async def test_what_is_tried_again_is_counted(bench: Bench) -> None:
    def retries() -> float:
        return REGISTRY.get_sample_value("heliograph_stage_retries_total", {"stage": "mood"}) or 0.0

    before = retries()
    broken = iter([ZeroDivisionError("a bug")] * 4)  # twice among its neighbours, and then alone
    bench.does["mood"] = lambda work, stage: next(broken, None) or good(work, stage)
    photo = await bench.photo()
    async with bench.working():
        marks = await bench.marks(photo.id)
    assert marks["mood"].state == "done"
    assert retries() - before == 2
