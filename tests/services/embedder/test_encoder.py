import pickle
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from services.embedder.encoder import QueryEncoder, query_encoder
from shared.domain.spaces import IMAGE, TEXT
from tests.shared.inference.bundled_models import MODELS, needs_bundled_models


@pytest.fixture(scope="module")
def encoder() -> QueryEncoder:
    return query_encoder("fake", Path("nowhere"))


def test_a_question_is_one_row_of_how_well_it_is_known_and_its_vectors(encoder: QueryEncoder) -> None:
    rows = encoder(["a tabby cat sitting or lying down, a pet at home", "xyzzy"])
    known, looks, meanings = np.split(np.stack(rows), [1, 1 + IMAGE.dimension], axis=1)
    assert (known.dtype, looks.shape, meanings.shape) == (np.float32, (2, IMAGE.dimension), (2, TEXT.dimension))
    assert known[0] > 0.7 > 0.4 > known[1]
    for vectors in (looks, meanings):
        np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert abs(looks - meanings).max() > 0.01


def test_it_is_made_in_a_child(tmp_path: Path) -> None:
    make = pickle.loads(pickle.dumps(partial(query_encoder, "fake", tmp_path)))
    assert isinstance(make(), QueryEncoder)


@needs_bundled_models
def test_the_bundled_model_says_what_it_said() -> None:
    rows = np.stack(query_encoder("bundled", MODELS)(["a dog on the beach", "xylograph of nothing"]))
    np.testing.assert_allclose(rows[:, 0], [0.47825, 0.20493], atol=1e-3)
    np.testing.assert_allclose(rows[0, 1:][: IMAGE.dimension : 96], [0.00967, -0.09291, 0.02004, -0.02934], atol=1e-3)
