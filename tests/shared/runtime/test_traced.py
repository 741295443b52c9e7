"""Whoever publishes, the event carries the trace of the work around it."""

from collections.abc import AsyncIterator
from contextlib import aclosing
from pathlib import Path

import pytest

from shared import tracing
from shared.broker.sqlite import SqliteBroker
from shared.domain.events import PhotoUploaded
from shared.pipeline import QUEUES, VISION
from shared.runtime.traced import TracedBroker

CALLER = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"


@pytest.fixture
async def broker(tmp_path: Path) -> AsyncIterator[TracedBroker]:
    broker = TracedBroker(await SqliteBroker.open(tmp_path / "queue.sqlite"))
    await broker.declare(*QUEUES)
    yield broker
    await broker.close()


async def test_events_carry_the_trace_they_were_published_in(broker: TracedBroker) -> None:
    with tracing.span("request", parent=CALLER):
        await broker.publish(PhotoUploaded(owner="me", photo="inside"))
    await broker.publish(PhotoUploaded(owner="me", photo="outside"))
    async with aclosing(broker.consume(VISION.name, prefetch=2)) as deliveries:
        inside, outside = (await anext(deliveries)).event, (await anext(deliveries)).event
    assert (inside.photo, inside.trace.split("-")[1]) == ("inside", CALLER.split("-")[1])
    assert outside.photo == "outside"
    assert len(outside.trace) == len(CALLER), "work that nobody asked for begins a trace of its own"
    assert outside.trace.split("-")[1] != CALLER.split("-")[1]
