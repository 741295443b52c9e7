"""How long occasions take: a large library parted in memory, and the feature over a catalog, from nothing and for one
photo more. The library is made (eval/occasions), 15 years of a family; there are no image vectors."""

import asyncio
import time
import tracemalloc
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from bench.processes import MIB
from bench.report import Row, single
from eval.occasions.life import Life, Made, made
from eval.occasions.measure import ours, photo_toc
from services.smart.features.occasions import OccasionsWork
from shared.catalog.features import DIRTY_KEYS, NOTES, DirtyKeys, Notes
from shared.catalog.occasions import HOMES, OCCASION_RECORDS, Occasions
from shared.catalog.people import PERSONS, People
from shared.catalog.photos import PHOTOS, Photos
from shared.catalog.sqlite import SqliteCatalog
from shared.domain.filter import PhotoFilter
from shared.domain.ids import SOLE_OWNER, new_id
from shared.domain.instants import instant
from shared.domain.photo import Mark, Photo, new_photo, to_doc
from shared.domain.scope import Scope
from shared.domain.settling import settle
from shared.domain.stages import Stage, StageTable
from shared.vectors.sqlite import SqliteVectorIndex

FAMILY = Life(name="bench", years=15, per_week=7.5, size=14, trips=4)
MOST = 100_000
TABLE = StageTable(Stage("metadata", service="vision", takes="original"))
_PAGE = 500


def measure(folder: Path) -> list[Row]:
    library = made(FAMILY, 0)
    stream = library.stream[:MOST]
    began = time.process_time()
    ours(stream)
    parting, memory = time.process_time() - began, _peak(lambda: ours(stream))
    began = time.process_time()
    photo_toc(17, 10)(stream)
    simple = time.process_time() - began
    whole, telling, one, reading = asyncio.run(_feature(folder, library))
    arrays = stream.looks.nbytes + 5 * stream.instant.nbytes
    return [
        single(f"{len(stream):,} photos parted in memory", "s", parting, "PhotoTOC", simple, "<= 60 s"),
        single("the same, memory", "MiB", memory / MIB, "its arrays", arrays / MIB, "<= 300 MiB"),
        single("the feature from nothing, all written", "s", whole, "telling the photos alone", telling, "<= 60 s"),
        single("one photo more", "ms", one * 1000, "reading its month alone", reading * 1000, "<= 50 ms"),
    ]


async def _feature(folder: Path, library: Made) -> tuple[float, float, float, float]:
    """-> seconds of processor time from nothing, of it those for telling the photos, for a photo more, and for reading
    its month."""
    catalog = await SqliteCatalog.open(folder / "catalog.sqlite")
    vectors = await SqliteVectorIndex.open(folder / "vectors")
    await catalog.declare(PHOTOS, DIRTY_KEYS, NOTES, PERSONS, OCCASION_RECORDS, HOMES)
    photos, dirty = Photos(catalog, TABLE), DirtyKeys(catalog)
    work = OccasionsWork(photos, vectors, Occasions(catalog), People(catalog, photos), Notes(catalog), dirty)
    docs = [photo_at(library, place) for place in range(min(MOST, len(library.stream)))]
    for start in range(0, len(docs), _PAGE):
        await catalog.replace_many(PHOTOS.name, [to_doc(each) for each in docs[start : start + _PAGE]])
    months = sorted({each.month for each in docs}, reverse=True)
    began = time.process_time()
    for month in months:
        await work(SOLE_OWNER, month)
    whole = time.process_time() - began
    sample = list((await photos.get_many(SOLE_OWNER, [each.id for each in docs[:_PAGE]])).values())
    began = time.process_time()
    await asyncio.gather(*(photos.tell(photo, "bench", {"ids": []}) for photo in sample))
    telling = (time.process_time() - began) * len(docs) / len(sample)
    more = photo_at(library, len(docs) // 2)
    await photos.insert(more)
    began = time.process_time()
    await work(SOLE_OWNER, more.month)
    one = time.process_time() - began
    began = time.process_time()
    await photos.scoped.page(Scope.of(SOLE_OWNER), PhotoFilter(month=more.month), after=None, limit=1000)
    reading = time.process_time() - began
    await vectors.close()
    await catalog.close()
    return whole, telling, one, reading


def photo_at(library: Made, place: int) -> Photo:
    stream = library.stream
    at = datetime.fromtimestamp(float(stream.instant[place]), UTC)
    facts: dict[str, Any] = {"taken_at": at.replace(tzinfo=None).isoformat(), "taken_instant": instant(at)}
    if not np.isnan(stream.latitude[place]):
        facts["location"] = {"latitude": float(stream.latitude[place]), "longitude": float(stream.longitude[place])}
    id = new_id()
    photo = new_photo(id=id, owner=SOLE_OWNER, sha256=id, file_name="a", media_type="image/jpeg", bytes=1)
    return settle(photo, {"metadata": (facts, Mark("done", 1, instant()))}, TABLE)


def _peak(work: Callable[[], object]) -> int:
    """Bytes that it has at once, beyond what is there."""
    tracemalloc.start()
    work()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak
