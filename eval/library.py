"""A library made from labelled files by the product's own stages, in this process: no queue, no HTTP."""

import asyncio
import hashlib
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from eval.photosets import Labelled, captioned, hand_labelled
from eval.records import Records
from services.embedder.encoder import Asked, QueryEncoder, Question
from services.embedder.stages import image_vector, text_vector
from services.vision.stages import table
from shared.domain.ids import new_id
from shared.domain.instants import instant
from shared.domain.photo import Mark, new_photo, to_doc
from shared.domain.scope import Scope
from shared.domain.settling import settle
from shared.domain.spaces import ENGLISH, IMAGE, KNOWN, MADE_BY, SPACES, WORDS
from shared.errors import Invalid
from shared.imaging.decode import pixels
from shared.inference.base import Found
from shared.inference.pool import Made, Stages, Work, run_stages
from shared.pipeline import PROGRAM, STAGES
from shared.search.encoder import Ask, RememberingEncoder
from shared.search.engine import SearchEngine
from shared.search.names import Names
from shared.search.parse import Parser
from shared.search.understand import Wording
from shared.vectors.base import Dense, Point, Space, Sparse
from shared.vectors.sqlite import SqliteVectorIndex

OWNER = "me"
_MAX_PIXELS = 250_000_000


class Seen(msgspec.Struct):
    """A photo as the stages leave it: its record, and its vectors by space."""

    record: dict[str, Any]
    dense: dict[str, list[float]] = {}
    sparse: dict[str, dict[str, float]] = {}

    def vectors(self) -> Mapping[str, Dense | Sparse]:
        dense: dict[str, Dense | Sparse] = {space: np.array(vector, np.float32) for space, vector in self.dense.items()}
        return {**dense, **self.sparse}


class Eyes:
    """Runs every stage on a file and remembers what came of it under `cache`, by the file, the stage table, the
    models and the code of the rooms that look."""

    def __init__(self, models: Path, cache: Path) -> None:
        self._models = models
        self._cache = cache
        cache.mkdir(parents=True, exist_ok=True)
        manifests = b"".join(path.read_bytes() for path in sorted(models.glob("*/manifest.json")))
        code = b"".join(
            path.read_bytes()
            for room in ("services/vision", "services/embedder", "shared/domain", "shared/imaging", "shared/inference")
            for path in sorted(Path(room).rglob("*.py"))
        )
        self._version = hashlib.sha256(STAGES.digest.encode() + manifests + code).hexdigest()[:12]

    @cached_property
    def _stages(self) -> Stages:
        looks = {
            **table.of_originals(_MAX_PIXELS),
            **table.of_previews(self._models),
            **table.of_faces(self._models),
            **table.of_records(),
            **table.of_text(self._models),
        }
        made = Made(looks, dict.fromkeys(("classify", "objects", "faces", "ocr"), "bundled"))
        vectors = {
            "image_vector": image_vector.build("bundled", self._models),
            "text_vector": text_vector.build("bundled", self._models),
        }
        return lambda stage, model: vectors[stage] if stage in vectors else made(stage, model)

    def see_labelled(self, evalkit: Path) -> Iterator[tuple[str, Sequence[Labelled], list[dict[str, Any]]]]:
        """Of both sets of photos whose contents are told: its name, the photos, and their records."""
        for name, photos in (("captioned", captioned(evalkit)), ("hand-labelled", hand_labelled(evalkit))):
            told = tqdm(photos, f"looking: {name}", disable=None)
            yield name, photos, [self.see(photo.path).record for photo in told]

    def see(self, path: Path) -> Seen:
        """Raises Invalid when a stage refuses the file."""
        sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
        kept = self._cache / f"{sha256}-{self._version}"
        if kept.exists():
            return msgspec.msgpack.decode(kept.read_bytes(), type=Seen)
        seen = self._run(path, sha256)
        kept.write_bytes(msgspec.msgpack.encode(seen))
        return seen

    def _run(self, path: Path, sha256: str) -> Seen:
        # A name that says nothing: the evaluation is of what is seen, not of how files are called.
        photo = new_photo(
            id=new_id(),
            owner=OWNER,
            sha256=sha256,
            file_name=f"{sha256[:8]}.jpg",
            media_type="image/jpeg",
            bytes=path.stat().st_size,
        )
        seen, preview = Seen({}), None
        for stage in STAGES:
            if stage.takes == "parts" or stage.name in PROGRAM.off:
                continue  # nothing that is asked here, or by default
            work = Work(photo, (stage.name,), path=path, preview=preview)
            decode = pixels if stage.takes == "preview" else None
            outcome, model = run_stages(self._stages, decode, [work])[0][stage.name]
            if isinstance(outcome, Invalid):
                raise outcome
            preview = outcome.blobs.get("preview", preview)
            _keep(seen, outcome)
            mark = Mark(state="done", version=stage.version, at=instant(), model=model)
            photo = settle(photo, {stage.name: (outcome.facts, mark)}, STAGES)
        seen.record = to_doc(photo)
        return seen


def _keep(seen: Seen, found: Found) -> None:
    for space, vector in found.vectors.items():
        if isinstance(vector, dict):
            seen.sparse[space] = vector
        else:
            seen.dense[space] = vector.tolist()


@dataclass(frozen=True, slots=True)
class Heard:
    """`scores`: by space, of every photo in its place, 0 where the space says nothing; `asked`: words asked."""

    scores: dict[str, NDArray[np.float64]]
    known: float
    asked: int


class Library:
    """Photos that were seen, in a real index, asked by the product's own engine."""

    def __init__(self, index: SqliteVectorIndex, encoder: QueryEncoder) -> None:
        self._index = index
        self._records: dict[str, Mapping[str, Any]] = {}
        self._places: dict[str, int] = {}
        self._encoder = RememberingEncoder(_here(encoder))
        self._photos = Records(self._records)
        self._parser = Parser(Names())
        self._engine = SearchEngine(index, self._photos, self._encoder)

    @classmethod
    @asynccontextmanager
    async def open(cls, folder: Path, seen: Sequence[Seen], encoder: QueryEncoder) -> AsyncIterator["Library"]:
        index = await SqliteVectorIndex.open(folder)
        try:
            library = cls(index, encoder)
            await library._fill(seen)
            yield library
        finally:
            await index.close()

    async def ask(self, q: str, limit: int) -> list[int]:
        """The places, in the order in which they were given, of the photos that answer."""
        answer = await self._engine.search(Scope.of(OWNER), self._parser.parse(q), limit=limit)
        return [self._places[hit.photo.id] for hit in answer.hits]

    async def hear(self, q: str) -> Heard:
        """What each space says of every photo."""
        wording, encoded = Wording(self._parser.parse(q)), await self._encoder.encode(q, KNOWN.asked_in(ENGLISH))
        assert encoded is not None, q
        asked: dict[str, Dense | Sparse] = {**encoded.vectors, WORDS.name: wording.vector}
        scores = {space: np.zeros(len(self._places)) for space in asked}
        for space, vector in asked.items():
            for hit in await self._index.search(space, OWNER, vector, limit=len(self._places)):
                scores[space][self._places[hit.id]] = hit.score
        return Heard(scores, encoded.known[IMAGE.name], len(wording))

    async def _fill(self, seen: Sequence[Seen]) -> None:
        for space in SPACES:
            await self._index.ensure(Space(space.name, space.dimension, space.idf, space.one_bit, space.grouped))
        for place, each in enumerate(seen):
            photo = each.record["id"]
            self._records[photo], self._places[photo] = each.record, place
            for name, vector in each.vectors().items():
                await self._index.upsert(name, [Point(photo, OWNER, vector)])
        self._parser = Parser(self._photos.names(OWNER))


def of_bundled(text: str, spaces: Sequence[str]) -> Question:
    """As the bundled models are asked it."""
    tasks = {made.name: task for task, models in MADE_BY.items() for made in models["bundled"]}
    return Question(text, tuple(Asked(space, tasks[space], "bundled") for space in spaces))


def _here(encoder: QueryEncoder) -> Ask:
    """The embedder's encoder, in a thread of this process."""

    async def ask(text: str, spaces: tuple[str, ...]) -> NDArray[np.float32]:
        return (await asyncio.to_thread(encoder, [of_bundled(text, spaces)]))[0]

    return ask
