"""What a Qdrant server may do to us. The semantics are in tests/conformance; this is the wire, with a stub on it."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pytest
from qdrant_client import AsyncQdrantClient

from shared.domain.ids import new_id
from shared.errors import Overloaded, Transient, Unavailable
from shared.vectors.base import Point, Space
from shared.vectors.qdrant import QdrantVectorIndex
from tests.servers.qdrant import Qdrant

VERSION = {"title": "qdrant - vector search engine", "version": "1.19.0"}


@dataclass
class Stub:
    """Answers every request with what `answer(method, path, body)` says: a status, and JSON or bytes."""

    url: str
    answer: Callable[[str, str, Any], tuple[int, Any]]
    delay: float = 0.0
    requests: list[tuple[str, str, Any]] = field(default_factory=list)


def healthy(method: str, path: str, body: Any) -> tuple[int, Any]:
    return 200, VERSION if path == "/" else {"result": {"exists": False}, "status": "ok", "time": 0.0}


@contextlib.asynccontextmanager
async def stub() -> AsyncIterator[Stub]:
    serving: set[asyncio.Task[Any]] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task
        serving.add(task)
        task.add_done_callback(serving.discard)
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
            method, path, _ = head.split(" ", 2)
            headers = dict(line.lower().split(": ", 1) for line in head.splitlines()[1:] if line)
            body = await reader.readexactly(int(headers.get("content-length", 0)))
            request = (method, path, json.loads(body) if body else None)
            stubbed.requests.append(request)
            await asyncio.sleep(stubbed.delay)
            status, answer = stubbed.answer(*request)
            content = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
            retry = "retry-after: 3\r\n" if status == 429 else ""
            writer.write(
                f"HTTP/1.1 {status} So\r\n{retry}content-length: {len(content)}\r\nconnection: close\r\n\r\n".encode()
                + content
            )
            await writer.drain()
        writer.close()
        with contextlib.suppress(ConnectionError):
            await writer.wait_closed()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    stubbed = Stub(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", healthy)
    try:
        yield stubbed
    finally:
        server.close()
        for task in serving:
            task.cancel()
        await asyncio.gather(*serving)
        await server.wait_closed()


@pytest.fixture
async def server() -> AsyncIterator[Stub]:
    async with stub() as stubbed:
        yield stubbed


@pytest.fixture
async def index(server: Stub) -> AsyncIterator[QdrantVectorIndex]:
    opened = await QdrantVectorIndex.open(server.url, patience=10)
    server.requests.clear()
    yield opened
    await opened.close()


async def every_call(index: QdrantVectorIndex) -> list[type[Transient]]:
    """What each method of the port raises."""
    point = Point(new_id(), "me", np.array([1, 0], dtype=np.float32))

    async def scroll() -> None:
        async for _ in index.scroll("image"):
            pass

    raised: list[type[Transient]] = []
    for call in (
        lambda: index.ensure(Space("image", 2)),
        lambda: index.upsert("image", [point]),
        lambda: index.delete([point.id]),
        lambda: index.give([point.id], "you"),
        lambda: index.get("image", [point.id]),
        lambda: index.search("image", "me", point.vector, limit=3),
        lambda: index.neighbours("image", "me", point.id, limit=3),
        scroll,
        index.check,
    ):
        with pytest.raises(Transient, match=r"^Qdrant .+\.$") as caught:
            await call()
        raised.append(caught.type)
    return raised


async def test_a_server_that_is_not_there() -> None:
    async with stub() as gone:
        url = gone.url
    with pytest.raises(Unavailable, match="cannot be reached"):
        await QdrantVectorIndex.open(url)


async def test_a_server_that_goes_away() -> None:
    async with stub() as gone:
        index = await QdrantVectorIndex.open(gone.url, patience=2)
    assert await every_call(index) == [Unavailable] * 9
    await index.close()


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (500, Unavailable),
        (502, Unavailable),
        (503, Unavailable),
        (401, Unavailable),
        (403, Unavailable),
        (429, Overloaded),
    ],
)
async def test_a_server_in_trouble(server: Stub, index: QdrantVectorIndex, status: int, error: type) -> None:
    server.answer = lambda *_: (status, {"status": {"error": "trouble"}})
    assert await every_call(index) == [error] * 9


async def test_an_answer_that_is_not_qdrants(server: Stub, index: QdrantVectorIndex) -> None:
    server.answer = lambda *_: (200, b"<html>It works!</html>")
    with pytest.raises(Unavailable, match="cannot be reached"):
        await index.check()


async def test_a_slow_server_is_not_waited_for(server: Stub) -> None:
    server.delay = 2.0
    index = QdrantVectorIndex(AsyncQdrantClient(url=server.url, check_compatibility=False), patience=0.3)
    with pytest.raises(Unavailable, match=r"within 0\.3 seconds"):
        await index.search("image", "me", np.array([1, 0], dtype=np.float32), limit=3)
    await index.close()


async def test_a_server_before_idf_within_an_owner_is_refused(server: Stub) -> None:
    server.answer = lambda *_: (200, VERSION | {"version": "1.18.4"})
    with pytest.raises(Unavailable, match=r"1\.18\.4 is too old: 1\.19"):
        await QdrantVectorIndex.open(server.url)


async def test_our_own_mistakes_stay_loud(server: Stub, index: QdrantVectorIndex) -> None:
    server.answer = lambda *_: (400, {"status": {"error": "bad request"}})
    with pytest.raises(Exception, match="400") as caught:
        await index.search("image", "me", np.array([1, 0], dtype=np.float32), limit=3)
    assert not isinstance(caught.value, Transient)


def holding(space: Space) -> Callable[[str, str, Any], tuple[int, Any]]:
    """A server that holds this space, and no point."""
    dense = {"size": space.dimension, "distance": "Cosine"}
    params = {"sparse_vectors": {"words": {"modifier": "idf"}}} if space.sparse else {"vectors": dense}

    def answer(method: str, path: str, body: Any) -> tuple[int, Any]:
        result: Any = {"points": []}
        if path.endswith("/exists"):
            result = {"exists": True}
        elif method == "GET":
            config = {
                "params": params,
                "hnsw_config": {"m": 0, "ef_construct": 100, "full_scan_threshold": 10000},
                "optimizer_config": {
                    "deleted_threshold": 0.2,
                    "vacuum_min_vector_number": 1000,
                    "default_segment_number": 0,
                    "flush_interval_sec": 5,
                },
            }
            result = {"status": "green", "optimizer_status": "ok", "segments_count": 1, "config": config}
            result["payload_schema"] = {}
        elif "query" not in path:
            result = {"operation_id": 1, "status": "completed"}
        return 200, {"result": result, "status": "ok", "time": 0.0}

    return answer


async def test_every_search_asks_for_one_owner_and_writes_wait(server: Stub, index: QdrantVectorIndex) -> None:
    """Only the wire can tell: the local mode knows neither quantisation nor waiting."""
    server.answer = holding(Space("image/1", 2))
    await index.search("image/1", "ann", np.array([0, 2], dtype=np.float32), limit=3)
    method, path, body = server.requests[-1]
    assert (method, path) == ("POST", "/collections/heliograph.image%252F1/points/query")
    assert body["query"] == {"nearest": [0, 1]}
    assert body["limit"] == 3
    assert body["filter"]["must"] == [{"key": "owner", "match": {"value": "ann"}}]
    assert body["params"]["quantization"] == {"rescore": True, "oversampling": 2.0}

    await index.upsert("image/1", [Point(new_id(), "ann", np.array([1, 0], dtype=np.float32))])
    method, path, body = server.requests[-1]
    assert (method, path.split("?")[1]) == ("PUT", "wait=true")
    assert body["points"][0]["payload"] == {"owner": "ann"}


async def test_idf_is_counted_within_the_owner(server: Stub, index: QdrantVectorIndex) -> None:
    server.answer = holding(Space("words", 0, idf=True))
    await index.search("words", "ann", {"sea": 2.0}, limit=3)
    _, _, body = server.requests[-1]
    owner = [{"key": "owner", "match": {"value": "ann"}}]
    assert body["filter"]["must"] == owner
    assert body["params"]["idf"]["corpus"]["must"] == owner
    assert body["query"]["nearest"]["values"] == [2.0]
    assert body["using"] == "words"


async def test_a_new_space_is_made_for_tenants(server: Stub, index: QdrantVectorIndex) -> None:
    made = False

    def answer(method: str, path: str, body: Any) -> tuple[int, Any]:
        nonlocal made
        if path.endswith("/exists"):
            return 200, {"result": {"exists": made}, "status": "ok", "time": 0.0}
        if method == "PUT" and path == "/collections/heliograph.image":
            made = True
            return 200, {"result": True, "status": "ok", "time": 0.0}
        return holding(Space("image", 2))(method, path, body)

    server.answer = answer
    await index.ensure(Space("image", 2))
    bodies = {path.split("?")[0]: body for method, path, body in server.requests if method == "PUT"}
    vectors = bodies["/collections/heliograph.image"]["vectors"]
    assert (vectors["size"], vectors["distance"], vectors["on_disk"]) == (2, "Cosine", True)
    assert vectors["quantization_config"]["scalar"] == {"type": "int8", "quantile": 0.99, "always_ram": True}
    index_of_owner = bodies["/collections/heliograph.image/index"]
    assert index_of_owner["field_name"] == "owner"
    assert index_of_owner["field_schema"] == {"type": "keyword", "is_tenant": True}


async def test_a_server_that_was_killed_still_has_the_points(qdrant_server: Qdrant) -> None:
    index = await QdrantVectorIndex.open(qdrant_server.url, patience=30)
    space, id = f"test.{new_id()}", new_id()
    await index.ensure(Space(space, 3))
    await index.upsert(space, [Point(id, "me", np.array([3.0, 0.0, 4.0], dtype=np.float32))])
    await asyncio.to_thread(qdrant_server.kill9)
    with pytest.raises(Unavailable):
        await index.get(space, [id])
    await asyncio.to_thread(qdrant_server.start)
    hits = await index.search(space, "me", np.array([0.0, 0.0, 1.0], dtype=np.float32), limit=5)
    assert [(hit.id, round(hit.score, 6)) for hit in hits] == [(id, 0.8)]
    await index.close()
