"""Where occasions end: by time, place, looks and people, and by what the owner says."""

import numpy as np
import pytest

from eval.occasions.kinds import OPEN
from eval.occasions.life import made
from eval.occasions.measure import f1, fixed, ours, photo_toc, score
from services.smart.occasions.segments import Said, boundaries, by_hours
from services.smart.occasions.stream import Stream

MINUTE, HOUR = 60.0, 3600.0


def stream(*gaps: float, places: list[float] | None = None, looks: list[int] | None = None) -> Stream:
    """Photos with these seconds between them; `places`: km to the east of the first, `looks`: which way each looks."""
    instant = 1.2e9 + np.concatenate([[0.0], np.cumsum(gaps)])
    count = len(instant)
    longitude = np.array(places) / 111.2 if places else np.full(count, np.nan)
    vectors = np.eye(8, dtype=np.float32)[looks] if looks else np.empty((count, 0), np.float32)
    latitude = np.where(np.isnan(longitude), np.nan, 0.0)
    return Stream(instant, instant, latitude, longitude, vectors, (frozenset(),) * count, np.zeros(count, np.int64))


def test_a_long_gap_parts_and_a_short_one_does_not() -> None:
    assert boundaries(stream(*[MINUTE] * 5, 9 * HOUR, *[MINUTE] * 5), 5.0).tolist() == [6]
    assert boundaries(stream(*[MINUTE] * 11), 5.0).tolist() == []
    assert boundaries(stream(), 5.0).tolist() == []


def test_a_jump_parts_what_time_alone_would_not() -> None:
    gaps = [*[MINUTE] * 5, 50 * MINUTE, *[MINUTE] * 5]
    assert boundaries(stream(*gaps, places=[0.0] * 12), 5.0).tolist() == []
    assert boundaries(stream(*gaps, places=[0.0] * 6 + [40.0] * 6), 5.0).tolist() == [6]


def test_other_looks_part_sooner() -> None:
    gaps = [*[MINUTE] * 5, 90 * MINUTE, *[MINUTE] * 5]
    same, other = (stream(*gaps, looks=looks) for looks in ([0, 1] * 6, [0, 1] * 3 + [2, 3] * 3))
    assert len(boundaries(same, 5.0)) < len(boundaries(other, 5.0))


def test_the_owners_word_stands() -> None:
    gaps = [*[MINUTE] * 5, 9 * HOUR, *[MINUTE] * 5]
    assert boundaries(stream(*gaps), 5.0, Said(apart=[3], joined=[6])).tolist() == [3]
    assert by_hours(stream(*gaps), 24, Said(apart=[3])).tolist() == [3]
    assert by_hours(stream(*gaps), 8, Said(joined=[6])).tolist() == []


@pytest.mark.parametrize("count", [1, 2, 10_000])
def test_photos_of_one_second_are_one_occasion(count: int) -> None:
    assert boundaries(stream(*[0.0] * (count - 1)), 5.0).tolist() == []


def test_made_libraries_are_parted_better_than_by_time_alone() -> None:
    for life in OPEN[:3]:
        library = [made(life, 99)]
        assert f1(ours, library) > max(f1(fixed(8), library), f1(photo_toc(17, 10), library), 0.95), life.name


def test_a_boundary_is_hit_once_within_three_photos() -> None:
    found = score(np.array([4, 5, 20, 99]), np.array([5, 24, 98]))
    assert (found.hits, found.found, found.there) == (2, 4, 3)
