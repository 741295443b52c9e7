"""Many small works at a store, some of them at the same time."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

AT_ONCE = 64

Act = Callable[[], Awaitable[object]]


async def some_at_once(acts: Sequence[Act]) -> None:
    for start in range(0, len(acts), AT_ONCE):
        await asyncio.gather(*(act() for act in acts[start : start + AT_ONCE]))
