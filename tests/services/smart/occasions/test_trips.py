"""Homes and trips."""

from datetime import date, timedelta

import numpy as np
import pytest

from services.smart.occasions.gaps import kilometres
from services.smart.occasions.homes import Homes, alike, learn
from services.smart.occasions.identity import matched
from services.smart.occasions.trips import Leg, trips

NOWHERE = float("nan")


def test_a_trip_is_away_overnight_on_days_that_follow() -> None:
    legs = [
        Leg("2023-07-01", "2023-07-01", 2.0),
        Leg("2023-07-10", "2023-07-10", 400.0),
        Leg("2023-07-10", "2023-07-10", NOWHERE),
        Leg("2023-07-13", "2023-07-13", 410.0),
        Leg("2023-07-14", "2023-07-14", NOWHERE),
        Leg("2023-07-14", "2023-07-14", 1.0),
        Leg("2023-07-20", "2023-07-20", 90.0),
        Leg("2023-07-25", "2023-07-26", 90.0),
    ]
    assert trips(legs) == [range(1, 4), range(7, 8)], "what comes behind the last leg away is no part of it"
    assert trips([]) == []


@pytest.mark.parametrize(
    "between", [Leg("2023-07-11", "2023-07-11", 1.0), Leg("2023-07-11", "2023-07-11", 400.0, False)]
)
def test_home_and_the_owners_word_end_a_trip(between: Leg) -> None:
    away = [Leg(f"2023-07-{day}", f"2023-07-{day}", 400.0) for day in ("09", "10", "12", "13")]
    assert trips([*away[:2], between, *away[2:]]) == [range(2), range(3, 5)]


def test_home_is_where_one_comes_back_to_and_it_may_move() -> None:
    points = []
    for week in range(104):
        day = (date(2020, 1, 1) + timedelta(7 * week)).isoformat()
        points.append((day, 48.2, 16.37) if week < 52 else (day, 52.5, 13.4))
    holiday = [((date(2020, 8, 2) + timedelta(n)).isoformat(), -8.4, 115.2) for n in range(20)]
    homes = learn([*points, *holiday])
    assert [(round(home.latitude), round(home.longitude)) for home in homes.homes] == [(48, 16), (52, 13)]
    assert homes.homes[0].first == homes.homes[1].last == ""
    assert "2020-06" < homes.homes[1].first < homes.homes[0].last < "2021-08"
    assert alike(homes, learn([*points, *holiday[:-1]]))
    assert learn([]) == Homes()


def test_an_occasion_is_the_one_with_which_it_has_most_in_common() -> None:
    before = {"a": ["1", "2", "3", "4"], "b": ["5", "6"], "c": ["9"]}
    assert matched([["1", "2"], ["3", "4", "5", "6", "7"], ["8"]], before) == {0: "a", 1: "b"}
    assert matched([], before) == {}


def test_distance_crosses_the_date_line_the_short_way() -> None:
    km = kilometres(np.array([0.0]), np.array([179.9]), 0.0, -179.9)
    assert 20 < km[0] < 25
