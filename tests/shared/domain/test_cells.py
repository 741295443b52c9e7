from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.cells import WORLD, cells_of, cover

LATITUDES = st.floats(-90, 90)
LONGITUDES = st.floats(-180, 180)


def test_a_larger_cell_begins_the_names_of_those_within_it() -> None:
    vienna = cells_of(48.2, 16.4)
    assert vienna[0] == WORLD
    assert [len(cell) for cell in vienna] == [1, 3, 5, 7, 9, 11, 13, 15, 17]
    assert all(inner.startswith(outer) for outer, inner in pairwise(vienna))
    assert vienna[4] == cells_of(48.3, 16.3)[4]
    assert vienna[1] != cells_of(-48.2, 16.4)[1]


@pytest.mark.parametrize(("latitude", "longitude"), [(90, 180), (-90, -180), (0, 0), (90, -180)])
def test_the_edges_of_the_world_lie_in_it(latitude: float, longitude: float) -> None:
    assert cells_of(latitude, longitude)[-1].strip("w0123") == ""
    assert set(cells_of(latitude, longitude)) & set(cover(longitude, latitude, longitude, latitude))


@given(LATITUDES, LATITUDES, LONGITUDES, LONGITUDES, st.floats(0, 1), st.floats(0, 1))
def test_whatever_lies_in_a_box_lies_in_one_of_its_cells(
    south: float, north: float, west: float, east: float, up: float, along: float
) -> None:
    south, north = sorted((south, north))
    width = east - west if west <= east else east - west + 360  # across the antimeridian
    latitude = min(max(south + up * (north - south), south), north)
    longitude = west + along * width
    longitude = longitude - 360 if longitude > 180 else longitude
    inside = west <= longitude <= east if west <= east else longitude >= west or longitude <= east
    cells = cover(west, south, east, north)
    assert 1 <= len(cells) <= 24
    if inside:
        assert set(cells_of(latitude, longitude)) & set(cells)


def test_a_small_box_has_small_cells() -> None:
    assert {len(cell) for cell in cover(16.36, 48.2, 16.38, 48.21)} == {17}
    assert cover(-180, -90, 180, 90) == sorted(f"w{a}{b}" for a in range(4) for b in range(4))
