"""Each service as a process of its own, as an orchestrator sees it."""

import asyncio
import os
import re
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from services.recover import main as recover
from shared.domain.ids import SOLE_OWNER
from shared.domain.spaces import ENGLISH, KNOWN
from shared.runtime.platform import Platform
from shared.runtime.settings import Settings
from tests.drawing import encoded
from tests.running import PATIENCE, Heliograph, settle, upload
from tests.servers.cluster import SERVICES, Cluster

_GRACE = 45.0  # seconds from SIGTERM to SIGKILL: the gateway's in deploy/k8s, the shortest of all


@pytest.mark.parametrize("name", SERVICES)
def test_alive_ready_and_measured(cluster: Cluster, name: str) -> None:
    """Without the token, but for the gateway's metrics, which the world can reach."""
    with cluster.services[name].client() as anybody:
        assert anybody.get("/healthz").status_code == 200
        assert anybody.get("/readyz").status_code == 200
        metrics = anybody.get("/metrics")
        assert metrics.status_code == (401 if name == "gateway" else 200)
        assert anybody.get("/anything").status_code == 401
    with cluster.services[name].client(headers=cluster.bearer) as prometheus:
        assert "process_resident_memory_bytes" in prometheus.get("/metrics").text


def test_only_peers_may_ask_the_embedder(cluster: Cluster) -> None:
    question = {"params": {"space": [space.name for space in KNOWN.asked_in(ENGLISH)]}, "content": b"a cat"}
    with cluster.services["embedder"].client() as client:
        assert client.post("/text", **question).status_code == 401
        assert client.post("/text", **question, headers=cluster.bearer).status_code == 401, "a user's"
        answer = client.post("/text", **question, headers=cluster.service_bearer)
        assert len(answer.content) == 4 * sum(1 + space.dimension for space in KNOWN.asked_in(ENGLISH))


def test_a_service_opens_no_library(cluster: Cluster) -> None:
    with cluster.gateway.client(headers=cluster.service_bearer) as client:
        assert client.get("/photos").status_code == 401


def test_not_ready_while_a_store_is_away(cluster: Cluster) -> None:
    with cluster.client() as client:
        for cut in cluster.cuts.values():
            with cut.refused():
                answer = client.get("/readyz")
                assert answer.status_code == 503
                assert answer.json()["detail"].endswith(".")
                assert client.get("/healthz").status_code == 200
            _until(lambda: client.get("/readyz").status_code == 200)


def test_two_workers_share_the_work(cluster: Cluster) -> None:
    before = [_acked(worker) for worker in cluster.visions]
    with cluster.client() as client:
        ids = [upload(client, encoded(7000 + n, size=(900, 700))).json()["id"] for n in range(20)]
        photos = settle(client, ids)
    assert {photo["status"] for photo in photos.values()} == {"ready"}
    done = [_acked(worker) - count for worker, count in zip(cluster.visions, before, strict=True)]
    assert sum(done) >= 20
    assert min(done) >= 3


def test_records_are_made_anew_from_the_originals(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    """The catalog knows nothing of a photo; the cluster goes on meanwhile."""
    for name, value in cluster.settings.items():
        monkeypatch.setenv(f"HELIOGRAPH_{name.upper()}", str(value))
    with cluster.client() as client:
        id = upload(client, encoded(7100), name="Am Strand.jpg").json()["id"]
        settle(client, [id])
        asyncio.run(_forget(id))
        assert client.get(f"/photo/{id}").status_code == 404
        assert recover(["--from-originals"]) == 0
        assert client.get(f"/photo/{id}").status_code == 404, "it may be an upload under way"
        monkeypatch.setenv("HELIOGRAPH_SWEEP_SECONDS", "0.001")
        assert recover(["--from-originals"]) == 0
        assert client.get(f"/photo/{id}").json()["file_name"] == "Am Strand.jpg"
        assert client.post(f"/photo/{id}/retry").status_code == 202
        assert settle(client, [id])[id]["status"] == "ready"


async def _forget(id: str) -> None:
    platform = await Platform.open(Settings())
    await platform.photos.tombstone(SOLE_OWNER, id)
    await platform.photos.all.erase(id)
    await platform.close()


@pytest.mark.parametrize(
    "names", [("vision",), ("vision", "vision-2"), ("embedder",), ("smart",), ("gateway",)], ids=str
)
def test_sigterm_under_load(cluster: Cluster, names: tuple[str, ...]) -> None:
    """It ends in time and well, and what it held is done by others: at once, not as a crash's suspect."""
    files = [encoded(8000 + 100 * len(str(names)) + n, size=(900, 700)) for n in range(24)]
    with cluster.client() as client, ThreadPoolExecutor(4) as threads:
        uploads = [threads.submit(_upload, client, content) for content in files]
        _until(lambda: any(upload.done() for upload in uploads))
        for service in (cluster.services[name] for name in names):
            assert service.process
            service.process.terminate()
        for name in names:
            _end(cluster.services[name])
            cluster.services[name].start()
        answers = [upload.result() for upload in uploads]
    with cluster.client() as client:
        # An upload whose answer the gateway's end cut off is sent again: then it is a duplicate, or new.
        again = [
            upload(client, content) if answer is None else answer
            for content, answer in zip(files, answers, strict=True)
        ]
        assert {answer.status_code for answer in again} <= {200, 201}
        photos = settle(client, [answer.json()["id"] for answer in again])
    assert len(photos) == len(files)
    assert {photo["status"] for photo in photos.values()} == {"ready"}


@pytest.mark.parametrize("profile", ["embedded", "cluster"])
def test_all_four_in_one_process(cluster: Cluster, profile: str, tmp_path: Path) -> None:
    """On either profile; and it ends in time and well under load, though a browser listens."""
    settings = (
        cluster.settings if profile == "cluster" else {"token": cluster.token, "suspicion_seconds": 10 * PATIENCE}
    )
    one = Heliograph(tmp_path / "home", **settings).start()
    try:
        with one.client(headers=cluster.bearer) as client, client.stream("GET", "/events") as stream:
            lines = stream.iter_lines()
            assert next(lines) == "event: hello"
            ids = [upload(client, encoded(9000 + n, size=(900, 700))).json()["id"] for n in range(12)]
            _end(one)
            list(lines)  # raises where the stream was cut off
        one.start()
        with one.client(headers=cluster.bearer) as client:
            photos = settle(client, ids)
            caption = photos[ids[0]]["caption"]["text"]
            hits = client.get("/search", params={"q": caption}).json()["hits"]
        assert {photo["status"] for photo in photos.values()} == {"ready"}
        assert caption in {hit["photo"]["caption"]["text"] for hit in hits}
    finally:
        one.stop()


def test_ended_while_it_waits_for_a_store(cluster: Cluster, tmp_path: Path) -> None:
    waiting = Heliograph(tmp_path / "home", service="services.smart", **cluster.settings)
    with cluster.cuts["mongodb"].refused(), ThreadPoolExecutor(1) as threads:
        started = threads.submit(waiting.start)
        _until(lambda: waiting.log.exists() and "waiting: " in waiting.log.read_text())
        _end(waiting)
        with pytest.raises(RuntimeError, match="ended before it had started"):
            started.result()


def _upload(client: httpx.Client, content: bytes) -> httpx.Response | None:
    """None where the end cut it off, told or untold."""
    try:
        answer = upload(client, content)
    except httpx.TransportError:
        return None
    return None if answer.status_code == 503 else answer


def _end(service: Heliograph) -> None:
    """As Kubernetes does: the main process alone hears it."""
    assert service.process
    service.process.terminate()
    assert service.process.wait(_GRACE) == 0, service.log.read_text()[-3000:]
    assert "Traceback" not in service.log.read_text()
    assert not _children(service)


def _acked(service: Heliograph) -> float:
    with service.client() as client:
        found = re.search(
            r'heliograph_deliveries_total\{end="acked",queue="vision"\} (\S+)', client.get("/metrics").text
        )
    return float(found[1]) if found else 0.0


def _children(service: Heliograph) -> list[int]:
    """Processes of its session that are still there."""
    assert service.process
    found = []
    for pid in filter(str.isdecimal, os.listdir("/proc")):
        try:
            if os.getsid(int(pid)) == service.process.pid:
                found.append(int(pid))
        except ProcessLookupError:
            pass
    return found


def _until(true: Callable[[], bool], timeout: float = PATIENCE) -> None:
    deadline = time.monotonic() + timeout
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.1)
