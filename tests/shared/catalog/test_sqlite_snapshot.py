"""A copy of a catalog that is in use, and what is found damaged."""

import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path
from threading import Event

import pytest

from shared.catalog.photos import PHOTOS
from shared.catalog.sqlite import SqliteCatalog
from shared.catalog.sqlite_snapshot import check_whole, photos_in, write_snapshot
from shared.domain.photo import new_photo, to_doc
from shared.errors import Damaged, Unavailable


@pytest.fixture
async def catalog(tmp_path: Path) -> AsyncIterator[SqliteCatalog]:
    catalog = await SqliteCatalog.open(tmp_path / "catalog.sqlite")
    await catalog.declare(PHOTOS)
    for name in ("a", "b", "gone"):
        photo = new_photo(id=name, owner="me", sha256=name, file_name="a.jpg", media_type="image/jpeg", bytes=1)
        await catalog.insert(PHOTOS.name, to_doc(photo) | ({"state": "deleted"} if name == "gone" else {}))
    yield catalog
    await catalog.close()


async def test_a_snapshot_holds_what_was_written_so_far_for_nobody_else_to_read(
    catalog: SqliteCatalog, tmp_path: Path
) -> None:
    snapshot = tmp_path / "snapshot"
    write_snapshot(tmp_path / "catalog.sqlite", snapshot, Event())
    await catalog.delete(PHOTOS.name, "a")
    check_whole(snapshot, snapshot=True)
    assert photos_in(snapshot) == 2, "those that are being deleted do not count"
    assert snapshot.stat().st_mode & 0o777 == 0o600
    assert not any((tmp_path / f"snapshot-{log}").exists() for log in ("wal", "shm", "journal"))
    with pytest.raises(FileExistsError):
        write_snapshot(tmp_path / "catalog.sqlite", snapshot, Event())


@pytest.mark.usefixtures("catalog")
def test_a_snapshot_can_be_given_up(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "catalog.sqlite") as filled:
        filled.execute("CREATE TABLE more AS SELECT hex(randomblob(8)) FROM json_each(?)", (str([0] * 20_000),))
    filled.close()
    given_up = Event()
    given_up.set()
    with pytest.raises(Unavailable, match="given up"):
        write_snapshot(tmp_path / "catalog.sqlite", tmp_path / "snapshot", given_up)


@pytest.mark.parametrize("mask", [0x01, 0x80], ids=["another letter", "no letter"])
async def test_a_snapshot_that_lost_the_name_of_its_photos_is_damaged(
    catalog: SqliteCatalog, tmp_path: Path, mask: int
) -> None:
    await catalog.close()
    snapshot = tmp_path / "catalog.sqlite"
    content = bytearray(snapshot.read_bytes())
    content[content.index(b"tablephotosphotos") + 8] ^= mask
    snapshot.write_bytes(content)
    with pytest.raises(Damaged, match=r"catalog\.sqlite is damaged: "):
        photos_in(snapshot)


@pytest.mark.parametrize("kept", [0.5, 0.0])
async def test_a_damaged_file_is_told(catalog: SqliteCatalog, tmp_path: Path, kept: float) -> None:
    """Cut after that part of it, or, where nothing is kept, full of zeros."""
    await catalog.close()
    file = tmp_path / "catalog.sqlite"
    check_whole(file)
    whole = file.read_bytes()
    file.write_bytes(whole[: int(len(whole) * kept)] or bytes(len(whole)))
    with pytest.raises(Damaged):
        check_whole(file)
    with pytest.raises(Damaged):
        write_snapshot(file, tmp_path / "snapshot", Event())


def test_a_file_that_is_not_there_is_not_called_damaged(tmp_path: Path) -> None:
    for look in (check_whole, photos_in):
        with pytest.raises(Unavailable):
            look(tmp_path / "missing")
    assert not (tmp_path / "missing").exists()
