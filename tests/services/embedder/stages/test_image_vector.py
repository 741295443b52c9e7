import pickle
from functools import partial
from pathlib import Path

import numpy as np

from services.embedder.stages import image_vector
from shared.domain.photo import Photo, new_photo
from shared.domain.spaces import IMAGE, IMAGE_MULTILINGUAL
from shared.errors import Invalid
from shared.inference.base import Found, Item
from shared.inference.fake import load_conse, load_multilingual_conse


def photo(labels: list[list[float]]) -> Photo:
    made = new_photo(id="p", owner="me", sha256="", file_name="a.jpg", media_type="image/jpeg", bytes=1)
    made.found["classify"] = {"labels": labels, "tags": []}
    return made


def test_a_photo_lies_where_its_labels_lie_by_the_softer_probability() -> None:
    conse, multilingual = load_conse(Path("nowhere")), load_multilingual_conse(Path("nowhere"))
    stage = image_vector.ImageVector({IMAGE.name: conse, IMAGE_MULTILINGUAL.name: multilingual})
    (outcome,) = stage([Item(photo([[281, 0.5, 0.1], [3, 0.25, 0.9]]))])
    assert isinstance(outcome, Found)
    assert outcome.facts == {}
    for space, vocabulary in ((IMAGE, conse), (IMAGE_MULTILINGUAL, multilingual)):
        vector = outcome.vectors[space.name]
        assert isinstance(vector, np.ndarray)
        assert vector.shape == (space.dimension,)
        np.testing.assert_array_equal(vector, vocabulary.photo([(281, 0.5), (3, 0.25)]))


def test_a_photo_that_was_not_classified_says_so(tmp_path: Path) -> None:
    stage = pickle.loads(pickle.dumps(partial(image_vector.build, "fake", tmp_path)))()
    seen, unseen = stage([Item(photo([[281, 0.5, 0.1]])), Item(photo([]))])
    assert isinstance(seen, Found)
    assert isinstance(unseen, Invalid)
    assert str(unseen) == "Nothing was recognised on this photo, so it cannot be found by how it looks."
