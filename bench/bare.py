"""The reference for all that models do: a process a core, one thread each, that call the product's own stages on
files, one batch after another. No HTTP, no stores, no events, nothing is written."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from bench.system import CORES, MODELS
from services.embedder.stages import face_vector, image_vector, text_vector
from services.vision.stages import table
from services.vision.stages.table import Factories
from shared.children import ChildPool, Limits
from shared.domain.faces import CHIP, FOUND_BY
from shared.domain.ids import SOLE_OWNER, new_id
from shared.domain.part import Part
from shared.domain.photo import Mark, Photo, new_photo
from shared.domain.settling import settle
from shared.errors import Invalid
from shared.imaging.decode import pixels
from shared.inference.base import Found, StageCallable
from shared.inference.pool import Made, Work, run_stages
from shared.pipeline import STAGES

_BATCH = 4  # photos: as many as the product's model children take at once on a core
# As the product's model children: on a machine that others use too, both are set back as far.
_LIMITS = Limits(seconds=600, niceness=10)

Stages = Mapping[str, StageCallable]


class Bare:
    """`start` loads the models, `run` works on these files; both return the seconds that it took."""

    def __init__(self, *, ocr: bool = False) -> None:
        self._runner = asyncio.Runner()
        self._pool: ChildPool[Path, None] = ChildPool(
            "bare", partial(_loop, MODELS, ocr), size=CORES, limits=_LIMITS, batch=_BATCH
        )

    def start(self) -> float:
        return self._runner.run(_timed(self._pool.start))

    def run(self, files: Sequence[Path]) -> float:
        return self._runner.run(_timed(lambda: asyncio.gather(*map(self._pool.run, files))))

    @property
    def pids(self) -> list[int]:
        return self._pool.pids

    def stop(self) -> None:
        self._runner.run(self._pool.close())
        self._runner.close()


async def _timed(act: Callable[[], Awaitable[object]]) -> float:
    began = time.perf_counter()
    await act()
    return time.perf_counter() - began


def _loop(models: Path, ocr: bool) -> Callable[[Sequence[Path]], list[None]]:
    originals = _made(table.of_originals(250_000_000))
    eyes = _made({**table.of_previews(models), **table.of_faces(models)})
    records = _made(table.of_records())
    reader = _made(table.of_text(models)) if ocr else {}
    knower: Stages = {"face_vector": face_vector.build("bundled", models)}
    vectors: Stages = {
        "image_vector": image_vector.build("bundled", models),
        "text_vector": text_vector.build("bundled", models),
    }

    def look(files: Sequence[Path]) -> list[None]:
        fresh = [Work(_photo(file), tuple(originals), path=file) for file in files]
        photos, found = _through(originals, fresh)
        previews = [facts["renditions"].blobs["preview"] for facts in found]
        works = [Work(photo, tuple(eyes), preview=jpeg) for photo, jpeg in zip(photos, previews, strict=True)]
        photos, seen = _through(eyes, works)
        # One after another: each may need what the one before it found.
        for name, record in records.items():
            photos, _ = _through({name: record}, [Work(photo, (name,)) for photo in photos])
        works = [Work(photo, tuple(reader), preview=jpeg) for photo, jpeg in zip(photos, previews, strict=True)]
        photos, _ = _through(reader, works)
        photos, _ = _through(vectors, [Work(photo, tuple(vectors)) for photo in photos])
        faces = [parts(photo, facts["faces"]) for photo, facts in zip(photos, seen, strict=True)]
        works = [Work(photo, tuple(knower), parts=of) for photo, of in zip(photos, faces, strict=True) if of]
        _through(knower, works)
        return [None] * len(files)

    return look


def _made(factories: Factories) -> Stages:
    made = Made(factories, dict.fromkeys(("classify", "objects", "faces", "ocr"), "bundled"))
    return {name: made(name) for name in factories}


def _photo(file: Path) -> Photo:
    return new_photo(
        id=new_id(), owner=SOLE_OWNER, sha256=file.name, file_name=file.name, media_type="image/jpeg", bytes=1
    )


def parts(photo: Photo, found: Found) -> tuple[tuple[Part, bytes], ...]:
    """As they would lie there, with their chips."""

    def part(place: int, facts: Mapping[str, Any]) -> Part:
        return Part(
            id=new_id(), photo=photo.id, owner=photo.owner, stage=FOUND_BY, run="1::00000000", position=place,
            facts=dict(facts),
        )  # fmt: skip

    return tuple((part(place, each.facts), each.blobs[CHIP]) for place, each in enumerate(found.parts))


def _through(stages: Stages, works: Sequence[Work]) -> tuple[list[Photo], list[dict[str, Found]]]:
    """-> the photos with what was found on them, and what that was. Raises Invalid for a photo that cannot be used."""
    photos, founds = [], []
    for work, done in zip(works, run_stages(lambda stage, _: stages[stage], pixels, works), strict=True):
        found = {name: _found(outcome) for name, (outcome, _) in done.items()}
        results = {name: (each.facts, Mark("done", STAGES[name].version, "")) for name, each in found.items()}
        photos.append(settle(work.photo, results, STAGES))
        founds.append(found)
    return photos, founds


def _found(outcome: Found | Invalid) -> Found:
    if isinstance(outcome, Invalid):
        raise outcome
    return outcome
