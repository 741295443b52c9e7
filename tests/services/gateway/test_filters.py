from datetime import date

import pytest

from services.gateway.filters import filters
from shared.domain.filter import Box, PhotoFilter, Span
from shared.errors import Invalid


async def test_nothing_asked_is_what_every_page_shows() -> None:
    assert await filters() == PhotoFilter()


async def test_parameters_become_a_filter() -> None:
    assert await filters(
        from_=date(2023, 6, 1), tag=["cat", "dog"], without_tag=["car"], kind="document", box=" 170, -20,-170 ,0",
        archived="any", favourite=True, rating=3, trouble="ocr:failed",
    ) == PhotoFilter(
        days=(Span("2023-06-01", "9999-12-31"),), tags=("cat", "dog"), no_tags=("car",), kinds=("document",),
        box=Box(170, -20, -170, 0), archived=None, favourite=True, rating=3, troubles=("ocr:failed",),
    )  # fmt: skip
    assert (await filters(to=date(2023, 6, 1))).days == (Span("0001-01-01", "2023-06-01"),)
    assert (await filters(archived="true")).archived is True


@pytest.mark.parametrize(
    "box", ["", "1,2,3", "1,2,3,4,5", "a,b,c,d", "nan,0,0,0", "inf,0,0,0", "-181,0,0,0", "0,-91,0,0", "0,2,0,1"]
)
async def test_what_is_no_box_is_refused(box: str) -> None:
    with pytest.raises(Invalid):
        await filters(box=box)


async def test_a_span_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(Invalid, match="2023-06-02"):
        await filters(from_=date(2023, 6, 2), to=date(2023, 6, 1))
    assert (await filters(from_=date(2023, 6, 1), to=date(2023, 6, 1))).days == (Span("2023-06-01", "2023-06-01"),)
