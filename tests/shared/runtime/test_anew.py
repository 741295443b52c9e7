"""What can be made anew is no reason to refuse the start."""

from pathlib import Path

import pytest

from shared.runtime.platform import Platform
from shared.runtime.settings import Settings


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
