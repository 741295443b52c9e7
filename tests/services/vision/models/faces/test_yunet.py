import numpy as np
import pytest

from services.vision.models import FACE_DETECTORS
from services.vision.models.faces.yunet import YuNet
from shared.inference.base import Pixels
from shared.inference.registry import load_model
from tests.drawn_faces import drawn_face
from tests.shared.inference.bundled_models import MODELS, needs_bundled_models

pytestmark = needs_bundled_models


@pytest.fixture(scope="module")
def detector() -> YuNet:
    made: YuNet = load_model(FACE_DETECTORS, "bundled", MODELS)
    return made


@pytest.mark.parametrize("side", [60, 200, 2000])
def test_a_face_is_boxed_where_it_is(detector: YuNet, side: int) -> None:
    (found,) = detector.run([drawn_face(side)])
    assert found.boxes.shape == (1, 4)
    np.testing.assert_allclose(found.boxes[0] / side, [0.32, 0.26, 0.68, 0.74], atol=0.04)
    assert 0.8 < found.scores[0] <= 1


def test_a_face_that_fills_the_photo_is_one(detector: YuNet) -> None:
    (found,) = detector.run([drawn_face(3000)[750:2250, 900:2100]])
    assert len(found.boxes) == 1
    np.testing.assert_allclose(found.boxes[0] / [1200, 1500, 1200, 1500], [0.05, 0, 0.95, 0.98], atol=0.08)


def test_of_two_faces_each_has_one_box(detector: YuNet) -> None:
    (found,) = detector.run([np.concatenate([drawn_face(200), drawn_face(200)], axis=1)])
    assert sorted(found.boxes[:, 0] > 200) == [False, True]
    assert found.scores[0] >= found.scores[1]


@pytest.mark.parametrize(
    "pixels",
    [
        np.zeros((1, 1, 3), np.uint8),
        np.full((2, 1440, 3), 200, np.uint8),
        np.zeros((3000, 3, 3), np.uint8),
        np.full((480, 640, 3), 255, np.uint8),
        np.random.default_rng(1).integers(0, 256, (960, 1280, 3), np.uint8),
        np.full((30, 20_000, 3), 90, np.uint8),
    ],
    ids=["1x1", "wide", "high", "white", "noise", "20,000 wide"],
)
def test_where_nobody_is_nobody_is_found(detector: YuNet, pixels: Pixels) -> None:
    (found,) = detector.run([pixels])
    assert found.boxes.shape == (0, 4)
    assert found.scores.shape == (0,)
