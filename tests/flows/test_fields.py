"""A field is a row: what photos are found by can be added to, and is found everywhere."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_a_row_is_all_that_a_field_needs(tmp_path: Path) -> None:
    """Labelled, from a plugin, and a number: see more_fields.py."""
    plugin, tests = "tests.flows.more_rows", "tests/flows/more_fields.py"
    command = [sys.executable, "-m", "pytest", "-q", "-n", "0", f"--basetemp={tmp_path / 'run'}", "-p", plugin, tests]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
