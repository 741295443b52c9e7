"""What is the disk's own; the contract is in tests/conformance/test_blobs.py."""

import asyncio
import json
import os
import random
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from shared.blobs.disk import DiskBlobStore
from shared.errors import BlobNotFound, OutOfSpace, Unavailable


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "home" / "blobs"


@pytest.fixture
async def store(root: Path) -> AsyncIterator[DiskBlobStore]:
    store = DiskBlobStore(root)
    yield store
    await store.close()


def tree(root: Path) -> list[str]:
    """Every file and folder but the drafts."""
    return sorted(str(path.relative_to(root)) for path in root.rglob("*") if "~tmp" not in path.parts)


async def test_the_key_is_the_path(store: DiskBlobStore, root: Path) -> None:
    await store.put("originals/me/1", b"abc")
    assert tree(root) == ["originals", "originals/me", "originals/me/1"]
    async with store.local("originals/me/1") as path:
        assert path == root / "originals/me/1"
        assert path.read_bytes() == b"abc"


async def test_facts_lie_beside_the_blob_as_long_as_it_does(store: DiskBlobStore, root: Path) -> None:
    await store.put("a/1", b"abc", facts={"file_name": "Ä.jpg"})
    assert tree(root) == ["a", "a/1", "a/1.json"]
    assert json.loads((root / "a/1.json").read_text())["file_name"] == "Ä.jpg"
    await store.move("a/1", "b/1")
    assert tree(root) == ["b", "b/1", "b/1.json"]
    (root / "b/1.json").write_text("{")
    assert await store.facts("b/1") == {}
    await store.delete("b/1")
    assert tree(root) == []


def test_others_cannot_look_in(root: Path, store: DiskBlobStore) -> None:
    assert root.stat().st_mode & 0o777 == 0o700


async def test_empty_folders_go_with_their_last_blob(store: DiskBlobStore, root: Path) -> None:
    await store.put("a/b/c/1", b"")
    await store.put("a/b/2", b"")
    await store.delete("a/b/c/1")
    assert tree(root) == ["a", "a/b", "a/b/2"]
    await store.move("a/b/2", "d/e/3")
    assert tree(root) == ["d", "d/e", "d/e/3"]
    await store.delete("d/e/3")
    assert tree(root) == []


async def test_a_failed_move_makes_no_folder(store: DiskBlobStore, root: Path) -> None:
    with pytest.raises(BlobNotFound):
        await store.move("a", "b/c")
    assert tree(root) == []


async def test_puts_moves_and_deletes_fight_over_folders(store: DiskBlobStore, root: Path) -> None:
    """Every delete empties the folder that the next put needs."""

    async def fight(task: int) -> None:
        for number in range(60):
            await store.put(f"x/y/z/{task}", b"%d" % number)
            await store.move(f"x/y/z/{task}", f"x/w/{task}")
            assert await store.read(f"x/w/{task}") == b"%d" % number
            await store.delete(f"x/w/{task}")

    await asyncio.gather(*map(fight, range(8)))
    assert tree(root) == []


async def test_a_blob_cannot_be_a_folder_too(store: DiskBlobStore, root: Path) -> None:
    await store.put("a/b", b"1")
    for key in ("a", "a/b/c", "a/b/c/d"):
        with pytest.raises(ValueError, match="a blob cannot be a folder too"):
            await store.put(key, b"2")
    await store.put("c", b"3")
    with pytest.raises(ValueError, match="a blob cannot be a folder too"):
        await store.move("c", "a")
    assert tree(root) == ["a", "a/b", "c"]
    assert list((root / "~tmp").glob("*/[0-9]*")) == []


async def test_a_folder_that_leads_nowhere(store: DiskBlobStore, root: Path) -> None:
    os.symlink("/nowhere/at/all", root / "a")
    with pytest.raises(Unavailable, match="cannot be made"):
        await store.put("a/b", b"1")
    with pytest.raises(BlobNotFound):
        await store.read("a/b")
    assert list((root / "~tmp").glob("*/[0-9]*")) == []


async def test_files_that_no_key_can_name_are_no_blobs(store: DiskBlobStore, root: Path) -> None:
    await store.put("a", b"1")
    (root / "lost+found").mkdir(mode=0)
    (root / "an upload.part").touch()
    assert [stat.key async for stat in store.list("")] == ["a"]


async def test_a_disk_that_is_gone_is_not_a_library_without_photos(store: DiskBlobStore, root: Path) -> None:
    await store.put("a/b", b"1")
    away = root.with_name("unmounted")
    os.rename(root, away)
    os.mkdir(root)

    async def listing() -> list[str]:
        return [stat.key async for stat in store.list("")]

    calls = [store.read("a/b"), store.stat("a/b"), store.delete("a/b"), store.move("a/b", "c"), listing()]
    for call in (*calls, store.put("c", b"2"), store.check()):
        with pytest.raises(Unavailable, match="blob"):
            await call
    os.rmdir(root)
    os.rename(away, root)
    assert await store.read("a/b") == b"1"
    await store.check()


async def test_a_root_that_cannot_be_a_folder(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Unavailable):
        DiskBlobStore(tmp_path / "file" / "blobs")


async def test_a_blob_that_shrinks_is_not_passed_on_as_whole(store: DiskBlobStore, root: Path) -> None:
    await store.put("a", b"x" * 600_000)
    stream = store.open("a")
    await anext(stream)
    os.truncate(root / "a", 300_000)
    with pytest.raises(Unavailable):
        [chunk async for chunk in stream]


async def test_everything_is_synced_before_put_returns(
    store: DiskBlobStore, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fsync, replace, steps = os.fsync, Path.replace, []

    def synced(descriptor: int) -> None:
        fsync(descriptor)
        path = Path(os.readlink(f"/dev/fd/{descriptor}"))
        steps.append("draft" if "~tmp" in path.parts else str(path.relative_to(root)))

    def renamed(source: Path, target: Path) -> Path:
        steps.append("rename")
        return replace(source, target)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(Path, "replace", renamed)
    await store.put("a/b/1", b"1")
    assert steps == ["draft", "rename", "a/b", "a", "."]
    steps.clear()
    await store.put("a/b/2", b"2")
    assert steps == ["draft", "rename", "a/b"]
    steps.clear()
    await store.move("a/b/2", "a/2")
    assert steps == ["rename", "a", "a/b"]
    steps.clear()
    await store.delete("a/b/1")
    assert steps == ["a"]
    steps.clear()
    await store.put("a/b/1", b"1")  # its folder is new again
    assert steps == ["draft", "rename", "a/b", "a", "."]


FULL = """
import asyncio, resource, sys
from pathlib import Path
from shared.blobs.disk import DiskBlobStore
from shared.errors import OutOfSpace

async def source(size):
    for _ in range(0, size, 50_000):
        yield b"x" * 50_000

async def main():
    store = DiskBlobStore(Path(sys.argv[1]))
    await store.put("old/k", b"old")
    resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000, 2_000_000))
    for content in (lambda: b"x" * 2_000_001, lambda: source(2_050_000), lambda: source(7_000_000)):
        for key in ("old/k", "new/k"):
            try:
                await store.put(key, content())
            except OutOfSpace as error:
                print(error)
    print([path.name for path in Path(sys.argv[1]).glob("~tmp/*/*")])
    print([stat.key async for stat in store.list("")], await store.read("old/k"))
    print((await store.put("new/k", b"x" * 2_000_000)).size)
    await store.check()
    await store.close()

asyncio.run(main())
"""


def test_what_does_not_fit_is_out_of_space_and_leaves_nothing(root: Path) -> None:
    done = subprocess.run([sys.executable, "-c", FULL, str(root)], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == [
        *["The disk of the blobs is full."] * 6,
        "['lock']",
        "['old/k'] b'old'",
        "2000000",
    ]
    assert done.stderr == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full: ENOSPC cannot be had for real here")
async def test_a_full_disk_is_out_of_space(store: DiskBlobStore, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drafts = store._drafts
    draft = drafts.new()
    draft.path.symlink_to("/dev/full")
    draft._file = open(draft.path, "r+b", buffering=0)  # noqa: ASYNC230, SIM115 - the draft closes it
    monkeypatch.setattr(drafts, "new", lambda: draft)
    with pytest.raises(OutOfSpace):
        await store.put("a", random.randbytes(3_000_000))
    assert tree(root) == []
    assert not draft.path.is_symlink()


async def test_no_descriptor_is_left(root: Path) -> None:
    before = len(os.listdir("/dev/fd"))
    store = DiskBlobStore(root)
    await store.put("a/b", b"1" * 1_000_000)
    for _ in range(3):
        stream = store.open("a/b")
        await anext(stream)
        await stream.aclose()
    with pytest.raises(BlobNotFound):
        await store.read("c")
    await store.delete("a/b")
    await store.close()
    assert len(os.listdir("/dev/fd")) == before
