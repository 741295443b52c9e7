import pickle
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from services.embedder.encoder import QueryEncoder, Question, query_encoder
from shared.domain.spaces import IMAGE, TEXT, WORDS
from shared.errors import Invalid
from tests.shared.inference.bundled_models import MODELS, needs_bundled_models


@pytest.fixture(scope="module")
def encoder() -> QueryEncoder:
    return query_encoder("fake", Path("nowhere"))


def test_a_question_of_looks_tells_how_well_it_is_known(encoder: QueryEncoder) -> None:
    encoded = encoder.encode(IMAGE.name, ["a tabby cat sitting or lying down, a pet at home", "xyzzy"])
    assert encoded.vectors.shape == (2, IMAGE.dimension)
    np.testing.assert_allclose(np.linalg.norm(encoded.vectors, axis=1), 1, atol=1e-5)
    assert encoded.known is not None
    assert encoded.known[0] > 0.7 > 0.4 > encoded.known[1]


def test_a_question_of_meaning_has_no_vocabulary(encoder: QueryEncoder) -> None:
    encoded = encoder.encode(TEXT.name, ["a cat"])
    assert encoded.vectors.shape == (1, TEXT.dimension)
    assert encoded.known is None


def test_texts_have_no_place_elsewhere(encoder: QueryEncoder) -> None:
    with pytest.raises(Invalid, match=r"There is no space of text called 'words\.1'"):
        encoder.encode(WORDS.name, ["a cat"])


def test_a_batch_is_answered_in_order(encoder: QueryEncoder) -> None:
    first, second = encoder([Question(TEXT.name, ("a cat",)), Question(IMAGE.name, ("a cat", "a dog"))])
    assert (first.vectors.shape[0], second.vectors.shape[0]) == (1, 2)


def test_it_is_made_in_a_child(tmp_path: Path) -> None:
    make = pickle.loads(pickle.dumps(partial(query_encoder, "fake", tmp_path)))
    assert isinstance(make(), QueryEncoder)


@needs_bundled_models
def test_the_bundled_model_says_what_it_said() -> None:
    encoded = query_encoder("bundled", MODELS).encode(IMAGE.name, ["a dog on the beach", "xylograph of nothing"])
    assert encoded.known is not None
    np.testing.assert_allclose(encoded.known, [0.47825, 0.20493], atol=1e-3)
    np.testing.assert_allclose(encoded.vectors[0, ::96], [0.00967, -0.09291, 0.02004, -0.02934], atol=1e-3)
