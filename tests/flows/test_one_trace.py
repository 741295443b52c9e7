"""A photo's way is one trace, from the request that brings it to its last mark; so is a question's."""

import asyncio
import itertools
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import SpanKind

from services.embedder.service import build as embedder
from services.gateway.service import build as gateway
from services.vision.service import build as vision
from shared import tracing
from shared.pipeline import PROGRAM, STAGES
from shared.runtime.service import started
from shared.runtime.settings import Settings
from tests.drawing import encoded
from tests.running import PATIENCE

CALLER = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
TRACE, SPAN = (int(part, 16) for part in CALLER.split("-")[1:3])


@pytest.fixture
def spans() -> Iterator[InMemorySpanExporter]:
    exporter = InMemorySpanExporter()
    provider = TracerProvider(shutdown_on_exit=False)
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    tracing.record_with(provider)
    yield exporter
    tracing.record_with(None)
    provider.shutdown()


@asynccontextmanager
async def heliograph(home: Path) -> AsyncIterator[httpx.AsyncClient]:
    failures: list[BaseException] = []
    settings = Settings(home=home, models="fake", children=1)
    loaded = asyncio.Event()
    async with started(settings, [embedder, vision, gateway], failures.append, loaded.set) as services:
        await loaded.wait()
        transport = httpx.ASGITransport(services[-1].app)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost", timeout=60) as client:
            yield client
    assert failures == []


async def ready(client: httpx.AsyncClient, id: str) -> None:
    async with asyncio.timeout(PATIENCE):
        for pause in itertools.repeat(0.05):
            if (await client.get(f"/photo/{id}")).json()["status"] == "ready":
                return
            await asyncio.sleep(pause)


def of_trace(exporter: InMemorySpanExporter, trace: int) -> list[ReadableSpan]:
    return [span for span in exporter.get_finished_spans() if span.context.trace_id == trace]


async def test_from_upload_to_the_last_mark_and_from_a_question_to_its_vectors(
    tmp_path: Path, spans: InMemorySpanExporter
) -> None:
    async with heliograph(tmp_path / "home") as client:
        files = {"file": ("a.jpg", encoded(4711))}
        created = await client.post("/upload", files=files, headers={"traceparent": CALLER})
        id = created.json()["id"]
        await ready(client, id)
        question = await client.get("/search", params={"q": "a kitten"})
        assert question.status_code == 200

    way = of_trace(spans, TRACE)
    names = [span.name for span in way]
    assert names.count("POST /upload") == 1
    assert names.count("publish photo.uploaded") == 1
    runs = [name.split()[1:] for name in names if name.startswith("run ")]
    assert {stage for run in runs for stage in run} == STAGES.names() - PROGRAM.off.keys()
    assert names.count("vision delivery") == 1
    assert names.count("embedder delivery") >= 1
    # It begins at the caller's span and hangs together.
    own = {span.context.span_id for span in way}
    assert {span.parent.span_id for span in way if span.parent and span.parent.span_id not in own} == {SPAN}
    assert all(span.parent for span in way)
    assert {span.attributes["photo"] for span in way if span.kind is SpanKind.CONSUMER and span.attributes} == {id}

    asked = next(span for span in spans.get_finished_spans() if span.name == "GET /search")
    answered = of_trace(spans, asked.context.trace_id)
    assert [span.name for span in answered].count("embed a question") == 1
    assert asked.context.trace_id != TRACE
    assert asked.parent is None


async def test_an_unreadable_traceparent_begins_a_trace_of_our_own(tmp_path: Path, spans: InMemorySpanExporter) -> None:
    async with heliograph(tmp_path / "home") as client:
        for wrong in ("", "nonsense", "00-" + "0" * 32 + "-00f067aa0ba902b7-01", "x" * 4000):
            assert (await client.get("/photos", headers={"traceparent": wrong})).status_code == 200
    roots = [span for span in spans.get_finished_spans() if span.name == "GET /photos"]
    assert len({span.context.trace_id for span in roots}) == 4
    assert all(span.parent is None for span in roots)


async def test_probes_are_not_traced(tmp_path: Path, spans: InMemorySpanExporter) -> None:
    async with heliograph(tmp_path / "home") as client:
        for path in ("/healthz", "/readyz", "/metrics"):
            assert (await client.get(path)).status_code == 200
    assert not [span for span in spans.get_finished_spans() if span.kind is SpanKind.SERVER]
