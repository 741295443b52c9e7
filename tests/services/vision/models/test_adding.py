from pathlib import Path

import pytest

from services.vision.models.adding import put_in
from shared.errors import Invalid
from shared.inference import own
from tests.own_models import yolov8


async def test_a_file_becomes_a_model(tmp_path: Path) -> None:
    file, names = yolov8(tmp_path / "a.onnx", says={"license": "AGPL-3.0"}), tmp_path / "names.txt"
    names.write_text("forklift\npallet\n")
    model = await put_in(tmp_path / "models", "detect", "depot", file, names, "")
    assert (model.classes, model.licence, model.bytes) == (("forklift", "pallet"), "AGPL-3.0", file.stat().st_size)
    assert own.everyone(tmp_path / "models") == [model]


@pytest.mark.parametrize(("task", "name", "file", "sentence"), [
    ("see", "mine", "a.onnx", r"'see' takes no models of your own: photos are placed by the thousand labels"),
    ("dream", "mine", "a.onnx", r"'dream' takes no models of your own\. Those that do: detect"),
    ("detect", "bundled", "a.onnx", "'bundled' is that of a model that comes with Heliograph"),
    ("detect", "../mine", "a.onnx", "is no name for a model"),
    ("detect", "mine", "none.onnx", r"none\.onnx cannot be read: No such file"),
    ("detect", "mine", ".", "cannot be read: Is a directory"),
])  # fmt: skip
async def test_what_cannot_be_taken_is_refused_untried(
    tmp_path: Path, task: str, name: str, file: str, sentence: str
) -> None:
    with pytest.raises(Invalid, match=sentence):
        await put_in(tmp_path / "models", task, name, tmp_path / file, None, "")
    assert not (tmp_path / "models").exists()


async def test_names_are_text(tmp_path: Path) -> None:
    (tmp_path / "names.txt").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(Invalid, match="is no text in UTF-8"):
        await put_in(tmp_path, "detect", "mine", yolov8(tmp_path / "a.onnx"), tmp_path / "names.txt", "")
