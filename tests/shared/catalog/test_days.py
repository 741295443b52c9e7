from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from shared.catalog.days import DAYS, Days
from shared.catalog.sqlite import SqliteCatalog
from shared.domain.day import Day
from shared.domain.scope import Scope
from shared.errors import NotFound


def day(name: str, count: int = 1) -> Day:
    return Day(day=name, summary="One photo.", count=count, places=[], best=["a"], cover="a")


@pytest.fixture
async def days(tmp_path: Path) -> AsyncIterator[Days]:
    catalog = await SqliteCatalog.open(tmp_path / "catalog.sqlite")
    await catalog.declare(DAYS)
    yield Days(catalog)
    await catalog.close()


async def test_the_newest_come_first_and_each_library_has_its_own(days: Days) -> None:
    for name in ("2023-07-14", "2024-01-01", "2022-12-31"):
        await days.write("me", name, day(name), over="")
    await days.write("you", "2023-07-14", day("2023-07-14", 9), over="")
    first = await days.page(Scope.of("me"), after=None, limit=2)
    assert [each.day for each in first] == ["2024-01-01", "2023-07-14"]
    assert await days.page(Scope.of("me"), after=first[-1].day, limit=2) == [day("2022-12-31")]
    with pytest.raises(NotFound, match="no photos of 2024-01-01"):
        await days.get(Scope.of("you"), "2024-01-01")


async def test_who_read_an_older_one_writes_nothing(days: Days) -> None:
    name = "2023-07-14"
    assert await days.write("me", name, day(name, 1), over="")
    _, first = await days.read("me", name)
    assert not await days.write("me", name, day(name, 9), over=""), "it is there by now"
    assert await days.write("me", name, day(name, 2), over=first)
    assert not await days.write("me", name, day(name, 1), over=first)
    assert not await days.write("me", name, None, over=first)
    assert (await days.get(Scope.of("me"), name)).count == 2


async def test_a_day_goes_with_its_last_photo(days: Days) -> None:
    assert await days.write("me", "2023-07-14", None, over=""), "there was none, and there is none"
    await days.write("me", "2023-07-14", day("2023-07-14"), over="")
    _, revision = await days.read("me", "2023-07-14")
    assert await days.write("me", "2023-07-14", None, over=revision)
    assert await days.read("me", "2023-07-14") == (None, "")
