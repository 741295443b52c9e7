"""Processes of one library go by one record, also while one release takes over from another."""

import asyncio
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from prometheus_client import REGISTRY

from shared.broker.base import Queue
from shared.catalog.photos import Photos
from shared.catalog.pipelines import Pipelines
from shared.domain.events import PhotoUploaded
from shared.domain.ids import new_id
from shared.domain.photo import Photo, new_photo
from shared.domain.pipeline import Program
from shared.domain.spaces import SpaceSpec
from shared.domain.stages import Stage, StageTable
from shared.errors import Conflict
from shared.inference.base import Found
from shared.inference.pool import Done, Work
from shared.pipeline import NO_ENDPOINT, PROGRAM
from shared.runtime.follower import Follower
from shared.runtime.platform import Platform
from shared.runtime.settings import Settings
from shared.runtime.worker import Worker
from tests.running import PATIENCE

QUEUE = Queue("eyes", topics=(PhotoUploaded.topic,))
LOOK, WRITE = Stage("look", "eyes", "record", task="see"), Stage("write", "eyes", "record", ("look",))
MODELS = {"see": {"good": "good:1", "better": "better:1"}}
OLD = Program(1, StageTable(LOOK), MODELS)
NEW = Program(2, StageTable(replace(LOOK, version=2), WRITE), MODELS)


async def ensured(space: SpaceSpec) -> None:
    """These programs make none."""


@dataclass
class Process:
    """A worker of a release, beside others at the same stores."""

    platform: Platform
    program: Program
    runs: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.follower = Follower(Pipelines(self.platform.catalog), self.program, ensured)
        self.photos = Photos(self.platform.catalog, self.follower.stages)

    async def start(self, model: str = "good") -> "Process":
        await self.follower.begin(model)
        stores = replace(self.platform.stores, photos=self.photos)
        worker = Worker(
            "eyes", QUEUE, stores, self.follower.stages, {"record": self._run}, prefetch=1, first_pause=0.01
        )
        self._task = asyncio.create_task(worker.run())
        return self

    async def stop(self) -> None:
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)

    @property
    def handed_back(self) -> float:
        """How often it could not go on."""
        return REGISTRY.get_sample_value("heliograph_deliveries_total", {"queue": "eyes", "end": "retried"}) or 0.0

    async def _run(self, work: Work) -> Done:
        self.runs += work.stages
        return {name: (Found({"by": self.program.release}), "a model") for name in work.stages}


async def upload(platform: Platform) -> str:
    photo = new_photo(id=new_id(), owner="me", sha256=new_id(), file_name="a", media_type="image/jpeg", bytes=1)
    await platform.photos.insert(photo)
    await platform.broker.publish(PhotoUploaded(owner="me", photo=photo.id))
    return photo.id


async def settled(process: Process, id: str) -> Photo:
    async with asyncio.timeout(PATIENCE):
        while True:
            photo = await process.photos.find(id)
            if photo and photo.settled == process.follower.stages.digest:
                return photo
            await asyncio.sleep(0.01)


async def test_old_and_new_run_beside_each_other_and_what_is_done_is_done_for_both(platform: Platform) -> None:
    await platform.broker.declare(QUEUE)
    await platform.catalog.delete("pipelines", "pipeline")  # as if neither had been here
    old = await Process(platform, OLD).start()
    first = await upload(platform)
    assert (await settled(old, first)).stages["look"].version == 1

    new = await Process(platform, NEW).start()
    await old.follower.look()
    assert old.follower.left == [
        "look runs in version 2, and this program has version 1",
        "write is a stage of a later release",
    ]
    assert new.follower.left == []
    assert old.follower.stages.digest == new.follower.stages.digest
    old.runs.clear()
    later = [await upload(platform) for _ in range(6)]
    async with asyncio.timeout(PATIENCE):
        while not old.handed_back:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    await old.stop()
    for id in later:
        photo = await settled(new, id)
        assert {name: mark.version for name, mark in photo.stages.items()} == {"look": 2, "write": 1}
        assert (photo.found["look"], photo.status) == ({"by": 2}, "ready")
    assert old.runs == [], "it hands back what it cannot do"

    # The old one comes back, as one that crashed does, and changes nothing.
    again = await Process(platform, OLD).start()
    await again.stop()
    await new.follower.look()
    assert new.follower.left == []
    assert (await settled(new, await upload(platform))).found["look"] == {"by": 2}
    await new.stop()


async def test_what_one_process_switches_off_is_off_for_all(platform: Platform) -> None:
    one, two = (Follower(Pipelines(platform.catalog), platform.pipeline.program, ensured) for _ in range(2))
    await asyncio.gather(one.begin("fake"), two.begin("fake"))
    assert one.stages.digest == two.stages.digest
    # Both at once: each change is made on what the other left.
    await asyncio.gather(one.switch("ocr", "Glasses lost."), two.switch("light", "Too dark."))
    for follower in (one, two):
        await follower.look()
        assert {stage.name: stage.off for stage in follower.stages if stage.off} == {
            "ocr": "Glasses lost.",
            "light": "Too dark.",
            "describe": NO_ENDPOINT,
        }
    await two.switch("ocr", "")
    await one.look()
    assert not one.stages["ocr"].off
    revision = (await Pipelines(platform.catalog).read()).revision  # type: ignore[union-attr]
    await one.switch("ocr", "")
    assert (await Pipelines(platform.catalog).read()).revision == revision, "nothing was to be changed"  # type: ignore[union-attr]


async def test_a_setting_of_one_process_mixes_no_models(tmp_path: Path) -> None:
    """The model that a library began with stays, whatever the settings of a later start say."""
    settings = Settings(home=tmp_path / "home", models="fake")
    platform = await Platform.open(settings)
    assert platform.pipeline.model("classify") == "fake"
    digest = platform.stages.digest
    await platform.close()
    platform = await Platform.open(settings.model_copy(update={"models": "bundled"}))
    assert platform.pipeline.model("classify") == "fake"
    assert platform.stages.digest == digest
    await platform.close()


async def test_a_library_of_a_later_release_is_refused_untouched(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / "home")
    platform = await Platform.open(settings)
    pipelines = Pipelines(platform.catalog)
    record = await pipelines.read()
    assert record
    later = replace(platform.pipeline.program, release=record.release + 1)
    assert await pipelines.change(record, later.raised(record))
    await platform.close()
    before = {path: path.read_bytes() for path in (tmp_path / "home").glob("catalog*")}
    with pytest.raises(Conflict, match=r"later release .* Update Heliograph, or .* take-over\. Nothing was changed"):
        await Platform.open(settings)
    assert {path: path.read_bytes() for path in (tmp_path / "home").glob("catalog*")} == before


async def test_two_processes_add_one_plugin_once(platform: Platform) -> None:
    count = Stage("count", "plugins", "record", ("look",), plugin="count")
    program = Program(PROGRAM.release, StageTable(count), {})
    before = platform.pipeline.record
    one, two = (Process(platform, program).follower for _ in range(2))
    await asyncio.gather(one.begin(""), two.begin(""))
    record = await Pipelines(platform.catalog).read()
    assert before
    assert record
    assert record.stages.keys() == {*before.stages, "count"}
    assert record.revision == before.revision + 1
    assert one.record == two.record == record


async def test_what_a_process_comes_to_lack_it_leaves_to_others_until_it_has_it_again(platform: Platform) -> None:
    follower = platform.pipeline
    follower.lack("objects", "its model is not here")
    assert follower.left == ["its model is not here"]
    assert follower.stages["objects"].lacks == "its model is not here"
    await follower.look()
    assert follower.left == ["its model is not here"]
    follower.lack("objects", "")
    assert (follower.left, follower.stages["objects"].lacks) == ([], "")


async def test_an_older_record_is_not_followed_after_a_newer_one(platform: Platform) -> None:
    waiting, ready = asyncio.Event(), asyncio.Event()

    async def ensure(space: SpaceSpec) -> None:
        if not waiting.is_set():
            waiting.set()
            await ready.wait()

    follower = Follower(Pipelines(platform.catalog), PROGRAM, ensure)
    looking = asyncio.create_task(follower.look())
    await waiting.wait()
    await follower.switch("ocr", "Nobody reads today.")
    ready.set()
    await looking
    assert follower.stages["ocr"].off == "Nobody reads today."
