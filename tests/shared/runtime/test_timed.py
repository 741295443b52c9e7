"""Every call of a port is measured, and nothing else about it changes."""

from collections.abc import AsyncIterator

import pytest
from prometheus_client import REGISTRY

from shared.errors import NotFound, Unavailable
from shared.runtime.timed import timed


class Adapter:
    name = "adapter"

    async def double(self, number: int, *, plus: int = 0) -> int:
        return 2 * number + plus

    async def raise_(self, error: Exception) -> None:
        raise error

    async def count(self) -> AsyncIterator[int]:
        for number in range(3):
            yield number

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
