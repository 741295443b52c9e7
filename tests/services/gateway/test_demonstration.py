import hashlib
from pathlib import Path

import pytest

from services.gateway.demonstration import Demonstration, Picture, gather, make
from shared.packages import StepFailed
from tests.drawing import encoded


def set_of(folder: Path, *seeds: int) -> list[Picture]:
    """Drawn pictures, written into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    pictures = []
    for seed in seeds:
        content = encoded(seed)
        (folder / f"{seed}.jpg").write_bytes(content)
        pictures.append(Picture(f"{seed}.jpg", "A drawing", "Nobody", "CC0-1.0", hashlib.sha256(content).hexdigest()))
    return pictures


def test_what_was_gathered_is_shown(tmp_path: Path) -> None:
    pictures = set_of(tmp_path / "package", 1, 2)
    there = tmp_path / "there"
    gather(tmp_path / "package", there, pictures)
    demonstration = Demonstration(there)
    assert demonstration.pictures() == pictures
    assert demonstration.path("1.jpg") == there / "1.jpg"
    assert (there / "1.jpg").read_bytes() == encoded(1)
    assert demonstration.path("pictures.json") is None
    assert demonstration.path("../package/1.jpg") is None


def test_another_picture_under_the_name_is_not_taken(tmp_path: Path) -> None:
    pictures = set_of(tmp_path / "package", 1, 2)
    (tmp_path / "package" / "2.jpg").write_bytes(encoded(3))
    with pytest.raises(StepFailed, match=r"no 2\.jpg as it is known"):
        gather(tmp_path / "package", tmp_path, pictures)
    assert Demonstration(tmp_path).pictures() == []


def test_where_nothing_was_fetched_there_is_nothing(tmp_path: Path) -> None:
    assert Demonstration(tmp_path / "nowhere").pictures() == []


def test_who_is_offline_is_asked_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("services.gateway.demonstration.PACKAGE", "scikit-image==0.0.0")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("UV_OFFLINE", "1")
    with pytest.raises(StepFailed, match="could not be fetched"):
        make(tmp_path)
    make(tmp_path, again=False)
    with pytest.raises(StepFailed, match="could not be fetched"):
        make(tmp_path)
    assert Demonstration(tmp_path).pictures() == []
