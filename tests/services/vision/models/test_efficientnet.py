import numpy as np
import pytest

from services.vision.models import efficientnet
from shared.inference import bundled
from shared.inference.base import Pixels
from shared.inference.sessions import fast_integers
from tests.shared.inference.bundled_models import MODELS, needs_bundled_models

pytestmark = needs_bundled_models


@pytest.fixture(scope="module")
def model() -> efficientnet.EfficientNet:
    return efficientnet.EfficientNet(bundled.folder(MODELS))


def orange_ball() -> Pixels:
    y, x = np.mgrid[:360, :480]
    ball = np.hypot(x - 240, y - 180) < 120
    colors = [np.where(ball, 240, x // 2), np.where(ball, 130, 100 + y // 4), np.where(ball, 20, 220 - y // 3)]
    return np.stack(colors, axis=-1).astype(np.uint8)


def test_it_says_what_it_said(model: efficientnet.EfficientNet) -> None:
    soft, sharp = model.run([orange_ball()])
    likeliest = np.argsort(-sharp[0])[:4]
    assert likeliest.tolist() == [722, 417, 522, 574]  # a ping-pong ball, a balloon, a croquet ball, a golf ball
    np.testing.assert_allclose(sharp[0, likeliest], [0.54752, 0.05242, 0.02001, 0.01939], atol=1e-3)
    np.testing.assert_allclose(soft[0, likeliest], [0.05342, 0.01210, 0.00955, 0.00733], atol=1e-3)


def test_a_batch_says_the_same_as_one_by_one(model: efficientnet.EfficientNet) -> None:
    shapes = [(1, 1), (1, 900), (1200, 500), (384, 384), (2, 3), (500, 400), (400, 500), (60, 80), (70, 80)]
    random = np.random.default_rng(1)
    batch = [random.integers(0, 256, (*shape, 3), np.uint8) for shape in shapes]
    soft, sharp = model.run(batch)
    alone = [model.run([pixels]) for pixels in batch]
    np.testing.assert_allclose(soft, np.concatenate([one[0] for one in alone]), atol=1e-5)
    np.testing.assert_allclose(sharp, np.concatenate([one[1] for one in alone]), atol=1e-5)
    np.testing.assert_allclose(sharp.sum(axis=1), 1, atol=1e-5)


@pytest.mark.skipif(not fast_integers(), reason="this CPU has no VNNI, so the networks in integers are not used")
def test_in_integers_it_says_almost_the_same(model: efficientnet.EfficientNet) -> None:
    soft, sharp = model.run([orange_ball()])
    quick_soft, quick_sharp = efficientnet.load(MODELS).run([orange_ball()])
    assert quick_sharp[0].argmax() == 722
    assert 0.98 < np.corrcoef(quick_soft[0], soft[0])[0, 1] < 1
    assert 0.98 < np.corrcoef(quick_sharp[0], sharp[0])[0, 1] < 1


def test_nothing_gives_nothing(model: efficientnet.EfficientNet) -> None:
    soft, sharp = model.run([])
    assert soft.shape == sharp.shape == (0, 1000)
