from datetime import datetime

import pytest

from services.vision.sun import Sun, season, time_of_day
from shared.domain.photo import Location

VIENNA, SYDNEY, TROMSO = Location(48.2, 16.37), Location(-33.87, 151.2), Location(69.65, 18.96)


@pytest.mark.parametrize(
    ("moment", "where", "altitude", "rising"),
    [
        ("2024-06-21T13:00:00+02:00", VIENNA, 65.2, False),  # noon of the longest day: 90 - 48.2 + 23.4
        ("2024-12-21T11:54:00+01:00", VIENNA, 18.4, False),
        ("2024-12-21T12:55:00+11:00", SYDNEY, 79.6, False),
        ("2024-06-21T01:00:00+02:00", TROMSO, 3.3, True),  # the sun at midnight
        ("2024-03-20T05:58:00+01:00", VIENNA, 0.0, True),
    ],
)
def test_where_the_sun_stood(moment: str, where: Location, altitude: float, rising: bool) -> None:
    sun = Sun.at(datetime.fromisoformat(moment), where)
    assert sun.altitude == pytest.approx(altitude, abs=1.2)
    if abs(altitude) < 10:
        assert sun.rising is rising


@pytest.mark.parametrize(
    ("month", "latitude", "expected"),
    [(1, 43, "winter"), (3, 43, "spring"), (6, 43, "summer"), (9, 43, "autumn"), (12, 43, "winter"),
     (1, -34, "summer"), (4, -34, "autumn"), (7, -34, "winter"), (10, -34, "spring"), (7, 10, ""), (7, -10, "")],
)  # fmt: skip
def test_seasons(month: int, latitude: float, expected: str) -> None:
    assert season(datetime.fromisoformat(f"2020-{month:02}-15T12:00:00"), latitude) == expected


@pytest.mark.parametrize(
    ("hour", "expected"), [(4, "night"), (5, "morning"), (12, "afternoon"), (17, "evening"), (21, "night")]
)
def test_the_time_of_day_by_the_clock(hour: int, expected: str) -> None:
    assert time_of_day(datetime.fromisoformat(f"2020-06-15T{hour:02}:00:00+02:00")) == expected


@pytest.mark.parametrize(
    ("hour", "sun", "expected"),
    [
        (5, Sun(-3, True), "dawn"),
        (21, Sun(-3, False), "dusk"),
        (22, Sun(4, False), "evening"),  # summer in the north
        (4, Sun(2, True), "morning"),
        (22, Sun(-20, False), "night"),
        (17, Sun(-20, False), "evening"),  # dark early in winter, and evening to people
        (15, Sun(30, False), "afternoon"),
    ],
)
def test_the_time_of_day_by_the_sun(hour: int, sun: Sun, expected: str) -> None:
    assert time_of_day(datetime.fromisoformat(f"2020-06-15T{hour:02}:00:00+02:00"), sun) == expected
