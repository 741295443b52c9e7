"""Many small works at a store, some of them at the same time; what a store lists, some at a time."""

import asyncio
from collections.abc import AsyncIterable, AsyncIterator, Awaitable, Callable, Sequence
from typing import TypeVar

AT_ONCE = 64

Act = Callable[[], Awaitable[object]]
T = TypeVar("T")


async def some_at_once(acts: Sequence[Act]) -> None:
    for start in range(0, len(acts), AT_ONCE):
        await asyncio.gather(*(act() for act in acts[start : start + AT_ONCE]))


async def paged(items: AsyncIterable[T], size: int) -> AsyncIterator[list[T]]:
    page: list[T] = []
    async for item in items:
        page.append(item)
        if len(page) == size:
            yield page
            page = []
    if page:
        yield page
