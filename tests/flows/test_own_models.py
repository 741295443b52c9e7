"""A detector of the user's own is put in and looks at every photo, while people search."""

from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

import httpx
import pytest
from PIL import Image, ImageDraw

from tests.flows import commanding
from tests.flows.importing import until
from tests.flows.test_switch_models import searching
from tests.own_models import yolov8
from tests.running import running, settle, upload
from tests.small_hub import small_hub

PHOTOS = 4


def drawn(seed: int) -> bytes:
    """A red quarter and a blue one, and something else."""
    image = Image.new("RGB", (256, 256), (40, 90 + seed, 40))
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, 127, 127), fill=(255, 0, 0))
    pen.rectangle((128, 128, 255, 255), fill=(0, 0, 190))
    for step in range(12):
        pen.line((128 + 10 * step, 0, 255, 10 * step), fill=(20 * step, 200, 10 * seed))
    buffer = BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


def things(client: httpx.Client, id: str) -> list[Any]:
    return [(each["name"], each["box"]) for each in client.get(f"/photo/{id}").json()["objects"]]


def test_a_users_detector_takes_over_and_gives_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    home, file = tmp_path / "home", yolov8(tmp_path / "mine.onnx", says={"license": "AGPL-3.0"})
    monkeypatch.setenv("HELIOGRAPH_HOME", str(home))
    with running(home, resend_seconds=0.2, reconcile_seconds=0.3) as heliograph, heliograph.client() as client:
        models = partial(commanding.models, heliograph, capsys)

        def detector() -> Any:
            return next(task for task in client.get("/models").json()["tasks"] if task["task"] == "detect")

        def done() -> bool:
            return bool(client.get("/models").json()["progress"]["done"] == PHOTOS)

        ids = [upload(client, drawn(seed), f"{seed}.png").json()["id"] for seed in range(PHOTOS)]
        photos = settle(client, ids)
        assert things(client, ids[0]) == []

        assert "licence AGPL-3.0" in models("add", "detect", "mine", str(file))
        assert detector() == {"task": "detect", "name": "fake", "fills": "", "choices": ["bundled", "fake", "mine"]}
        with searching(client, photos[ids[0]]["caption"]["text"]) as answers:
            models("use", "detect", "mine")
            until(lambda: things(client, ids[-1]) and done(), "looked at by it")
        assert all(isinstance(answer, list) for answer in answers), "an answer went wrong"
        for id in ids:
            assert things(client, id) == [("person", [0.0, 0.0, 0.5, 0.5]), ("dog", [0.5, 0.5, 1.0, 1.0])]
        photo = client.get(f"/photo/{ids[0]}").json()
        (tag,) = (tag for tag in photo["tags"] if tag["name"] == "person")
        assert tag["source"].startswith("mine ")
        assert 0.9 < tag["confidence"] <= 1
        assert set(ids) <= {hit["photo"]["id"] for hit in client.get("/search", params={"q": "people"}).json()["hits"]}

        # What cannot be used changes nothing.
        (tmp_path / "cut.onnx").write_bytes(file.read_bytes()[:1000])
        assert "It is no ONNX file" in models("add", "detect", "mine", str(tmp_path / "cut.onnx"))
        assert "no model 'theirs' to detect" in models("use", "detect", "theirs")
        assert detector()["name"] == "mine"
        late = upload(client, drawn(PHOTOS), "late.png").json()["id"]
        settle(client, [late])
        assert len(things(client, late)) == 2

        # Other names are another model, once it is used.
        (tmp_path / "names.txt").write_text("forklift\npallet\n")
        models("add", "detect", "mine", str(file), "--names", str(tmp_path / "names.txt"))
        assert things(client, late)[0][0] == "person"
        models("use", "detect", "mine")
        until(lambda: {name for id in ids for name, _ in things(client, id)} == {"forklift", "pallet"}, "by its names")

        # A hub that breaks off at two fifths, and whose terms want consent.
        with small_hub("they/yolo", {"onnx/model.onnx": file.read_bytes()}, "agpl-3.0") as hub:
            monkeypatch.setenv("HF_ENDPOINT", hub.address)
            assert "--accept agpl-3.0" in models("pull", "detect", "theirs", "they/yolo", "onnx/model.onnx")
            assert "no onnx/model2.onnx" in models("pull", "detect", "theirs", "they/yolo", "onnx/model2.onnx")
            said = models("pull", "detect", "theirs", "they/yolo", "onnx/model.onnx", "--accept", "agpl-3.0")
        assert "licence agpl-3.0" in said
        assert "100 %" in said
        assert detector()["choices"] == ["bundled", "fake", "mine", "theirs"]
        assert "they/yolo@" in models("list")

        assert "photos are looked at by the model 'mine'" in models("remove", "detect", "mine")
        models("use", "detect", "fake")
        until(lambda: not any(things(client, id) for id in (*ids, late)), "given back")
        models("remove", "detect", "mine")
        assert detector()["choices"] == ["bundled", "fake", "theirs"]
        assert [path.name for path in (home / "models" / "own" / "detect").iterdir()] == ["theirs"]
        assert heliograph.stop() == 0
