from shared.domain.photo import Photo, new_photo
from shared.domain.proven import proven
from shared.domain.settling import settle
from shared.pipeline import STAGES


def test_what_was_mostly_wrong_or_hardly_ever_named_is_not_said() -> None:
    assert proven(["romantic", "calm", "reflection", "centered", "pattern"]) == ["calm", "centered"]


def test_a_photo_is_called_nothing_that_may_not_be_said_but_keeps_its_scores() -> None:
    photo: Photo = new_photo(id="1", owner="me", sha256="", file_name="1.jpg", media_type="image/jpeg", bytes=1)
    photo.found = {
        "mood": {"names": ["romantic", "calm"], "scores": {"romantic": 0.9}},
        "composition": {"scores": [{"name": name, "score": 0.7} for name in ("pattern", "shallow_depth")]},
    }
    settled = settle(photo, {}, STAGES)
    assert (settled.moods, settled.compositions) == (["calm"], ["shallow_depth"])
    assert settled.found["mood"]["scores"] == {"romantic": 0.9}
