from typing import Any

import msgspec
import pytest

from services.vision.stages.caption import build
from shared.domain.captions.said import Said
from shared.domain.photo import Caption, Photo, Place, new_photo
from shared.inference.base import Found, Item


def photo(
    tags: dict[str, float] | None = None,
    place: Place | None = None,
    taken_at: str | None = None,
    season: str = "",
    things: list[tuple[str, int]] | None = None,
    **found: dict[str, Any],
) -> Photo:
    made = new_photo(id="p", owner="me", sha256="", file_name="a.jpg", media_type="image/jpeg", bytes=1)
    said = [{"name": name, "confidence": sure, "source": "test"} for name, sure in (tags or {}).items()]
    counted = [
        {"name": name, "count": count, "most": count, "confidence": 0.98, "share": 0.2} for name, count in things or ()
    ]
    made.found |= {"classify": {"tags": said}, "objects": {"counted": counted}, **found}
    made.season, made.place, made.taken_at = season or None, place, taken_at
    return made


def caption(of: Photo) -> Caption:
    (found,) = build()([Item(of)])
    assert isinstance(found, Found)
    return msgspec.convert(found.facts["caption"], Caption)


def told(of: Photo) -> tuple[str, str]:
    made = caption(of)
    return made.text, made.source


def sentence(of: Photo) -> str:
    return caption(of).text


def palette(*names: str) -> dict[str, Any]:
    """As much of each."""
    return {"palette": [{"name": name, "share": 1 / len(names), "hex": ""} for name in names]}


AREZZO = Place(city="Arezzo", region="Tuscany", country="Italy", country_code="IT")
BLUE = {"palette": [{"name": "blue", "share": 0.7, "hex": ""}, {"name": "white", "share": 0.3, "hex": ""}]}


def test_it_says_what_was_seen_how_many_and_where() -> None:
    seen = photo(things=[("dog", 1), ("person", 2)], tags={"beach": 0.9}, place=AREZZO, taken_at="2008-10-22T16:28:39")
    assert caption(seen) == Caption(
        "Two people and a dog on the beach in Arezzo, Italy, October 2008.",
        "sentences 3",
        Said(things=(("person", 2, 2), ("dog", 1, 1)), setting="beach", town="Arezzo", country="Italy", when="2008-10"),
    )


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ({"cat": 0.9, "indoors": 0.9}, "A cat indoors."),
        ({"fruit": 0.9}, "Fruit."),
        ({"sailboat": 0.9, "sea": 0.86, "outdoors": 0.95}, "A sailboat by the sea."),
        ({"sailboat": 0.84, "sea": 0.84}, "A photo."),
    ],
)
def test_what_is_not_sure_is_not_said(tags: dict[str, float], expected: str) -> None:
    assert sentence(photo(tags=tags)) == expected


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ({"colour": BLUE}, "A photo mostly in blue."),
        ({"colour": palette("grey", "red", "green", "brown")},
         "A photo in red and green."),
        ({"colour": palette("grey", "brown", "black")},
         "A photo in grey and brown."),
        ({"colour": {"tags": [{"name": "black and white", "confidence": 0.99, "source": "pixels"}]}},
         "A black and white photo."),
        ({"colour": BLUE, "light": {"names": ["night"]}}, "A photo mostly in blue taken at night."),
        ({"kind": {"kind": "screenshot"}, "colour": {"surfaces": {"text": 0.06}}}, "A screenshot with text."),
        ({"kind": {"kind": "drawing"}}, "A drawing."),
        ({"kind": {"kind": "photograph"}}, "A photo."),
    ],
)  # fmt: skip
def test_where_nothing_was_recognised_it_says_what_was_measured(found: dict[str, Any], expected: str) -> None:
    assert told(photo(**found)) == (expected, "pixels")


def test_a_setting_alone_is_no_thing() -> None:
    seen = photo(tags={"street": 0.9}, colour=BLUE)
    assert told(seen) == ("A photo mostly in blue taken on the street.", "pixels")


@pytest.mark.parametrize(
    ("taken_at", "season", "expected"),
    [
        ("2008-10-22T16:28:39+02:00", "", "A photo, October 2008."),
        ("2008-10-22T16:28:39", "autumn", "A photo, autumn 2008."),
        ("1975-01-01T00:00:00", "winter", "A photo, 1975."),
        (None, "", "A photo."),
    ],
)
def test_when(taken_at: str | None, season: str, expected: str) -> None:
    assert sentence(photo(taken_at=taken_at, season=season)) == expected


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (AREZZO, "A photo from Arezzo, Italy."),
        (Place(region="Tuscany", country="Italy"), "A photo from Tuscany, Italy."),
        (Place(country="United States"), "A photo from the United States."),
        (Place(city="Boston", country="United States"), "A photo from Boston, United States."),
        (Place(), "A photo."),
    ],
)
def test_where(place: Place, expected: str) -> None:
    assert sentence(photo(place=place)) == expected


def test_a_photo_whose_stages_failed_has_a_caption_too() -> None:
    bare = new_photo(id="p", owner="me", sha256="", file_name="a.jpg", media_type="image/jpeg", bytes=1)
    assert told(bare) == ("A photo.", "pixels")
