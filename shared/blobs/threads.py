"""Threads: where the blocking calls of an adapter run, so that the event loop never waits for a disk or a socket.

Cancelling a caller cannot stop a call that has begun. It waits for the call's end instead, so that nobody closes
a file or connection that a thread still uses.
"""

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Callable, Generator, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from typing import Final, ParamSpec, TypeVar

T = TypeVar("T")
P = ParamSpec("P")

_END: Final = object()


class Threads:
    """At most `size` calls at a time; further ones wait, in order."""

    def __init__(self, name: str, size: int) -> None:
        self._pool = ThreadPoolExecutor(size, thread_name_prefix=name)

    def start(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> "Future[T]":
        return self._pool.submit(function, *args, **kwargs)

    async def result(self, call: "Future[T]") -> T:
        try:
            return await asyncio.wrap_future(call)
        except asyncio.CancelledError:
            ending = asyncio.wrap_future(call)
            while not ending.done():
                with contextlib.suppress(asyncio.CancelledError):
                    await asyncio.wait([ending])
            if not ending.cancelled():
                ending.exception()  # marks it as seen: the cancellation is what the caller hears of
            raise

    async def run(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        return await self.result(self.start(function, *args, **kwargs))

    async def iterate(self, items: Generator[T, None, None]) -> AsyncGenerator[T, None]:
        """Steps the generator in threads, and closes it there: what it opens in a `with` is never leaked."""
        try:
            while True:
                item = await self.run(next, items, _END)
                if item is _END:
                    return
                yield item  # type: ignore[misc]  # not _END, hence a T
        finally:
            await self.run(items.close)

    async def iterate_in_batches(self, items: Iterator[T], size: int) -> AsyncGenerator[T, None]:
        """One hop into a thread for `size` items."""

        def batches() -> Generator[list[T], None, None]:
            while batch := list(islice(items, size)):
                yield batch

        async with contextlib.aclosing(self.iterate(batches())) as stream:
            async for batch in stream:
                for item in batch:
                    yield item

    async def close(self) -> None:
        """Waits for the calls that have begun."""
        await asyncio.to_thread(self._pool.shutdown)
