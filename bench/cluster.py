"""The cluster profile as ordinary processes on this machine, beside the embedded profile on the same files.

MongoDB's and Qdrant's stand-ins, and Swift, are Python: what they cost is theirs, so the services' own processor time
stands beside the photos a minute.
"""

import asyncio
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import aclosing, contextmanager
from pathlib import Path
from statistics import quantiles

from tqdm import tqdm

from bench import photosets
from bench.client import Client
from bench.ingest import cost
from bench.processes import MIB, family, peak, resident
from bench.report import Row, paired, single
from bench.system import CORES, PHOTOS_ALONE, product
from shared.broker.base import Broker, Queue
from shared.broker.rabbit import RabbitBroker
from shared.broker.sqlite import SqliteBroker
from shared.domain.events import PhotoUploaded
from shared.domain.ids import new_id
from shared.errors import Unavailable
from tests.running import Heliograph
from tests.servers.cluster import Cluster, missing

_ROUNDS = 3
_PHOTOS = 48  # a round: the stand-in for MongoDB reads the whole collection at every conditional write
_CONNECTIONS = 4
_CLIENTS = 64
_MESSAGES = 2000


def measure(folder: Path) -> list[Row]:
    """Raises Unavailable where a server of the cluster is not installed."""
    if lack := missing():
        raise Unavailable(f"no cluster can be started here: {lack}")
    files = photosets.small(folder, copies=1)[:_PHOTOS]
    with _cluster(folder / "cluster") as cluster:
        with product(folder / "embedded") as embedded:
            rows = _beside_embedded(files, cluster, embedded)
        return [
            *rows,
            *_two_workers(files, cluster),
            *_many_clients(folder, cluster),
            asyncio.run(_message(folder, str(cluster.settings["amqp_url"]))),
        ]


@contextmanager
def _cluster(folder: Path) -> Iterator[Cluster]:
    cluster = Cluster(folder, cuts=False, visions=2, children=max(1, CORES // 2), **PHOTOS_ALONE).start()
    try:
        yield cluster
    finally:
        cluster.stop()


def _beside_embedded(files: Sequence[Path], cluster: Cluster, embedded: Heliograph) -> list[Row]:
    """As many model processes in the cluster, over its two vision workers, as in the embedded profile."""
    rates, used = [], []
    for _ in tqdm(range(_ROUNDS + 1), desc="cluster, embedded", leave=False):
        photosets.freshened(files)
        ours = _cost(files, _client(cluster), list(cluster.services.values()))
        theirs = _cost(files, Client(embedded.base), [embedded])
        rates.append((ours[0], theirs[0]))
        used.append((ours[1], theirs[1]))
    return [
        paired("cluster: photos of the web, a minute", "", "embedded", rates[1:], ">= 0.8"),
        paired("cluster: processor time of the services for each", "ms", "embedded", used[1:]),
    ]


def _two_workers(files: Sequence[Path], cluster: Cluster) -> list[Row]:
    client, services = _client(cluster), list(cluster.services.values())
    pairs = []
    for _ in tqdm(range(_ROUNDS), desc="two vision workers, one", leave=False):
        photosets.freshened(files)
        two, _ = _cost(files, client, services)
        cluster.services["vision-2"].stop()
        photosets.freshened(files)
        one, _ = _cost(files, client, [service for service in services if service.running])
        cluster.heal()
        pairs.append((two, one))
    return [paired("cluster: two vision workers, photos a minute", "", "one", pairs)]


def _many_clients(folder: Path, cluster: Cluster) -> list[Row]:
    """Each upload is answered, or this raises RuntimeError."""
    files = [photosets.padded(folder, f"padded-{number}.png", megabytes=1) for number in range(4 * _CLIENTS)]
    client = _client(cluster)
    alone = [_seconds(client, file) for file in files[:_CLIENTS]]
    gateway = cluster.gateway.process
    assert gateway is not None
    photosets.freshened(files)
    with peak(lambda: resident(gateway.pid)) as memory, ThreadPoolExecutor(_CLIENTS) as threads:
        together = list(threads.map(lambda file: _seconds(client, file), files))
    p99, p99_alone = (1000 * quantiles(taken, n=100, method="inclusive")[-1] for taken in (together, alone))
    return [
        single(
            f"cluster: {_CLIENTS} clients uploading 1 MiB, 99 % of {len(files)} in; none refused", "ms", p99,
            "one at a time", p99_alone, f"<= {_CLIENTS}",
        ),
        single(
            f"cluster: memory of the gateway with {_CLIENTS} clients", "MiB", memory[-1] / MIB, "before",
            memory[0] / MIB,
        ),
    ]  # fmt: skip


async def _message(folder: Path, amqp: str) -> Row:
    rabbit = await RabbitBroker.open(amqp, namespace=f"bench-{new_id()}")
    sqlite = await SqliteBroker.open(folder / "queue.sqlite")
    try:
        pairs = [(await _ms_a_message(rabbit), await _ms_a_message(sqlite)) for _ in range(_ROUNDS)]
    finally:
        await rabbit.close()
        await sqlite.close()
    return paired("a message: published and confirmed, consumed, acked", "ms", "embedded", pairs)


async def _ms_a_message(broker: Broker) -> float:
    await broker.declare(Queue("bench", (PhotoUploaded.topic,)))
    began = time.perf_counter()

    async def publish(count: int) -> None:
        for _ in range(count):
            await broker.publish(PhotoUploaded(owner="me", photo=new_id()))

    async def consume() -> None:
        left = _MESSAGES
        async with aclosing(broker.consume("bench", prefetch=32)) as deliveries:
            async for delivery in deliveries:
                await delivery.ack()
                left -= 1
                if not left:
                    return

    await asyncio.gather(consume(), *(publish(_MESSAGES // 8) for _ in range(8)))
    return 1000 * (time.perf_counter() - began) / _MESSAGES


def _client(cluster: Cluster) -> Client:
    return Client(cluster.gateway.base, cluster.token)


def _seconds(client: Client, file: Path) -> float:
    began = time.perf_counter()
    client.upload(file)
    return time.perf_counter() - began


def _cost(files: Sequence[Path], client: Client, services: Sequence[Heliograph]) -> tuple[float, float]:
    """-> photos a minute, and milliseconds of the services' processor time for each"""

    def pids() -> list[int]:
        return [pid for service in services if service.process for pid in family(service.process.pid)]

    return cost(lambda: client.ready(client.upload_all(files, _CONNECTIONS)), pids, len(files))
