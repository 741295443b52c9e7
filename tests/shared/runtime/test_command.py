import logging

import pytest

from shared.errors import Unavailable
from shared.runtime.command import carry_out, command_parser
from shared.runtime.settings import Settings


async def _well(settings: Settings) -> None:
    logging.getLogger(__name__).error("what a driver says")
    print(settings.profile)


async def _in_vain(settings: Settings) -> None:
    raise Unavailable("The store is away. Start it.")


def test_what_goes_well_says_only_what_it_prints(
    capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    assert carry_out(_well) == 0
    assert capsys.readouterr() == ("embedded\n", "")
    assert not caplog.records
    logging.getLogger(__name__).error("afterwards")
    assert len(caplog.records) == 1


def test_a_fault_is_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert carry_out(_in_vain) == 1
    assert capsys.readouterr() == ("", "The store is away. Start it.\n")


def test_a_wrong_setting_is_a_sentence(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("HELIOGRAPH_PORT", "none")
    assert carry_out(_well) == 2
    assert "HELIOGRAPH_PORT" in capsys.readouterr().err


def test_help_shows_the_examples(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        command_parser("doctor", "Looks.", "examples:\n  python -m services.doctor").parse_args(["--help"])
    said = capsys.readouterr().out
    assert "usage: python -m services.doctor" in said
    assert "examples:\n  python -m services.doctor" in said
