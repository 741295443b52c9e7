"""RabbitMQ for tests: Debian's, as an ordinary child process, or a real one named by HELIOGRAPH_TEST_AMQP_URL.

/usr/sbin/rabbitmq-server is of no use here: it changes the user and drops the environment.
"""

import os
import random
import secrets
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

_SERVER = Path("/usr/lib/rabbitmq/bin/rabbitmq-server")
_PATIENCE = 60.0  # seconds for a start; 4 is usual


class Rabbit:
    """One node with its own epmd, on loopback, all its files under `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._port, self._dist_port, self._epmd_port = _free_ports(3)
        for name in ("home", "mnesia", "log"):
            (folder / name).mkdir()
        cookie = folder / "home/.erlang.cookie"
        cookie.write_text(secrets.token_hex(16))
        cookie.chmod(0o400)
        (folder / "plugins").write_text("[].\n")
        (folder / "rabbitmq.conf").write_text(
            f"listeners.tcp.1 = 127.0.0.1:{self._port}\n"
            "disk_free_limit.absolute = 64MB\n"
            "vm_memory_high_watermark.absolute = 1GB\n"
            "log.console = true\n"
            "log.file = false\n"
        )
        self._env = {
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            "HOME": str(folder / "home"),
            "RABBITMQ_NODENAME": f"heliograph{self._port}@localhost",
            "RABBITMQ_DIST_PORT": str(self._dist_port),
            "RABBITMQ_MNESIA_BASE": str(folder / "mnesia"),
            "RABBITMQ_LOG_BASE": str(folder / "log"),
            "RABBITMQ_LOGS": "-",
            "RABBITMQ_ENABLED_PLUGINS_FILE": str(folder / "plugins"),
            "RABBITMQ_CONFIG_FILE": str(folder / "rabbitmq.conf"),
            "RABBITMQ_CONF_ENV_FILE": "/dev/null",
            "RABBITMQ_PID_FILE": str(folder / "pid"),
            "RABBITMQ_GENERATED_CONFIG_DIR": str(folder / "generated"),
            "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": "-kernel inet_dist_use_interface {127,0,0,1}",
            "ERL_EPMD_PORT": str(self._epmd_port),
            "ERL_EPMD_ADDRESS": "127.0.0.1",
        }

    @property
    def url(self) -> str:
        return f"amqp://guest:guest@127.0.0.1:{self._port}/"

    def start(self) -> None:
        # First and in the foreground: else the node daemonises one that outlives the test.
        self._epmd = subprocess.Popen(
            ["epmd", "-port", str(self._epmd_port), "-address", "127.0.0.1"],
            env=self._env,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        with (self._folder / "out.log").open("ab") as out:
            self._node = subprocess.Popen(
                [_SERVER],
                env=self._env,
                cwd=self._folder,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        deadline = time.monotonic() + _PATIENCE
        while not self._answers():
            if self._node.poll() is not None or time.monotonic() > deadline:
                self.kill9()
                raise RuntimeError((self._folder / "out.log").read_text()[-3000:])
            time.sleep(0.05)

    def kill9(self) -> None:
        os.killpg(self._node.pid, signal.SIGKILL)
        self._node.wait()
        self._epmd.kill()
        self._epmd.wait()

    def stop(self) -> None:
        # The data is thrown away, so nothing is worth an orderly end.
        self.kill9()
        shutil.rmtree(self._folder)

    def _answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self._port), 0.5) as probe:
                probe.settimeout(2)
                probe.sendall(b"AMQP\x00\x00\x09\x01")
                return bool(probe.recv(8))
        except OSError:
            return False


@pytest.fixture(scope="session")
def rabbit_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rabbit]:
    """A node of our own, that a test may kill9() and start() again."""
    if not _SERVER.exists():
        pytest.skip(f"RabbitMQ is missing: no {_SERVER} (apt-get install rabbitmq-server)")
    server = Rabbit(tmp_path_factory.mktemp("rabbit"))
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def rabbit_url(request: pytest.FixtureRequest) -> str:
    given = os.environ.get("HELIOGRAPH_TEST_AMQP_URL")
    return given or request.getfixturevalue("rabbit_server").url


def _free_ports(count: int) -> list[int]:
    """Below the ephemeral range: a client that keeps trying a dead port in it may end up connected to itself."""
    ports: list[int] = []
    while len(ports) < count:
        port = random.randrange(20_000, 32_000)
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
        if port not in ports:
            ports.append(port)
    return ports
