"""How long the embedded catalog takes over a million photos, beside bare SQL on the same file.

The reference of a page reads the very photos that it shows, by their ids, with one statement, and decodes them: what
any way of finding them has to do at last. That of a count is a bare SELECT on the counters. Both sides alternate, and
both are processor time, of all threads: what is in memory waits for nothing, and neighbours disturb it less. For the
cold rows, which are time as it passes, the file is dropped from the page cache, and opened anew, before every question.
"""

import asyncio
import os
import random
import sqlite3
import time
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from tqdm import tqdm

from bench import library
from bench.report import Row, single
from shared.catalog.photos import PHOTOS, Photos
from shared.catalog.scoped_photos import FACETS, PageOrder
from shared.catalog.sqlite import SqliteCatalog
from shared.domain.filter import Box, PhotoFilter, Span
from shared.domain.ids import SOLE_OWNER, new_id
from shared.domain.instants import instant
from shared.domain.photo import Mark, Photo, new_photo, to_doc
from shared.domain.scope import Scope
from shared.pipeline import STAGES
from shared.runtime.service import collect_rarely

PHOTOS_COUNT = 1_000_000
_TIMES = 60
_COLD_TIMES = 20
_LIMIT = 100
_WRITES = 300
ORDERS: tuple[PageOrder, ...] = ("newest", "oldest")

Ask = Callable[[Photos, random.Random], Awaitable[list[str]]]  # -> the ids shown, none for a count


def measure(folder: Path) -> list[Row]:
    path = folder / "catalog.sqlite"
    library.fill(path, PHOTOS_COUNT)
    collect_rarely()  # as the services do
    return asyncio.run(_measure(path))


async def _measure(path: Path) -> list[Row]:
    rows: list[Row] = []
    for what, ask in tqdm(QUESTIONS.items(), desc="questions", leave=False):
        rows += await _asked(path, f"{what}, {PHOTOS_COUNT:,} photos", ask)
    rows += await _cold(path)
    return [*rows, await _written(path)]


def _page(**wanted: Callable[[random.Random], Any]) -> Ask:
    """A page of a random place in the library, in either order."""

    async def ask(photos: Photos, rng: random.Random) -> list[str]:
        filter = PhotoFilter(**{name: value(rng) for name, value in wanted.items()})
        after = (instant(library.FIRST + timedelta(days=rng.random() * 365 * library.YEARS)), "")
        order: PageOrder = rng.choice(ORDERS)
        found = await photos.scoped.page(
            Scope.of(SOLE_OWNER), filter, order=order, after=rng.choice((after, None)), limit=_LIMIT
        )
        return [photo.id for photo in found]

    return ask


async def _months(photos: Photos, rng: random.Random) -> list[str]:
    await photos.scoped.months(Scope.of(SOLE_OWNER))
    return []


async def _filtered_months(photos: Photos, rng: random.Random) -> list[str]:
    await photos.scoped.months(
        Scope.of(SOLE_OWNER), PhotoFilter(tags=_tag(rng), colours=_frequent(rng, library.COLOURS))
    )
    return []


async def _facets(photos: Photos, rng: random.Random) -> list[str]:
    await photos.scoped.facets(Scope.of(SOLE_OWNER))
    return []


def _frequent(rng: random.Random, names: Sequence[str]) -> tuple[str]:
    return (names[rng.randrange(3)],)


def _tag(rng: random.Random) -> tuple[str]:
    """Rare or frequent alike."""
    return (library.TAGS[min(int(len(library.TAGS) ** rng.random()), len(library.TAGS) - 1)],)


def _years(rng: random.Random) -> tuple[Span]:
    first = library.FIRST.year + rng.randrange(library.YEARS)
    return (Span(f"{first}-01-01", f"{first + rng.randrange(3)}-12-31"),)


def _camera(rng: random.Random) -> tuple[str]:
    return (" ".join(rng.choice(library.CAMERAS)),)


def _box(rng: random.Random) -> Box:
    """From a few streets to a continent."""
    latitude, longitude = rng.choice(library.WHERE)
    size = 10 ** rng.uniform(-2, 1.3)
    return Box(longitude - size, max(latitude - size, -90), longitude + size, min(latitude + size, 90))


QUESTIONS: dict[str, Ask] = {
    f"page of {_LIMIT}": _page(),
    "tag, colour and years": _page(tags=_tag, colours=lambda rng: _frequent(rng, library.COLOURS), days=_years),
    "camera and favourite": _page(cameras=_camera, favourite=lambda rng: True),
    "box, season and time of day": _page(
        box=_box,
        seasons=lambda rng: (rng.choice(library.SEASONS),),
        times_of_day=lambda rng: (rng.choice(library.TIMES),),
    ),
    "two frequent tags that never meet": _page(tags=lambda rng: ("cat", "dog")),
    "mood, composition, and not a tag": _page(
        moods=lambda rng: _frequent(rng, library.MOODS),
        compositions=lambda rng: _frequent(rng, library.COMPOSITIONS),
        no_tags=lambda rng: ("cat",),
    ),
    "months": _months,
    "months of a tag and a colour": _filtered_months,
    "facets, all ten": _facets,
}


async def _asked(path: Path, what: str, ask: Ask) -> list[Row]:
    rng = random.Random(2026)
    catalog = await SqliteCatalog.open(path)
    await catalog.declare(PHOTOS)
    photos = Photos(catalog, STAGES)
    bare = sqlite3.connect(path)
    pairs = [await _timed(photos, bare, ask, rng, time.process_time) for _ in range(_TIMES)]
    bare.close()
    await catalog.close()
    return _rows(what, pairs, "< 10 ms")


async def _cold(path: Path) -> list[Row]:
    rng = random.Random(2027)
    pairs = []
    for _ in range(_COLD_TIMES):
        _forget(path)
        catalog = await SqliteCatalog.open(path)
        await catalog.declare(PHOTOS)
        _forget(path)
        bare = sqlite3.connect(path)
        pairs.append(
            await _timed(Photos(catalog, STAGES), bare, QUESTIONS["tag, colour and years"], rng, time.perf_counter)
        )
        bare.close()
        await catalog.close()
    return _rows("tag, colour and years, nothing in memory", pairs, "")


def _forget(path: Path) -> None:
    file = os.open(path, os.O_RDONLY)
    os.posix_fadvise(file, 0, 0, os.POSIX_FADV_DONTNEED)
    os.close(file)


async def _timed(
    photos: Photos, bare: sqlite3.Connection, ask: Ask, rng: random.Random, clock: Callable[[], float]
) -> tuple[float, float]:
    began = clock()
    shown = await ask(photos, rng)
    ours = clock() - began
    began = clock()
    _bare(bare, shown)
    return ours, clock() - began


def _bare(connection: sqlite3.Connection, shown: list[str]) -> None:
    if shown:
        marks = ", ".join("?" * len(shown))
        for (doc,) in connection.execute(f"SELECT doc FROM photos WHERE id IN ({marks})", shown):
            msgspec.convert(msgspec.json.decode(doc), Photo)
    else:
        fields = tuple(FACETS.values())
        marks = ", ".join("?" * len(fields))
        connection.execute(f"SELECT value, n FROM _counters WHERE field IN ({marks})", fields).fetchall()


def _rows(what: str, pairs: Sequence[tuple[float, float]], wanted: str) -> list[Row]:
    (ours50, ours95), (bare50, bare95) = (np.quantile(side, [0.5, 0.95]) * 1e3 for side in zip(*pairs, strict=True))
    return [
        single(f"{what}: median", "ms", ours50, "bare SQL", bare50),
        single(f"{what}: p95", "ms", ours95, "bare SQL", bare95, wanted),
    ]


async def _written(path: Path) -> Row:
    """An insert and three settles of a photo, beside a row that is inserted and three times replaced, the document
    alone. Processor time, all threads."""
    rng = random.Random(2028)
    catalog = await SqliteCatalog.open(path)
    await catalog.declare(PHOTOS)
    photos = Photos(catalog, STAGES)
    made = [_new(n) for n in range(_WRITES)]
    found = [library.found(rng) for _ in made]
    began = time.process_time()
    for photo, facts in zip(made, found, strict=True):
        await photos.insert(photo)
        settled: Photo | None = photo
        for names in _SETTLED:
            assert settled is not None
            settled = await photos.settle(settled, {name: (facts.get(name, {}), _DONE) for name in names})
    ours = time.process_time() - began
    bodies = [msgspec.json.encode(to_doc(await photos.get(SOLE_OWNER, photo.id))).decode() for photo in made]
    await catalog.close()
    bare = sqlite3.connect(path.with_name("bare.sqlite"), isolation_level=None)
    bare.execute("PRAGMA journal_mode = WAL")
    bare.execute("CREATE TABLE photos (id TEXT PRIMARY KEY, doc TEXT)")
    began = time.process_time()
    for photo, body in zip(made, bodies, strict=True):
        for _ in range(1 + len(_SETTLED)):
            bare.execute("INSERT OR REPLACE INTO photos VALUES (?, ?)", (photo.id, body))
    theirs = time.process_time() - began
    bare.close()
    what = f"a photo's insert and {len(_SETTLED)} settles among {PHOTOS_COUNT:,}, processor time"
    return single(what, "ms", ours / _WRITES * 1e3, "the document alone", theirs / _WRITES * 1e3)


_DONE = Mark("done", 1, "2026-01-01T00:00:00.000000Z")
_SETTLED = (("metadata", "renditions"), ("classify", "colour", "mood", "composition", "kind", "light"), ("caption",))


def _new(n: int) -> Photo:
    return new_photo(
        id=new_id(), owner=SOLE_OWNER, sha256=new_id(), file_name="new.jpg", media_type="image/jpeg", bytes=n
    )
