"""`python -m services.models`, as somebody types it beside a system that runs."""

import pytest

from services.models import main
from tests.running import Heliograph


def models(heliograph: Heliograph, capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """What it says; of an error where it fails, and only then."""
    code = main(["--url", heliograph.base, *words])
    said = capsys.readouterr()
    assert (code == 0) == (said.err == "")
    return said.out + said.err
