"""How long a search takes in a library of a hundred thousand photos, beside the least that could be done.

The whole request is measured: HTTP, the question understood, the encoder in its child, three spaces, the records, the
answer as JSON. The reference asks the same encoder for the question's vector and multiplies two bare matrices of
float32 in memory with it: no words, no filter, no records. Both sides alternate; no question is asked twice, so none is
remembered. The photos are nobody's (bench/library.py), their vectors are those that labels drawn for them would have.
"""

import asyncio
import random
import sqlite3
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import httpx
import numpy as np
from fastapi import FastAPI
from numpy.typing import NDArray
from tqdm import tqdm

from bench import library
from bench.report import Row, single
from bench.system import MODELS
from services.embedder.encoder import query_encoder
from services.embedder.models import VOCABULARIES
from services.embedder.stages.text_vector import weigh
from services.gateway.routes import search
from shared.catalog.documents import unpack
from shared.catalog.photos import PHOTOS, Photos
from shared.catalog.sqlite import SqliteCatalog
from shared.children import ChildPool, Limits
from shared.domain.ids import SOLE_OWNER
from shared.domain.labels import labels
from shared.domain.photo import Photo
from shared.domain.spaces import IMAGE, SPACES, TEXT, WORDS
from shared.inference.registry import load_model
from shared.pipeline import STAGES
from shared.search.encoder import RememberingEncoder
from shared.search.engine import SearchEngine
from shared.search.names import LibraryNames
from shared.vectors.base import Point, Space
from shared.vectors.sqlite import SqliteVectorIndex

PHOTOS_COUNT = 100_000
_TIMES = 40
_TOP = 10
_BATCH = 2000
_LIMIT = 50

Matrix = NDArray[np.float32]
Questions = ChildPool[str, NDArray[np.float32]]
Asking = Callable[[random.Random], tuple[str, dict[str, str]]]  # -> path, parameters


@dataclass(frozen=True, slots=True)
class _Photos:
    ids: list[str]
    looks: Matrix
    meanings: Matrix


def measure(folder: Path) -> list[Row]:
    library.fill(folder / "catalog.sqlite", PHOTOS_COUNT)
    return asyncio.run(_measure(folder))


async def _measure(folder: Path) -> list[Row]:
    index = await SqliteVectorIndex.open(folder / "vectors")
    photos = await _filled(index, folder / "catalog.sqlite")
    questions: Questions = ChildPool(
        "questions", partial(query_encoder, "bundled", MODELS), size=1, limits=Limits(seconds=10), batch=16
    )
    await questions.start()
    catalog = await SqliteCatalog.open(folder / "catalog.sqlite")
    await catalog.declare(PHOTOS)
    rows: list[Row] = []
    async with _gateway(catalog, index, questions) as client:
        await client.get("/search", params={"q": "the first question of all"})  # matrices are made, the gazetteer read
        for what, ask in tqdm(QUESTIONS.items(), desc="questions", leave=False):
            rows += await _asked(client, questions, photos, f"{what}, {PHOTOS_COUNT:,} photos", ask)
    rows.append(await _recall(index, questions, photos))
    await questions.close()
    await catalog.close()
    await index.close()
    return rows


def _words(rng: random.Random) -> str:
    """No two are alike."""
    one, other = rng.choice(labels()), rng.choice(labels())
    return f"{one.caption} and a {other.lemmas[0]} {rng.randrange(10**6)}"


def _year(rng: random.Random) -> int:
    return library.FIRST.year + rng.randrange(library.YEARS)


QUESTIONS: dict[str, Asking] = {
    "search by words": lambda rng: ("/search", {"q": _words(rng)}),
    "search by words, of a year": lambda rng: ("/search", {"q": f"{_words(rng)} in {_year(rng)}"}),
    "search by words, in a city": lambda rng: ("/search", {"q": f"{_words(rng)} in City {rng.randrange(400)}"}),
    "search by words, without a tag": lambda rng: ("/search", {"q": f"{_words(rng)} without tag {rng.randrange(9)}"}),
    "search by words, a frequent colour chosen": lambda rng: ("/search", {"q": _words(rng), "colour": "red"}),
    "list of a month": lambda rng: ("/search", {"q": f"in May {_year(rng)}"}),
    "suggestions while typing": lambda rng: ("/search/suggest", {"q": f"dogs in cit{rng.choice('yx')}"}),
}


async def _asked(client: httpx.AsyncClient, questions: Questions, photos: _Photos, what: str, ask: Asking) -> list[Row]:
    rng, pairs = random.Random(2026), []
    for _ in range(_TIMES):
        path, parameters = ask(rng)
        ours = await _seconds(_answered(client, path, parameters))
        bare = await _seconds(_bare(questions, photos, _words(rng)))
        pairs.append((ours, bare))
    (ours50, ours95), (bare50, bare95) = (np.quantile(side, [0.5, 0.95]) * 1e3 for side in zip(*pairs, strict=True))
    named = "encoder and bare matrices"
    return [
        single(f"{what}, median", "ms", ours50, named, bare50),
        single(f"{what}, p95", "ms", ours95, named, bare95),
    ]


async def _seconds(act: Awaitable[object]) -> float:
    began = time.perf_counter()
    await act
    return time.perf_counter() - began


async def _answered(client: httpx.AsyncClient, path: str, parameters: dict[str, str]) -> None:
    limit = {"limit": _LIMIT} if path == "/search" else {}
    answer = await client.get(path, params={**parameters, **limit})
    answer.raise_for_status()


async def _bare(questions: Questions, photos: _Photos, q: str) -> list[NDArray[np.intp]]:
    _, looks, meanings = np.split(await questions.run(q), [1, 1 + IMAGE.dimension])
    return [_nearest(photos.looks, looks), _nearest(photos.meanings, meanings)]


def _nearest(matrix: Matrix, query: NDArray[np.float32], count: int = _LIMIT) -> NDArray[np.intp]:
    scores = matrix @ query
    nearest = np.argpartition(-scores, count)[:count]
    return nearest[np.argsort(-scores[nearest])]


async def _recall(index: SqliteVectorIndex, questions: Questions, photos: _Photos) -> Row:
    rng, agreed = random.Random(2027), 0
    for _ in range(_TIMES):
        query = (await questions.run(_words(rng)))[1 : 1 + IMAGE.dimension]
        hits = await index.search(IMAGE.name, SOLE_OWNER, query, limit=_TOP)
        agreed += len({photos.ids[place] for place in _nearest(photos.looks, query, _TOP)} & {hit.id for hit in hits})
    return single(f"of the {_TOP} nearest by looks, found", "", agreed / _TIMES, "bare numpy", _TOP, ">= 9.8")


async def _filled(index: SqliteVectorIndex, catalog: Path) -> _Photos:
    """A vector in every space for every record."""
    rng = np.random.default_rng(2026)
    vocabulary = load_model(VOCABULARIES, "bundled", MODELS)
    for space in SPACES:
        await index.ensure(Space(space.name, space.dimension, space.idf))
    with sqlite3.connect(catalog) as connection:
        docs = connection.execute("SELECT doc FROM photos").fetchall()
    photos = [unpack(doc, Photo) for (doc,) in tqdm(docs, desc="records", leave=False)]
    looks = np.stack([vocabulary.photo(_drawn(rng)) for _ in tqdm(photos, desc="looks", leave=False)])
    meanings = rng.standard_normal((len(photos), TEXT.dimension), dtype=np.float32) + 4 * looks
    meanings /= np.linalg.norm(meanings, axis=1, keepdims=True)
    for start in tqdm(range(0, len(photos), _BATCH), desc="vectors", leave=False):
        some = slice(start, start + _BATCH)
        ids = [photo.id for photo in photos[some]]
        words = list(map(weigh, photos[some]))
        for name, vectors in ((IMAGE.name, looks[some]), (TEXT.name, meanings[some]), (WORDS.name, words)):
            points = [Point(id, SOLE_OWNER, vector) for id, vector in zip(ids, vectors, strict=True)]
            await index.upsert(name, points)
    return _Photos([photo.id for photo in photos], looks, meanings)


def _drawn(rng: np.random.Generator) -> Sequence[tuple[int, float]]:
    """Fifty labels and their probabilities, the first few of them likely."""
    shares = np.sort(rng.dirichlet(np.full(50, 0.15)))[::-1]
    some = rng.choice(1000, 50, replace=False)
    return [(int(label), float(share)) for label, share in zip(some, shares, strict=True)]


@asynccontextmanager
async def _gateway(
    catalog: SqliteCatalog, index: SqliteVectorIndex, questions: Questions
) -> AsyncIterator[httpx.AsyncClient]:
    """The search's own routes over the stores, and the encoder in its child."""
    names = LibraryNames(lambda field, owner: catalog.count_by(PHOTOS.name, field, per=owner))
    engine = SearchEngine(index, Photos(catalog, STAGES), RememberingEncoder(questions.run))
    app = FastAPI()
    app.include_router(search.build(engine, names, tuple(stage.name for stage in STAGES)))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://gateway") as client:
        yield client
