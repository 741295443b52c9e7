import asyncio
from collections.abc import AsyncIterator

from shared.runtime.at_once import AT_ONCE, paged, some_at_once


async def counted(count: int) -> AsyncIterator[int]:
    for each in range(count):
        yield each


async def test_pages_of_what_is_listed() -> None:
    assert [page async for page in paged(counted(5), 2)] == [[0, 1], [2, 3], [4]]
    assert [page async for page in paged(counted(4), 2)] == [[0, 1], [2, 3]]
    assert [page async for page in paged(counted(0), 2)] == []


async def test_no_more_than_some_at_the_same_time() -> None:
    now, most, done = 0, 0, 0

    async def act() -> None:
        nonlocal now, most, done
        now += 1
        most = max(most, now)
        await asyncio.sleep(0)
        now -= 1
        done += 1

    await some_at_once([act] * (AT_ONCE + 1))
    assert done == AT_ONCE + 1
    assert most == AT_ONCE
