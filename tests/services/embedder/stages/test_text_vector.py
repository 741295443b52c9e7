import pickle
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from services.embedder.stages import text_vector
from services.embedder.stages.text_vector import summary, weigh
from shared.domain.photo import Camera, Caption, Photo, Place, Tag, new_photo
from shared.domain.spaces import TEXT, WORDS
from shared.inference.base import Found, Item
from shared.inference.fake import FakeEmbedder


def photo(**fields: object) -> Photo:
    made = new_photo(id="p", owner="me", sha256="", file_name="IMG_7.jpg", media_type="image/jpeg", bytes=1)
    for name, value in fields.items():
        setattr(made, name, value)
    return made


def test_words_weigh_as_much_as_the_labels_that_hold_them() -> None:
    seen = photo(found={"classify": {"labels": [[281, 0.1, 0.5], [282, 0.1, 0.25], [0, 0.1, 0.001]]}})
    weights = weigh(seen)
    assert weights["cat"] == pytest.approx(np.log(76) / np.log(101), abs=1e-4)  # both cats
    assert weights["tiger"] == pytest.approx(np.log(26) / np.log(101), abs=1e-4)  # one of them
    assert weights["tabbi"] == pytest.approx(np.log(51) / np.log(101), abs=1e-4)
    assert "tench" not in weights  # one in a thousand is too light to matter


def test_facts_weigh_most() -> None:
    seen = photo(
        title="Grandma's birthday",
        keywords=["cake"],
        place=Place(city="Arezzo", country="Italy"),
        camera=Camera(make="Nikon", model="D90"),
        tags=[Tag("garden party", 1.0, "owner")],
    )
    assert {word: weight for word, weight in weigh(seen).items() if not word.startswith("~")} == dict.fromkeys(
        ["grandma", "birthday", "cake", "arezzo", "itali", "nikon", "d90", "garden", "parti", "img", "7", "jpg"], 1.0
    )


def test_what_people_write_is_stemmed_in_their_language_too() -> None:
    written = weigh(photo(title="Häuser am See", camera=Camera(make="Häuser")))
    assert written["~haus"] == written["hauser"] == 1.0
    assert "~haus" not in weigh(photo(camera=Camera(make="Häuser")))
    assert weigh(photo(text=" ".join(f"wort{n}" for n in range(79)) + " Häuser"))["~haus"] == 0.5


def test_what_is_written_on_a_photo_weighs_less_the_more_there_is() -> None:
    sign = weigh(photo(text="WELCOME TO\nARDNAMURCHAN POINT"))
    assert [sign[word] for word in ("welcom", "ardnamurchan", "point")] == [1.0, 1.0, 1.0]
    page = weigh(photo(text=" ".join(f"word{n}" for n in range(80)), place=Place(city="Word7")))
    assert page["word3"] == 0.5
    assert page["word7"] == 1.0, "the map says so, too"


def test_tags_weigh_as_they_are_sure() -> None:
    tags = [Tag("outdoors", 0.9, "model"), Tag("dog", 0.7, "model"), Tag("dog house", 0.6, "model")]
    assert weigh(photo(tags=tags)) == {
        "outdoor": 0.9, "dog": 0.7, "hous": 0.6, "img": 1.0, "7": 1.0, "jpg": 1.0,
    }  # fmt: skip


def test_the_summary_tells_what_is_known_in_sentences() -> None:
    seen = photo(
        caption=Caption("A photo of a cat indoors.", "sentences 1"),
        title="Minka",
        place=Place(city="Arezzo", country="Italy"),
        camera=Camera(make="Nikon"),
        tags=[Tag("cat", 0.9, "model"), Tag("pet", 0.8, "model"), Tag("horizontal", 0.99, "pixels")],
    )
    assert summary(seen) == "A photo of a cat indoors. Minka. Arezzo, Italy. cat, pet."
    seen.text = "STOP\n" + "all the way " * 100
    assert summary(seen).startswith("A photo of a cat indoors. Minka. Arezzo, Italy. cat, pet. STOP all the way all")
    assert len(summary(seen)) < 300


def test_both_vectors_of_every_photo(tmp_path: Path) -> None:
    stage = pickle.loads(pickle.dumps(partial(text_vector.build, "fake", tmp_path)))()
    assert stage.model == "fake embedder 1"
    cat, bare = stage([Item(photo(caption=Caption("A cat.", "owner"))), Item(photo())])
    assert isinstance(cat, Found)
    np.testing.assert_array_equal(cat.vectors[TEXT.name], FakeEmbedder().run(["A cat."])[0])
    assert cat.vectors[WORDS.name] == {"cat": 1.0, "img": 1.0, "7": 1.0, "jpg": 1.0}
    assert isinstance(bare, Found)
    assert bare.vectors[WORDS.name] == {"img": 1.0, "7": 1.0, "jpg": 1.0}
