"""In a process of its own, as a limit that is lowered stays low."""

import subprocess
import sys

import pytest

from tests.running import REPO

_ASK = """
import resource, sys
from shared.runtime import descriptors
soft, hard, wanted = map(int, sys.argv[1:])
resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
print(descriptors.connections(wanted), resource.getrlimit(resource.RLIMIT_NOFILE)[0])
"""


@pytest.mark.parametrize(("soft", "hard", "wanted", "got", "then"), [
    (256, 256, 1024, 85, 256), (64, 1000, 1024, 333, 1000), (64, 1000, 100, 100, 300), (900, 1000, 100, 100, 900),
])  # fmt: skip
def test_connections_leave_descriptors_for_the_work(soft: int, hard: int, wanted: int, got: int, then: int) -> None:
    arguments = [sys.executable, "-c", _ASK, *map(str, (soft, hard, wanted))]
    said = subprocess.run(arguments, cwd=REPO, capture_output=True, text=True, check=True)
    assert said.stdout.split() == [str(got), str(then)]
    assert ("ulimit" in said.stderr) is (got < wanted)
