from pathlib import Path

import numpy as np

from shared.inference.base import Pixels
from shared.inference.fake import FakeClassifier, FakeEmbedder, fake_label, load_conse


def plain(red: int, green: int, blue: int) -> Pixels:
    return np.full((4, 6, 3), (red, green, blue), np.uint8)


def test_the_classifier_sees_the_mean_color() -> None:
    assert fake_label(plain(0, 0, 0)) == 0
    assert fake_label(plain(255, 255, 255)) == 999
    assert fake_label(plain(255, 0, 128)) == 905
    soft, sharp = FakeClassifier().run([plain(255, 0, 128), plain(0, 0, 0)])
    assert soft.shape == sharp.shape == (2, 1000)
    assert sharp.argmax(axis=1).tolist() == [905, 0]
    np.testing.assert_allclose(soft.sum(axis=1), 1, atol=1e-5)
    np.testing.assert_allclose(sharp.sum(axis=1), 1, atol=1e-5)


def test_texts_are_alike_as_far_as_they_share_words() -> None:
    one, same, near, far, empty = FakeEmbedder().run(["a red dog", "Dogs, red!", "a red cat", "blue sky", ""])
    np.testing.assert_allclose(one, same, atol=1e-6)
    assert one @ near > 0.3 > abs(one @ far)
    assert np.linalg.norm(empty) > 0.99


def test_its_vocabulary_puts_a_label_near_its_words() -> None:
    conse = load_conse(Path("nowhere"))
    questions, known = conse.questions(
        FakeEmbedder().run(["a tabby cat sitting or lying down, a pet at home", "xyzzy"])
    )
    assert questions[0] @ conse.photo([(281, 1.0)]) > 0.7
    assert known[0] > 0.7 > 0.4 > known[1]
