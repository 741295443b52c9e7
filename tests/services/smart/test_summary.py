from typing import Any

import pytest

from services.smart.summary import Told, summary

from .photos import photo, tags

AREZZO = {"city": "Arezzo", "region": "Tuscany", "country": "Italy"}
SIENA = AREZZO | {"city": "Siena"}


def told(*photos: dict[str, Any]) -> str:
    all_ = Told()
    for fields in photos:
        all_.add(photo(**fields))
    return summary(all_)


@pytest.mark.parametrize(
    ("photos", "said"),
    [
        ([{}], "One photo."),
        ([{}] * 2, "Two photos."),
        ([{}] * 1234, "1,234 photos."),
        ([{"taken_at": "2023-07-14T16:28:05+02:00"}], "One photo at 16:28."),
        ([{"taken_at": f"2023-07-14T{hour:02}:28:05"} for hour in (16, 9, 12)], "Three photos from 09:28 to 16:28."),
        ([{"taken_at": "2023-07-14T16:28:05"}, {}], "Two photos."),
        ([{"taken_at": "2023-07-14T00:00:00"}], "One photo."),
        ([{"place": AREZZO}], "One photo in Arezzo, Italy."),
        ([{"place": AREZZO}, {}, {}], "Three photos, one of them in Arezzo, Italy."),
        ([{"place": AREZZO}, {"place": SIENA}, {"place": SIENA}], "Three photos in Siena and Arezzo."),
        (
            [{"place": AREZZO | {"city": city}} for city in ("Arezzo", "Lucca", "Pisa", "Siena")],
            "Four photos in Arezzo, Lucca and two other places.",
        ),
        ([{"place": {"country": "Italy"}}], "One photo in Italy."),
        (
            [{"place": AREZZO, "taken_at": f"2008-10-22T16:{m}:00"} for m in (28, 49)],
            "Two photos in Arezzo, Italy, from 16:28 to 16:49.",
        ),
        ([{"tags": tags("church", "tower")}], "One photo. Seen on it: church and tower."),
        ([{"tags": tags("church")}] * 2, "Two photos. Seen on both: church."),
        ([{"tags": tags("church")}] * 3, "Three photos. Seen on all of them: church."),
        (
            [{"tags": tags("church", "dog")}, {"tags": tags("church", "dog")}, {"tags": tags("church", "cat")}, {}],
            "Four photos. Seen most: church (on three) and dog (on two).",
        ),
        (
            [{"tags": tags("church", "dog")}, {"tags": tags("church", "dog")}, {"tags": tags("church")}],
            "Three photos. Seen most: church (on all) and dog (on two).",
        ),
    ],
)
def test_only_facts_and_grammar_for_one_and_many(photos: list[dict[str, Any]], said: str) -> None:
    assert told(*photos) == said


def test_what_is_unsure_measured_or_said_already_is_not_told() -> None:
    unsure = tags("wolf", confidence=0.5)
    known = [*tags("blue", source="pixels"), *tags("arezzo", source="geonames"), *tags("summer", source="exif")]
    assert told({"tags": [*unsure, *known]}) == "One photo."


def test_a_thing_on_one_photo_of_many_is_not_told_of_the_day() -> None:
    assert told({"tags": tags("church")}, {}, {}) == "Three photos."
