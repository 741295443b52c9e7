"""An S3 to test against: HELIOGRAPH_TEST_S3_URL, or OpenStack Swift with s3api as ordinary child processes.

    apt-get install --no-install-recommends swift-proxy swift-account swift-container swift-object memcached

Without memcached Swift asks two of its servers more at every request, which costs it twice the processor time.

A URL is `http://key:secret@host:port/bucket`, key and secret percent-encoded; the tests make and remove buckets
whose names begin with that one.
"""

import getpass
import os
import secrets
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.servers.process import Child, Server, free_ports

_PYTHON = "/usr/bin/python3"  # Debian's, for which Debian's Swift is installed
_KINDS = ("account", "container", "object", "proxy")
_PIPELINE = "catch_errors cache listing_formats bulk s3api tempauth copy slo dlo versioned_writes symlink proxy-server"

# swift.conf has a fixed path, which is changed before Swift runs.
_BOOT = """
import sys
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
memcache_servers = 127.0.0.1:{memcached}
[filter:slo]
use = egg:swift#slo
rate_limit_under_size = 0
[filter:versioned_writes]
use = egg:swift#versioned_writes
allow_versioned_writes = true
allow_object_versioning = true
"""


class Swift(Server):
    """All of Swift on one folder. `url` is as HELIOGRAPH_TEST_S3_URL."""

    def __init__(self, folder: Path) -> None:
        secret = secrets.token_hex(16)
        *of_kinds, memcached = free_ports(len(_KINDS) + 1)
        ports = dict(zip(_KINDS, of_kinds, strict=True))
        _configure(folder, ports, memcached, secret)
        env = {"PATH": os.environ["PATH"], "PYTHONWARNINGS": "ignore"}
        children = [
            Child(
                [_PYTHON, "-c", _BOOT, folder / f"{kind}-server.conf", f"{kind}-server", folder / "swift.conf"],
                port=ports[kind], log=folder / f"{kind}.log", env=env, cwd=folder,
            )
            for kind in _KINDS
        ]  # fmt: skip
        if found := shutil.which("memcached"):
            command = [found, "-l", "127.0.0.1", "-p", str(memcached), "-U", "0", "-u", getpass.getuser()]
            children.insert(0, Child(command, port=memcached, log=folder / "memcached.log", env=env))
        super().__init__(f"http://test%3Akey:{secret}@127.0.0.1:{ports['proxy']}/test", *children)


def _configure(folder: Path, ports: dict[str, int], memcached: int, secret: str) -> None:
    (folder / "d1").mkdir(parents=True)
    (folder / "swift.conf").write_text(
        "[swift-hash]\nswift_hash_path_suffix = s\nswift_hash_path_prefix = p\n"
        "[storage-policy:0]\nname = Policy-0\ndefault = yes\n"
    )
    facts = {
        "folder": folder,
        "user": getpass.getuser(),
        "secret": secret,
        "pipeline": _PIPELINE,
        "memcached": memcached,
    }
    bare = "".join(f"[filter:{name}]\nuse = egg:swift#{name}\n" for name in _PIPELINE.split() if name in _BARE)
    for kind, port in ports.items():
        template = _PROXY + bare if kind == "proxy" else _BACKEND
        (folder / f"{kind}-server.conf").write_text(template.format(kind=kind, port=port, **facts))
    backends = [f"{kind}:{port}" for kind, port in ports.items() if kind != "proxy"]
    subprocess.run([_PYTHON, "-W", "ignore", "-c", _RINGS, folder, *backends], check=True)


_BARE = {"catch_errors", "listing_formats", "bulk", "copy", "dlo", "symlink"}
_URL = "HELIOGRAPH_TEST_S3_URL"
MISSING = (
    ""
    if shutil.which("swift-ring-builder")
    else f"no S3: neither {_URL} nor Debian's swift-{{proxy,account,container,object}}"
)


@dataclass(frozen=True)
class S3:
    url: str  # as in this module's docstring
    disposable: bool  # nothing needs to be tidied up


@pytest.fixture(scope="session")
def s3(tmp_path_factory: pytest.TempPathFactory) -> Iterator[S3]:
    if url := os.environ.get(_URL):
        yield S3(url, disposable=False)
        return
    if MISSING:
        pytest.skip(MISSING)
    folder = tmp_path_factory.mktemp("swift")
    server = Swift(folder)
    server.start()
    yield S3(server.url, disposable=True)
    server.kill9()
    shutil.rmtree(folder)
