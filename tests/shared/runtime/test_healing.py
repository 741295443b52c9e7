"""What a mark promises is there, as far as its version promised it."""

import numpy as np
import pytest

from shared.domain.ids import new_id
from shared.domain.instants import instant
from shared.domain.photo import Mark, Photo, new_photo
from shared.domain.spaces import IMAGE, IMAGE_MULTILINGUAL
from shared.runtime.healing import Healer
from shared.runtime.platform import Platform
from shared.vectors.base import Point, Space


@pytest.mark.parametrize(("version", "lost"), [(1, False), (2, True)])
async def test_a_space_that_a_later_version_fills_is_promised_by_no_earlier_one(
    platform: Platform, version: int, lost: bool
) -> None:
    photo: Photo = new_photo(id=new_id(), owner="me", sha256="", file_name="a.jpg", media_type="image/jpeg", bytes=1)
    mark = Mark(state="done", version=version, at=instant(), model="")
    photo.stages["image_vector"] = mark
    for space in (IMAGE, IMAGE_MULTILINGUAL):
        await platform.vectors.ensure(Space(space.name, space.dimension))
    vector = np.eye(1, IMAGE.dimension, dtype=np.float32)[0]
    await platform.vectors.upsert(IMAGE.name, [Point(photo.id, "me", vector)])

    found = await Healer(platform.photos, platform.blobs, platform.vectors).lost([photo])
    assert found == ({photo.id: {"image_vector": mark}} if lost else {})
