"""A process serves while its children load, says when it is ready, and ends with a sentence when they cannot load."""

import asyncio
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from shared.children import ChildPool, Limits
from shared.errors import Unavailable
from shared.runtime.ops import check_ready
from shared.runtime.platform import Platform
from shared.runtime.service import Service, started
from shared.runtime.settings import Settings


def when_told(file: Path) -> Callable[[Sequence[str]], Sequence[str]]:
    while not file.exists():
        time.sleep(0.01)
    return lambda jobs: jobs


def never() -> Callable[[Sequence[str]], Sequence[str]]:
    raise Unavailable("The model is not here.")


def build(make: Any, begun: asyncio.Event, platform: Platform, platforms: list[Platform]) -> Service:
    platforms.append(platform)
    children: ChildPool[str, str] = ChildPool("text", make, size=1, limits=Limits(20))

    async def work() -> None:
        begun.set()
        await asyncio.Event().wait()

    return Service("one", lambda *_: None, pools=[children], tasks=[work])


async def test_it_serves_while_children_load_and_is_ready_afterwards(tmp_path: Path) -> None:
    begun, loaded = asyncio.Event(), asyncio.Event()
    platforms: list[Platform] = []
    failures: list[BaseException] = []
    making = partial(build, partial(when_told, tmp_path / "now"), begun, platforms=platforms)
    async with started(Settings(home=tmp_path / "home"), [making], failures.append, loaded.set) as services:
        assert [service.name for service in services] == ["one"]
        await asyncio.sleep(0)
        with pytest.raises(Unavailable, match=r"still starting\. It loads: text\."):
            await check_ready(platforms[0])
        assert not begun.is_set()
        (tmp_path / "now").touch()
        await loaded.wait()
        await check_ready(platforms[0])
        await begun.wait()
    assert failures == []


async def test_models_that_cannot_be_loaded_are_told(tmp_path: Path) -> None:
    failed = asyncio.Event()
    failures: list[BaseException] = []

    def fail(error: BaseException) -> None:
        failures.append(error)
        failed.set()

    making = partial(build, never, asyncio.Event(), platforms=[])
    async with started(Settings(home=tmp_path / "home"), [making], fail):
        await failed.wait()
    assert [str(error) for error in failures] == ["The model is not here."]


async def test_it_ends_while_children_load(tmp_path: Path) -> None:
    making = partial(build, partial(when_told, tmp_path / "now"), asyncio.Event(), platforms=[])
    async with started(Settings(home=tmp_path / "home"), [making], lambda error: None):
        (tmp_path / "now").touch()
