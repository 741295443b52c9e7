from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from shared.catalog.days import DAYS, Days
from shared.catalog.sqlite import SqliteCatalog
from shared.domain.day import Day
from shared.domain.scope import Entry, Scope
from shared.domain.where import Has
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


async def test_libraries_stand_on_one_page_and_no_day_falls_between_two(days: Days) -> None:
    yours, scope = Entry("you"), Scope((Entry("me", own=True), Entry("you"), Entry("them", Has("tag_names", "x"))))
    for n in range(1, 8):
        await days.write("me", f"2023-07-{n:02}", day(f"2023-07-{n:02}", n), over="")
        await days.write("them", f"2023-07-{n:02}", day(f"2023-07-{n:02}", 99), over="")
    for n in (3, 5, 7, 9):
        await days.write("you", f"2023-07-{n:02}", day(f"2023-07-{n:02}", 10 + n), over="")
    read, after = list[tuple[str, int]](), None
    while page := await days.page(scope, after=after, limit=2):
        read += [(each.day[-2:], each.count) for each in page]
        after = page[-1].day
    told = {(f"{n:02}", n) for n in range(1, 8)} | {(f"{n:02}", 10 + n) for n in (3, 5, 7, 9)}
    assert sorted(read) == sorted(told)
    assert [name for name, _ in read] == sorted((name for name, _ in read), reverse=True)
    assert (await days.get(scope, "2023-07-05")).count == 5, "one's own first"
    assert (await days.get(yours.alone, "2023-07-05")).count == 15
    with pytest.raises(NotFound):
        await days.get(Scope((Entry("them", Has("tag_names", "x")),)), "2023-07-05")


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
