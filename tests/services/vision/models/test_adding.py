from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from services.vision.models import adding, yolo
from services.vision.models.adding import pull_in, put_in
from services.vision.models.formats import YOLOX
from shared.errors import Forbidden, HashMismatch, Invalid, TooLarge
from shared.inference import own
from shared.inference.own import OwnModel
from shared.inference.taking import Wanted
from tests.evalkit import evalkit
from tests.own_models import yolov8
from tests.shared.inference.test_hub import FakeHub


async def test_a_file_becomes_a_model(tmp_path: Path) -> None:
    file, names = yolov8(tmp_path / "a.onnx", says={"license": "AGPL-3.0"}), tmp_path / "names.txt"
    names.write_text("forklift\npallet\n")
    model = await put_in(tmp_path / "models", Wanted("detect", "depot", names), file)
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
        await put_in(tmp_path / "models", Wanted(task, name), tmp_path / file)
    assert not (tmp_path / "models").exists()


async def test_names_are_text(tmp_path: Path) -> None:
    (tmp_path / "names.txt").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(Invalid, match="is no text in UTF-8"):
        await put_in(tmp_path, Wanted("detect", "mine", tmp_path / "names.txt"), yolov8(tmp_path / "a.onnx"))


@evalkit("models/yolox_nano.onnx")
async def test_a_real_detector_sees_what_there_is(tmp_path: Path, evalkit: Path) -> None:
    wanted = Wanted("detect", "yolox", evalkit / "models" / "coco.names")
    model = await put_in(tmp_path, wanted, evalkit / "models" / "yolox_nano.onnx", licence="Apache-2.0")
    (place,) = (tmp_path / "own" / "detect" / "yolox").iterdir()
    with Image.open(evalkit / "photos" / "coco_free" / "000000000802.jpg") as photo:
        (found,) = yolo.load(place).run([np.asarray(photo.convert("RGB"))])
    assert (model.format, model.side) == (YOLOX, (416, 416))
    assert found.names[:2] == ("refrigerator", "oven")
    np.testing.assert_allclose(found.boxes[0], [0.572, 0.29, 0.968, 0.847], atol=0.01)


async def pulled(models: Path, fake: FakeHub, accepted: str = "") -> OwnModel:
    hub = fake.hub()
    offer = await hub.offer("birds/yolo", "model.onnx")
    return await pull_in(
        models, Wanted("detect", "birds"), hub, offer, accepted=accepted, progress=lambda there, of: None
    )


async def test_a_hubs_file_becomes_a_model_though_the_line_breaks(tmp_path: Path) -> None:
    content = yolov8(tmp_path / "a.onnx").read_bytes()
    fake = FakeHub(content=content, promised=content, breaks=[len(content) * 2 // 5])
    model = await pulled(tmp_path / "models", fake)
    assert (model.licence, model.source) == ("apache-2.0", "birds/yolo@cccccccccccc/model.onnx")
    assert own.everyone(tmp_path / "models") == [model]
    assert len(fake.asked) == 2
    assert list((tmp_path / "models" / "own" / ".pulled").iterdir()) == []


async def test_terms_are_accepted_by_name_before_anything_is_fetched(tmp_path: Path) -> None:
    content = yolov8(tmp_path / "a.onnx").read_bytes()
    fake = FakeHub(content=content, promised=content, licence="agpl-3.0")
    for accepted in ("", "mit", "yes"):
        with pytest.raises(Forbidden, match=r"is under the licence 'agpl-3.0': .* --accept agpl-3\.0"):
            await pulled(tmp_path / "models", fake, accepted)
    assert fake.asked == []
    assert (await pulled(tmp_path / "models", fake, "agpl-3.0")).licence == "agpl-3.0"


async def test_of_a_hub_that_lies_nothing_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = yolov8(tmp_path / "a.onnx").read_bytes()
    with pytest.raises(HashMismatch):
        await pulled(tmp_path / "models", FakeHub(content=content[:-1] + b"!", promised=content))
    with pytest.raises(Invalid, match="It is no ONNX file"):
        await pulled(tmp_path / "models", FakeHub())
    monkeypatch.setattr(adding, "MOST_BYTES", 1000)
    with pytest.raises(TooLarge, match="1,000 are taken"):
        await pulled(tmp_path / "models", FakeHub())
    assert own.everyone(tmp_path / "models") == []
