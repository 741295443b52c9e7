"""A small library that a test writes down: real index, vectors in three dimensions of look and of meaning.

The spaces keep their names and dimensions; only the first numbers of a vector are used.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from eval.records import Records
from shared.domain.ids import new_id
from shared.domain.photo import Photo, new_photo, to_doc
from shared.domain.spaces import IMAGE, IMAGE_MULTILINGUAL, SPACES, TEXT, WORDS, SpaceSpec
from shared.domain.words import words
from shared.search.encoder import Encoded
from shared.vectors.base import Dense, Point, Space
from shared.vectors.sqlite import SqliteVectorIndex

Few = Sequence[float]


def dense(few: Few, dimension: int) -> Dense:
    """A unit vector that begins with `few`, whose cosines to the axes they are; the rest goes into a far corner."""
    vector = np.zeros(dimension, np.float32)
    vector[: len(few)] = few
    vector[-1] = max(0.0, 1 - float(np.square(few).sum())) ** 0.5
    return vector


@dataclass
class Library:
    index: SqliteVectorIndex
    records: dict[str, dict[str, Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._photos = Records(self.records)

    @classmethod
    async def open(cls, folder: Path) -> "Library":
        library = cls(await SqliteVectorIndex.open(folder))
        for space in SPACES:
            await library.index.ensure(Space(space.name, space.dimension, idf=space.idf))
        return library

    async def add(
        self,
        looks: Few | None = None,
        text: Few | None = None,
        said: Mapping[str, float] | None = None,
        *,
        looks_multilingual: Few | None = None,
        owner: str = "me",
        id: str = "",
        **fields: Any,
    ) -> str:
        """`said`: the words that stand on it, as asked, and their weights. `fields` are the photo's."""
        given = new_photo(
            id=id or new_id(), owner=owner, sha256="", file_name="DSC01.jpg", media_type="image/jpeg", bytes=1
        )
        photo: Photo = msgspec.structs.replace(given, **fields)
        self.records[photo.id] = to_doc(photo)
        if looks is not None:
            await self.index.upsert(IMAGE.name, [Point(photo.id, owner, dense(looks, IMAGE.dimension))])
        if looks_multilingual is not None:
            vector = dense(looks_multilingual, IMAGE_MULTILINGUAL.dimension)
            await self.index.upsert(IMAGE_MULTILINGUAL.name, [Point(photo.id, owner, vector)])
        if text is not None:
            await self.index.upsert(TEXT.name, [Point(photo.id, owner, dense(text, TEXT.dimension))])
        if said is not None:
            sparse = {stem: weight for word, weight in said.items() for stem in words(word)}
            await self.index.upsert(WORDS.name, [Point(photo.id, owner, sparse)])
        return photo.id

    @property
    def photos(self) -> Records:
        return self._photos

    @property
    def read(self) -> list[str]:
        return self._photos.read


@dataclass
class Axes:
    """An encoder that knows some questions, each an axis; every other one looks at nothing. `known` is said of all."""

    questions: Sequence[str] = ()
    known: float = 0.0
    away: bool = False

    async def encode(self, text: str, spaces: Sequence[SpaceSpec]) -> Encoded | None:
        if self.away:
            return None
        few = [0.0] * len(self.questions)
        if text in self.questions:
            few[self.questions.index(text)] = 1.0
        vectors = {space.name: dense(few, space.dimension) for space in spaces}
        if text not in self.questions:
            # What is asked of nothing lies across every photo, the far corner too.
            for vector in vectors.values():
                vector[-1], vector[-2] = 0.0, 1.0
        return Encoded(vectors, dict.fromkeys(vectors, self.known))
