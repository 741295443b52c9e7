"""What the production code makes of a checkpoint is what transformers makes of it."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from services.embedder.models import adding, checkpoint
from services.embedder.models.adding import put_in
from services.embedder.models.trial import Trial, Tried, examined
from shared.errors import Unavailable
from shared.inference.taking import Wanted
from tests import checkpoints
from tests.checkpoints import KINDS, LONGEST, needs_torch

TEXTS = ["a photo of a dog", "The Red beach at night and a cat on it", "violin", "a car " * LONGEST]


def pictures() -> list[np.ndarray]:
    rng = np.random.default_rng(5)
    return [rng.integers(0, 256, (height, width, 3), np.uint8) for height, width in ((40, 60), (64, 32), (33, 33))] * 4


@needs_torch
@pytest.mark.parametrize("kind", KINDS)
async def test_photos_and_texts_lie_where_transformers_puts_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    import torch
    from transformers import AutoImageProcessor, AutoModel, AutoTokenizer

    async def tried(trial: Trial, bytes: int) -> Tried:
        return examined(trial)  # in this process, which has loaded torch already

    monkeypatch.setattr(adding, "tried", tried)
    folder = checkpoints.checkpoint(tmp_path / "given", kind)
    model = await put_in(tmp_path / "models", Wanted("place", "mine"), folder, licence="mit")
    assert (model.format, model.licence) == (kind, "mit")
    assert len([name for name in model.files if name.endswith(".safetensors")]) == (1 if kind != "siglip2" else 3)
    (place,) = (tmp_path / "models" / "own" / "place" / "mine").iterdir()
    looks = checkpoint.load_images(place).run(pictures())
    reads = checkpoint.load_texts(place).run(TEXTS)

    network = AutoModel.from_pretrained(folder).eval()
    shown = AutoImageProcessor.from_pretrained(folder, backend="pil")(
        images=[Image.fromarray(pixels) for pixels in pictures()], return_tensors="pt"
    )
    texts = TEXTS if kind == "clip" else [text.lower() for text in TEXTS]
    told = AutoTokenizer.from_pretrained(folder)(
        texts, padding="max_length", max_length=LONGEST, truncation=True, return_tensors="pt"
    )
    given = {name: told[name] for name in (("input_ids", "attention_mask") if kind == "clip" else ("input_ids",))}
    with torch.inference_mode():
        for ours, theirs in (
            (looks, network.get_image_features(**shown).pooler_output),
            (reads, network.get_text_features(**given).pooler_output),
        ):
            expected = torch.nn.functional.normalize(theirs, dim=-1).numpy()
            assert ours.dtype == np.float32
            np.testing.assert_allclose(ours, expected, atol=1e-5)
    assert model.space
    assert looks.shape[1] == reads.shape[1] == model.space.dimension
    assert np.ptp(looks @ reads.T) > 1e-3, "they tell photos and texts apart"

    with max(place.glob("*.safetensors")).open("r+b") as weights:
        weights.seek(-1, 2)
        weights.write(b"!")
    for load in (checkpoint.load_images, checkpoint.load_texts):
        with pytest.raises(Unavailable, match="is not what was added"):
            load(place)
