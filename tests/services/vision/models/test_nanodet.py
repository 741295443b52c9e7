from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from services.vision.models import nanodet
from services.vision.models.nanodet import NanoDet
from shared.domain.thesaurus import is_term
from shared.errors import Unavailable
from shared.inference import detector
from tests.evalkit import evalkit as with_evalkit
from tests.shared.inference.bundled_models import MODELS, needs_detector


@pytest.fixture(scope="module")
def model() -> NanoDet:
    return nanodet.load(MODELS)


def test_it_knows_eighty_things() -> None:
    assert len(set(NanoDet.names)) == 80
    assert is_term("giraffe")


def test_where_it_is_missing_it_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match=r"run: python -m shared\.inference\.fetch_detector --models"):
        nanodet.load(tmp_path)


@needs_detector
@with_evalkit("photos/coco_free")
def test_it_says_what_it_said(model: NanoDet, evalkit: Path) -> None:
    with Image.open(evalkit / "photos" / "coco_free" / "000000000802.jpg") as photo:
        (found,) = model.run([np.asarray(photo.convert("RGB"))])
    assert found.names[:2] == ("refrigerator", "oven")
    np.testing.assert_allclose(found.scores[:2], [0.717, 0.655], atol=2e-3)
    np.testing.assert_allclose(found.boxes[0], [0.576, 0.282, 0.964, 0.838], atol=2e-3)


@needs_detector
@pytest.mark.parametrize("shape", [(1, 1), (1, 3000), (3000, 1), (416, 416)])
def test_boxes_lie_within_any_picture(model: NanoDet, shape: tuple[int, int]) -> None:
    noise = np.random.default_rng(1).integers(0, 256, (*shape, 3), np.uint8)
    (found,) = model.run([noise])
    assert found.boxes.shape == (len(found.names), 4)
    assert len(found.scores) == len(found.names)
    assert ((found.boxes >= 0) & (found.boxes <= 1)).all()


@needs_detector
def test_nothing_gives_nothing(model: NanoDet) -> None:
    assert model.run([]) == []
    assert detector.complete(MODELS)
