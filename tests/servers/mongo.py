"""A server of MongoDB's language for tests: SecantusDB, as an ordinary child process on loopback, or a real one named
by HELIOGRAPH_TEST_MONGODB_URL. SecantusDB is GPL and a beta: it is started, never imported, and never shipped."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

_URL = "HELIOGRAPH_TEST_MONGODB_URL"
_PATIENCE = 30.0  # seconds for a start; 0.5 is usual


@pytest.fixture(scope="session")
def mongodb_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the server is; each test uses a database of its own and drops it."""
    if url := os.environ.get(_URL):
        yield url
        return
    program = Path(sys.executable).with_name("secantusd-py")
    if not program.exists():
        pytest.skip(f"no MongoDB: neither {_URL} is set nor the package secantusdb installed")
    folder = tmp_path_factory.mktemp("mongodb")
    port = _free_port()
    server = subprocess.Popen(
        [program, "--host", "127.0.0.1", "--port", str(port), "--storage-path", folder / "data"],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait(server, port)
        # Polled, it is watched over one connection: a second one, still connecting when the client closes, is leaked.
        yield f"mongodb://127.0.0.1:{port}/?directConnection=true&serverMonitoringMode=poll"
    finally:
        server.kill()
        server.wait()
        shutil.rmtree(folder)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait(server: "subprocess.Popen[bytes]", port: int) -> None:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        if server.poll() is not None:
            raise RuntimeError(f"secantusd-py ended with {server.returncode}")
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except ConnectionRefusedError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError("secantusd-py did not start")
