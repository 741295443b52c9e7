import asyncio
import contextlib
import os
import signal
import sqlite3
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from shared.catalog.base import Collection, Doc, Order, Patch, Sort
from shared.catalog.sqlite import SqliteCatalog
from shared.domain.stored import stored
from shared.domain.where import Eq, Has
from shared.errors import Conflict, Unavailable
from shared.sqlite.errors import DamagedFile
from tests.failing import zero

PHOTOS = Collection(
    "photos",
    unique=(("sha256",),),
    orders=(Order(("owner",), "sort_at"),),
    many=("tags",),
    counters=("tags",),
    counted=Eq("state", "active"),
)


def photo(n: int) -> Doc:
    return {"id": f"{n:05}", "owner": "me", "sha256": f"{n}", "sort_at": f"{n}", "state": "active", "tags": ["x"]}


def query(path: Path, sql: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(path)
    found = connection.execute(sql).fetchall()
    connection.close()
    return found


async def test_a_rebuild_leaves_one_table_one_set_of_indexes_and_right_counters(tmp_path: Path) -> None:
    path = tmp_path / "c.db"
    catalog = await SqliteCatalog.open(path)
    await catalog.declare(PHOTOS)
    await asyncio.gather(*(catalog.insert("photos", photo(n)) for n in range(1200)))  # more than two batches
    orders = (Order(("owner",), "sort_at", ("file.name",)), Order(("file.name",), "id"))
    await catalog.declare(replace(PHOTOS, orders=orders, counters=("owner",), counted=None, version=2))
    assert await catalog.count_by("photos", "owner", per="me") == {"me": 1200}
    assert len(await catalog.find("photos", dict, Has("tags", "x"), sort=Sort("sort_at"), limit=2000)) == 1200
    assert await catalog.get("photos", dict, "01199") == photo(1199)
    await catalog.close()
    assert sorted(name for (name,) in query(path, "SELECT name FROM sqlite_master")) == [
        "_collections",
        "_counters",
        "_set_aside",
        "_unbuilt",
        "photos",
        "photos by file.name,id",
        "photos by owner,sort_at",
        "photos unique sha256",
        "photos.bits",
        "photos.bits by block",
        "photos.blocks",
        "photos.blocks by low",
        "photos.places",
        "sqlite_autoindex_photos_1",
    ]
    assert query(path, "SELECT DISTINCT field FROM _counters") == [("owner",)]


async def test_a_rebuild_that_fails_changes_nothing(tmp_path: Path) -> None:
    catalog = await SqliteCatalog.open(tmp_path / "c.db")
    await catalog.declare(PHOTOS)
    for n in range(3):
        await catalog.insert("photos", photo(n))
    with pytest.raises(Conflict) as caught:
        await catalog.declare(replace(PHOTOS, unique=(("owner", "state"),), counters=()))
    assert caught.value.key == "owner,state"
    with pytest.raises(ValueError, match="sorted by size"):
        await catalog.declare(replace(PHOTOS, orders=(Order(("owner",), "size"),)))
    assert await catalog.count_by("photos", "tags", per="me") == {"x": 3}
    assert len(await catalog.find("photos", dict, Has("tags", "x"), sort=Sort("sort_at"), limit=9)) == 3
    await catalog.close()


async def test_a_new_layout_rebuilds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "c.db"
    catalog = await SqliteCatalog.open(path)
    await catalog.declare(PHOTOS)
    await catalog.insert("photos", photo(1))
    await catalog.close()
    connection = sqlite3.connect(path)
    connection.execute("DELETE FROM _counters")
    connection.commit()
    connection.close()
    monkeypatch.setattr("shared.catalog.sqlite_declared.LAYOUT", 99)
    catalog = await SqliteCatalog.open(path)
    await catalog.declare(PHOTOS)
    assert await catalog.count_by("photos", "tags", per="me") == {"x": 1}
    await catalog.close()


async def test_nothing_but_the_file_is_left_after_close(tmp_path: Path) -> None:
    catalog = await SqliteCatalog.open(tmp_path / "c.db")
    await catalog.declare(PHOTOS)
    await catalog.insert("photos", photo(1))
    await catalog.close()
    assert os.listdir(tmp_path) == ["c.db"]


async def test_open_in_a_missing_folder_is_unavailable(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="unable to open"):
        await SqliteCatalog.open(tmp_path / "missing" / "c.db")


@pytest.fixture
async def kept(tmp_path: Path) -> Path:
    catalog = await SqliteCatalog.open(tmp_path / "c.db")
    await catalog.declare(PHOTOS)
    await catalog.insert("photos", photo(1))
    await catalog.close()
    return tmp_path / "c.db"


async def test_a_file_that_is_no_database_any_more_is_named_with_what_to_do(kept: Path) -> None:
    zero(kept, "sqlite_schema")
    with pytest.raises(Unavailable, match=rf"{kept.parent.name}/c.db is damaged: .* python -m services.recover"):
        await SqliteCatalog.open(kept)


async def test_a_damaged_page_is_told_by_whoever_meets_it_and_from_then_on(kept: Path) -> None:
    zero(kept, "photos")
    catalog = await SqliteCatalog.open(kept)
    await catalog.declare(PHOTOS)
    await catalog.check()
    for ask in (catalog.get("photos", dict, "00001"), catalog.insert("photos", photo(2)), catalog.check()):
        with pytest.raises(Unavailable, match=r"c.db is damaged: .* python -m services.recover"):
            await ask
    await catalog.close()


async def test_a_damaged_page_that_the_start_needs(kept: Path) -> None:
    zero(kept, "_collections")
    catalog = await SqliteCatalog.open(kept)
    with pytest.raises(Unavailable, match=r"c.db is damaged: .* python -m services.recover"):
        await catalog.declare(PHOTOS)
    await catalog.close()


async def used(path: Path) -> Doc | None:
    catalog = await SqliteCatalog.open(path)
    try:
        await catalog.declare(PHOTOS)
        return await catalog.get("photos", dict, "00001")
    finally:
        await catalog.close()


def flip(path: Path, at: int, mask: int) -> None:
    """Once more, and the byte is as it was."""
    content = bytearray(path.read_bytes())
    content[at] ^= mask
    path.write_bytes(content)


def place_of(content: bytes, path: Path) -> int:
    """The middle of it."""
    return path.read_bytes().index(content) + len(content) // 2


@pytest.mark.parametrize("mask", [0x01, 0x80], ids=["another letter", "no letter"])
@pytest.mark.parametrize(
    "place",
    [b"tablephotosphotos", b"table_counters_counters", b'"photos" (id TEXT PRIMARY', b'ON "photos" (', b"photos3 "],
    ids=["the name of a table", "a table of its own", "a column", "the table of an index", "the list of collections"],
)
async def test_a_flipped_byte_in_what_the_file_says_of_its_tables(kept: Path, place: bytes, mask: int) -> None:
    flip(kept, place_of(place, kept), mask)
    with pytest.raises(Unavailable, match=r"c.db is damaged: .* python -m services.recover"):
        await used(kept)


@pytest.mark.parametrize("at", [*range(0, 100, 3), *range(100, 4096, 199)])
async def test_wherever_a_byte_of_the_schema_is_flipped_the_catalog_is_whole_or_damaged(kept: Path, at: int) -> None:
    flip(kept, at, 0xFF)
    with contextlib.suppress(DamagedFile):
        assert await used(kept) == photo(1)


async def test_a_declaration_that_cannot_be_read_is_made_anew(kept: Path) -> None:
    connection = sqlite3.connect(kept)
    connection.execute("UPDATE _collections SET declaration = CAST(x'ff00ff' AS TEXT)")
    connection.commit()
    connection.close()
    catalog = await SqliteCatalog.open(kept)
    await catalog.declare(PHOTOS)
    assert await catalog.get("photos", dict, "00001") == photo(1)
    await catalog.close()


async def write_for_ever(path: Path) -> None:
    """Run in a child: says what it was told is durable, a line each."""
    catalog = await SqliteCatalog.open(path)
    await catalog.declare(PHOTOS)

    async def write(n: int) -> None:
        await catalog.insert("photos", photo(n))
        os.write(1, b"insert %d\n" % n)
        await catalog.patch("photos", f"{n:05}", Patch(add={"tags": f"t{n % 5}"}))
        os.write(1, b"patch %d\n" % n)

    for start in range(0, 99_990, 10):
        await asyncio.gather(*(write(n) for n in range(start, start + 10)))


@pytest.mark.parametrize("lines", [25, 400])
async def test_a_killed_process_loses_no_acknowledged_write(tmp_path: Path, lines: int) -> None:
    path = tmp_path / "c.db"
    child = await asyncio.create_subprocess_exec(sys.executable, "-m", __name__, str(path), stdout=subprocess.PIPE)
    assert child.stdout
    said = [await child.stdout.readline() for _ in range(lines)]
    child.send_signal(signal.SIGKILL)
    said += [line for line in (await child.stdout.read()).splitlines(keepends=True) if line.endswith(b"\n")]
    assert await child.wait() == -signal.SIGKILL

    catalog = await SqliteCatalog.open(path)
    await catalog.declare(PHOTOS)
    docs = {doc["id"]: doc for doc in await catalog.find("photos", dict, sort=Sort("sort_at"), limit=99_999)}
    assert len(said) >= lines
    for what, n in (line.decode().split() for line in said):
        assert f"{int(n):05}" in docs
        if what == "patch":
            assert docs[f"{int(n):05}"]["tags"] == ["x", f"t{int(n) % 5}"]
    counts = Counter(tag for doc in docs.values() for tag in doc["tags"])
    assert await catalog.count_by("photos", "tags", per="me") == counts
    for tag, count in counts.items():
        assert len(await catalog.find("photos", dict, Has("tags", tag), sort=Sort("sort_at"), limit=99_999)) == count
    await catalog.close()


if __name__ == "__main__":
    asyncio.run(write_for_ever(Path(sys.argv[1])))


@stored
class Kept(msgspec.Struct):
    id: str
    owner: str
    sort_at: str
    tags: list[str]


@pytest.mark.parametrize(
    "damage",
    [
        "CAST(x'ff' || substr(CAST(doc AS BLOB), 2) AS TEXT)",  # no UTF-8
        "substr(doc, 2)",  # no JSON
        "replace(doc, 'sort_at', 'soru_at')",  # JSON, and lacks what it must have
        "replace(doc, '\"x\"', '123')",  # another type
        "replace(doc, '00002', '00012')",  # another's id
    ],
)
async def test_a_damaged_record_is_set_aside_by_whoever_meets_it(tmp_path: Path, damage: str) -> None:
    path, photos = tmp_path / "c.db", replace(PHOTOS, document=Kept)
    catalog = await SqliteCatalog.open(path)
    await catalog.declare(photos)
    for n in range(5):
        await catalog.insert("photos", photo(n))
    connection = sqlite3.connect(path)
    connection.execute(f"UPDATE photos SET doc = {damage} WHERE id = '00002'")
    connection.commit()
    connection.close()
    assert await catalog.verify("photos") == 4
    listed = await catalog.find("photos", Kept, Has("tags", "x"), sort=Sort("sort_at"), limit=9)
    assert [each.id for each in listed] == ["00000", "00001", "00003", "00004"]
    assert [each.id for each in await catalog.set_aside("photos")] == ["00002"]
    assert await catalog.count_by("photos", "tags", per="me") == {"x": 4}
    assert not await catalog.patch("photos", "00002", Patch(set={"state": "deleted"}))
    assert len(query(path, "SELECT doc FROM _set_aside WHERE length(doc) > 80")) == 1, "it is kept as it was"
    await catalog.close()


async def test_columns_that_disagree_with_their_record_are_made_from_it_again(tmp_path: Path) -> None:
    path = tmp_path / "c.db"
    catalog = await SqliteCatalog.open(path)
    await catalog.declare(PHOTOS)
    for n in range(3):
        await catalog.insert("photos", photo(n))
    connection = sqlite3.connect(path)
    connection.execute('UPDATE photos SET doc = replace(doc, \'"sort_at":"1"\', \'"sort_at":"7"\')')
    connection.commit()
    connection.close()
    assert await catalog.patch("photos", "00001", Patch(set={"state": "deleted"}))
    found = await catalog.find("photos", dict, sort=Sort("sort_at"), limit=9)
    assert [doc["sort_at"] for doc in found] == ["0", "2", "7"]
    assert await catalog.set_aside("photos") == []
    await catalog.close()


async def test_compacted_the_files_hold_nothing_of_what_is_gone(tmp_path: Path) -> None:
    path = tmp_path / "c.db"
    catalog = await SqliteCatalog.open(path)
    await catalog.declare(PHOTOS)
    gone, new = "zyxomirand", "quendeling"
    await asyncio.gather(*(catalog.insert("photos", {**photo(n), "note": f"{gone} {n}" * 100}) for n in range(50)))
    for n in range(50):
        await catalog.patch("photos", f"{n:05}", Patch(set={"note": new}))
    await catalog.delete_many("photos", [f"{n:05}" for n in range(25)])

    def texts() -> bytes:
        return b"".join(file.read_bytes() for file in tmp_path.glob("c.db*"))

    assert gone.encode() in texts(), "else nothing is shown"
    writing = [asyncio.create_task(catalog.insert("photos", photo(n))) for n in range(100, 400)]
    await asyncio.sleep(0)
    await catalog.compact()
    await asyncio.gather(*writing)
    assert gone.encode() not in texts()
    assert new.encode() in texts()
    assert await catalog.count_by("photos", "tags", per=None) == {"x": 325}
    assert len(await catalog.find("photos", dict, Has("tags", "x"), sort=Sort("sort_at"), limit=999)) == 325
    await catalog.close()
