"""What can be made anew is no reason to refuse the start."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import numpy as np
import pytest

from shared.domain.events import PhotoUploaded
from shared.domain.ids import new_id
from shared.errors import Unavailable
from shared.runtime.platform import Platform
from shared.runtime.settings import Settings
from shared.sqlite.files import mark
from shared.vectors.base import Point, Space
from tests.failing import zero


@pytest.mark.parametrize("name", ["queue.sqlite", "vectors/vectors.sqlite"])
async def test_a_file_that_lost_the_name_of_a_table_is_moved_aside(tmp_path: Path, name: str) -> None:
    settings = Settings(home=tmp_path)
    await (await Platform.open(settings)).close()
    file = tmp_path / name
    content = bytearray(file.read_bytes())
    content[content.index(b"CREATE TABLE ") + len(b"CREATE TABLE ")] ^= 0x80  # no UTF-8
    file.write_bytes(content)
    await (await Platform.open(settings)).close()
    [aside] = file.parent.glob(f"{file.name}.damaged-*")
    assert aside.read_bytes() == content


ID = new_id()
SPACE = Space("image", 16)


async def use_vectors(platform: Platform) -> None:
    await platform.vectors.ensure(SPACE)
    await platform.vectors.upsert(SPACE.name, [Point(ID, "me", np.ones(SPACE.dimension, np.float32))])


async def use_queue(platform: Platform) -> None:
    await platform.broker.publish(PhotoUploaded(owner="me", photo=ID))


def asides(file: Path) -> list[Path]:
    """And its mark."""
    return list(file.parent.glob(f"{file.name}.damaged*"))


@pytest.mark.parametrize(
    ("name", "table", "use"), [("queue.sqlite", "message", use_queue), ("vectors/vectors.sqlite", "point", use_vectors)]
)
async def test_a_file_that_is_damaged_in_use_is_told_and_made_anew_at_the_next_start(
    tmp_path: Path, name: str, table: str, use: Callable[[Platform], Awaitable[None]]
) -> None:
    settings = Settings(home=tmp_path)
    platform = await Platform.open(settings)
    await use(platform)
    await platform.close()
    platform = await Platform.open(settings)
    await asyncio.to_thread(zero, tmp_path / name, table)
    for used in (use(platform), platform.check()):
        with pytest.raises(Unavailable, match=r"is damaged: .* Start Heliograph again: it is made anew then\."):
            await used
    await platform.close()
    for _ in range(2):
        platform = await Platform.open(settings)
        await platform.check()
        await use(platform)
        await platform.close()
        assert len(asides(tmp_path / name)) == 1


async def test_a_file_that_was_wrongly_called_damaged_stays(tmp_path: Path) -> None:
    await (await Platform.open(Settings(home=tmp_path))).close()
    mark(tmp_path / "queue.sqlite")
    await (await Platform.open(Settings(home=tmp_path))).close()
    assert asides(tmp_path / "queue.sqlite") == []
