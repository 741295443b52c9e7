"""A catalog that is lost or damaged is had back: from the last snapshot what was in it, from the originals the rest."""

import asyncio
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import NamedTuple

import pytest

from services.recover import main
from shared.catalog.sqlite_snapshot import write_snapshot
from shared.runtime.settings import Settings
from tests.flows.importing import until
from tests.flows.whole import check_whole, drawn, sha256
from tests.running import running, settle, upload

FAST = {"reconcile_seconds": 0.3, "sweep_seconds": 0.1}  # an orphan would be moved within a second


class Kept(NamedTuple):
    home: Path
    contents: dict[str, bytes]  # of the photos that are there, by their ids
    titled: str
    later: str  # came after the snapshot


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    """A library that was stopped, with a snapshot of before its last photo came."""
    home = tmp_path_factory.mktemp("kept") / "home"
    contents = {}
    with running(home, **FAST) as heliograph, heliograph.client() as client:
        for content in drawn(4, 9_000):
            contents[upload(client, content).json()["id"]] = content
        settle(client, contents)
        titled, gone, *_ = contents
        client.patch(f"/photo/{titled}", json={"title": "The old bridge"}).raise_for_status()
        settle(client, [titled])
        client.delete(f"/photo/{gone}?forever=true").raise_for_status()
        del contents[gone]
        (home / "snapshots").mkdir(exist_ok=True)  # by the first look, which found no photo
        write_snapshot(home / "catalog.sqlite", home / "snapshots" / "2026-11-28.sqlite", Event())
        (content,) = drawn(1, 9_010)
        later = upload(client, content).json()["id"]
        contents[later] = content
        settle(client, [later])
    return Kept(home, contents, titled, later)


def _delete(catalog: Path) -> None:
    catalog.unlink()


def _cut(catalog: Path) -> None:
    os.truncate(catalog, catalog.stat().st_size // 2)


def _zero(catalog: Path) -> None:
    catalog.write_bytes(bytes(catalog.stat().st_size))


@pytest.mark.parametrize(
    ("damage", "ways"),
    [
        (_delete, ["--snapshot", "latest", "--from-originals"]),
        (_cut, ["--snapshot", "latest", "--from-originals"]),
        (_zero, ["--from-originals"]),
    ],
)
def test_a_lost_catalog_is_had_back(
    damage: Callable[[Path], None], ways: list[str], kept: Kept, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = shutil.copytree(kept.home, tmp_path / "home")
    damage(home / "catalog.sqlite")
    monkeypatch.setenv("HELIOGRAPH_HOME", str(home))
    assert main(ways) == 0
    assert bool([*home.glob("catalog.sqlite.damaged-*")]) == (damage is not _delete), "moved aside, never deleted"
    shutil.rmtree(home / "snapshots")
    with running(home, **FAST) as heliograph, heliograph.client() as client:
        photos = settle(client, kept.contents)
        until(lambda: [*home.glob("snapshots/*.sqlite")], "the day's snapshot")
        assert client.get("/readyz").json()["damage"] == []
        for id, content in kept.contents.items():
            assert client.get(f"/photo/{id}/original").content == content
    assert not [key for key in heliograph.blobs() if key.startswith("quarantine/")]
    assert photos[kept.titled]["title"] == ("The old bridge" if "--snapshot" in ways else None)
    assert photos[kept.later]["file_name"] == "photo.jpg"
    asyncio.run(check_whole(Settings(home=home), {sha256(content) for content in kept.contents.values()}))
