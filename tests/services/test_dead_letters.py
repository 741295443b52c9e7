"""The command, on the queue of an embedded home."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from services.dead_letters import main
from shared.broker.base import Broker
from shared.domain.events import PhotoUploaded
from shared.domain.ids import new_id
from shared.pipeline import VISION
from shared.runtime.platform import Platform
from shared.runtime.settings import Settings


@contextlib.asynccontextmanager
async def _broker(home: Path) -> AsyncIterator[Broker]:
    platform = await Platform.open(Settings(home=home))
    yield platform.broker
    await platform.close()


async def _die(home: Path, photo: str) -> None:
    async with _broker(home) as broker:
        await broker.publish(PhotoUploaded(owner="me", photo=photo))
        async with contextlib.aclosing(broker.consume(VISION.name, prefetch=1)) as deliveries:
            await (await anext(deliveries)).dead("it broke the worker")


async def _ready(home: Path) -> int:
    async with _broker(home) as broker:
        return (await broker.depth(VISION.name)).ready


def test_lists_and_sends_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HELIOGRAPH_HOME", str(tmp_path))
    assert main([]) == 0
    assert capsys.readouterr().out == "There are no dead letters.\n"

    photo = new_id()
    asyncio.run(_die(tmp_path, photo))
    assert main(["--queue", "embedder"]) == 0
    assert capsys.readouterr().out == "There are no dead letters.\n"
    assert main(["--json"]) == 0
    (letter,) = json.loads(capsys.readouterr().out)
    assert (letter["queue"], letter["photo"], letter["reason"]) == ("vision", photo, "it broke the worker")
    assert main([]) == 0
    assert f"vision  photo {photo}, after 1: it broke the worker" in capsys.readouterr().out

    assert main(["--replay", "--queue", "vision"]) == 0
    assert capsys.readouterr().out == "vision: 1 sent to work again\n"
    assert asyncio.run(_ready(tmp_path)) == 1
    assert main([]) == 0
    assert capsys.readouterr().out == "There are no dead letters.\n"


async def test_a_running_system_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HELIOGRAPH_HOME", str(tmp_path))
    async with _broker(tmp_path):
        assert await asyncio.to_thread(main, []) == 1
    assert "Stop it" in capsys.readouterr().err


def test_a_wrong_setting_is_said(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("HELIOGRAPH_PORT", "many")
    assert main([]) == 2
    assert "HELIOGRAPH_PORT" in capsys.readouterr().err
