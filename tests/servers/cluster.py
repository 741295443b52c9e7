"""The cluster profile as ordinary processes: four servers and the four services, each to be stopped, killed, and
started again; and before each server a `Cut`."""

import os
import secrets
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import httpx
import pytest

from tests.running import PATIENCE, Heliograph
from tests.servers import mongo, rabbit, s3
from tests.servers.cut import Cut
from tests.servers.mongo import Mongo
from tests.servers.process import Server, free_ports
from tests.servers.qdrant import Qdrant
from tests.servers.rabbit import Rabbit
from tests.servers.s3 import Swift
from tests.shared.inference.bundled_models import MODELS

SERVICES = ("embedder", "vision", "smart", "gateway")

# What can be given by HELIOGRAPH_TEST_<NAME>_URL instead, and what is started otherwise.
_SERVERS: dict[str, Callable[[Path], Server]] = {"amqp": Rabbit, "mongodb": Mongo, "s3": Swift, "qdrant": Qdrant}


def missing() -> str:
    """What keeps a cluster from being started here, or nothing."""
    needed = {"amqp": rabbit.MISSING, "mongodb": mongo.MISSING, "s3": s3.MISSING}
    return "; ".join(lack for name, lack in needed.items() if lack and not _given(name))


class Cluster:
    """All of it in `folder`, where every process has its log. Without `cuts` the services reach the servers directly.

    `servers` and `cuts` go by "amqp", "mongodb", "s3", "qdrant"; `services` by their names, further vision workers as
    "vision-2" and on. A server that is given by HELIOGRAPH_TEST_*_URL can be cut off, but not started or stopped;
    database and bucket in it are new, the rest should be empty.
    """

    def __init__(
        self, folder: Path, *, cuts: bool = True, visions: int = 1, gateway_port: int | None = None, **settings: Any
    ) -> None:
        """`settings` are those of every service; with `models="bundled"` they use this checkout's."""
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.token, self.service_token = secrets.token_urlsafe(16), secrets.token_urlsafe(16)
        self.servers = {
            name: Server(_given(name)) if _given(name) else make(folder / name) for name, make in _SERVERS.items()
        }
        self.cuts = {name: Cut(server.url) for name, server in self.servers.items()} if cuts else {}
        free_port, embedder_port, vision_port = free_ports(3)
        ports = {"gateway": gateway_port or free_port, "embedder": embedder_port, "vision": vision_port}
        urls = {name: (self.cuts or self.servers)[name].url for name in self.servers}
        store = urlsplit(urls["s3"])
        name = secrets.token_hex(6)
        self.settings: dict[str, Any] = {
            "profile": "cluster",
            "token": self.token,
            "service_token": self.service_token,
            "amqp_url": urls["amqp"],
            "mongodb_url": urls["mongodb"],
            "mongodb_database": f"heliograph_{name}",
            "s3_url": f"{store.scheme}://{store.hostname}:{store.port}",
            "s3_access_key": unquote(store.username or ""),
            "s3_secret_key": unquote(store.password or ""),
            "s3_bucket": f"heliograph-{name}",
            "qdrant_url": urls["qdrant"],
            "embedder_url": f"http://127.0.0.1:{embedder_port}",
            "vision_url": f"http://127.0.0.1:{vision_port}",
            **settings,
        }
        workers = [f"vision-{number}" for number in range(2, visions + 1)]
        self.services = {
            name: Heliograph(
                folder / name,
                service=f"services.{name.partition('-')[0]}",
                **{"port": ports.get(name, 0), **self.settings},
            )
            for name in (*SERVICES, *workers)
        }
        for service in self.services.values():
            service.home.mkdir()
            if settings.get("models") == "bundled":
                (service.home / "models").symlink_to(MODELS)

    @property
    def gateway(self) -> Heliograph:
        return self.services["gateway"]

    @property
    def visions(self) -> list[Heliograph]:
        return [service for name, service in self.services.items() if name.startswith("vision")]

    @property
    def bearer(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    @property
    def service_bearer(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.service_token}"}

    def client(self, **options: Any) -> httpx.Client:
        """Of the gateway, with the token."""
        return self.gateway.client(headers=self.bearer, **options)

    def start(self) -> "Cluster":
        try:
            self.start_servers()
            _together([service.start for service in self.services.values()])
        except BaseException:
            self.stop()
            raise
        return self

    def start_servers(self) -> None:
        for cut in self.cuts.values():
            cut.start()
        _together([server.start for server in self.servers.values()])

    def stop(self) -> None:
        """Nothing of it runs any more, and nothing was waited for."""
        for service in self.services.values():
            service.kill()
        for server in self.servers.values():
            server.kill9()
        for cut in self.cuts.values():
            cut.stop()

    def heal(self) -> None:
        """Starts again whatever a test has ended, opens every cut, and returns when every service is ready."""
        for cut in self.cuts.values():
            cut.allow()
        _together([server.start for server in self.servers.values() if not server.running])
        _together([service.start for service in self.services.values() if not service.running])
        for name, service in self.services.items():
            deadline = time.monotonic() + PATIENCE
            with service.client() as client:
                while (answer := client.get("/readyz")).is_error:
                    assert time.monotonic() < deadline, f"{name} is not ready: {answer.text}"
                    time.sleep(0.1)

    def empty(self) -> None:
        """Deletes every photo."""
        with self.client() as client:
            while photos := client.get("/photos", params={"limit": 100}).json()["photos"]:
                for photo in photos:
                    client.delete(f"/photo/{photo['id']}?forever=true").raise_for_status()


@pytest.fixture(scope="session")
def running_cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    if lack := missing():
        pytest.skip(lack)
    # No test here waits for what is suspected of a crash: whatever ends in order is none.
    cluster = Cluster(tmp_path_factory.mktemp("cluster"), visions=2, suspicion_seconds=10 * PATIENCE).start()
    yield cluster
    cluster.stop()


@pytest.fixture
def cluster(running_cluster: Cluster) -> Iterator[Cluster]:
    """One cluster for all tests, with fake models and two vision workers. Whatever a test ends is started again."""
    yield running_cluster
    running_cluster.heal()


def _given(name: str) -> str:
    return os.environ.get(f"HELIOGRAPH_TEST_{name.upper()}_URL", "")


def _together(acts: Sequence[Callable[[], object]]) -> None:
    with ThreadPoolExecutor(max_workers=len(acts) or 1) as threads:
        for done in [threads.submit(act) for act in acts]:
            done.result()
