"""Who is called for a photo, and how often: with three services one of them must not call another a second time."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from shared.broker.base import Queue
from shared.domain.events import PhotoUploaded
from shared.domain.ids import new_id
from shared.domain.original import original_key
from shared.domain.photo import Caption, Mark, new_photo
from shared.inference.base import Found
from shared.inference.pool import Done, Work
from shared.pipeline import DESCRIBER, EMBEDDER, OCR, STAGES, VISION
from shared.runtime.platform import FACES_OFF, OCR_OFF, Platform
from shared.runtime.settings import Settings
from shared.runtime.worker import Worker
from tests.running import PATIENCE

_DOOR = {"name": "door", "confidence": 0.7, "source": "endpoint: eyes"}


class Bench:
    def __init__(self, platform: Platform) -> None:
        self.platform = platform
        self.runs: list[str] = []

    async def photo(self) -> str:
        id = new_id()
        stored = await self.platform.blobs.put(original_key("me", id), id.encode())
        await self.platform.photos.insert(
            new_photo(
                id=id, owner="me", sha256=stored.sha256, file_name="a.jpg", media_type="image/jpeg", bytes=stored.size
            )
        )
        await self.platform.broker.publish(PhotoUploaded(owner="me", photo=id))
        return id

    async def marks(self, id: str) -> dict[str, Mark]:
        photo = await self.platform.photos.find(id)
        assert photo is not None
        return photo.stages

    async def work(self, queue: Queue) -> None:
        """Until the queue is empty."""
        worker = Worker(
            queue.name, queue, self.platform.stores, self.platform.stages,
            dict.fromkeys(("original", "preview", "record"), self._run), prefetch=4,
        )  # fmt: skip
        task = asyncio.create_task(worker.run())
        async with asyncio.timeout(PATIENCE):
            while await self.waiting(queue):  # noqa: ASYNC110
                await asyncio.sleep(0.01)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    async def waiting(self, queue: Queue) -> int:
        depth = await self.platform.broker.depth(queue.name)
        return depth.ready + (depth.in_flight or 0)

    async def _run(self, work: Work) -> Done:
        self.runs += work.stages
        blobs = {"renditions": {"preview": b"p", "thumbnail": b"t"}}
        said = {"caption": {"text": "A way out.", "source": "endpoint: eyes"}, "tags": [_DOOR]}
        facts = {"ocr": {"text": "EXIT", "lines": []}, "describe": said}
        return {name: (Found(facts.get(name, {}), blobs.get(name, {})), "model 1") for name in work.stages}


@pytest.fixture
async def bench(tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[Bench]:
    off = getattr(request, "param", None)
    platform = await Platform.open(Settings(
        home=tmp_path / "home", ocr=off != "ocr", faces=off != "faces",
        endpoint_url="https://host/v1", endpoint_model="eyes",
    ))  # fmt: skip
    await platform.pipeline.switch("ocr", OCR_OFF if off == "ocr" else "")
    for stage in ("faces", "face_vector"):
        await platform.pipeline.switch(stage, FACES_OFF if off == "faces" else "")
    yield Bench(platform)
    await platform.close()


@pytest.mark.parametrize("first", [EMBEDDER, OCR], ids=lambda queue: queue.name)
async def test_whoever_is_first_every_stage_runs_once(bench: Bench, first: Queue) -> None:
    id = await bench.photo()
    await bench.work(VISION)
    assert (await bench.waiting(OCR), await bench.waiting(EMBEDDER)) == (1, 1), "both called, once"
    for queue in (first, OCR, EMBEDDER):
        await bench.work(queue)
        if queue is EMBEDDER and "ocr" not in await bench.marks(id):
            assert await bench.waiting(OCR) == 1, "not called again while it reads"
    assert sorted(bench.runs) == sorted(
        stage.name for stage in STAGES if stage.takes != "parts" and stage.name != "describe"
    ), "no part was found, and nobody is asked to describe"
    assert (await bench.marks(id)).keys() == {stage.name for stage in STAGES}
    photo = await bench.platform.photos.find(id)
    assert photo is not None
    assert (photo.status, photo.text) == ("ready", "EXIT")


@pytest.mark.parametrize("bench", ["ocr"], indirect=True)
async def test_what_is_switched_off_is_skipped_with_a_sentence_and_nothing_waits_for_it(bench: Bench) -> None:
    id = await bench.photo()
    for queue in (VISION, OCR, EMBEDDER):
        await bench.work(queue)
    marks = await bench.marks(id)
    assert (marks["ocr"].state, marks["ocr"].version) == ("skipped", 0)
    assert "HELIOGRAPH_OCR" in marks["ocr"].error
    assert marks["text_vector"].state == "done"
    assert "ocr" not in bench.runs


@pytest.mark.parametrize("bench", ["faces"], indirect=True)
async def test_where_no_faces_are_looked_for_none_are_compared(bench: Bench) -> None:
    id = await bench.photo()
    for queue in (VISION, OCR, EMBEDDER):
        await bench.work(queue)
    marks = await bench.marks(id)
    assert {name for name, mark in marks.items() if mark.state == "skipped"} == {"faces", "face_vector", "describe"}
    assert "HELIOGRAPH_FACES" in marks["face_vector"].error
    assert "faces" not in bench.runs


async def test_who_reads_what_an_endpoint_said_late_is_called_once_more(bench: Bench) -> None:
    await bench.platform.pipeline.switch("describe", "")
    id = await bench.photo()
    for queue in (VISION, OCR, EMBEDDER):
        await bench.work(queue)
    before = await bench.marks(id)
    assert before.keys() == {stage.name for stage in STAGES} - {"describe"}, "nobody waits for it"
    await bench.work(DESCRIBER)
    assert before.keys() - (await bench.marks(id)).keys() == {"caption", "text_vector"}
    for queue in (VISION, OCR, EMBEDDER):
        await bench.work(queue)
    photo = await bench.platform.photos.find(id)
    assert photo is not None
    assert (photo.status, photo.caption, photo.tag_names) == (
        "ready",
        Caption("A way out.", "endpoint: eyes"),
        ["door"],
    )
    runs = {name: bench.runs.count(name) for name in set(bench.runs)}
    assert {name for name, count in runs.items() if count > 1} == {"caption", "text_vector"}
    assert await bench.waiting(DESCRIBER), "and it is not asked again"
    await bench.work(DESCRIBER)
    assert bench.runs.count("describe") == 1
