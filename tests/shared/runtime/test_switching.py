"""From one model to another: what is asked, what is due, and what is left behind."""

import numpy as np
import pytest

from shared.domain.ids import new_id
from shared.domain.instants import instant
from shared.domain.photo import Mark, new_photo
from shared.domain.spaces import IMAGE
from shared.errors import Invalid
from shared.inference.tasks import TASKS
from shared.runtime.platform import Platform
from shared.runtime.switching import Progress, Switching
from shared.vectors.base import Point

NEW = "image.fake-2"


class Library:
    """Photos that are looked at by hand."""

    def __init__(self, platform: Platform) -> None:
        self.platform = platform
        self.ids: list[str] = []
        follower = platform.pipeline
        self.switching = Switching(platform.photos, platform.vectors, follower, follower.program, leave=0)

    async def upload(self) -> str:
        photo = new_photo(id=new_id(), owner="me", sha256=new_id(), file_name="a", media_type="image/jpeg", bytes=1)
        await self.platform.photos.insert(photo)
        return photo.id

    async def work(self, id: str) -> list[str]:
        """Runs what is due; says which models it asked for its place."""
        photo = await self.platform.photos.find(id)
        assert photo is not None
        table = self.platform.stages
        asked = table["image_vector"].lacking(photo.stages.get("image_vector"))
        for space in {"bundled": [IMAGE.name], "fake-2": [NEW]}[asked[-1].split(":")[0]] if asked else []:
            dimension = IMAGE.dimension if space == IMAGE.name else 256
            await self.platform.vectors.upsert(space, [Point(id, "me", np.ones(dimension, np.float32))])
        marks = {stage.name: Mark("done", stage.version, instant(), models=stage.models) for stage in table}
        await self.platform.photos.settle(photo, {name: ({}, mark) for name, mark in marks.items()})
        return [model.split(":")[0] for model in asked]

    async def points(self, space: str) -> int:
        return len([id async for id, *_ in self.platform.vectors.scroll(space)])

    @property
    def looks(self) -> str:
        return self.platform.pipeline.spaces.looks.name


@pytest.fixture
async def library(platform: Platform) -> Library:
    library = Library(platform)
    library.ids = [await library.upload() for _ in range(2)]
    for id in library.ids:
        assert await library.work(id) == ["bundled"]
    return library


async def test_what_is_searched_changes_once_every_photo_is_there(library: Library, platform: Platform) -> None:
    one, other = library.ids
    await library.switching.use("place", "fake-2")
    await library.switching.look()
    assert (library.looks, await platform.photos.all.all_settled()) == (IMAGE.name, False)
    assert await library.work(one) == ["fake-2"], "what the old one said stands"
    assert await library.switching.progress() == Progress(1, 2, pytest.approx(0, abs=1e4))
    assert await library.work(await library.upload()) == ["bundled", "fake-2"], "what comes meanwhile is found at once"
    await library.switching.look()
    assert library.looks == IMAGE.name
    assert await library.work(other) == ["fake-2"]

    await library.switching.look()
    assert library.looks == NEW
    assert await platform.photos.all.all_settled(), "nothing is due again by the switch"
    assert await library.work(await library.upload()) == ["fake-2"]
    assert await library.switching.look() == 2, "the spaces of the old model"
    assert (await library.points(IMAGE.name), await library.points(NEW)) == (0, 4)
    (use,) = (use for use in library.switching.uses() if use.task == "place")
    assert (use.name, use.fills) == ("fake-2", "")


async def test_a_switch_is_taken_back_by_naming_what_is_searched(library: Library, platform: Platform) -> None:
    one, _ = library.ids
    await library.switching.use("place", "fake-2")
    await library.work(one)
    await library.switching.use("place", "bundled")
    assert library.looks == IMAGE.name
    await library.switching.look()
    assert (await library.points(IMAGE.name), await library.points(NEW)) == (2, 0)
    for id in library.ids:
        photo = await platform.photos.find(id)
        assert photo
        assert platform.stages.settled(photo.stages)


async def test_what_is_not_there_is_refused_with_a_sentence(library: Library) -> None:
    with pytest.raises(Invalid, match=r"no model 'best' to place; choose one of: bundled, fake, fake-2\."):
        await library.switching.use("place", "best")
    with pytest.raises(Invalid, match=rf"no task 'dream' here; choose one of: {', '.join(sorted(TASKS))}\."):
        await library.switching.use("dream", "fake")


async def test_a_users_model_is_added_then_used(library: Library, platform: Platform) -> None:
    with pytest.raises(Invalid, match=r"no model 'birds' to detect"):
        await library.switching.use("detect", "birds")
    await library.switching.add("detect", "birds", "0123456789ab")
    (use,) = (use for use in library.switching.uses() if use.task == "detect")
    assert (use.name, use.choices) == ("bundled", ("bundled", "fake", "birds"))
    await library.switching.use("detect", "birds")
    assert platform.pipeline.chosen("objects") == "birds:own-0123456789ab"
    assert platform.pipeline.model("objects") == "own:own/detect/birds/0123456789ab"
    with pytest.raises(Invalid, match=r"'see' takes no models of your own; choose one of: detect, place\."):
        await library.switching.add("see", "birds", "0123456789ab")
    with pytest.raises(Invalid, match=r"for the task 'place' is told with a space"):
        await library.switching.add("place", "birds", "0123456789ab")
    with pytest.raises(Invalid, match="'fake' is that of a model that comes with Heliograph"):
        await library.switching.add("detect", "fake", "0123456789ab")
    with pytest.raises(Invalid, match="is no name for a model"):
        await library.switching.add("detect", "../birds", "0123456789ab")
