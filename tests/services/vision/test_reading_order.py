import numpy as np
import pytest
from numpy.typing import NDArray

from services.vision.reading_order import in_reading_order

Box = tuple[float, float, float, float]  # left, top, right, bottom


def quads(*boxes: Box) -> NDArray[np.float32]:
    corners = [[[left, top], [right, top], [right, bottom], [left, bottom]] for left, top, right, bottom in boxes]
    return np.array(corners, np.float32).reshape(-1, 4, 2)


def turned(page: NDArray[np.float32], degrees: float) -> NDArray[np.float32]:
    angle = np.radians(degrees)
    return (page @ np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])).astype(np.float32)


ROWS = quads((0, 0, 200, 20), (0, 30, 90, 50), (110, 31, 200, 51), (0, 60, 200, 80))
COLUMNS = quads(
    (0, 0, 430, 24),  # the headline
    (0, 60, 200, 80), (0, 90, 200, 110), (0, 120, 150, 140),
    (230, 60, 430, 80), (230, 90, 430, 110), (230, 120, 380, 140),
    (0, 200, 430, 220),  # the foot
)  # fmt: skip
RECEIPT = quads(
    (0, 0, 120, 20), (300, 0, 350, 20), (0, 30, 140, 50), (300, 31, 350, 51), (0, 60, 90, 80), (300, 60, 350, 80)
)


@pytest.mark.parametrize("page", [ROWS, COLUMNS, RECEIPT], ids=["rows", "columns", "receipt"])
@pytest.mark.parametrize("degrees", [0, 4, -4, 90, 180, 270])
def test_a_page_is_read_in_its_order_however_it_lies(page: NDArray[np.float32], degrees: float) -> None:
    shuffled = np.random.default_rng(7).permutation(len(page))
    order = in_reading_order(turned(page, degrees)[shuffled])
    assert [int(shuffled[place]) for place in order] == list(range(len(page)))


def test_of_mixed_directions_the_longer_text_leads() -> None:
    page = np.concatenate([ROWS, turned(quads((0, 0, 30, 10)), 90) + 300])
    assert in_reading_order(page)[:4] == [0, 1, 2, 3]


@pytest.mark.parametrize(
    "page",
    [quads(), quads((5, 5, 5, 5)), quads((0, 0, 9, 9), (0, 0, 9, 9)), np.zeros((3, 4, 2), np.float32)],
    ids=["none", "a point", "twice the same", "all points"],
)
def test_every_line_is_read_once(page: NDArray[np.float32]) -> None:
    assert sorted(in_reading_order(page)) == list(range(len(page)))


def test_lines_thrown_anywhere_are_each_read_once() -> None:
    places = np.random.default_rng(3).uniform(0, 1000, (200, 1, 2)).astype(np.float32)
    assert sorted(in_reading_order(quads((0, 0, 80, 14)) + places)) == list(range(200))
