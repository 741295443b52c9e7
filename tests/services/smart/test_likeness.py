import numpy as np
import pytest

from services.smart.likeness import bits, cosines, distances, seconds_apart

from .photos import photo


def test_distances_count_the_bits_that_differ() -> None:
    found = distances(["0000000000000000", "ffffffffffffffff", "0000000000000003", None])
    assert found[:3, :3].tolist() == [[0, 64, 2], [64, 0, 62], [2, 62, 0]]
    assert np.isnan(found[3]).all()


@pytest.mark.parametrize("differ", [0, 1, 17, 64], ids="{} bits".format)
def test_the_cosine_of_bits_is_the_distance(differ: int) -> None:
    one, other = bits("0" * 16), bits(f"{(1 << differ) - 1:016x}")
    assert float(one @ other) / 64 == 1 - differ / 32


def test_what_has_no_vector_is_neither_near_nor_far() -> None:
    found = cosines([np.array([1, 0], np.float32), None, np.array([0.6, 0.8], np.float32)])
    assert found[0, 2] == pytest.approx(0.6)
    assert np.isnan(found[1]).all()
    assert np.isnan(cosines([None, None])).all()


def test_only_a_camera_clock_tells_how_far_apart_photos_are() -> None:
    moments = [photo(taken_at=f"2023-07-14T12:00:{s:02}", sort_at=f"2023-07-14T10:00:{s:02}.500000Z") for s in (5, 9)]
    scanned = photo(taken_at="2023-07-14T00:00:00", sort_at="2023-07-14T00:00:00.000000Z")
    found = seconds_apart([*moments, scanned, photo()])
    assert found[0, 1] == 4
    assert np.isnan(found[2:]).all()
