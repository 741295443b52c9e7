"""How long an embedded dense search takes, beside a bare numpy search over the same numbers.

The reference is `matrix @ query` and `argpartition` on a float32 array in memory: no ids, no owners, no deletions,
no event loop. The ratio says what those cost.
"""

import asyncio
import time
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from bench.report import Row, single
from shared.domain.ids import new_id
from shared.vectors.base import Point, Space
from shared.vectors.sqlite import SqliteVectorIndex

_POINTS = (10_000, 100_000)
_DIMENSION = 384
_QUERIES = 100
_TOP = 10
_BATCH = 1000


def measure(folder: Path) -> list[Row]:
    sizes = tqdm(_POINTS, desc="vectors", leave=False)
    return [row for points in sizes for row in asyncio.run(_search(folder / str(points), points))]


def _bare(matrix: NDArray[np.float32], query: NDArray[np.float32]) -> NDArray[np.intp]:
    scores = matrix @ query
    nearest = np.argpartition(-scores, _TOP)[:_TOP]
    return nearest[np.argsort(-scores[nearest])]


async def _search(folder: Path, points: int) -> list[Row]:
    rng = np.random.default_rng(2026)
    matrix = rng.standard_normal((points, _DIMENSION), dtype=np.float32)
    matrix /= np.linalg.norm(matrix, axis=1, keepdims=True)
    ids = [new_id() for _ in range(points)]
    pairs, agreed = [], 0
    index = await SqliteVectorIndex.open(folder)
    await index.ensure(Space("bench", _DIMENSION))
    for start in range(0, points, _BATCH):
        batch = zip(ids[start : start + _BATCH], matrix[start : start + _BATCH], strict=True)
        await index.upsert("bench", [Point(point, "me", vector) for point, vector in batch])
    began = time.perf_counter()
    await index.search("bench", "me", matrix[0], limit=_TOP)
    first = time.perf_counter() - began
    for query in rng.standard_normal((_QUERIES, _DIMENSION), dtype=np.float32):
        began = time.perf_counter()
        hits = await index.search("bench", "me", query, limit=_TOP)
        ours = time.perf_counter() - began
        began = time.perf_counter()
        nearest = _bare(matrix, query)
        pairs.append((ours, time.perf_counter() - began))
        agreed += len({ids[i] for i in nearest} & {hit.id for hit in hits})
    await index.close()
    (ours50, ours95), (bare50, bare95) = (np.quantile(side, [0.5, 0.95]) * 1e3 for side in zip(*pairs, strict=True))
    what, named = f"search of {points:,} vectors of {_DIMENSION}", "bare numpy"
    return [
        single(f"{what}, median", "ms", ours50, named, bare50),
        single(f"{what}, p95", "ms", ours95, named, bare95),
        single(f"{what}, the first after a start", "ms", first * 1e3, named, bare50),
        single(f"{what}: of the {_TOP} nearest, found", "", agreed / _QUERIES, named, _TOP, "1"),
    ]
