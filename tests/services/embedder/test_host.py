import pickle
from functools import partial
from pathlib import Path

import numpy as np

from services.embedder.encoder import Asked, Question, query_encoder
from services.embedder.host import hosted
from shared.domain.photo import new_photo
from shared.domain.spaces import IMAGE, IMAGE_MULTILINGUAL, TEXT, WORDS
from shared.errors import Invalid
from shared.inference.base import Found
from shared.inference.pool import Work


def test_one_child_answers_questions_and_embeds_photos(tmp_path: Path) -> None:
    answers = pickle.loads(pickle.dumps(partial(hosted, {"place": "fake", "embed": "fake"}, tmp_path)))()
    question = Question("a dog on the beach", (Asked(IMAGE.name, "place", "fake"), Asked(TEXT.name, "embed", "fake")))
    (row,) = answers([question])
    np.testing.assert_array_equal(row, query_encoder("fake", tmp_path)([question])[0])

    photo = new_photo(id="a", owner="me", sha256="a", file_name="dog.jpg", media_type="image/jpeg", bytes=1)
    (done,) = answers([Work(photo, ("text_vector", "image_vector"))])
    text, model = done["text_vector"]
    assert isinstance(text, Found)
    assert set(text.vectors) == {TEXT.name, WORDS.name}
    assert model
    look, _ = done["image_vector"]
    assert isinstance(look, Invalid), "nothing was recognised on it"

    photo.found = {"classify": {"labels": [[207, 0.9, 0.9]]}}
    (done,) = answers([Work(photo, ("image_vector",))])
    look, _ = done["image_vector"]
    assert isinstance(look, Found)
    assert set(look.vectors) == {IMAGE.name, IMAGE_MULTILINGUAL.name}

    (done,) = answers([Work(photo, ("image_vector",), models={"image_vector": ("fake", "fake-2")})])
    look, model = done["image_vector"]
    assert isinstance(look, Found)
    assert set(look.vectors) == {IMAGE.name, IMAGE_MULTILINGUAL.name, "image.fake-2"}, "while another is filled"
