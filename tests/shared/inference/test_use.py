import numpy as np
import pytest

from shared.inference import use
from tests.shared.inference.bundled_models import MODELS, needs_bundled_models

pytestmark = needs_bundled_models


@pytest.fixture(scope="module")
def model() -> use.UniversalSentenceEncoder:
    return use.load(MODELS)


def test_it_says_what_it_said(model: use.UniversalSentenceEncoder) -> None:
    vector = model.run(["An orange ball on a beach in Arezzo, Italy."])[0]
    expected = [-0.05573, -0.07832, -0.08085, -0.01986, -0.01728, -0.06012, -0.00091, 0.0267]
    np.testing.assert_allclose(vector[::64], expected, atol=1e-3)


def test_a_batch_says_the_same_as_one_by_one(model: use.UniversalSentenceEncoder) -> None:
    texts = ["dog", "two people walk along the beach in the evening", "", "Hund 狗 🐕", "word " * 600]
    together = model.run(texts)
    alone = np.concatenate([model.run([text]) for text in texts])
    np.testing.assert_allclose(together, alone, atol=1e-5)
    np.testing.assert_allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)


def test_many_keep_their_order(model: use.UniversalSentenceEncoder) -> None:
    texts = [f"{'very ' * (position % 7)}small number {position}" for position in range(40)]
    vectors = model.run(texts)
    assert vectors.shape == (40, 512)
    np.testing.assert_allclose(vectors[33], model.run([texts[33]])[0], atol=1e-5)


@pytest.mark.parametrize("said", ["ein Hund am Strand", "un perro en la playa", "海滩上的狗", "собака на пляже"])
def test_what_means_the_same_lies_together(model: use.UniversalSentenceEncoder, said: str) -> None:
    asked, english, other = model.run([said, "a dog on the beach", "a cup of coffee in the kitchen"])
    assert asked @ english > 0.7 > 0.3 > asked @ other


def test_nothing_gives_nothing(model: use.UniversalSentenceEncoder) -> None:
    assert model.run([]).shape == (0, 512)
