import pickle
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from services.embedder.encoder import Asked, QueryEncoder, Question, query_encoder
from shared.domain.spaces import IMAGE, IMAGE_MULTILINGUAL, TEXT
from tests.shared.inference.bundled_models import MODELS, needs_bundled_models


@pytest.fixture(scope="module")
def encoder() -> QueryEncoder:
    return query_encoder("fake", Path("nowhere"))


def asked(text: str, *spaces: str, model: str = "fake") -> Question:
    return Question(text, tuple(Asked(space, "embed" if space == TEXT.name else "place", model) for space in spaces))


def test_a_question_is_one_row_of_how_well_it_is_known_and_its_vector_in_each_space(encoder: QueryEncoder) -> None:
    spaces = (IMAGE.name, TEXT.name)
    rows = encoder([asked("a tabby cat sitting or lying down, a pet at home", *spaces), asked("xyzzy", *spaces)])
    looks, meanings = np.split(np.stack(rows), [1 + IMAGE.dimension], axis=1)
    assert (looks.dtype, looks.shape, meanings.shape) == (np.float32, (2, 385), (2, 1 + TEXT.dimension))
    assert looks[0, 0] > 0.7 > 0.4 > looks[1, 0]
    for vectors in (looks[:, 1:], meanings[:, 1:]):
        np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert abs(looks - meanings).max() > 0.01


def test_questions_of_one_batch_may_want_other_spaces(encoder: QueryEncoder) -> None:
    questions = [
        asked("dog", IMAGE.name, TEXT.name),
        asked("Hund", IMAGE_MULTILINGUAL.name, IMAGE.name),
        asked("dog", IMAGE_MULTILINGUAL.name),
    ]
    english, german, third = encoder(questions)
    assert [len(row) for row in (english, german, third)] == [385 + 385, 513 + 385, 513]
    np.testing.assert_allclose(german[:513], third, atol=1e-6)
    for question, row in zip(questions, (english, german, third), strict=True):
        np.testing.assert_allclose(encoder([question])[0], row, atol=1e-6)


def test_it_is_made_in_a_child(tmp_path: Path) -> None:
    make = pickle.loads(pickle.dumps(partial(query_encoder, "fake", tmp_path)))
    assert isinstance(make(), QueryEncoder)


@needs_bundled_models
def test_the_bundled_model_says_what_it_said() -> None:
    spaces = (IMAGE.name,)
    rows = np.stack(
        query_encoder("bundled", MODELS)(
            [asked(text, *spaces, model="bundled") for text in ("a dog on the beach", "xylograph of nothing")]
        )
    )
    np.testing.assert_allclose(rows[:, 0], [0.47825, 0.20493], atol=1e-3)
    np.testing.assert_allclose(rows[0, 1:][: IMAGE.dimension : 96], [0.00967, -0.09291, 0.02004, -0.02934], atol=1e-3)


def test_a_question_may_lie_in_the_spaces_of_two_models(encoder: QueryEncoder) -> None:
    spaces = (Asked(IMAGE.name, "place", "fake"), Asked("image.fake-2", "place", "fake-2"))
    (row,) = encoder([Question("dog", spaces)])
    assert len(row) == 1 + IMAGE.dimension + 1 + 256
    with pytest.raises(ValueError, match="does not make the space"):
        encoder([asked("dog", "image.fake-2")])
