"""What smart hears becomes durable before it is acked."""

import asyncio
import contextlib
from collections.abc import Sequence

import pytest

from shared.broker.base import Lane
from shared.domain.events import AnyEvent, PhotoDeleted, PhotoFinished
from shared.errors import Unavailable
from shared.pipeline import SMART
from shared.runtime.listening import Listener
from shared.runtime.platform import Platform
from tests.running import PATIENCE


class Ear:
    """A noticer that says what it was told, and fails as the test says."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, list[str]]] = []
        self.fails: dict[str, list[Exception]] = {}

    async def notice(self, owner: str, ids: Sequence[str]) -> None:
        for id in ids:
            if errors := self.fails.get(id):
                raise errors.pop(0)
        self.heard.append((owner, list(ids)))


def settled(photo: str) -> PhotoFinished:
    return PhotoFinished(owner="me", photo=photo, stages=(), status="ready")


async def hear(platform: Platform, ear: Ear, *events: AnyEvent) -> list[str]:
    """Until nothing waits or is held; returns the photos of dead letters."""
    for event in events:
        await platform.broker.publish(event, lane=Lane.FRESH)
    listener = Listener(platform.broker, SMART.name, ear)  # type: ignore[arg-type]
    task = asyncio.create_task(listener.run())
    async with asyncio.timeout(PATIENCE):
        depth = await platform.broker.depth(SMART.name)
        while depth.ready or depth.in_flight:
            await asyncio.sleep(0.05)
            depth = await platform.broker.depth(SMART.name)
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task
    return [letter.event.photo for letter in await platform.broker.dead_letters(SMART.name)]


async def test_what_comes_together_is_noticed_together(platform: Platform) -> None:
    ear = Ear()
    assert await hear(platform, ear, *(settled(f"{n}") for n in range(40)), PhotoDeleted(owner="me", photo="x")) == []
    assert sorted(id for _, ids in ear.heard for id in ids) == sorted([*map(str, range(40)), "x"])
    assert len(ear.heard) < 10


async def test_one_that_breaks_us_is_dead_and_its_neighbours_are_heard(
    platform: Platform, caplog: pytest.LogCaptureFixture
) -> None:
    ear = Ear()
    ear.fails["b"] = [ZeroDivisionError("a bug")] * 2
    assert await hear(platform, ear, *map(settled, "abc")) == ["b"]
    assert sorted(id for _, ids in ear.heard for id in ids) == ["a", "c"]
    assert "broke the smart listener" in caplog.text


async def test_an_outage_is_waited_for(platform: Platform, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shared.runtime.listening._RETRY", 0.1)
    ear = Ear()
    ear.fails["a"] = [Unavailable("The catalog is away.")]
    await hear(platform, ear, settled("a"))
    for _ in range(50):
        if ear.heard:
            break
        await hear(platform, ear)
        await asyncio.sleep(0.1)
    assert ear.heard == [("me", ["a"])]
