"""Models of users' own, as they lie in the models folder."""

import hashlib
from pathlib import Path

import msgspec
import pytest

from shared.domain.pipeline import own_identity
from shared.domain.spaces import Measured
from shared.errors import Invalid, OutOfSpace, Unavailable
from shared.inference import own
from shared.inference.own import OwnModel

CONTENT = b"a network"
MODEL = OwnModel(
    task="detect", name="birds", format="yolov8", classes=("robin", "wren"), side=(640, 640), bytes=len(CONTENT),
    sha256=hashlib.sha256(CONTENT).hexdigest(), licence="CC0-1.0", source="a file", added="2026-11-30T12:00:00Z",
)  # fmt: skip
IDENTITY = own_identity("birds", MODEL.digest)


def test_what_was_put_in_is_there(tmp_path: Path) -> None:
    place = own.put(tmp_path, MODEL, CONTENT)
    assert own.opened(place) == (MODEL, CONTENT)
    assert own.everyone(tmp_path) == [MODEL]
    assert own.lacks(tmp_path, "detect", IDENTITY) == ""
    assert own.put(tmp_path, MODEL, CONTENT) == place
    assert sorted(path.name for path in place.iterdir()) == ["model.json", "model.onnx"]


def test_a_checkpoint_is_several_files_and_one_model(tmp_path: Path) -> None:
    given = tmp_path / "given"
    given.mkdir()
    for name in ("config.json", "model.safetensors"):
        (given / name).write_bytes(CONTENT)
    files = dict.fromkeys(("model.safetensors", "config.json"), MODEL.sha256)
    model = msgspec.structs.replace(
        MODEL, task="place", classes=(), files=files, sha256=own.sha256_of(files), space=Measured(8, 0.1, 0.5)
    )
    place = own.put(tmp_path, model, given)
    assert own.opened_folder(place) == model
    assert own.everyone(tmp_path) == [model]
    identity = own_identity("birds", model.digest)
    assert own.lacks(tmp_path, "place", identity) == ""
    (place / "config.json").write_bytes(b"A network")
    assert "is not what was added" in own.lacks(tmp_path, "place", identity)
    (place / "config.json").unlink()
    assert "cannot be read" in own.lacks(tmp_path, "place", identity)
    own.discard(tmp_path, "place", "birds")
    assert own.everyone(tmp_path) == []


def test_another_of_the_name_lies_beside_it(tmp_path: Path) -> None:
    renamed = msgspec.structs.replace(MODEL, classes=("robin", "sparrow"))
    for model in (MODEL, renamed):
        own.put(tmp_path, model, CONTENT)
    assert own.lacks(tmp_path, "detect", IDENTITY) == ""
    assert own.lacks(tmp_path, "detect", own_identity("birds", renamed.digest)) == ""
    assert len(own.everyone(tmp_path)) == 2


def test_it_is_loaded_by_its_folder_and_ours_by_their_names(tmp_path: Path) -> None:
    (loaded, ours) = own.loaded_by("detect", (IDENTITY, "bundled:0123456789ab"))
    kind, _, path = loaded.partition(":")
    assert (kind, tmp_path / path, ours) == ("own", own.put(tmp_path, MODEL, CONTENT), "bundled")


def test_what_was_changed_or_taken_away_is_told(tmp_path: Path) -> None:
    place = own.put(tmp_path, MODEL, CONTENT)
    assert own.lacks(tmp_path, "detect", IDENTITY) == ""
    (place / "model.onnx").write_bytes(b"A network")
    assert "is not what was added" in own.lacks(tmp_path, "detect", IDENTITY)
    own.put(tmp_path, MODEL, CONTENT)
    assert own.lacks(tmp_path, "detect", IDENTITY) == ""
    (place / "model.json").write_bytes(msgspec.json.encode(msgspec.structs.replace(MODEL, classes=("wren", "robin"))))
    assert "is not what was added" in own.lacks(tmp_path, "detect", IDENTITY)
    (place / "model.json").write_bytes(b"{")
    assert f"{IDENTITY} is not here" in own.lacks(tmp_path, "detect", IDENTITY)
    (place / "model.onnx").unlink()
    with pytest.raises(Unavailable):
        own.opened(place)


def test_what_a_crash_left_half_written_does_not_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whichever of the renames is the last that came about."""
    for last in range(2):
        models, done = tmp_path / str(last), 0
        real = Path.replace

        def crashing(self: Path, target: Path) -> Path:
            nonlocal done
            done += 1
            if done > last:  # noqa: B023 - of this round
                raise OSError(28, "No space left on device")
            return real(self, target)  # noqa: B023

        with monkeypatch.context() as patched:
            patched.setattr(Path, "replace", crashing)
            with pytest.raises(OutOfSpace, match="No space left"):
                own.put(models, MODEL, CONTENT)
        assert own.everyone(models) == []
        assert own.lacks(models, "detect", IDENTITY)
        own.put(models, MODEL, CONTENT)
        assert own.lacks(models, "detect", IDENTITY) == ""


def test_what_is_discarded_is_gone(tmp_path: Path) -> None:
    other = msgspec.structs.replace(MODEL, name="cats")
    for model in (MODEL, msgspec.structs.replace(MODEL, classes=("wren", "robin")), other):
        own.put(tmp_path, model, CONTENT)
    own.discard(tmp_path, "detect", "birds")
    own.discard(tmp_path, "detect", "birds")
    assert own.everyone(tmp_path) == [other]
    assert own.lacks(tmp_path, "detect", IDENTITY)


@pytest.mark.parametrize("name", ["", "a:b", "../a", "a/b", "a.b", "A", "-a", "a.", "a" * 64, "ä", "a b", "a\n"])
def test_a_name_is_a_plain_word(name: str) -> None:
    with pytest.raises(Invalid, match="is no name for a model"):
        own.checked_name(name)
    assert own.checked_name("yolov8-n_2") == "yolov8-n_2"
