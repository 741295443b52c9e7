"""Programs that judge what lies in deploy/. A test that misses one is skipped by its name."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.running import REPO


def run(program: str, *arguments: str | Path, package: str) -> str:
    """Runs it in the repository -> what it printed. A failure is the test's, with what was said."""
    beside = Path(sys.executable).with_name(program)
    found = str(beside) if beside.exists() else shutil.which(program)
    if found is None:
        pytest.skip(f"no {program}: install {package}")
    done = subprocess.run([found, *arguments], cwd=REPO, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{program}: {done.stdout}{done.stderr}"
    return done.stdout
