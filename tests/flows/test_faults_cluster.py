"""The faults that services, servers and the network between them can meet. After each, nothing is lost and nothing
doubled. docs/reliability.md has a row for every one of these.
"""

import asyncio
import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest

from shared.domain.stages import StageTable
from shared.pipeline import QUEUES, STAGES
from shared.runtime.platform import Platform
from shared.runtime.settings import Settings
from tests.drawing import encoded
from tests.flows.faults import answering_503, next_release, poisonous
from tests.flows.importing import Importer, importing, until
from tests.flows.whole import all_at, check_whole, drawn, send_in_disorder, sha256
from tests.running import PATIENCE, REPO, Heliograph, settle, upload
from tests.servers.cluster import Cluster, missing

pytestmark = [pytest.mark.server, pytest.mark.xdist_group("cluster")]


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A cluster of our own: its services look for what was lost far more often than by default."""
    if lack := missing():
        pytest.skip(lack)
    folder = tmp_path_factory.mktemp("faults")
    with pytest.MonkeyPatch.context() as environment:
        (folder / "tmp").mkdir()
        environment.setenv("TMPDIR", str(folder / "tmp"))
        cluster = Cluster(folder, visions=2, reconcile_seconds=1, suspicion_seconds=0.2).start()
        yield cluster
        cluster.stop()


@pytest.fixture
def cluster(started: Cluster) -> Iterator[Cluster]:
    """Whatever the last test ended runs again, and the library is empty."""
    yield started
    started.heal()
    started.empty()
    asyncio.run(_replay(settings_of(started)))
    until(lambda: not list((started.folder / "tmp").glob("heliograph-*/*/[0-9]*")), "no file of a dead process is left")


async def _replay(settings: Settings) -> None:
    """What is dead is about photos that are deleted: it ends as such."""
    platform = await Platform.open(settings)
    for queue in QUEUES:
        await platform.broker.replay(queue.name)
    await platform.close()


def settings_of(cluster: Cluster) -> Settings:
    """As the services have them, but for the proxies' quirks."""
    return Settings(**{"home": cluster.folder / "checker", **cluster.settings})  # type: ignore[arg-type]


def check(cluster: Cluster, contents: Sequence[bytes], **options: Any) -> None:
    names = {sha256(content) for content in contents}
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            asyncio.run(check_whole(settings_of(cluster), names, **options))
        except AssertionError:  # messages may still be on their way, which then say nothing new
            if time.monotonic() > deadline:
                raise
            time.sleep(0.5)
        else:
            return


def finish(cluster: Cluster, ids: Sequence[str], table: StageTable = STAGES) -> dict[str, dict[str, Any]]:
    """Waits until all is looked at -> {id: photo}."""
    with cluster.client() as client:
        photos = settle(client, ids)
        until(lambda: all_at(client, table), "every stage marked")
    return photos


@contextmanager
def imported(cluster: Cluster, contents: Sequence[bytes]) -> Iterator[Importer]:
    """The import goes on during the block; it ends well after it, and the library is whole."""
    with importing(cluster.gateway, contents, headers=cluster.bearer) as importer:
        yield importer
        importer.wait()
        finish(cluster, list(importer.answered.values()))
    check(cluster, contents)


def test_workers_killed_mid_batch(cluster: Cluster) -> None:
    with imported(cluster, drawn(12, 20_000, size=(640, 480))) as importer:
        for answered, name in ((2, "vision"), (4, "vision-2"), (6, "embedder"), (8, "vision")):
            importer.wait(answered)
            cluster.services[name].kill()
            cluster.services[name].start()


def test_the_gateway_killed_among_uploads(cluster: Cluster) -> None:
    with imported(cluster, drawn(10, 20_100, size=(640, 480))) as importer:
        for answered in (2, 4, 7):
            importer.wait(answered)
            cluster.gateway.kill()
            cluster.gateway.start()


def test_the_broker_killed_and_restarted_mid_import(cluster: Cluster) -> None:
    with imported(cluster, drawn(10, 20_200, size=(640, 480))) as importer:
        importer.wait(5)
        cluster.servers["amqp"].kill9()
        importer.wait(7)  # uploads succeed meanwhile
        cluster.servers["amqp"].start()


def test_the_broker_unreachable_when_uploading(cluster: Cluster) -> None:
    contents = drawn(8, 20_300)
    with cluster.cuts["amqp"].refused(), cluster.client() as client:
        began = time.monotonic()
        answers = [upload(client, content) for content in contents]
        assert [answer.status_code for answer in answers] == [201] * 8
        assert time.monotonic() - began < 8 * 4, "nobody waits long for a broker that is away"
        ids = [answer.json()["id"] for answer in answers]
        assert {client.get(f"/photo/{id}").json()["status"] for id in ids} == {"processing"}
        assert client.delete(f"/photo/{ids[0]}?forever=true").status_code == 204
    finish(cluster, ids[1:])
    check(cluster, contents[1:])


@pytest.mark.parametrize("name", ["mongodb", "qdrant"])
def test_catalog_or_vectors_down_for_a_while(cluster: Cluster, name: str) -> None:
    """Long enough that what waits was tried more often than a photo may fail."""
    contents = drawn(10, 20_400 + 100 * len(name), size=(640, 480))
    with imported(cluster, contents) as importer:
        importer.wait(5)
        with cluster.cuts[name].refused():
            time.sleep(10)
        # Who waited through that, and is then in the hands of a worker that dies, has failed in nothing itself.
        cluster.services["vision"].kill()
        cluster.services["vision"].start()


def test_the_embedder_down(cluster: Cluster) -> None:
    contents = drawn(10, 20_600)
    with importing(cluster.gateway, contents[:5], headers=cluster.bearer) as importer:
        importer.wait()
    photos = finish(cluster, list(importer.answered.values()))
    tag = next(iter(photos.values()))["tags"][0]["name"]
    cluster.services["embedder"].kill()
    with cluster.client() as client:
        found = client.get("/search", params={"q": tag}).json()
        assert found["understood"]["degraded"] == "Only words were searched, because the text model does not answer."
        assert found["hits"]
        assert all(hit["why"] for hit in found["hits"])
        more = [upload(client, content).json()["id"] for content in contents[5:]]
        cluster.services["embedder"].start()
        finish(cluster, more)
        assert client.get("/search", params={"q": tag}).json()["understood"]["degraded"] is None
    check(cluster, contents)


def test_s3_answers_503(cluster: Cluster) -> None:
    with imported(cluster, drawn(10, 20_700, size=(640, 480))) as importer:
        importer.wait(4)
        with answering_503(cluster.cuts["s3"]) as refusals:
            until(lambda: len(refusals) > 20, "many refusals")
            until(lambda: importer.again, "an upload that is refused")
    assert all(sentence.startswith("The object store") for sentence in importer.again), importer.again


def test_s3_slow(cluster: Cluster) -> None:
    with imported(cluster, drawn(9, 20_800, size=(640, 480))) as importer:
        importer.wait(3)
        with cluster.cuts["s3"].delayed(0.3):
            importer.wait(6)


def test_s3_cuts_bodies(cluster: Cluster) -> None:
    over = threading.Event()

    def cut_again_and_again() -> None:
        while not over.wait(0.05):
            cluster.cuts["s3"].cut()

    contents = [encoded(20_900 + n, "PNG", size=(900, 700)) for n in range(20)]
    with imported(cluster, contents) as importer, ThreadPoolExecutor(1) as threads:
        importer.wait(5)
        cutting = threads.submit(cut_again_and_again)
        time.sleep(5)
        over.set()
        cutting.result()


def test_two_gateways_get_the_same_files_at_the_same_moment(cluster: Cluster) -> None:
    contents = drawn(8, 21_000, size=(640, 480))
    second = Heliograph(cluster.folder / "gateway-2", service="services.gateway", **cluster.settings)
    second.start()
    with ExitStack() as stack:
        stack.callback(second.stop)
        importers = [
            stack.enter_context(importing(gateway, contents, clients=2, headers=cluster.bearer))
            for gateway in (cluster.gateway, second)
        ]
        for importer in importers:
            importer.wait()
        assert importers[0].answered == importers[1].answered
        finish(cluster, list(importers[0].answered.values()))
    check(cluster, contents)


def test_messages_twice_and_out_of_order(cluster: Cluster) -> None:
    contents = drawn(8, 21_100, size=(640, 480))
    with imported(cluster, contents) as importer:
        importer.wait(4)
        asyncio.run(send_in_disorder(settings_of(cluster), list(importer.answered.values())))


def test_deletions_against_finishing_stages(cluster: Cluster) -> None:
    contents = drawn(12, 21_200, size=(640, 480))
    chance = random.Random(4)
    gone: set[str] = set()
    with importing(cluster.gateway, contents, headers=cluster.bearer) as importer, cluster.client() as client:
        while len(gone) < 7:
            if left := [name for name in list(importer.answered) if name not in gone]:
                name = chance.choice(left)
                gone.add(name)
                assert client.delete(f"/photo/{importer.answered[name]}?forever=true").status_code == 204
        importer.wait()
        finish(cluster, [id for name, id in importer.answered.items() if name not in gone])
    check(cluster, [content for content in contents if sha256(content) not in gone])


def test_sigterm_of_everything_under_load(cluster: Cluster) -> None:
    with imported(cluster, drawn(10, 21_300, size=(640, 480))) as importer:
        for answered in (3, 6):
            importer.wait(answered)
            with ThreadPoolExecutor(len(cluster.services)) as threads:
                assert set(threads.map(lambda service: service.stop(), cluster.services.values())) == {0}
            cluster.heal()


def test_a_new_release_beside_the_old_one(cluster: Cluster, tmp_path: Path) -> None:
    contents = drawn(10, 21_400, size=(640, 480))
    release, program = next_release(tmp_path / "release")
    settings = {**cluster.settings, "resend_seconds": 0.5}
    with ExitStack() as stack, importing(cluster.gateway, contents, headers=cluster.bearer) as importer:
        importer.wait(3)
        new = {}
        for name in ("vision", "embedder", "gateway"):
            new[name] = Heliograph(tmp_path / name, service=f"services.{name}", repo=release, **settings)
            stack.callback(new[name].kill)
            new[name].start()
        importer.wait(6)
        importer.target = new["gateway"]
        for old in cluster.services.values():
            assert old.stop() == 0
        importer.wait()
        with new["gateway"].client(headers=cluster.bearer) as client:
            until(lambda: all_at(client, program.stages), "every photo looked at by the new release")
            until(lambda: len(client.get("/photos").json()["photos"]) == len(contents), "all there")
        for service in new.values():
            assert service.stop() == 0
        check(cluster, contents, program=program)
    # The old one comes back: nothing is worked on until it is told to go on in its own way.
    environment = {f"HELIOGRAPH_{name.upper()}": str(value) for name, value in cluster.settings.items()}
    command = [sys.executable, "-m", "services.models", "take-over"]
    said = subprocess.run(command, cwd=REPO, env=os.environ | environment, capture_output=True, text=True, check=True)
    assert said.stdout.startswith("Photos are worked on by the stages of release"), said.stdout


def test_a_poison_photo_condemns_itself_and_none_of_its_neighbours(cluster: Cluster) -> None:
    poison = encoded(21_500, "PNG", size=(5000, 4000))
    contents = [*drawn(4, 21_501, size=(640, 480)), poison, *drawn(6, 21_511, size=(640, 480))]
    with (
        poisonous(poison, cluster.visions) as killer,
        importing(cluster.gateway, contents, headers=cluster.bearer) as importer,
    ):
        importer.wait()
        with cluster.client() as client:
            id = importer.answered[sha256(poison)]
            deadline = time.monotonic() + PATIENCE
            while client.get(f"/photo/{id}").json()["status"] == "processing":
                assert time.monotonic() < deadline
                for worker in cluster.visions:
                    if not worker.running:
                        worker.start()
        photos = finish(cluster, list(importer.answered.values()))
    assert photos[id]["stages"]["renditions"]["error"] == "Looking at this photo crashed its worker 3 times."
    assert killer.killed == 4, "once in company, three times alone"
    check(cluster, contents, condemned=[sha256(poison)])
