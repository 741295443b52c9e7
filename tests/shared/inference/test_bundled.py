import json
from pathlib import Path

import pytest

from shared.errors import Unavailable
from shared.inference import bundled


def made(models: Path) -> Path:
    return made_in(bundled.folder(models))


def made_in(folder: Path) -> Path:
    folder.mkdir(parents=True)
    (folder / "some.onnx").write_bytes(b"12345")
    (folder / bundled.MANIFEST).write_text(json.dumps({"files": {"some.onnx": {"bytes": 5}}}))
    return folder


def test_the_folder_is_named_by_what_the_files_are_made_of(tmp_path: Path) -> None:
    assert bundled.folder(tmp_path) == tmp_path / f"bundled-{bundled.key()}"
    assert len(bundled.key()) == 12


def test_they_are_complete_when_every_file_has_its_size(tmp_path: Path) -> None:
    assert not bundled.complete(tmp_path)
    folder = made(tmp_path)
    assert bundled.complete(tmp_path)
    assert bundled.require(tmp_path) == folder
    (folder / "some.onnx").write_bytes(b"1234")
    assert not bundled.complete(tmp_path)


def test_what_is_missing_is_said_with_the_command_that_makes_it(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match=f"python -m shared.inference.bootstrap --models {tmp_path}$"):
        bundled.require(tmp_path)
