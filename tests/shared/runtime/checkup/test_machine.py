"""Space, the lock, the models."""

import shutil
from collections import namedtuple
from pathlib import Path

import pytest

from shared.inference import own
from shared.runtime.checkup.finding import Finding, find
from shared.runtime.checkup.machine import machine_checks
from shared.runtime.lock import hold
from shared.runtime.settings import GIB, Settings
from tests.shared.inference.test_own import CONTENT, MODEL

Usage = namedtuple("Usage", "total used free")


async def findings(home: Path, **settings: object) -> dict[str, Finding]:
    all_settings = Settings(home=home, **settings)  # type: ignore[arg-type]
    return {check.name: await find(check, all_settings) for check in machine_checks(all_settings)}


async def test_a_home_that_is_still_to_be_made(tmp_path: Path) -> None:
    found = await findings(tmp_path / "a" / "b")
    assert found["home"].state == "ok"
    assert "the first start makes" in found["home"].says
    assert found["lock"].state == "skipped"
    assert not (tmp_path / "a").exists()


async def test_a_home_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("no folder")
    found = await findings(tmp_path / "home")
    assert found["home"].state == "failed"
    assert "HELIOGRAPH_HOME" in found["home"].fix


async def test_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(100 * GIB, 100 * GIB, GIB // 4))
    found = await findings(tmp_path)
    assert (found["home"].state, found["home"].says) == ("failed", f"Only 0.25 GiB are free at {tmp_path}.")


async def test_a_home_in_use(tmp_path: Path) -> None:
    with hold(tmp_path):
        found = await findings(tmp_path)
    assert found["lock"].state == "failed"
    assert "already running" in found["lock"].says
    assert (await findings(tmp_path))["lock"].state == "ok"


async def test_models(tmp_path: Path) -> None:
    assert (await findings(tmp_path, models="fake"))["models"].state == "ok"
    missing = (await findings(tmp_path))["models"]
    assert missing.state == "failed"
    assert f"--models {tmp_path / 'models'}" in missing.fix


async def test_a_users_model_that_was_changed_is_told_and_never_removed(tmp_path: Path) -> None:
    place = own.put(tmp_path / "models", MODEL, CONTENT)
    assert (await findings(tmp_path, models="fake"))["models"].state == "ok"
    (place / "model.onnx").write_bytes(b"A network")
    changed = (await findings(tmp_path, models="fake"))["models"]
    assert (changed.state, "is not what was added" in changed.says) == ("failed", True)
