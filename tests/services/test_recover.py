"""The command, on the catalog of an embedded home."""

import asyncio
import hashlib
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

import pytest

from services.recover import main
from shared.domain.ids import new_id
from shared.domain.original import original_key
from shared.domain.photo import new_photo
from shared.domain.scope import Scope
from shared.runtime.platform import Platform
from shared.runtime.settings import Settings
from shared.runtime.snapshots import Snapshots
from tests.drawing import encoded

DAY = date(2026, 11, 28)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HELIOGRAPH_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@asynccontextmanager
async def _opened(home: Path) -> AsyncIterator[Platform]:
    platform = await Platform.open(Settings(home=home))
    yield platform
    await platform.close()


async def _add(platform: Platform, content: bytes) -> str:
    id, sha256 = new_id(), hashlib.sha256(content).hexdigest()
    await platform.blobs.put(original_key("me", id), content)
    await platform.photos.insert(
        new_photo(id=id, owner="me", sha256=sha256, file_name="a", media_type="image/jpeg", bytes=len(content))
    )
    return id


async def _library(home: Path) -> tuple[str, str, str]:
    """A photo of before the snapshot that is there, one that is deleted by now, and one that came later."""
    async with _opened(home) as platform:
        first, gone = await _add(platform, encoded(0)), await _add(platform, encoded(1))
        assert await Snapshots(home).look(DAY, platform.foundings)
        await platform.blobs.delete(original_key("me", gone))
        await platform.photos.tombstone("me", gone)
        await platform.photos.all.erase(gone)
        return first, gone, await _add(platform, encoded(2))


async def _known(home: Path) -> set[str]:
    async with _opened(home) as platform:
        return {photo.id for photo in await platform.photos.scoped.page(Scope.of("me"), after=None, limit=9)}


def test_the_snapshots_are_listed_and_put_back(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first, gone, later = asyncio.run(_library(home))
    (home / "snapshots" / "2026-11-21.sqlite").write_bytes(b"damaged")
    assert main([]) == 0
    listed, damaged = capsys.readouterr().out.splitlines()
    assert listed == "2026-11-28  2 photos"
    assert damaged.startswith("2026-11-21  ")
    assert "2026-11-21.sqlite is damaged" in damaged

    assert main(["--snapshot", "latest"]) == 0
    told = capsys.readouterr().out
    assert "The catalog is that of 2026-11-28 again, with 2 photos." in told
    assert f"1 photos have no original: {gone}." in told
    assert "--from-originals" in told
    assert len([*home.glob("catalog.sqlite.damaged-*")]) == 1
    assert asyncio.run(_known(home)) == {first, gone}

    assert main(["--from-originals"]) == 0
    assert "1 records were made anew; 1 originals had theirs." in capsys.readouterr().out
    assert asyncio.run(_known(home)) == {first, gone, later}
    with sqlite3.connect(home / "catalog.sqlite") as catalog:
        assert catalog.execute("SELECT 1 FROM founding").fetchall() == [(1,)], "written anew by the start"
    catalog.close()


def test_what_is_not_there_is_said(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 1
    assert "There is no library in" in capsys.readouterr().err
    assert not home.exists()
    asyncio.run(_known(home))
    assert main([]) == 0
    assert "There are no snapshots in" in capsys.readouterr().out
    for name in ("latest", "2026-11-28", "yesterday", "../catalog"):
        assert main(["--snapshot", name]) == 1
        assert capsys.readouterr().err == f"There is no snapshot {name}. There are: none.\n"


async def test_a_running_system_is_left_alone(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    async with _opened(home):
        for chosen in (["--from-originals"], ["--snapshot", "latest"]):
            assert await asyncio.to_thread(main, chosen) == 1
            assert "Stop it" in capsys.readouterr().err
        assert await asyncio.to_thread(main, []) == 0, "a list harms nobody"


def test_a_cluster_has_backups_of_its_own(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HELIOGRAPH_PROFILE", "cluster")
    assert main([]) == 2
    for name in ("token", "amqp_url", "mongodb_url", "s3_url", "s3_access_key", "s3_secret_key", "qdrant_url"):
        monkeypatch.setenv(f"HELIOGRAPH_{name.upper()}", "http://nowhere.invalid")
    for chosen in ([], ["--snapshot", "latest"]):
        assert main(chosen) == 1
        assert "put back your own backup" in capsys.readouterr().err
    assert not home.exists()
