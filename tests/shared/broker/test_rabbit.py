import asyncio
import contextlib
from collections import Counter
from collections.abc import AsyncIterator

import pytest

from shared.broker.base import Queue
from shared.broker.rabbit import RabbitBroker
from shared.domain.events import PhotoUploaded
from shared.domain.ids import new_id
from shared.errors import Unavailable
from tests.running import PATIENCE
from tests.servers.rabbit import Rabbit

QUEUE = Queue("vision", ("photo.uploaded",))


def uploaded(photo: object) -> PhotoUploaded:
    return PhotoUploaded(owner="me", photo=str(photo))


async def declared(broker: RabbitBroker) -> None:
    await broker.declare(QUEUE)
    # RabbitMQ 3.10 killed within a second of declaring a quorum queue never elects its leader again.
    await asyncio.sleep(1.5)


@pytest.fixture
async def broker(rabbit_server: Rabbit) -> AsyncIterator[RabbitBroker]:
    broker = await RabbitBroker.open(rabbit_server.url, namespace=f"test-{new_id()}", patience=40)
    await declared(broker)
    yield broker
    await broker.close()


async def test_nobody_there() -> None:
    with pytest.raises(Unavailable):
        await RabbitBroker.open("amqp://guest:guest@127.0.0.1:9/")


async def test_killed_and_restarted_under_load(rabbit_server: Rabbit, broker: RabbitBroker) -> None:
    """Nothing that was confirmed is lost, publishers and consumers and subscribers carry on."""
    confirmed: list[str] = []
    seen: Counter[str] = Counter()
    heard: set[str] = set()
    done = asyncio.Event()
    count = 0

    async def publish() -> None:
        nonlocal count
        while not done.is_set():
            count += 1
            photo = str(count)
            await broker.publish(uploaded(photo))
            confirmed.append(photo)
            await asyncio.sleep(0.002)

    async def consume() -> None:
        async for delivery in broker.consume("vision", prefetch=8):
            seen[delivery.event.photo] += 1
            assert delivery.attempts <= 2
            await delivery.ack()

    async def listen() -> None:
        async for event in broker.subscribe(["photo.uploaded"]):
            heard.add(event.photo)

    publishers = [asyncio.create_task(publish()) for _ in range(4)]
    readers = [asyncio.create_task(work()) for work in (consume, consume, listen)]
    async with asyncio.timeout(PATIENCE):
        while len(confirmed) <= 50:  # noqa: ASYNC110
            await asyncio.sleep(0.02)
    await asyncio.to_thread(rabbit_server.kill9)
    await asyncio.sleep(0.3)
    during = len(confirmed)
    await asyncio.to_thread(rabbit_server.start)
    async with asyncio.timeout(PATIENCE):
        while len(confirmed) < during + 300:  # noqa: ASYNC110
            await asyncio.sleep(0.05)
        done.set()
        await asyncio.gather(*publishers)
        while not seen.keys() >= set(confirmed):  # noqa: ASYNC110
            await asyncio.sleep(0.05)
    assert len(heard & set(confirmed[during:])) > 50
    for reader in readers:
        reader.cancel()
    for reader in readers:
        with contextlib.suppress(asyncio.CancelledError):
            await reader


async def test_an_outage_that_lasts(rabbit_server: Rabbit) -> None:
    """It is said while it lasts. Who held a delivery settles it into nothing, and only then it comes back, alone."""
    broker = await RabbitBroker.open(rabbit_server.url, namespace=f"test-{new_id()}", patience=1)
    await declared(broker)
    await broker.publish(uploaded("a"))
    async with contextlib.aclosing(broker.consume("vision", prefetch=4)) as deliveries:
        held = await anext(deliveries)
        await asyncio.to_thread(rabbit_server.kill9)
        try:
            again = asyncio.ensure_future(anext(deliveries))
            for attempt in (broker.publish(uploaded("b")), broker.check(), broker.depth("vision")):
                with pytest.raises(Unavailable):
                    await attempt
        finally:
            await asyncio.to_thread(rabbit_server.start)
        await asyncio.sleep(1)
        assert not again.done()  # `held` is still outstanding here
        await held.ack()
        returned = await asyncio.wait_for(again, PATIENCE)
        assert (returned.event.photo, returned.alone, returned.attempts) == ("a", True, 1)
        await returned.ack()
    await broker.close()
