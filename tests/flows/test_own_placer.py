"""An image-text model of a hub takes over from the bundled one while people search, and gives back."""

import asyncio
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from services.embedder.models import checkpoint
from shared.domain.spaces import IMAGE
from shared.inference import own
from shared.runtime.platform import Platform
from shared.runtime.settings import Settings
from tests.checkpoints import checkpoint as written
from tests.checkpoints import needs_torch
from tests.drawing import encoded
from tests.flows import commanding
from tests.flows.importing import until
from tests.flows.test_switch_models import searching
from tests.running import running, settle
from tests.small_hub import small_hub

PHOTOS = 5


async def vectors(home: Path, space: str) -> dict[str, Any]:
    platform = await Platform.open(Settings(home=home, models="fake"))
    ids = [id async for id, *_ in platform.vectors.scroll(space)]
    found = await platform.vectors.get(space, ids)
    await platform.close()
    return dict(found)


@needs_torch
def test_an_image_text_model_takes_over_and_gives_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    home, given = tmp_path / "home", written(tmp_path / "given", "siglip")
    files = {path.name: path.read_bytes() for path in given.iterdir()}
    monkeypatch.setenv("HELIOGRAPH_HOME", str(home))
    with running(home, resend_seconds=0.2, reconcile_seconds=0.3) as heliograph, heliograph.client() as client:
        models = partial(commanding.models, heliograph, capsys)

        def place() -> Any:
            return next(task for task in client.get("/models").json()["tasks"] if task["task"] == "place")

        def look(content: bytes) -> list[tuple[str, float]]:
            """What looks like a picture that is shown."""
            answer = client.post("/search/by-image", files={"file": ("a.jpg", content)}, params={"limit": PHOTOS})
            assert answer.is_success, answer.text
            return [(hit["photo"]["id"], hit["score"]) for hit in answer.json()["hits"]]

        shown = [encoded(100 + seed) for seed in range(PHOTOS)]
        ids = [client.post("/upload", files={"file": ("a.jpg", each)}).json()["id"] for each in shown]
        photos = settle(client, ids)
        question = photos[ids[0]]["caption"]["text"]

        with small_hub("they/tiny", files, "cc-by-nc-4.0") as hub:
            monkeypatch.setenv("HF_ENDPOINT", hub.address)
            assert "--accept cc-by-nc-4.0" in models("pull", "place", "tiny", "they/tiny")
            said = models("pull", "place", "tiny", "they/tiny", "--accept", "cc-by-nc-4.0")
        assert "tiny: siglip, 16 numbers, licence cc-by-nc-4.0" in said
        assert place()["choices"] == ["bundled", "fake", "fake-2", "tiny"]
        (model,) = own.everyone(home / "models")
        assert f"tiny         siglip, 16 numbers; {model.licence}" in models("list")

        with searching(client, question) as answers:
            models("use", "place", "tiny")
            assert place()["fills"] == "tiny"
            models("cancel", "place")
            assert place()["fills"] == ""
            models("use", "place", "tiny")
            until(lambda: place()["name"] == "tiny", "switched")
            switched = len(answers)
            until(lambda: len(answers) > switched + 5, "asked again")
        assert all(isinstance(answer, list) for answer in answers), "an answer went wrong, or without vectors"

        (first, score), *_ = look(shown[2])
        assert (first, score) == (ids[2], pytest.approx(2, abs=0.2)), "a copy"
        late = client.post("/upload", files={"file": ("late.jpg", encoded(99))}).json()["id"]
        settle(client, [late])
        previews = {id: client.get(f"/photo/{id}/preview").content for id in (*ids, late)}
        assert "photos are looked at by the model 'tiny'" in models("remove", "place", "tiny")
        assert heliograph.stop() == 0

    space = f"image.own-tiny-{model.digest}"
    there = asyncio.run(vectors(home, space))
    tower = checkpoint.load_images(home / "models" / "own" / "place" / "tiny" / model.digest)
    expected = tower.run([np.asarray(Image.open(BytesIO(preview)).convert("RGB")) for preview in previews.values()])
    for id, vector in zip(previews, expected, strict=True):
        np.testing.assert_allclose(there[id], vector, atol=1e-3)

    # Back, after a start with it.
    with running(home, resend_seconds=0.2, reconcile_seconds=0.3) as heliograph, heliograph.client() as client:
        models = partial(commanding.models, heliograph, capsys)
        answer = client.get("/search", params={"q": question})
        assert not answer.json()["understood"]["degraded"], "its text model was loaded before the service was ready"
        with searching(client, question) as answers:
            models("use", "place", "fake")
            until(lambda: place()["name"] == "fake", "given back")
        assert all(isinstance(answer, list) for answer in answers)
        models("remove", "place", "tiny")
        assert place()["choices"] == ["bundled", "fake", "fake-2"]
        assert not (home / "models" / "own" / "place" / "tiny").exists()
        assert heliograph.stop() == 0
    assert asyncio.run(vectors(home, IMAGE.name)).keys() == previews.keys()
