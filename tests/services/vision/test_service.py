import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from services.vision import service
from services.vision.service import share_of_time
from shared.domain.photo import new_photo
from shared.inference import own
from shared.inference.pool import Work
from shared.runtime.platform import Platform
from shared.runtime.settings import Settings
from shared.runtime.switching import Switching
from tests.running import PATIENCE
from tests.shared.inference.test_own import CONTENT, MODEL

MIB = 2**20


@pytest.mark.parametrize(("size", "share"), [
    (0, 1 / 3), (5 * MIB, 1 / 3), (16 * MIB, 0.5), (32 * MIB, 1.0), (64 * MIB, 2.0), (500 * MIB, 4.0),
])  # fmt: skip
def test_a_file_has_time_by_its_size(tmp_path: Path, size: int, share: float) -> None:
    path = tmp_path / "original"
    with path.open("wb") as file:
        file.truncate(size)
    photo = new_photo(id="", owner="", sha256="", file_name="", media_type="", bytes=0)
    assert share_of_time(Work(photo, ("renditions",), path=path)) == share


async def test_the_detector_that_was_chosen_is_watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "_PAUSE", 0.01)
    async with watched(Settings(home=tmp_path, models="fake")) as platform:
        pipeline = platform.pipeline
        switching = Switching(platform.photos, platform.vectors, pipeline, pipeline.program)
        await switching.use("detect", "bundled")
        await seen(lambda: pipeline.stages["objects"].off == service.NO_DETECTOR, "ours is not fetched yet")
        await switching.add("detect", "birds", MODEL.digest)
        await switching.use("detect", "birds")
        await seen(lambda: pipeline.left != [] and not pipeline.stages["objects"].off, "nothing was put in")
        assert "birds:own-" in pipeline.left[0]
        assert "is not here" in pipeline.left[0]
        place = own.put(platform.settings.models_folder, MODEL, CONTENT)
        await seen(lambda: pipeline.left == [], "there it is")
        (place / "model.onnx").write_bytes(b"A network")
        await seen(lambda: "is not what was added" in str(pipeline.left), "somebody changed it")
        await switching.use("detect", "bundled")
        await seen(lambda: pipeline.left == [] and bool(pipeline.stages["objects"].off), "and back")


@asynccontextmanager
async def watched(settings: Settings) -> AsyncIterator[Platform]:
    """Only the watch of the service, as nothing is looked at."""
    platform = await Platform.open(settings)
    *_, watch = service.build(platform).tasks
    task = asyncio.create_task(watch())
    try:
        yield platform
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await platform.close()


async def seen(condition: Callable[[], bool], what: str) -> None:
    async with asyncio.timeout(PATIENCE):
        while not condition():  # noqa: ASYNC110 - what another task sees
            await asyncio.sleep(0.01)
    assert condition(), what
