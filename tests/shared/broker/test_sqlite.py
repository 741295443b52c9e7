import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from shared.broker.base import Depth, Lane, Queue
from shared.broker.sqlite import SqliteBroker
from shared.domain.events import PhotoUploaded
from shared.errors import Unavailable
from tests.failing import SQLITE, failing, needs_strace
from tests.running import PATIENCE

QUEUE = Queue("vision", ("photo.uploaded",))


def uploaded(photo: object) -> PhotoUploaded:
    return PhotoUploaded(owner="me", photo=str(photo))


@pytest.fixture
async def broker(tmp_path: Path) -> AsyncIterator[SqliteBroker]:
    broker = await SqliteBroker.open(tmp_path / "broker.sqlite")
    await broker.declare(QUEUE)
    yield broker
    await broker.close()


_VICTIM = """
import asyncio, sys
from pathlib import Path
from shared.broker.sqlite import SqliteBroker

async def main():
    broker = await SqliteBroker.open(Path(sys.argv[1]), suspicion=0)
    deliveries = broker.consume("vision", prefetch=3)
    held = [await anext(deliveries) for _ in range(int(sys.argv[2]))]
    print([(d.event.photo, d.alone, d.attempts) for d in held], flush=True)
    await asyncio.sleep(60)

asyncio.run(main())
"""


async def killed_while_holding(path: Path, count: int) -> str:
    victim = await asyncio.create_subprocess_exec(
        sys.executable, "-c", _VICTIM, str(path), str(count), stdout=asyncio.subprocess.PIPE
    )
    assert victim.stdout
    said = await asyncio.wait_for(victim.stdout.readline(), 30)
    victim.kill()
    assert await victim.wait() == -signal.SIGKILL
    return said.decode().strip()


async def test_a_killed_process(tmp_path: Path) -> None:
    path = tmp_path / "broker.sqlite"
    broker = await SqliteBroker.open(path, suspicion=0)
    await broker.declare(QUEUE)
    for n in range(2):
        await broker.publish(uploaded(n))
    await broker.close()
    assert await killed_while_holding(path, 2) == "[('0', False, 1), ('1', False, 1)]"
    assert await killed_while_holding(path, 1) == "[('0', True, 1)]"
    assert await killed_while_holding(path, 1) == "[('0', True, 2)]"
    broker = await SqliteBroker.open(path, suspicion=0)
    assert (await broker.depth("vision")).ready == 2
    async with contextlib.aclosing(broker.consume("vision", prefetch=3)) as deliveries:
        poison = await anext(deliveries)
        assert (poison.event.photo, poison.alone, poison.attempts) == ("0", True, 3)
        await poison.dead("it takes the process with it")
        innocent = await anext(deliveries)
        assert (innocent.event.photo, innocent.alone, innocent.attempts) == ("1", True, 1)
        await innocent.ack()
    await broker.close()


async def test_claims_come_in_batches_and_an_idle_consumer_does_nothing(broker: SqliteBroker) -> None:
    statements: list[str] = []
    for n in range(32):
        await broker.publish(uploaded(n))
    await broker._writer.run(lambda db: db.set_trace_callback(statements.append))
    async with contextlib.aclosing(broker.consume("vision", prefetch=16)) as deliveries:
        for _ in range(32):
            await (await anext(deliveries)).ack()
        waiting = asyncio.create_task(anext(deliveries))

        def claims() -> int:
            return sum(sql.startswith("update message set due = null") for sql in statements)

        async with asyncio.timeout(PATIENCE):
            while claims() < 3:  # noqa: ASYNC110 - 16, 16, none
                await asyncio.sleep(0.01)
        await broker.check()  # behind the last claim
        assert claims() == 3
        statements.clear()
        await asyncio.sleep(0.2)
        assert statements == []
        waiting.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await waiting


async def test_a_bulk_suspect_gets_its_turn_among_fresh_ones(tmp_path: Path) -> None:
    path = tmp_path / "broker.sqlite"
    broker = await SqliteBroker.open(path, suspicion=0)
    await broker.declare(QUEUE)
    await broker.publish(uploaded("suspect"), lane=Lane.BULK)
    await broker.close()
    await killed_while_holding(path, 1)
    broker = await SqliteBroker.open(path, suspicion=0)
    for n in range(100):
        await broker.publish(uploaded(n))
    order = []
    async with contextlib.aclosing(broker.consume("vision", prefetch=2)) as deliveries:
        held = [await anext(deliveries), await anext(deliveries)]
        # One is always outstanding, so that it never would be alone if nobody waited for it.
        async with asyncio.timeout(PATIENCE):
            while True:
                order.append(held[0].event.photo)
                await held.pop(0).ack()
                following = asyncio.ensure_future(anext(deliveries))
                await asyncio.wait([following], timeout=0.05)
                if not following.done():
                    order.append(held[0].event.photo)
                    await held.pop(0).ack()
                held.append(await following)
                if held[-1].alone:
                    break
    assert order == [str(n) for n in range(7)]
    assert len(held) == 1
    await broker.close()


async def test_a_cancelled_publisher_still_wakes_the_consumer(broker: SqliteBroker) -> None:
    deliveries = broker.consume("vision", prefetch=1)
    waiting = asyncio.create_task(anext(deliveries))
    await asyncio.sleep(0.05)
    publishing = asyncio.create_task(broker.publish(uploaded("a")))
    await asyncio.sleep(0)
    publishing.cancel()
    assert (await asyncio.wait_for(waiting, PATIENCE)).event.photo == "a"
    await deliveries.aclose()


async def test_a_consume_that_is_cancelled_while_it_claims_holds_nothing(broker: SqliteBroker) -> None:
    for n in range(3):
        await broker.publish(uploaded(n))
    for steps in range(6):
        claiming = asyncio.create_task(anext(broker.consume("vision", prefetch=3)))
        for _ in range(steps):
            await asyncio.sleep(0)
        claiming.cancel()
        await asyncio.gather(claiming, return_exceptions=True)
    # asyncio closes generators that are dropped in tasks of its own.
    async with asyncio.timeout(PATIENCE):
        while (depth := await broker.depth("vision")).in_flight:  # noqa: ASYNC110 - nobody is told of it
            await asyncio.sleep(0.01)
    assert (depth.ready, depth.in_flight) == (3, 0)


async def test_depth_counts_what_is_held_and_what_is_due(broker: SqliteBroker) -> None:
    for n in range(4):
        await broker.publish(uploaded(n))
    async with contextlib.aclosing(broker.consume("vision", prefetch=3)) as deliveries:
        soon, late, _ = [await anext(deliveries) for _ in range(3)]
        await soon.retry(0.05, "busy")
        await late.retry(60, "busy")
        await asyncio.sleep(0.1)
        depth = await broker.depth("vision")
    assert depth == Depth(2, 1, 0, depth.oldest_seconds)
    assert depth.oldest_seconds is not None
    assert depth.oldest_seconds >= 0.1


@needs_strace
async def test_what_a_consumer_holds_when_its_disk_fails_goes_to_the_next(broker: SqliteBroker, tmp_path: Path) -> None:
    await broker.publish(uploaded(1))
    deliveries = broker.consume("vision", prefetch=2)
    held = await anext(deliveries)
    with (
        failing(os.getpid(), SQLITE, "EIO", paths=[tmp_path / "broker.sqlite-wal"]),
        pytest.raises(Unavailable, match="disk I/O error"),
    ):
        await deliveries.aclose()
    async with contextlib.aclosing(broker.consume("vision", prefetch=2)) as others:
        assert (await asyncio.wait_for(anext(others), PATIENCE)).event == held.event
