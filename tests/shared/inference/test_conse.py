import numpy as np

from shared.inference.conse import Conse, label_vectors
from shared.inference.fake import FakeEmbedder

SQUARE = np.array([[1, 0], [0, 1], [-1, 0], [0, -0.6]], np.float32)  # its mean is (0, .1)


def test_a_photo_is_the_weighted_mean_of_its_labels_seen_from_their_mean() -> None:
    vector = Conse(SQUARE).photo([(0, 0.3), (1, 0.1)])
    expected = np.array([0.3, 0.3 * -0.1 + 0.1 * 0.9])
    np.testing.assert_allclose(vector, expected / np.linalg.norm(expected), atol=1e-6)
    assert vector.dtype == np.float32


def test_only_the_ratio_of_the_probabilities_counts() -> None:
    conse = Conse(SQUARE)
    np.testing.assert_allclose(conse.photo([(0, 0.3), (1, 0.1)]), conse.photo([(0, 0.6), (1, 0.2)]), atol=1e-6)


def test_questions_are_seen_from_the_same_place_and_tell_how_well_they_are_known() -> None:
    vectors, known = Conse(SQUARE).questions(np.array([[0, 1], [0.5, 0.6]], np.float32))
    half = np.sqrt(0.5)
    np.testing.assert_allclose(vectors, [[0, 1], [half, half]], atol=1e-6)
    np.testing.assert_allclose(known, [1.0, half], atol=1e-6)  # the second label is the nearest to both


def test_no_questions_have_no_vectors() -> None:
    vectors, known = Conse(SQUARE).questions(np.empty((0, 2), np.float32))
    assert vectors.shape == (0, 2)
    assert known.shape == (0,)


def test_the_labels_vectors_are_of_caption_and_dictionary_two_to_one() -> None:
    embed = FakeEmbedder().run
    vectors = label_vectors(embed)
    assert vectors.shape == (1000, 384)
    tench = (
        2 * embed(["a man holding a tench fish"])[0]
        + embed(
            [
                "tench, Tinca tinca: freshwater dace-like game fish of Europe and western Asia noted for ability to "
                "survive outside water"
            ]
        )[0]
    )
    np.testing.assert_allclose(vectors[0], tench / np.linalg.norm(tench), atol=1e-6)
