"""The pause of what runs for ever."""

import asyncio


async def rest(seconds: float) -> None:
    """Sleeps. Raises CancelledError also where the task was cancelled earlier and somebody has swallowed it: so does
    asyncio.wait_for of Python 3.11, in our drivers' hands, when its answer comes at that very moment."""
    task = asyncio.current_task()
    if task is not None and task.cancelling():
        raise asyncio.CancelledError
    await asyncio.sleep(seconds)
