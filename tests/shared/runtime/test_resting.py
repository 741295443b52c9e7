import asyncio
import contextlib

from shared.runtime.resting import rest
from tests.running import PATIENCE


async def test_who_was_cancelled_ends_though_a_library_swallowed_it() -> None:
    begun = asyncio.Event()

    async def swallowing() -> None:
        with contextlib.suppress(asyncio.CancelledError):
            begun.set()
            await asyncio.sleep(PATIENCE)

    async def for_ever() -> None:
        while True:
            await swallowing()
            await rest(PATIENCE)

    task = asyncio.create_task(for_ever())
    await begun.wait()
    task.cancel()
    async with asyncio.timeout(PATIENCE / 2):
        await asyncio.wait({task})
    assert task.cancelled()


async def test_a_rest_is_a_rest() -> None:
    clock = asyncio.get_running_loop().time
    began = clock()
    await rest(0.02)
    assert clock() - began >= 0.02
