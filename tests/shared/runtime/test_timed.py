"""Every call of a port is measured, and nothing else about it changes."""

from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing, asynccontextmanager

import pytest
from prometheus_client import REGISTRY

from shared.errors import NotFound, Unavailable
from shared.runtime.timed import timed


class Adapter:
    name = "adapter"
    closed = False

    async def double(self, number: int, *, plus: int = 0) -> int:
        return 2 * number + plus

    async def raise_(self, error: Exception) -> None:
        raise error

    async def count(self) -> AsyncIterator[int]:
        for number in range(3):
            yield number

    async def fail(self) -> AsyncIterator[int]:
        raise Unavailable("away")
        yield 0

    async def endless(self) -> AsyncGenerator[int, None]:
        try:
            while True:
                yield 1
        finally:
            self.closed = True

    async def consume(self) -> AsyncIterator[int]:
        yield 1

    @asynccontextmanager
    async def local(self, error: Exception | None = None) -> AsyncIterator[str]:
        if error:
            raise error
        try:
            yield "file"
        finally:
            self.closed = True

    def plain(self) -> str:
        return "plain"


def calls(port: str, call: str, end: str) -> float:
    labels = {"port": port, "call": call, "end": end}
    return REGISTRY.get_sample_value("heliograph_port_call_seconds_count", labels) or 0.0


async def test_results_and_arguments_pass_through() -> None:
    adapter = timed("passing", Adapter())
    assert await adapter.double(4, plus=1) == 9
    assert [number async for number in adapter.count()] == [0, 1, 2]
    assert adapter.plain() == "plain"
    assert adapter.name == "adapter"
    with pytest.raises(AttributeError, match="nothing"):
        _ = adapter.nothing  # type: ignore[attr-defined]


async def test_every_call_is_counted_by_its_end() -> None:
    adapter = timed("counting", Adapter())
    for _ in range(3):
        await adapter.double(1)
    for error in (NotFound("none"), Unavailable("away"), KeyError("bug")):
        with pytest.raises(type(error)):
            await adapter.raise_(error)
    assert calls("counting", "double", "done") == 3
    assert [calls("counting", "raise_", end) for end in ("done", "refused", "failed", "broken")] == [0, 1, 1, 1]


async def test_what_is_iterated_counts_to_its_first_item() -> None:
    adapter = timed("iterating", Adapter())
    assert [number async for number in adapter.count()] == [0, 1, 2]
    with pytest.raises(Unavailable):
        await anext(adapter.fail())
    async with aclosing(adapter.endless()) as numbers:
        assert await anext(numbers) == 1
        assert calls("iterating", "endless", "done") == 1
    assert adapter.closed, "who stops early closes the adapter's generator too"
    assert calls("iterating", "count", "done") == 1
    assert calls("iterating", "fail", "failed") == 1


async def test_waiting_for_work_is_no_call() -> None:
    adapter = timed("waiting", Adapter())
    assert [number async for number in adapter.consume()] == [1]
    assert calls("waiting", "consume", "done") == 0


async def test_what_is_entered_counts_until_it_is_entered() -> None:
    adapter = timed("entering", Adapter())
    async with adapter.local() as file:
        assert file == "file"
        assert calls("entering", "local", "done") == 1
        assert not adapter.closed
    assert adapter.closed
    with pytest.raises(KeyError):
        async with adapter.local(KeyError("bug")):
            pass
    with pytest.raises(NotFound):
        async with adapter.local():
            raise NotFound("the caller's own")
    assert [calls("entering", "local", end) for end in ("done", "refused", "broken")] == [2, 0, 1]
