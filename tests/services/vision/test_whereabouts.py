from services.vision.whereabouts import setting
from shared.domain.labels import labels
from shared.domain.photo import Photo, new_photo


def photo(likely: dict[str, float], struck_out: str = "", **tags: float) -> Photo:
    made = new_photo(id="p", owner="me", sha256="", file_name="a.jpg", media_type="image/jpeg", bytes=1)
    indexes = {each.lemmas[0]: each.index for each in labels()}
    made.found["classify"] = {
        "labels": [[indexes[name], sure, sure] for name, sure in likely.items()],
        "tags": [{"name": name, "confidence": sure, "source": "test"} for name, sure in tags.items()],
    }
    made.edits["tags_removed"] = [struck_out] * bool(struck_out)
    return made


def test_the_closest_place_that_is_sure_is_said() -> None:
    assert setting(photo({"seashore": 0.8}, beach=0.9, outdoors=0.97)) == "beach"
    assert setting(photo({"seashore": 0.8}, beach=0.8, outdoors=0.97)) == "outdoors"
    assert setting(photo({"seashore": 0.8}, beach=0.9, outdoors=0.97, struck_out="beach")) == "outdoors"
    assert setting(photo({})) == ""


def test_a_whale_is_no_sea_but_a_fish_is_under_water() -> None:
    assert setting(photo({"grey whale": 0.8}, sea=0.95, outdoors=0.97)) == "outdoors"
    assert setting(photo({"grey whale": 0.6, "seashore": 0.2}, sea=0.95)) == "sea"
    assert setting(photo({"great white shark": 0.8}, underwater=0.95)) == "underwater"


def test_what_is_played_in_halls_says_nothing_of_the_sky() -> None:
    assert setting(photo({"basketball": 0.6}, outdoors=0.96)) == ""
    assert setting(photo({"volleyball": 0.6}, outdoors=0.96)) == ""
    assert setting(photo({"ballplayer": 0.6}, outdoors=0.96)) == "outdoors"


def test_outdoors_is_less_often_true_than_other_places() -> None:
    assert setting(photo({"maze": 0.6}, outdoors=0.89)) == ""
    assert setting(photo({"desk": 0.6}, indoors=0.89)) == "indoors"
