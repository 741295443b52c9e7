"""A stand-in for a Qdrant server, where none is to be had: `python -m tests.servers.qdrant_standin --port P --path D`.

What it is: Qdrant's REST calls, as shared/vectors/qdrant.py makes them, over real HTTP and kept over a restart; each
is parsed by the models that the real client has from Qdrant's OpenAPI, and handed to that client's own local mode.
What it is not: a Qdrant. Search is exact and in numpy: no HNSW, no quantisation, no tenants' own graphs, no
optimiser, one request at a time, slow beyond some 20 000 points. A kill -9 while a collection is made may damage it.
Speed and recall measured on it say nothing; only HELIOGRAPH_TEST_QDRANT_URL runs the tests on the real thing.
"""

import argparse
import warnings
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import uvicorn
from pydantic import BaseModel, TypeAdapter
from qdrant_client import AsyncQdrantClient
from qdrant_client.http import models
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

_SELECTOR: TypeAdapter[Any] = TypeAdapter(models.PointsSelector)
_INSERT: TypeAdapter[Any] = TypeAdapter(models.PointInsertOperations)
_COMPLETED = models.UpdateResult(operation_id=0, status=models.UpdateStatus.COMPLETED)

Answer = Callable[[AsyncQdrantClient, str, bytes], Awaitable[Any]]


async def collections(client: AsyncQdrantClient, name: str, body: bytes) -> Any:
    return await client.get_collections()


async def exists(client: AsyncQdrantClient, name: str, body: bytes) -> Any:
    return models.CollectionExistence(exists=await client.collection_exists(name))


async def info(client: AsyncQdrantClient, name: str, body: bytes) -> Any:
    return await client.get_collection(name)


async def create(client: AsyncQdrantClient, name: str, body: bytes) -> Any:
    wanted = models.CreateCollection.model_validate_json(body)
    return await client.create_collection(
        name,
        vectors_config=wanted.vectors,
        sparse_vectors_config=wanted.sparse_vectors,
        metadata=wanted.metadata,
    )


async def drop(client: AsyncQdrantClient, name: str, body: bytes) -> Any:
    return await client.delete_collection(name)


async def index(client: AsyncQdrantClient, name: str, body: bytes) -> Any:
    models.CreateFieldIndex.model_validate_json(body)  # checked; local mode filters without an index
    return _COMPLETED


async def upsert(client: AsyncQdrantClient, name: str, body: bytes) -> Any:
    wanted = _INSERT.validate_json(body)
    points = wanted.points if isinstance(wanted, models.PointsList) else wanted.batch
    return await client.upsert(name, points)


async def delete(client: AsyncQdrantClient, name: str, body: bytes) -> Any:
    return await client.delete(name, _SELECTOR.validate_json(body))


async def payload(client: AsyncQdrantClient, name: str, body: bytes) -> Any:
    wanted = models.SetPayload.model_validate_json(body)
    return await client.set_payload(name, wanted.payload, wanted.filter)


async def retrieve(client: AsyncQdrantClient, name: str, body: bytes) -> Any:
    wanted = models.PointRequest.model_validate_json(body)
    return await client.retrieve(
        name, wanted.ids, with_payload=_or(wanted.with_payload, True), with_vectors=_or(wanted.with_vector, False)
    )


async def scroll(client: AsyncQdrantClient, name: str, body: bytes) -> Any:
    wanted = models.ScrollRequest.model_validate_json(body)
    points, after = await client.scroll(
        name,
        scroll_filter=wanted.filter,
        limit=_or(wanted.limit, 10),
        offset=wanted.offset,
        with_payload=_or(wanted.with_payload, True),
        with_vectors=_or(wanted.with_vector, False),
    )
    return models.ScrollResult(points=points, next_page_offset=after)


async def query(client: AsyncQdrantClient, name: str, body: bytes) -> Any:
    wanted = models.QueryRequest.model_validate_json(body)
    return await client.query_points(
        name,
        wanted.query,
        using=wanted.using,
        query_filter=wanted.filter,
        search_params=wanted.params,
        limit=_or(wanted.limit, 10),
        score_threshold=wanted.score_threshold,
        with_payload=_or(wanted.with_payload, False),
        with_vectors=_or(wanted.with_vector, False),
    )


CALLS: list[tuple[str, str, Answer]] = [
    ("GET", "/collections", collections),
    ("GET", "/collections/{name}/exists", exists),
    ("GET", "/collections/{name}", info),
    ("PUT", "/collections/{name}", create),
    ("DELETE", "/collections/{name}", drop),
    ("PUT", "/collections/{name}/index", index),
    ("PUT", "/collections/{name}/points", upsert),
    ("POST", "/collections/{name}/points", retrieve),
    ("POST", "/collections/{name}/points/delete", delete),
    ("POST", "/collections/{name}/points/payload", payload),
    ("POST", "/collections/{name}/points/scroll", scroll),
    ("POST", "/collections/{name}/points/query", query),
]


def app(path: Path) -> Starlette:
    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        app.state.client = AsyncQdrantClient(path=str(path))
        yield
        await app.state.client.close()

    async def version(request: Request) -> Response:
        return JSONResponse((await request.app.state.client.info()).model_dump(mode="json"))

    async def healthy(request: Request) -> Response:
        return PlainTextResponse("healthz check passed")

    routes = [Route("/", version), Route("/healthz", healthy), Route("/readyz", healthy)]
    routes += [Route(path, _endpoint(answer), methods=[method]) for method, path, answer in CALLS]
    return Starlette(routes=routes, lifespan=lifespan)


def _endpoint(answer: Answer) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        name = request.path_params.get("name", "")
        try:
            result = await answer(request.app.state.client, name, await request.body())
        except ValueError as error:  # pydantic's too
            return JSONResponse({"status": {"error": str(error)}, "time": 0.0}, _status(str(error)))
        return JSONResponse({"result": _plain(result), "status": "ok", "time": 0.0})

    return endpoint


def _status(error: str) -> int:
    if "already exists" in error:
        return 409
    return 404 if "not found" in error else 400


def _plain(result: Any) -> Any:
    if isinstance(result, list):
        return [_plain(item) for item in result]
    return result.model_dump(mode="json", exclude_none=True) if isinstance(result, BaseModel) else result


def _or(given: Any, default: Any) -> Any:
    return default if given is None else given


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--path", type=Path, required=True)
    given = parser.parse_args()
    warnings.filterwarnings("ignore", "Local mode")  # what this is not, is said above
    uvicorn.run(app(given.path), host="127.0.0.1", port=given.port, log_level="warning")
