"""Qdrant for tests: a real one named by HELIOGRAPH_TEST_QDRANT_URL (with HELIOGRAPH_TEST_QDRANT_KEY), or the stand-in
of qdrant_standin.py as a process: no package brings Qdrant's own server."""

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.running import REPO
from tests.servers.process import Child, Server, free_ports


class Qdrant(Server):
    """The stand-in, with its files in `folder`."""

    def __init__(self, folder: Path) -> None:
        (port,) = free_ports(1)
        folder.mkdir(parents=True, exist_ok=True)
        command: list[str | Path] = [
            sys.executable,
            "-m",
            "tests.servers.qdrant_standin",
            "--port",
            str(port),
            "--path",
            folder / "data",
        ]
        env = {"PATH": os.environ["PATH"], "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
        child = Child(command, port=port, log=folder / "qdrant.log", env=env, cwd=REPO, hello=b"GET / HTTP/1.0\r\n\r\n")
        super().__init__(f"http://127.0.0.1:{port}", child)


@pytest.fixture(scope="session")
def qdrant_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Qdrant]:
    folder = tmp_path_factory.mktemp("qdrant")
    server = Qdrant(folder)
    server.start()
    yield server
    server.kill9()
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def qdrant_url(request: pytest.FixtureRequest) -> str:
    given = os.environ.get("HELIOGRAPH_TEST_QDRANT_URL")
    return given or request.getfixturevalue("qdrant_server").url
