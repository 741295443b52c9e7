"""Pages over many lists are those of one list of all, and read little of each."""

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.catalog.merging import Place, paged

lists = st.lists(st.lists(st.integers(0, 99), max_size=30), max_size=9)


async def _ask(some: list[Place], descending: bool, read: list[int], after: Place | None, most: int) -> list[Place]:
    behind = [each for each in some if after is None or (each < after if descending else each > after)]
    read.append(len(behind[:most]))
    return behind[:most]


@given(lists, st.integers(1, 40), st.booleans())
async def test_pages_neither_skip_nor_repeat(many: list[list[int]], limit: int, descending: bool) -> None:
    every = [[(f"{n:02}", f"{owner}-{m}") for m, n in enumerate(some)] for owner, some in enumerate(many)]
    asks = [partial(_ask, sorted(some, reverse=descending), descending, []) for some in every]
    whole = sorted((each for some in every for each in some), reverse=descending)
    found, after = list[Place](), None
    while page := await paged(asks, lambda each: each, after=after, descending=descending, limit=limit):
        assert len(page) <= limit
        found += page
        after = page[-1]
    assert found == whole


@pytest.mark.parametrize("lonely", [False, True])
async def test_of_many_little_is_read(lonely: bool) -> None:
    """Also where all of the page is of one of them."""
    read = list[int]()
    times = [
        [(f"{n:04}" if owner == 0 or not lonely else f"9{n:04}", f"{owner:02}") for n in range(500)]
        for owner in range(50)
    ]
    asks = [partial(_ask, some, False, read) for some in times]
    page = await paged(asks, lambda each: each, after=None, descending=False, limit=100)
    assert page == sorted(each for some in times for each in some)[:100]
    assert sum(read) <= 50 * 8 + 100
