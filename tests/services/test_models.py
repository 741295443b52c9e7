"""The command, where there is no gateway; tests/flows/test_switch_models.py has one."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from services.models import main
from shared.catalog.pipelines import Pipelines
from shared.errors import Conflict
from shared.pipeline import PROGRAM
from shared.runtime.platform import Platform
from shared.runtime.settings import Settings


def test_a_gateway_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--url", "http://127.0.0.1:1", "status"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "does not answer at http://127.0.0.1:1" in said.err
    assert "Start Heliograph" in said.err


def test_help_has_examples(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    assert "python -m services.models use place bundled" in capsys.readouterr().out


def test_an_earlier_release_takes_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = Settings(home=tmp_path, models="fake")
    monkeypatch.setenv("HELIOGRAPH_HOME", str(tmp_path))

    async def opened(release: int) -> int:
        platform = await Platform.open(settings, replace(PROGRAM, release=release))
        record = await Pipelines(platform.catalog).read()
        await platform.close()
        assert record
        return record.release

    assert asyncio.run(opened(PROGRAM.release + 1)) == PROGRAM.release + 1
    with pytest.raises(Conflict, match="take-over"):
        asyncio.run(opened(PROGRAM.release))
    assert main(["take-over"]) == 0
    assert "the stages of release" in capsys.readouterr().out
    assert asyncio.run(opened(PROGRAM.release)) == PROGRAM.release
    assert main(["take-over"]) == 0
    assert "nothing to take over" in capsys.readouterr().out
