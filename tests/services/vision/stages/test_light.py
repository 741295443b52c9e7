from typing import Any

import pytest

from services.vision.stages.light import Light
from shared.domain.dating import Precision
from shared.domain.photo import Camera, Location, Photo, new_photo
from shared.errors import Invalid
from shared.inference.base import Found, Item, Pixels
from tests.services.vision.pictures import HOSTILE, filled, names

WARM = filled((190, 130, 60))
AREZZO = Location(43.47, 11.89)


def photo(taken_at: str | None = None, where: Location | None = None, known_to: Precision = "second") -> Photo:
    made = new_photo(id="p", owner="me", sha256="", file_name="a.jpg", media_type="image/jpeg", bytes=1)
    made.taken_at, made.location = taken_at, where
    made.date_source, made.date_precision = ("metadata", known_to) if taken_at else ("upload", None)
    return made


def facts(of: Photo, pixels: Pixels = WARM) -> dict[str, Any]:
    found, lost = Light()([Item(of, pixels=pixels), Item(of)])
    assert isinstance(found, Found)
    assert isinstance(lost, Invalid)
    return found.facts


def test_golden_hour_in_tuscany() -> None:
    assert facts(photo("2008-10-22T17:50:00+02:00", AREZZO)) == {
        "names": ["golden hour"],
        "why": {"golden hour": "The sun stood 4° above the horizon, and the light is warm."},
        "season": "autumn",
        "time_of_day": "evening",
        "tags": [
            {"name": "autumn", "confidence": 0.95, "source": "light"},
            {"name": "evening", "confidence": 0.9, "source": "light"},
            {"name": "golden hour", "confidence": 0.8, "source": "light"},
        ],
    }


@pytest.mark.parametrize(
    ("taken_at", "where", "known_to", "season", "time_of_day"),
    [
        ("2008-10-22T16:28:39", None, "second", None, None),  # neither the hemisphere nor the zone is known
        ("2008-10-22T16:28:39+02:00", None, "second", None, "afternoon"),
        ("2008-10-22T16:28:39", AREZZO, "second", "autumn", None),
        ("2008-10-22T00:00:00+02:00", AREZZO, "day", "autumn", None),
        ("2008-01-01T00:00:00+02:00", AREZZO, "month", None, None),
        ("2008-10-22T18:45:00+02:00", AREZZO, "second", "autumn", "dusk"),
        ("2008-10-22T07:20:00+02:00", AREZZO, "second", "autumn", "dawn"),
        ("2008-01-01T00:00:00+02:00", AREZZO, "year", None, None),
        (None, AREZZO, "second", None, None),
    ],
)
def test_no_more_is_said_than_is_known(
    taken_at: str | None, where: Location | None, known_to: Precision, season: str | None, time_of_day: str | None
) -> None:
    said = facts(photo(taken_at, where, known_to))
    assert (said.get("season"), said.get("time_of_day")) == (season, time_of_day)


def test_utc_in_a_name_tells_no_time_of_day() -> None:
    pixel = photo("2023-01-01T12:34:56+00:00")
    assert facts(pixel)["time_of_day"] == "afternoon"
    pixel.date_source = "name"
    assert "time_of_day" not in facts(pixel)


def test_the_flash() -> None:
    flashed = photo()
    flashed.camera = Camera(flash=True)
    assert facts(flashed)["names"] == ["flash"]
    assert facts(flashed)["tags"] == []


@pytest.mark.parametrize("name", names)
def test_any_picture(name: str) -> None:
    said = facts(photo("2008-10-22T23:50:00+02:00", AREZZO), HOSTILE[name])
    assert said["names"] == list(said["why"])
    assert len({tag["name"] for tag in said["tags"]}) == len(said["tags"])
