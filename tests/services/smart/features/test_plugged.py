"""Features of plugins: what breaks in one is kept from the others."""

import pytest

from services.smart.features import plugged
from shared.domain.photo import Photo, new_photo
from shared.plugins.declared import PluginFeature
from shared.plugins.installed import Plugin
from shared.runtime.platform import Platform

PHOTO = new_photo(id="1", owner="me", sha256="0", file_name="a", media_type="image/jpeg", bytes=1)


def keys(photo: Photo) -> list[str]:
    return [photo.owner]


class Counts:
    def __init__(self, platform: Platform) -> None:
        self.counted = 0

    async def __call__(self, owner: str, key: str) -> bool:
        self.counted += 1
        return self.counted == 1


def plugin(*, keys: str = "keys", made_by: str = "Counts") -> Plugin:
    paths = {"keys": f"{__name__}:{keys}", "made_by": f"{__name__}:{made_by}"}
    return Plugin("count", "1.0", (PluginFeature(api=1, name="count", reads=("month",), version=2, **paths),))


async def test_its_row_and_its_work(platform: Platform) -> None:
    (row,) = plugged.rows([plugin()])
    assert (row.name, row.version, row.reads, row.keys(PHOTO)) == ("count", 2, ("month",), ("me",))
    work = plugged.works(platform, [plugin()])["count"]
    assert [await work("me", "me"), await work("me", "me")] == [True, False], "it is made once"


async def test_what_breaks_is_logged_or_raised_to_the_runner(
    platform: Platform, caplog: pytest.LogCaptureFixture
) -> None:
    (row,) = plugged.rows([plugin(keys="nothing")])
    assert row.keys(PHOTO) == ()
    assert "feature count has no keys for photo 1" in caplog.text
    with pytest.raises(AttributeError):
        await plugged.works(platform, [plugin(made_by="Nothing")])["count"]("me", "me")
