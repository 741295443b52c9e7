"""The real data of ../shared/evalkit and ../shared/cases: a test that wants it says by name when it did not run."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.running import REPO

CASES = REPO.parent / "shared" / "cases"
EVALKIT = REPO.parent / "shared" / "evalkit"


def evalkit(part: str) -> Callable[[Any], Any]:
    """Marks a test that wants a part of the evalkit, and hands it the path as `evalkit`."""
    missing = pytest.mark.skipif(not (EVALKIT / part).exists(), reason=f"needs ../shared/evalkit/{part}")
    return lambda test: missing(pytest.mark.parametrize("evalkit", [EVALKIT], ids=["evalkit"])(test))


def cases(test: Any) -> Any:
    """Marks a test that wants ../shared/cases, and hands it the path as `cases`."""
    missing = pytest.mark.skipif(not (CASES / "cases.tsv").exists(), reason="needs ../shared/cases")
    return missing(pytest.mark.parametrize("cases", [CASES], ids=["cases"])(test))
