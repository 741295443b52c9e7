"""VectorIndex on a Qdrant server, 1.19 or later: idf within one owner's points is not to be had before.

A space is a collection and an owner a tenant of it: every search filters by owner. Dense vectors are found by
their int8 form, twice as many as asked, and scored by the originals on disk: so scores are exact, and one of the
best may be missed (0.6 % of the ten best in a million, facts of 2026-11-21).
"""

import asyncio
import json
import math
from collections.abc import AsyncIterator, Awaitable, Collection, Sequence
from hashlib import blake2b
from http import HTTPStatus
from typing import Any, TypeVar
from urllib.parse import quote, unquote

import numpy as np
from qdrant_client import AsyncQdrantClient, models
from qdrant_client.common.client_exceptions import ResourceExhaustedResponse
from qdrant_client.http.exceptions import ResponseHandlingException, UnexpectedResponse

from shared.domain.ids import is_id
from shared.errors import Overloaded, Unavailable
from shared.vectors.base import Dense, Hit, Point, Space, Sparse
from shared.vectors.checked import as_query, as_stored
from shared.vectors.slots import ranked

T = TypeVar("T")

_OLDEST = (1, 19)
_PREFIX = "heliograph."
_WORDS = "words"  # the sparse vector, and the payload that spells its words
_EVERY_POINT = 0  # an index that each sparse vector holds: without one a vector without words would not count
_GROUP = "group"  # a payload of the points of a grouped space, and what its metadata says of it
_PAGE = 1000
_BATCH = 256  # points a request: 3 MB at 512 dimensions, a server takes 32


class QdrantVectorIndex:
    def __init__(self, client: AsyncQdrantClient, *, patience: float = 10.0) -> None:
        """`patience` in seconds, for each request. The client is closed with the index."""
        self._client = client
        self._patience = patience
        self._spaces: dict[str, Space] = {}

    @classmethod
    async def open(cls, url: str, *, api_key: str | None = None, patience: float = 10.0) -> "QdrantVectorIndex":
        """Raises Unavailable as `check` does."""
        # Its own look at the version is synchronous: it would block the loop.
        client = AsyncQdrantClient(url=url, api_key=api_key, check_compatibility=False, timeout=math.ceil(patience))
        index = cls(client, patience=patience)
        try:
            await index.check()
        except BaseException:
            await index.close()
            raise
        return index

    async def ensure(self, space: Space) -> None:
        known = await self._space(space.name)
        if known is None:
            await self._create(space)
            known = await self._space(space.name)
        if known != space:
            raise ValueError(f"space {space.name} is there as {known}, and not as {space}")
        # Again each time: whoever made the collection may have died before this.
        for field, tenant in (("owner", True), *([(_GROUP, None)] if space.grouped else [])):
            index = models.KeywordIndexParams(type=models.KeywordIndexType.KEYWORD, is_tenant=tenant)
            await self._ask(self._client.create_payload_index(_collection(space.name), field, index, wait=True))

    async def upsert(self, space: str, points: Sequence[Point]) -> None:
        known = await self._space(space)
        if known is None:
            raise ValueError(f"space {space} was never ensured")
        structs = [_struct(point, known) for point in as_stored(points, known)]
        for start in range(0, len(structs), _BATCH):
            await self._ask(self._client.upsert(_collection(space), structs[start : start + _BATCH], wait=True))

    async def delete(self, ids: Sequence[str] = (), *, groups: Sequence[str] = (), space: str | None = None) -> None:
        if not (ids or groups):
            return
        names = await self._names()
        await asyncio.gather(*(self._delete(name, ids, groups) for name in names if space in (None, name)))

    async def _delete(self, name: str, ids: Sequence[str], groups: Sequence[str]) -> None:
        space = await self._space(name)
        if space is None:
            return
        gone = models.Filter(should=[_with_ids(ids), _among(space, groups)])
        await self._ask(self._client.delete(_collection(name), models.FilterSelector(filter=gone), wait=True))

    async def give(self, groups: Sequence[str], owner: str) -> None:
        if groups:
            await asyncio.gather(*(self._give(name, groups, owner) for name in await self._names()))

    async def _give(self, name: str, groups: Sequence[str], owner: str) -> None:
        space = await self._space(name)
        if space is None:
            return
        others = models.Filter(must=[_among(space, groups)], must_not=[_of(owner)])
        await self._ask(self._client.set_payload(_collection(name), {"owner": owner}, others, wait=True))

    async def _names(self) -> list[str]:
        there = [found.name for found in (await self._ask(self._client.get_collections())).collections]
        return [unquote(name.removeprefix(_PREFIX)) for name in there if name.startswith(_PREFIX)]

    async def get(self, space: str, ids: Sequence[str]) -> dict[str, Dense | Sparse]:
        return {point.id: point.vector for point in await self._points(space, ids)}

    async def search(
        self,
        space: str,
        owner: str,
        vector: Dense | Sparse,
        *,
        limit: int,
        among: Collection[str] | None = None,
        best_per_group: bool = False,
    ) -> list[Hit]:
        known = await self._space(space)
        if known is None:
            return []
        query = as_query(vector, known)
        must: list[Any] = [_of(owner)]
        if among is not None:
            if not any(map(is_id, among)):
                return []
            must.append(_among(known, among))
        if best_per_group and known.grouped:
            return await self._best_of_groups(known, owner, query, must, limit)
        return await self._search(known, owner, query, models.Filter(must=must), limit)

    async def neighbours(self, space: str, owner: str, id: str, *, limit: int) -> list[Hit]:
        known = await self._space(space)
        stored = [point for point in await self._points(space, [id]) if point.owner == owner]
        if known is None or not stored:
            return []
        others = models.Filter(must=[_of(owner)], must_not=[_with_ids([id])])
        return await self._search(known, owner, as_query(stored[0].vector, known), others, limit)

    async def scroll(self, space: str) -> AsyncIterator[tuple[str, str, str]]:
        after: models.ExtendedPointId | None = None
        more = await self._space(space) is not None
        while more:
            page, after = await self._ask(
                self._client.scroll(_collection(space), limit=_PAGE, offset=after, with_payload=["owner", _GROUP])
            )
            for record in page:
                payload = record.payload or {}
                yield str(record.id), payload["owner"], payload.get(_GROUP, str(record.id))
            more = after is not None

    async def compact(self) -> None:
        return  # its files are the server's

    async def check(self) -> None:
        version = (await self._ask(self._client.info())).version
        if tuple(int(part) for part in version.split(".")[:2]) < _OLDEST:
            raise Unavailable(f"Qdrant {version} is too old: {'.'.join(map(str, _OLDEST))} is the oldest that serves.")

    async def close(self) -> None:
        await self._client.close()

    async def _best_of_groups(
        self, space: Space, owner: str, query: Dense | Sparse, must: list[Any], limit: int
    ) -> list[Hit]:
        """Those of the groups that are not known yet are asked for, until there are enough: the server's own search by
        groups gives up where a few groups hold all that is near."""
        best: dict[str, Hit] = {}
        while len(best) < limit:
            others = models.Filter(must=must, must_not=[_among(space, best)])
            hits = await self._search(space, owner, query, others, limit)
            for hit in hits:
                best.setdefault(hit.group, hit)
            if len(hits) < limit:
                break
        return list(best.values())[:limit]

    async def _search(
        self, space: Space, owner: str, query: Dense | Sparse, where: models.Filter, limit: int
    ) -> list[Hit]:
        if limit < 1 or (space.sparse and not query):
            return []
        if space.sparse:
            corpus = models.IdfCorpusParams(corpus=models.Filter(must=[_of(owner)])) if space.idf else None
            params = models.SearchParams(idf=corpus)
            asked: Any = _sparse(dict(query))
        else:
            rescored = models.QuantizationSearchParams(rescore=True, oversampling=2.0)
            params = models.SearchParams(quantization=rescored)
            asked = np.asarray(query).tolist()
        answer = await self._ask(
            self._client.query_points(
                _collection(space.name),
                asked,
                using=_WORDS if space.sparse else None,
                query_filter=where,
                search_params=params,
                limit=limit,
                with_payload=[_GROUP] if space.grouped else False,
            )
        )
        return ranked(
            (point.score, str(point.id), (point.payload or {}).get(_GROUP, str(point.id))) for point in answer.points
        )

    async def _points(self, space: str, ids: Sequence[str]) -> list[Point]:
        wanted = [point for point in ids if is_id(point)]
        known = await self._space(space)
        if known is None or not wanted:
            return []
        records = await self._ask(
            self._client.retrieve(_collection(space), wanted, with_payload=True, with_vectors=not known.sparse)
        )
        found = []
        for record in records:
            payload = record.payload or {}
            vector = payload[_WORDS] if known.sparse else np.array(record.vector, dtype=np.float32)
            found.append(Point(str(record.id), payload["owner"], vector))
        return found

    async def _space(self, name: str) -> Space | None:
        """What the server holds under this name; asked once while it holds something."""
        if name not in self._spaces:
            if not await self._ask(self._client.collection_exists(_collection(name))):
                return None
            config = (await self._ask(self._client.get_collection(_collection(name)))).config
            params, grouped = config.params, bool((config.metadata or {}).get(_GROUP))
            if isinstance(params.vectors, models.VectorParams):
                self._spaces[name] = Space(name, params.vectors.size, grouped=grouped)
            else:
                modifier = (params.sparse_vectors or {})[_WORDS].modifier
                self._spaces[name] = Space(name, 0, idf=modifier == models.Modifier.IDF, grouped=grouped)
        return self._spaces[name]

    async def _create(self, space: Space) -> None:
        if space.sparse:
            modifier = models.Modifier.IDF if space.idf else models.Modifier.NONE
            dense: Any = {}
            sparse = {_WORDS: models.SparseVectorParams(modifier=modifier)}
        else:
            dense, sparse = _dense_params(space.dimension), None
        try:
            await self._ask(
                self._client.create_collection(
                    _collection(space.name),
                    vectors_config=dense,
                    sparse_vectors_config=sparse,
                    metadata={_GROUP: True} if space.grouped else None,
                )
            )
        except UnexpectedResponse as error:
            if error.status_code != HTTPStatus.CONFLICT:  # another process was quicker
                raise

    async def _ask(self, request: Awaitable[T]) -> T:
        try:
            async with asyncio.timeout(self._patience):
                return await request
        except TimeoutError as error:
            raise Unavailable(f"Qdrant did not answer within {self._patience:g} seconds.") from error
        except ResponseHandlingException as error:
            raise Unavailable(f"Qdrant cannot be reached: {error.source or type(error.source).__name__}.") from error
        except json.JSONDecodeError as error:
            raise Unavailable("Qdrant cannot be reached: something else answers at its address.") from error
        except ResourceExhaustedResponse as error:
            raise Overloaded(f"Qdrant has too much to do: {error}.") from error
        except UnexpectedResponse as error:
            code = error.status_code or 0
            if code == HTTPStatus.TOO_MANY_REQUESTS:
                raise Overloaded("Qdrant has too much to do.") from error
            if code in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
                raise Unavailable("Qdrant refuses the API key.") from error
            if code >= HTTPStatus.INTERNAL_SERVER_ERROR:
                raise Unavailable(f"Qdrant answers {code} {error.reason_phrase}.") from error
            raise


def _dense_params(dimension: int) -> models.VectorParams:
    return models.VectorParams(
        size=dimension,
        distance=models.Distance.COSINE,
        on_disk=True,
        quantization_config=models.ScalarQuantization(
            scalar=models.ScalarQuantizationConfig(type=models.ScalarType.INT8, quantile=0.99, always_ram=True)
        ),
        # A graph for each owner and none over all: no search is without an owner.
        hnsw_config=models.HnswConfigDiff(m=0, payload_m=16),
    )


def _struct(point: Point, space: Space) -> models.PointStruct:
    payload: dict[str, Any] = {"owner": point.owner} | ({_GROUP: point.group} if space.grouped else {})
    if isinstance(point.vector, np.ndarray):
        return models.PointStruct(id=point.id, vector=point.vector.tolist(), payload=payload)
    words = dict(point.vector)
    vector: Any = {_WORDS: _sparse(words, always=_EVERY_POINT)}
    return models.PointStruct(id=point.id, vector=vector, payload=payload | {_WORDS: words})


def _sparse(words: Sparse, *, always: int | None = None) -> models.SparseVector:
    """Qdrant names words by 32 bits. Of 100 000 words a pair or so shares one, and is then taken for one word:
    a search for the one finds the other. The payload keeps them apart for `get` and `neighbours`."""
    weights: dict[int, float] = {} if always is None else {always: 1.0}
    for word, weight in words.items():
        number = int.from_bytes(blake2b(word.encode(), digest_size=4).digest(), "little") or 1
        weights[number] = max(weight, weights.get(number, 0.0))
    return models.SparseVector(indices=list(weights), values=list(weights.values()))


def _of(owner: str) -> models.FieldCondition:
    return models.FieldCondition(key="owner", match=models.MatchValue(value=owner))


def _with_ids(ids: Collection[str]) -> models.HasIdCondition:
    return models.HasIdCondition(has_id=[id for id in ids if is_id(id)])


def _among(space: Space, groups: Collection[str]) -> models.HasIdCondition | models.FieldCondition:
    if not space.grouped:
        return _with_ids(groups)
    return models.FieldCondition(key=_GROUP, match=models.MatchAny(any=list(groups)))


def _collection(space: str) -> str:
    """Quoted, so that no two spaces share one, whatever their names hold."""
    return _PREFIX + quote(space, safe="")
