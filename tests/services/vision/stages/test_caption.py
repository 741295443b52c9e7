from typing import Any

import pytest

from services.vision.stages.caption import build, sentence
from shared.domain.photo import Photo, Place, new_photo
from shared.inference.base import Found, Item


def photo(
    labels: list[list[float]] | None = None,
    tags: dict[str, float] | None = None,
    place: Place | None = None,
    taken_at: str | None = None,
    season: str = "",
    looks: list[str] | None = None,
    edits: dict[str, Any] | None = None,
) -> Photo:
    made = new_photo(id="p", owner="me", sha256="", file_name="a.jpg", media_type="image/jpeg", bytes=1)
    said = [{"name": name, "confidence": sure, "source": "test"} for name, sure in (tags or {}).items()]
    made.found["classify"] = {"labels": labels or [], "tags": said}
    made.found["colour"] = {"plain": looks or []}
    made.season, made.place, made.taken_at, made.edits = season or None, place, taken_at, edits or {}
    return made


AREZZO = Place(city="Arezzo", region="Tuscany", country="Italy", country_code="IT")


def test_a_sure_label_is_told_in_its_own_words() -> None:
    text = sentence(photo(labels=[[795, 0.3, 0.8]], place=AREZZO, taken_at="2019-01-12T10:00:00", season="winter"))
    assert text == "A person skiing down a snowy slope in Arezzo, Italy, taken in winter 2019."


def test_an_unsure_label_gives_way_to_sure_tags() -> None:
    seen = photo(labels=[[281, 0.2, 0.4]], tags={"animal": 0.95, "cat": 0.9, "pet": 0.9, "indoors": 0.9})
    assert sentence(seen) == "A photo of a cat indoors."


@pytest.mark.parametrize(
    ("tags", "looks", "expected"),
    [
        ({"food": 0.9, "fruit": 0.85}, "square", "A photo of fruit."),
        ({"person": 0.9, "dog": 0.85, "street": 0.8}, "vertical", "A photo of a person and a dog on the street."),
        ({"sailboat": 0.65, "outdoors": 0.9}, "", "A photo that may show a sailboat."),
        ({"street": 0.8}, "vertical,colour photo", "A vertical colour photo taken on the street."),
        ({}, "square,colour photo,warm tones", "A square colour photo."),
        ({}, "horizontal,black and white", "A horizontal black and white photo."),
        ({}, "", "A photo."),
    ],
)
def test_it_says_what_is_sure_and_no_more(tags: dict[str, float], looks: str, expected: str) -> None:
    assert sentence(photo(tags=tags, looks=looks.split(","))) == expected


@pytest.mark.parametrize(
    ("taken_at", "season", "expected"),
    [
        ("2008-10-22T16:28:39+02:00", "", "A photo, taken in October 2008."),
        ("2008-10-22T16:28:39", "autumn", "A photo, taken in autumn 2008."),
        ("1975-01-01T00:00:00", "winter", "A photo, taken in 1975."),
        (None, "", "A photo."),
    ],
)
def test_when(taken_at: str | None, season: str, expected: str) -> None:
    assert sentence(photo(taken_at=taken_at, season=season)) == expected


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (AREZZO, "A photo in Arezzo, Italy."),
        (Place(region="Tuscany", country="Italy"), "A photo in Tuscany, Italy."),
        (Place(country="United States"), "A photo in the United States."),
        (Place(city="Boston", country="United States"), "A photo in Boston, United States."),
        (Place(), "A photo."),
    ],
)
def test_where(place: Place, expected: str) -> None:
    assert sentence(photo(place=place)) == expected


def test_a_place_that_the_caption_names_is_not_named_again() -> None:
    venice = Place(city="Venice", country="Italy")
    assert sentence(photo(labels=[[576, 0.3, 0.8]], place=venice)) == "A gondola boat on a canal in Venice."


def test_what_the_owner_struck_out_is_not_said() -> None:
    seen = photo(labels=[[281, 0.3, 0.8]], tags={"cat": 0.9, "pet": 0.9, "couch": 0.8}, edits={"tags_removed": ["cat"]})
    assert sentence(seen) == "A photo of a pet and a couch."


def test_a_photo_whose_stages_failed_has_a_caption_too() -> None:
    bare = new_photo(id="p", owner="me", sha256="", file_name="a.jpg", media_type="image/jpeg", bytes=1)
    (outcome,) = build()([Item(bare)])
    assert outcome == Found(facts={"caption": {"text": "A photo.", "source": "sentences 1"}})
