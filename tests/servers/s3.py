"""An S3 to test against: HELIOGRAPH_TEST_S3_URL, or OpenStack Swift with s3api as ordinary child processes.

    apt-get install --no-install-recommends swift-proxy swift-account swift-container swift-object

A URL is `http://key:secret@host:port/bucket`, key and secret percent-encoded; the tests make and remove buckets
whose names begin with that one.
"""

import getpass
import os
import random
import shutil
import socket
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

_PYTHON = "/usr/bin/python3"  # Debian's, for which Debian's Swift is installed
_KINDS = ("account", "container", "object", "proxy")
_PIPELINE = "catch_errors cache listing_formats bulk s3api tempauth copy slo dlo versioned_writes symlink proxy-server"

# swift.conf has a fixed path, and a server does not die with its parent: both are set before Swift runs.
_BOOT = """
import ctypes, signal, sys
ctypes.CDLL(None).prctl(1, signal.SIGKILL)
import swift.common.utils
swift.common.utils.SWIFT_CONF_FILE = sys.argv[3]
from swift.common.wsgi import run_wsgi
more = {}
if sys.argv[2] == "object-server":
    from swift.obj.server import global_conf_callback
    more = {"global_conf_callback": global_conf_callback}
sys.exit(run_wsgi(sys.argv[1], sys.argv[2], default_port=1, **more))
"""

# swift-ring-builder would take nine processes.
_RINGS = """
import sys
from swift.common.ring import RingBuilder
for backend in sys.argv[2:]:
    kind, port = backend.split(":")
    builder = RingBuilder(4, 1, 1)
    builder.add_dev(dict(region=1, zone=1, ip="127.0.0.1", port=int(port), device="d1", weight=1.0))
    builder.rebalance()
    builder.get_ring().save(f"{sys.argv[1]}/{kind}.ring.gz")
"""

_BACKEND = """
[DEFAULT]
bind_ip = 127.0.0.1
bind_port = {port}
swift_dir = {folder}
devices = {folder}
mount_check = false
disable_fallocate = true
fallocate_reserve = 0
user = {user}
workers = 0
log_level = WARNING
[pipeline:main]
pipeline = {kind}-server
[app:{kind}-server]
use = egg:swift#{kind}
"""

_PROXY = """
[DEFAULT]
bind_ip = 127.0.0.1
bind_port = {port}
swift_dir = {folder}
user = {user}
workers = 0
log_level = WARNING
[pipeline:main]
pipeline = {pipeline}
[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
allow_account_management = true
[filter:s3api]
use = egg:swift#s3api
s3_acl = no
dns_compliant_bucket_names = yes
location = us-east-1
max_bucket_listing = 50
check_bucket_owner = false
[filter:tempauth]
use = egg:swift#tempauth
user_test_key = {secret} .admin
[filter:cache]
use = egg:swift#memcache
memcache_servers = 127.0.0.1:1
[filter:slo]
use = egg:swift#slo
rate_limit_under_size = 0
[filter:versioned_writes]
use = egg:swift#versioned_writes
allow_versioned_writes = true
allow_object_versioning = true
"""


class Swift:
    """All of Swift on one folder, gone with it. `url` is as HELIOGRAPH_TEST_S3_URL."""

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="swift-"))
        self._servers: list[subprocess.Popen[bytes]] = []
        secret = random.randbytes(8).hex()
        try:
            ports = dict(zip(_KINDS, _free_ports(len(_KINDS)), strict=True))
            self._configure(ports, secret)
            for kind in _KINDS:
                self._servers.append(self._start(kind))
            for kind, port in ports.items():
                self._await(kind, port)
        except BaseException:
            self.stop()
            raise
        self.url = f"http://test%3Akey:{secret}@127.0.0.1:{ports['proxy']}/test"

    def stop(self) -> None:
        for server in self._servers:
            server.kill()
            server.wait()
        shutil.rmtree(self._folder)

    def _configure(self, ports: dict[str, int], secret: str) -> None:
        (self._folder / "d1").mkdir()
        (self._folder / "swift.conf").write_text(
            "[swift-hash]\nswift_hash_path_suffix = s\nswift_hash_path_prefix = p\n"
            "[storage-policy:0]\nname = Policy-0\ndefault = yes\n"
        )
        facts = {"folder": self._folder, "user": getpass.getuser(), "secret": secret, "pipeline": _PIPELINE}
        bare = "".join(f"[filter:{name}]\nuse = egg:swift#{name}\n" for name in _PIPELINE.split() if name in _BARE)
        for kind, port in ports.items():
            template = _PROXY + bare if kind == "proxy" else _BACKEND
            self._conf(kind).write_text(template.format(kind=kind, port=port, **facts))
        backends = [f"{kind}:{port}" for kind, port in ports.items() if kind != "proxy"]
        subprocess.run([_PYTHON, "-W", "ignore", "-c", _RINGS, self._folder, *backends], check=True)

    def _conf(self, kind: str) -> Path:
        return self._folder / f"{kind}-server.conf"

    def _start(self, kind: str) -> "subprocess.Popen[bytes]":
        with (self._folder / f"{kind}.log").open("wb") as log:
            return subprocess.Popen(
                [_PYTHON, "-c", _BOOT, self._conf(kind), f"{kind}-server", self._folder / "swift.conf"],
                stdout=log,
                stderr=log,
                stdin=subprocess.DEVNULL,
                env={"PATH": os.environ["PATH"], "PYTHONWARNINGS": "ignore"},
            )

    def _await(self, kind: str, port: int) -> None:
        server = self._servers[_KINDS.index(kind)]
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline and server.poll() is None:
            try:
                socket.create_connection(("127.0.0.1", port), 0.3).close()
            except OSError:
                time.sleep(0.05)
            else:
                return
        raise RuntimeError(f"swift's {kind} server: " + (self._folder / f"{kind}.log").read_text())


_BARE = {"catch_errors", "listing_formats", "bulk", "copy", "dlo", "symlink"}


def _free_ports(count: int) -> list[int]:
    """Below the range from which the kernel takes ports for clients: it would hand ours out meanwhile."""
    ports: list[int] = []
    while len(ports) < count:
        port = random.SystemRandom().randrange(20_000, 32_000)
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
        ports.append(port)
    return ports


_SERVER = pytest.StashKey[Swift]()


@dataclass(frozen=True)
class S3:
    url: str  # as in this module's docstring
    disposable: bool  # nothing needs to be tidied up


@pytest.fixture(scope="session")
def s3(pytestconfig: pytest.Config) -> S3:
    """One server per process, however many modules import this fixture."""
    if url := os.environ.get("HELIOGRAPH_TEST_S3_URL"):
        return S3(url, disposable=False)
    if not shutil.which("swift-ring-builder"):
        pytest.skip("no S3: neither HELIOGRAPH_TEST_S3_URL nor Debian's swift-{proxy,account,container,object}")
    if _SERVER not in pytestconfig.stash:
        pytestconfig.stash[_SERVER] = server = Swift()
        pytestconfig.add_cleanup(server.stop)
    return S3(pytestconfig.stash[_SERVER].url, disposable=True)
