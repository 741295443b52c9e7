import asyncio
import threading
from collections.abc import AsyncIterator, Generator

import pytest

from shared.blobs.threads import Threads


@pytest.fixture
async def threads() -> AsyncIterator[Threads]:
    threads = Threads("test", 1)
    yield threads
    await threads.close()


async def test_runs_elsewhere_and_returns(threads: Threads) -> None:
    name = await threads.run(lambda: threading.current_thread().name)
    assert name.startswith("test")


async def test_raises_what_the_call_raised(threads: Threads) -> None:
    with pytest.raises(ZeroDivisionError):
        await threads.run(lambda: 1 // 0)


async def test_a_cancelled_caller_waits_for_the_call_to_end(threads: Threads) -> None:
    begun, go, ended = threading.Event(), threading.Event(), False

    def call() -> None:
        nonlocal ended
        begun.set()
        go.wait(10)
        ended = True
        raise ValueError("nobody hears of it")

    task = asyncio.create_task(threads.run(call))
    await asyncio.to_thread(begun.wait, 10)
    for _ in range(3):  # impatience changes nothing
        task.cancel()
        await asyncio.sleep(0.01)
        assert not task.done()
    go.set()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert ended


async def test_a_cancelled_call_that_waits_for_a_thread_never_begins(threads: Threads) -> None:
    go = threading.Event()
    calls: list[int] = []
    first = threads.start(go.wait, 10)
    task = asyncio.create_task(threads.run(calls.append, 1))
    await asyncio.sleep(0.01)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    go.set()
    assert await threads.result(first)
    await threads.run(calls.append, 2)
    assert calls == [2]


def numbers(closed: list[str]) -> Generator[int, None, None]:
    try:
        yield from range(5)
    finally:
        closed.append(threading.current_thread().name)


async def test_iterates_a_generator_in_threads(threads: Threads) -> None:
    closed: list[str] = []
    assert [n async for n in threads.iterate(numbers(closed))] == [0, 1, 2, 3, 4]
    assert len(closed) == 1


async def test_closes_a_generator_that_is_left_early(threads: Threads) -> None:
    closed: list[str] = []
    stream = threads.iterate(numbers(closed))
    assert await anext(stream) == 0
    await stream.aclose()
    assert [name.startswith("test") for name in closed] == [True]


@pytest.mark.parametrize("size", [1, 2, 5, 9])
async def test_iterates_in_batches(threads: Threads, size: int) -> None:
    assert [n async for n in threads.iterate_in_batches(numbers([]), size)] == [0, 1, 2, 3, 4]
