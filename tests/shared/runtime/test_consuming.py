"""The end of a consumer is its end, whatever the broker says."""

import asyncio
from pathlib import Path

from shared.broker.sqlite import SqliteBroker
from shared.domain.events import PhotoFinished
from shared.pipeline import SMART
from shared.runtime.consuming import Consuming, Deliveries, pull
from tests.running import PATIENCE


async def test_a_consumer_ends_though_its_broker_went_first(tmp_path: Path) -> None:
    broker = await SqliteBroker.open(tmp_path / "broker.sqlite")
    await broker.declare(SMART)
    await broker.publish(PhotoFinished(owner="me", photo="a", stages=()))
    consuming = Consuming(broker, SMART.name, prefetch=1)

    async def consume(deliveries: Deliveries) -> None:
        assert await pull(deliveries)
        consuming.stopping = True
        await broker._writer.close()  # what is in hand can no longer be handed back
        raise asyncio.CancelledError

    task = asyncio.create_task(consuming.run(consume))
    await asyncio.wait({task}, timeout=PATIENCE)
    ended = task.cancelled()
    task.cancel()
    await asyncio.wait({task})
    assert ended
