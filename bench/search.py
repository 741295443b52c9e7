"""How long a search takes in a large library, in wall time and in processor time, beside the least that could be done.

The whole request is measured: HTTP, the question understood, the encoder in its child, three spaces, the records, the
answer as JSON. The reference asks the same encoder once for the question's vectors and multiplies two bare matrices of
float32 in memory with them, with one thread of BLAS: no words, no filter, no records. Both sides alternate; a number
that follows it makes each question another one, so none is remembered. The photos are nobody's (bench/library.py),
their vectors are those that labels drawn for them would have.

HELIOGRAPH_BENCH_PHOTOS sets how many there are (100,000; up to 1,000,000), HELIOGRAPH_BENCH_QUESTIONS how many
questions of a kind are asked (200).
"""

import asyncio
import os
import random
import sqlite3
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import httpx
import numpy as np
from fastapi import FastAPI
from numpy.typing import NDArray
from tqdm import tqdm

from bench import library
from bench.processes import family
from bench.report import Row, single
from bench.system import MODELS
from eval.library import of_bundled
from services.embedder.encoder import Loaded, Question, query_encoder
from services.embedder.stages.text_vector import weigh
from services.gateway.auth import SOLE_USER
from services.gateway.people.naming import Naming
from services.gateway.routes import search
from shared.catalog.documents import unpack
from shared.catalog.people import People
from shared.catalog.photos import Photos
from shared.catalog.sqlite import SqliteCatalog
from shared.children import ChildPool, Limits
from shared.domain.ids import SOLE_OWNER
from shared.domain.labels import labels
from shared.domain.photo import Photo
from shared.domain.spaces import IMAGE, SPACES, TEXT, WORDS
from shared.pipeline import STAGES
from shared.runtime.guard import Guard
from shared.runtime.platform import COLLECTIONS
from shared.search.encoder import Ask, RememberingEncoder
from shared.search.engine import SearchEngine
from shared.search.names import LibraryNames
from shared.search.warming import warm
from shared.vectors.base import Point, Space
from shared.vectors.sqlite import SqliteVectorIndex

PHOTOS_COUNT = int(os.environ.get("HELIOGRAPH_BENCH_PHOTOS", "100000"))
_TIMES = int(os.environ.get("HELIOGRAPH_BENCH_QUESTIONS", "200"))
_TRIED = 40
_TOP = 10
_BATCH = 2000
_LIMIT = 50

Matrix = NDArray[np.float32]
Questions = ChildPool[Question, NDArray[np.float32]]
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
    await index.close()
    questions: Questions = ChildPool(
        "questions", partial(query_encoder, "bundled", MODELS), size=1, limits=Limits(seconds=10), batch=16
    )
    await questions.start()
    rows: list[Row] = []
    async with _gateway(folder, questions):
        pass  # whose start writes the files
    async with _gateway(folder, questions) as (client, index):
        first, second = [await _seconds(_answered(client, "/search", {"q": f"question {n}"})) for n in (1, 2)]
        what = f"the first search after a start, {PHOTOS_COUNT:,} photos"
        rows.append(single(what, "ms", first * 1e3, "the second one", second * 1e3, "<= 150 ms"))
        for what, ask in tqdm(QUESTIONS.items(), desc="questions", leave=False):
            rows += await _asked(client, questions, photos, f"{what}, {PHOTOS_COUNT:,} photos", ask)
        rows.append(await _recall(index, questions, photos))
    await questions.close()
    return rows


async def _seconds(act: Awaitable[object]) -> float:
    began = time.perf_counter()
    await act
    return time.perf_counter() - began


def _words(rng: random.Random) -> str:
    """No two are alike."""
    one, other = rng.choice(labels()), rng.choice(labels())
    return f"{one.caption} and a {other.lemmas[0]} {rng.randrange(10**6)}"


def _year(rng: random.Random) -> int:
    return library.FIRST.year + rng.randrange(library.YEARS)


def _city(rng: random.Random, first: int, end: int) -> str:
    """Cities are numbered from the one with most photos."""
    return f"City {rng.randrange(first, end)}"


QUESTIONS: dict[str, Asking] = {
    "one frequent word": lambda rng: ("/search", {"q": f"{rng.choice(('dog', 'cat'))} {rng.randrange(10**6)}"}),
    "one word": lambda rng: ("/search", {"q": f"{rng.choice(('man', 'water', 'zebra'))} {rng.randrange(10**6)}"}),
    "a sentence": lambda rng: ("/search", {"q": _words(rng)}),
    "a sentence, of a year": lambda rng: ("/search", {"q": f"{_words(rng)} in {_year(rng)}"}),
    "a sentence, in a city of many": lambda rng: ("/search", {"q": f"{_words(rng)} in {_city(rng, 0, 5)}"}),
    "a sentence, in a city of some 300": lambda rng: ("/search", {"q": f"{_words(rng)} in {_city(rng, 30, 40)}"}),
    "a sentence, in a rare place": lambda rng: ("/search", {"q": f"{_words(rng)} in {_city(rng, 300, 400)}"}),
    "a sentence, without a tag": lambda rng: ("/search", {"q": f"{_words(rng)} without tag {rng.randrange(9)}"}),
    "a sentence, a frequent colour chosen": lambda rng: ("/search", {"q": _words(rng), "colour": "red"}),
    "list of a month": lambda rng: ("/search", {"q": f"in May {_year(rng)}"}),
    "suggestions while typing": lambda rng: ("/search/suggest", {"q": f"dogs in cit{rng.choice('yx')}"}),
}


@dataclass(frozen=True, slots=True)
class _Cost:
    """Seconds: on the wall, and of the processor, this process's and its child's."""

    wall: float
    processor: float


async def _asked(client: httpx.AsyncClient, questions: Questions, photos: _Photos, what: str, ask: Asking) -> list[Row]:
    rng = random.Random(2026)
    ours, bare = list[_Cost](), list[_Cost]()
    pids = family(os.getpid())
    for _ in range(_TIMES):
        path, parameters = ask(rng)
        ours.append(await _cost(_answered(client, path, parameters), pids))
        bare.append(await _cost(_bare(questions, photos, _words(rng)), pids))
    named = "one encoding and bare matrices"

    def row(measure: str, of: Callable[[Sequence[_Cost]], float], wanted: str = "") -> Row:
        return single(f"{what}: {measure}", "ms", of(ours) * 1e3, named, of(bare) * 1e3, wanted)

    most = {100_000: ("<= 0.7", "<= 0.8"), 1_000_000: ("<= 0.15", "<= 0.15")}.get(PHOTOS_COUNT, ("", ""))
    return [
        row("processor time", lambda costs: sum(cost.processor for cost in costs) / len(costs), most[0]),
        row("wall, median", lambda costs: float(np.median([cost.wall for cost in costs]))),
        row("wall, p95", lambda costs: float(np.quantile([cost.wall for cost in costs], 0.95)), most[1]),
    ]


async def _cost(act: Awaitable[object], pids: Sequence[int]) -> _Cost:
    began, used = time.perf_counter(), _used(pids)
    await act
    wall = time.perf_counter() - began
    return _Cost(wall, _used(pids) - used)


def _used(pids: Sequence[int]) -> float:
    """Processor seconds so far, to the nanosecond: /proc's ticks are ten milliseconds."""
    spent = 0
    for task in [task for pid in pids for task in Path(f"/proc/{pid}/task").iterdir()]:
        with suppress(FileNotFoundError, ProcessLookupError):  # a thread that has just ended
            spent += int((task / "schedstat").read_text().split()[0])
    return spent / 1e9


async def _answered(client: httpx.AsyncClient, path: str, parameters: dict[str, str]) -> None:
    limit = {"limit": _LIMIT} if path == "/search" else {}
    answer = await client.get(path, params={**parameters, **limit})
    answer.raise_for_status()


def _encoding(questions: Questions) -> Ask:
    """The encoder in its child, as the gateway of one process asks it."""

    async def ask(text: str, spaces: tuple[str, ...]) -> NDArray[np.float32]:
        return await questions.run(of_bundled(text, spaces))

    return ask


async def _encoded(questions: Questions, q: str) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """-> its vectors of looks and of meaning. In front of each stands how well the vocabulary can say it."""
    _, looks, _, meanings = np.split(
        await questions.run(of_bundled(q, (IMAGE.name, TEXT.name))), [1, 1 + IMAGE.dimension, 2 + IMAGE.dimension]
    )
    return looks, meanings


async def _bare(questions: Questions, photos: _Photos, q: str) -> list[NDArray[np.intp]]:
    looks, meanings = await _encoded(questions, q)
    return [_nearest(photos.looks, looks), _nearest(photos.meanings, meanings)]


def _nearest(matrix: Matrix, query: NDArray[np.float32], count: int = _LIMIT) -> NDArray[np.intp]:
    scores = matrix @ query
    nearest = np.argpartition(-scores, count)[:count]
    return nearest[np.argsort(-scores[nearest])]


async def _recall(index: SqliteVectorIndex, questions: Questions, photos: _Photos) -> Row:
    rng, agreed = random.Random(2027), 0
    for _ in range(_TRIED):
        query, _ = await _encoded(questions, _words(rng))
        hits = await index.search(IMAGE.name, SOLE_OWNER, query, limit=_TOP)
        agreed += len({photos.ids[place] for place in _nearest(photos.looks, query, _TOP)} & {hit.id for hit in hits})
    return single(f"of the {_TOP} nearest by looks, found", "", agreed / _TRIED, "bare numpy", _TOP, ">= 9.8")


async def _filled(index: SqliteVectorIndex, catalog: Path) -> _Photos:
    """A vector in every space for every record."""
    rng = np.random.default_rng(2026)
    vocabulary = Loaded(MODELS).placer("bundled")[IMAGE.name][1]
    for space in SPACES:
        await index.ensure(Space(space.name, space.dimension, space.idf, space.one_bit, space.grouped))
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
async def _gateway(folder: Path, questions: Questions) -> AsyncIterator[tuple[httpx.AsyncClient, SqliteVectorIndex]]:
    """The search's own routes over the stores, and the encoder in its child."""
    index = await SqliteVectorIndex.open(folder / "vectors")
    catalog = await SqliteCatalog.open(folder / "catalog.sqlite")
    await catalog.declare(*COLLECTIONS)
    photos = Photos(catalog, STAGES)
    names = LibraryNames(photos.scoped.count_by, photos.labels.records)
    engine = SearchEngine(index, photos.scoped, RememberingEncoder(_encoding(questions)))
    app = FastAPI()
    app.include_router(
        search.build(engine, names, Naming(People(catalog, photos)), tuple(stage.name for stage in STAGES))
    )
    guarded = Guard(app, token=None, principal=SOLE_USER, open_paths=(), guess_seconds=0)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(guarded), base_url="http://localhost") as client:
        await warm(engine)  # as every start does, before it is ready
        yield client, index
    await catalog.close()
    await index.close()
