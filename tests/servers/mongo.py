"""A server of MongoDB's language for tests: SecantusDB, as an ordinary child process on loopback, or a real one named
by HELIOGRAPH_TEST_MONGODB_URL. SecantusDB is GPL and a beta: it is started, never imported, and never shipped."""

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.servers.process import Child, Server, free_ports

_URL = "HELIOGRAPH_TEST_MONGODB_URL"
_SERVER = Path(sys.executable).with_name("secantusd-py")
MISSING = "" if _SERVER.exists() else f"no MongoDB: neither {_URL} is set nor the package secantusdb installed"


class Mongo(Server):
    def __init__(self, folder: Path) -> None:
        (port,) = free_ports(1)
        command: list[str | Path] = [
            _SERVER,
            "--host",
            "127.0.0.1",
            "--port",
            str(port),
            "--storage-path",
            folder,
            "--sync-on-commit",
        ]
        folder.mkdir(parents=True, exist_ok=True)
        super().__init__(
            # Polled, it is watched over one connection: a second one, still connecting when the client closes, is
            # leaked.
            f"mongodb://127.0.0.1:{port}/?directConnection=true&serverMonitoringMode=poll",
            Child(command, port=port, log=folder.with_name(f"{folder.name}.log"), cwd=folder),
        )

    def stop(self) -> None:
        # It may take half a minute over a SIGTERM, and with --sync-on-commit has nothing left to write.
        self.kill9()


@pytest.fixture(scope="session")
def mongodb_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the server is; each test uses a database of its own and drops it."""
    if url := os.environ.get(_URL):
        yield url
        return
    if MISSING:
        pytest.skip(MISSING)
    folder = tmp_path_factory.mktemp("mongodb")
    server = Mongo(folder / "data")
    server.start()
    yield server.url
    server.kill9()
    shutil.rmtree(folder)
