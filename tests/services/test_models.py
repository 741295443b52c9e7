"""The command, where there is no gateway; tests/flows/test_switch_models.py has one."""

import pytest

from services.models import main


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
