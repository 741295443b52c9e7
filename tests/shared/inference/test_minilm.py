import numpy as np
import pytest

from shared.inference import minilm
from tests.shared.inference.bundled_models import MODELS, needs_bundled_models

pytestmark = needs_bundled_models


@pytest.fixture(scope="module")
def model() -> minilm.MiniLM:
    return minilm.load(MODELS)


def test_it_says_what_it_said(model: minilm.MiniLM) -> None:
    vector = model.run(["An orange ball on a beach in Arezzo, Italy."])[0]
    expected = [0.03203, 0.06950, -0.02242, -0.03179, -0.01998, 0.00733, 0.03068, -0.04061]
    np.testing.assert_allclose(vector[::48], expected, atol=1e-3)


def test_a_batch_says_the_same_as_one_by_one(model: minilm.MiniLM) -> None:
    texts = ["dog", "two people walk along the beach in the evening", "", "Hund 狗 🐕", "word " * 600]
    together = model.run(texts)
    alone = np.concatenate([model.run([text]) for text in texts])
    np.testing.assert_allclose(together, alone, atol=1e-5)
    np.testing.assert_allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)


def test_many_keep_their_order(model: minilm.MiniLM) -> None:
    texts = [f"{'very ' * (position % 7)}small number {position}" for position in range(40)]
    vectors = model.run(texts)
    assert vectors.shape == (40, 384)
    np.testing.assert_allclose(vectors[33], model.run([texts[33]])[0], atol=1e-5)


def test_nothing_gives_nothing(model: minilm.MiniLM) -> None:
    assert model.run([]).shape == (0, 384)
