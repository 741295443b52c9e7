import os
from pathlib import Path

import pytest

from shared.errors import Conflict, Unavailable
from shared.runtime.lock import hold


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_two_processes_never_share_a_home(tmp_path: Path) -> None:
    with hold(tmp_path / "home"), pytest.raises(Conflict, match=f"process {os.getpid()}"), hold(tmp_path / "home"):
        pass
    with hold(tmp_path / "home") as home:
        assert home.is_absolute()


def test_a_home_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for home in (tmp_path / "file", tmp_path / "file" / "home", Path("/proc/home")):
        with pytest.raises(Unavailable, match=r"cannot be written to: .*HELIOGRAPH_HOME\.$"), hold(home):
            pass


def test_a_home_is_nobody_elses_and_what_is_not_ours_stays_as_it_is(tmp_path: Path) -> None:
    home = tmp_path / "home"
    for folder in (home, home / "vectors", home / "blobs", home / "mine"):
        folder.mkdir(mode=0o755)
    ours = [
        home / name for name in ("catalog.sqlite", "catalog.sqlite-wal", "queue.sqlite-shm", "vectors/image.sqlite")
    ]
    theirs = [home / "mine" / "letter", home / "script.sh", tmp_path / "elsewhere"]
    for path in (*ours, *theirs):
        path.touch()
        path.chmod(0o755 if path.suffix == ".sh" else 0o644)
    (home / "catalog.sqlite-link").symlink_to(tmp_path / "elsewhere")
    with hold(home):
        assert {mode(folder) for folder in (home, home / "vectors", home / "blobs")} == {0o700}
        assert {mode(path) for path in (*ours, home / "lock")} == {0o600}
        assert [mode(path) for path in theirs] == [0o644, 0o755, 0o644]


def test_a_new_home_is_private_whatever_the_mask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        with hold(tmp_path / "a" / "home") as home:
            assert (mode(home), mode(home / "lock")) == (0o700, 0o600)
    finally:
        os.umask(before)
