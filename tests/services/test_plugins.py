"""The command, where there are no plugins; tests/flows/test_plugins.py has some."""

from pathlib import Path

import pytest

from services.plugins import main


@pytest.fixture(autouse=True)
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HELIOGRAPH_HOME", str(tmp_path))
    monkeypatch.setenv("HELIOGRAPH_PLUGINS", str(tmp_path / "plugins"))


def test_there_are_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list"]) == 0
    assert capsys.readouterr().out == f"There are no plugins in {tmp_path / 'plugins'}.\n"
    assert main(["import", "takeout", str(tmp_path)]) == 1
    assert "There is no importer 'takeout' here; there are: none." in capsys.readouterr().err


def test_only_what_a_plugin_left_is_removed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["remove", "caption"]) == 1
    assert "caption is Heliograph's own, and no plugin's." in capsys.readouterr().err
    assert main(["remove", "origin"]) == 0
    assert "found on 0 photos is gone" in capsys.readouterr().out


def test_help_has_examples(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    assert "uv pip install --target" in capsys.readouterr().out
