from services.vision.looks import Look
from services.vision.stages.mood import Mood
from shared.domain.photo import new_photo
from shared.errors import Invalid
from shared.inference.base import Found, Item
from tests.services.vision.pictures import filled

LAKESIDE = 975


def test_scores_and_names_from_what_others_found() -> None:
    photo = new_photo(id="p", owner="me", sha256="", file_name="a.jpg", media_type="image/jpeg", bytes=1)
    photo.found["colour"] = {"measures": Look(filled((120, 130, 140))).measures()}
    photo.found["classify"] = {"labels": [[LAKESIDE, 0.4, 0.95]]}
    (found,) = Mood()([Item(photo)])
    assert isinstance(found, Found)
    assert found.facts["names"] == ["calm"]
    assert found.facts["scores"]["calm"] > 0.5


def test_without_colours_nothing_is_said() -> None:
    photo = new_photo(id="p", owner="me", sha256="", file_name="a.jpg", media_type="image/jpeg", bytes=1)
    (lost,) = Mood()([Item(photo)])
    assert isinstance(lost, Invalid)
    assert str(lost) == "Its colours could not be measured."
