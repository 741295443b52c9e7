import os
import subprocess
import sys

import pytest

from tests.running import REPO

_ASKED = """
import importlib, os, sys
importlib.import_module(sys.argv[1])
import numpy
matrix = numpy.ones((600, 600))
before = set(os.listdir("/proc/self/task"))
matrix @ matrix
print(len(before), len(os.listdir("/proc/self/task")))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="threads are counted in /proc")
@pytest.mark.parametrize("process", ["services.__main__", "services.smart.__main__"])
def test_numpy_starts_no_threads_of_its_own(process: str) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.endswith("_NUM_THREADS")}
    said = subprocess.run(
        [sys.executable, "-c", _ASKED, process], cwd=REPO, env=environment, capture_output=True, text=True, check=True
    )
    assert said.stdout.split() == ["1", "1"]
