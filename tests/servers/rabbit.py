"""RabbitMQ for tests: Debian's, as an ordinary child process, or a real one named by HELIOGRAPH_TEST_AMQP_URL.

/usr/sbin/rabbitmq-server is of no use here: it changes the user and drops the environment.
"""

import os
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.servers.process import Child, Server, free_ports

_SERVER = Path("/usr/lib/rabbitmq/bin/rabbitmq-server")
MISSING = "" if _SERVER.exists() else f"RabbitMQ is missing: no {_SERVER} (apt-get install rabbitmq-server)"


class Rabbit(Server):
    """One node with its own epmd, on loopback, all its files under `folder`."""

    def __init__(self, folder: Path) -> None:
        port, dist_port, epmd_port = free_ports(3)
        for name in ("home", "mnesia", "log"):
            (folder / name).mkdir(parents=True)
        cookie = folder / "home/.erlang.cookie"
        cookie.write_text(secrets.token_hex(16))
        cookie.chmod(0o400)
        (folder / "plugins").write_text("[].\n")
        (folder / "rabbitmq.conf").write_text(
            f"listeners.tcp.1 = 127.0.0.1:{port}\n"
            "disk_free_limit.absolute = 64MB\n"
            "vm_memory_high_watermark.absolute = 1GB\n"
            "log.console = true\n"
            "log.file = false\n"
        )
        env = {
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            "HOME": str(folder / "home"),
            "RABBITMQ_NODENAME": f"heliograph{port}@localhost",
            "RABBITMQ_DIST_PORT": str(dist_port),
            "RABBITMQ_MNESIA_BASE": str(folder / "mnesia"),
            "RABBITMQ_LOG_BASE": str(folder / "log"),
            "RABBITMQ_LOGS": "-",
            "RABBITMQ_ENABLED_PLUGINS_FILE": str(folder / "plugins"),
            "RABBITMQ_CONFIG_FILE": str(folder / "rabbitmq.conf"),
            "RABBITMQ_CONF_ENV_FILE": "/dev/null",
            "RABBITMQ_PID_FILE": str(folder / "pid"),
            "RABBITMQ_GENERATED_CONFIG_DIR": str(folder / "generated"),
            "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": "-kernel inet_dist_use_interface {127,0,0,1}",
            "ERL_EPMD_PORT": str(epmd_port),
            "ERL_EPMD_ADDRESS": "127.0.0.1",
        }
        # Ours, first and in the foreground: else the node daemonises one that outlives the test.
        epmd = Child(
            ["epmd", "-port", str(epmd_port), "-address", "127.0.0.1"],
            port=epmd_port, log=folder / "epmd.log", env=env, cwd=folder,
        )  # fmt: skip
        node = Child([_SERVER], port=port, log=folder / "out.log", env=env, cwd=folder, hello=b"AMQP\x00\x00\x09\x01")
        super().__init__(f"amqp://guest:guest@127.0.0.1:{port}/", epmd, node)


@pytest.fixture(scope="session")
def rabbit_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rabbit]:
    """A node of our own, that a test may kill9() and start() again."""
    if MISSING:
        pytest.skip(MISSING)
    folder = tmp_path_factory.mktemp("rabbit")
    server = Rabbit(folder)
    server.start()
    yield server
    server.kill9()
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def rabbit_url(request: pytest.FixtureRequest) -> str:
    given = os.environ.get("HELIOGRAPH_TEST_AMQP_URL")
    return given or request.getfixturevalue("rabbit_server").url
