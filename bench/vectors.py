"""How long an embedded dense search takes, beside a bare numpy search over the same numbers in the same run.

    python -m bench.vectors --points 10000 100000 --dimension 384

The reference is `matrix @ query` and `argpartition` on a float32 array in memory: no ids, no owners, no deletions,
no event loop. The ratio says what those cost; the milliseconds depend on the machine and on who else uses it.
"""

import argparse
import asyncio
import tempfile
import time
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from shared.domain.ids import new_id
from shared.vectors.base import Point, Space
from shared.vectors.sqlite import SqliteVectorIndex

TOP = 10
_BATCH = 1000


def bare(matrix: NDArray[np.float32], query: NDArray[np.float32]) -> NDArray[np.intp]:
    scores = matrix @ query
    nearest = np.argpartition(-scores, TOP)[:TOP]
    return nearest[np.argsort(-scores[nearest])]


async def measure(points: int, dimension: int, queries: int) -> str:
    rng = np.random.default_rng(2026)
    matrix = rng.standard_normal((points, dimension), dtype=np.float32)
    matrix /= np.linalg.norm(matrix, axis=1, keepdims=True)
    ids = [new_id() for _ in range(points)]
    ours, reference, agreed = [], [], 0
    with tempfile.TemporaryDirectory() as folder:
        index = await SqliteVectorIndex.open(Path(folder))
        await index.ensure(Space("bench", dimension))
        for start in range(0, points, _BATCH):
            batch = zip(ids[start : start + _BATCH], matrix[start : start + _BATCH], strict=True)
            await index.upsert("bench", [Point(point, "me", vector) for point, vector in batch])
        begun = time.perf_counter()
        await index.search("bench", "me", matrix[0], limit=TOP)
        first = time.perf_counter() - begun
        for query in rng.standard_normal((queries, dimension), dtype=np.float32):
            begun = time.perf_counter()
            nearest = bare(matrix, query)
            reference.append(time.perf_counter() - begun)
            begun = time.perf_counter()
            hits = await index.search("bench", "me", query, limit=TOP)
            ours.append(time.perf_counter() - begun)
            agreed += len({ids[i] for i in nearest} & {hit.id for hit in hits})
        await index.close()
    p50, p95 = np.quantile(ours, [0.5, 0.95]) * 1e3
    bare_p50, bare_p95 = np.quantile(reference, [0.5, 0.95]) * 1e3
    return (
        f"{points:>9} {p50:>8.2f} {p95:>8.2f} {bare_p50:>9.2f} {bare_p95:>9.2f} {p50 / bare_p50:>6.2f}"
        f" {agreed / queries / TOP:>7.3f} {first * 1e3:>9.0f}"
    )


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--points", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--dimension", type=int, default=384)
    parser.add_argument("--queries", type=int, default=100)
    asked = parser.parse_args()
    print(f"top {TOP} of N x {asked.dimension}, {asked.queries} queries, ms; first: the search that makes the matrix")
    print("        N      p50      p95  bare p50  bare p95  ratio  agreed     first")
    for points in asked.points:
        print(await measure(points, asked.dimension, asked.queries))


if __name__ == "__main__":
    asyncio.run(main())
