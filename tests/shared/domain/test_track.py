"""Where a track was, and how far clocks were off."""

import numpy as np
import pytest

from shared.domain.track import Clock, Track, clock, metres

HOUR = 3600.0


def walk(hours: float = 9.0, step: float = 30.0) -> Track:
    """Eastwards along a street of Arezzo, and back: 1 m/s, a fix each `step` seconds from the instant 0 on."""
    seconds = np.arange(0, hours * HOUR + 1, step)
    east = np.minimum(seconds, hours * HOUR - seconds) / 81_000  # metres of a degree there
    return Track(seconds, np.stack([np.full_like(seconds, 43.46), 11.88 + east], axis=1))


def nowhere(count: int) -> np.ndarray:
    return np.full((count, 2), np.nan)


def test_a_photo_between_two_fixes_lies_on_the_way() -> None:
    track = Track(np.array([0.0, 100.0]), np.array([[10.0, 20.0], [10.0, 20.01]]))
    assert track.at(np.array([0.0, 25.0, 100.0])).tolist() == pytest.approx(
        np.array([[10, 20], [10, 20.0025], [10, 20.01]])
    )


def test_the_short_way_leads_over_the_date_line() -> None:
    track = Track(np.array([0.0, 100.0]), np.array([[0.0, 179.9], [0.0, -179.9]]))
    (there,) = track.at(np.array([75.0]))
    assert there[1] == pytest.approx(-179.95)


def test_a_track_tells_nothing_of_a_long_way_and_something_of_a_rest() -> None:
    times = np.array([0.0, 4 * HOUR, 8 * HOUR])
    track = Track(times, np.array([[43.46, 11.88], [43.4601, 11.88], [44.5, 11.3]]))
    asked = np.array([2 * HOUR, 6 * HOUR, -299.0, -301.0, 8 * HOUR, 8 * HOUR + 301])
    told = ~np.isnan(track.at(asked)[:, 0])
    assert told.tolist() == [True, False, True, False, True, False]


def test_one_fix_is_a_track() -> None:
    track = Track(np.array([0.0]), np.array([[1.0, 2.0]]))
    assert np.isnan(track.at(np.array([0.0, 200.0, 400.0]))[:, 0]).tolist() == [False, False, True]


@pytest.mark.parametrize("ahead", [0.0, 3600.0, -7200.0, 215.0])
def test_photos_that_know_their_place_tell_the_clock(ahead: float) -> None:
    track = walk()
    true = np.array([600.0, 4000.0, 9000.0, 12_000.0, 20_000.0])
    found = clock(track, true + ahead, track.at(true))
    assert found.evidence == "positions"
    assert found.ahead == pytest.approx(ahead, abs=30)


def test_a_clock_that_was_left_in_another_zone() -> None:
    track = walk()
    true = np.linspace(100, 9 * HOUR - 100, 40)
    assert clock(track, true + 6 * HOUR, nowhere(40)) == Clock(6 * HOUR, "hours")
    assert clock(track, true + 6 * HOUR, nowhere(40), zoned=True) == Clock(0.0, "assumed")
    assert clock(track, true, nowhere(40)) == Clock(0.0, "assumed")


def test_what_nothing_tells_is_not_guessed() -> None:
    track = walk()
    lunch = np.linspace(3 * HOUR, 4 * HOUR, 30)  # many hours bring it into a track of nine
    assert clock(track, lunch + 7 * HOUR, nowhere(30)) == Clock(0.0, "assumed")
    elsewhere = np.tile([[-33.9, 18.4]], (5, 1))
    assert clock(track, np.linspace(0, HOUR, 5), elsewhere) == Clock(0.0, "assumed")


def test_metres_along_the_great_circle() -> None:
    one, other = np.array([[43.0, 11.0], [0.0, 179.5]]), np.array([[44.0, 11.0], [0.0, -179.5]])
    assert metres(one, other) == pytest.approx([111_195, 111_195], rel=1e-4)
