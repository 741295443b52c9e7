"""The photos that the spaces propose, each with what every space says of it.

Spaces that propose are searched at once, and then all spaces are heard on whatever one of them proposed. Of a rare
filter all photos are scored; for a frequent one the spaces are searched deeper and deeper until enough passes.
"""

import asyncio
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal, Protocol

from shared.domain.filter import PhotoFilter
from shared.domain.photo import ListedPhoto
from shared.domain.spaces import SpaceSpec
from shared.domain.where import Where, all_of, holds
from shared.vectors.base import Dense, Hit, Sparse, VectorIndex

Direction = Literal["newest", "oldest"]
Scores = Mapping[str, float]  # photo id -> how near it is to the question; no entry: unknown
Asked = Mapping[str, Dense | Sparse]  # space -> the question's vector there

MANY = 20_000  # photos of a filter up to which all of them are scored
DEEPEST = 12_800  # photos that a space is asked for at most
_DEEPER = 4
_UNFILTERED = (PhotoFilter(), PhotoFilter(archived=None))  # what nearly every photo passes


class Photos(Protocol):
    """What search asks of the catalog: an owner's active photos."""

    async def listed(self, owner: str, ids: Sequence[str]) -> Mapping[str, ListedPhoto]: ...

    async def page(
        self, owner: str, filter: PhotoFilter, *, order: Direction, after: tuple[str, str] | None, limit: int
    ) -> Sequence[ListedPhoto]: ...

    async def ids(self, owner: str, filter: PhotoFilter, *, limit: int) -> Sequence[str]: ...


@dataclass(slots=True)
class Retrieved:
    """By space its scores, and the records that were read on the way. A photo that has no point in a space has no score
    there."""

    scores: dict[str, Scores] = field(default_factory=dict)
    records: dict[str, ListedPhoto] = field(default_factory=dict)


def passes(photo: ListedPhoto, filter: PhotoFilter) -> bool:
    return holds(_condition(filter), photo)


@lru_cache(maxsize=1024)
def _condition(filter: PhotoFilter) -> Where:
    return all_of(*filter.where())


class Retriever:
    def __init__(self, vectors: VectorIndex, photos: Photos, spaces: Sequence[SpaceSpec]) -> None:
        self._vectors = vectors
        self._photos = photos
        self._proposing = frozenset(space.name for space in spaces if space.proposes)

    async def find(self, owner: str, asked: Asked, filter: PhotoFilter, *, depth: int, enough: int) -> Retrieved:
        """What passes the filter among the first `depth` of any space, and beyond until there is `enough`. Without a
        filter records are not read: who reads them looks for what is archived."""
        if filter in _UNFILTERED:
            return Retrieved(await self._proposed(owner, asked, depth))
        ids = await self._photos.ids(owner, filter, limit=MANY + 1)
        if len(ids) <= MANY:
            return Retrieved(await self._proposed(owner, asked, depth, ids))
        return await self._deeper(owner, asked, filter, depth, enough)

    async def read(self, owner: str, ids: Sequence[str], found: Retrieved) -> None:
        """Adds the records of these photos to what was found; those that are gone are not there."""
        if missing := [id for id in ids if id not in found.records]:
            found.records |= await self._photos.listed(owner, missing)

    async def _deeper(self, owner: str, asked: Asked, filter: PhotoFilter, depth: int, enough: int) -> Retrieved:
        seen, passing = set[str](), dict[str, ListedPhoto]()
        while True:
            scores = await self._proposed(owner, asked, depth)
            proposed = frozenset[str]().union(*scores.values())
            fresh = await self._photos.listed(owner, sorted(proposed - seen))
            seen |= proposed
            passing |= {id: photo for id, photo in fresh.items() if passes(photo, filter)}
            if len(passing) >= enough or len(proposed) < depth or depth >= DEEPEST:
                kept = {space: {id: of[id] for id in of.keys() & passing.keys()} for space, of in scores.items()}
                return Retrieved({**kept}, passing)
            depth = min(depth * _DEEPER, DEEPEST)

    async def _proposed(
        self, owner: str, asked: Asked, depth: int, among: Collection[str] | None = None
    ) -> dict[str, Scores]:
        """By space: its score of every photo that is among the first `depth` of a space that proposes."""
        first: dict[str, dict[str, float]] = {space: {} for space in asked}
        first |= await self._scores(
            owner, {space: asked[space] for space in asked.keys() & self._proposing}, depth, among
        )
        proposed = frozenset[str]().union(*first.values())
        # What one space proposed may be near in another too, just not among its first.
        rest = await asyncio.gather(
            *(self._score(owner, space, asked[space], proposed - known.keys()) for space, known in first.items())
        )
        return {space: known | more for (space, known), more in zip(first.items(), rest, strict=True)}

    async def _scores(
        self, owner: str, asked: Asked, depth: int, among: Collection[str] | None
    ) -> dict[str, dict[str, float]]:
        answers = await asyncio.gather(
            *(self._vectors.search(space, owner, vector, limit=depth, among=among) for space, vector in asked.items())
        )
        return dict(zip(asked, map(_by_id, answers), strict=True))

    async def _score(self, owner: str, space: str, vector: Dense | Sparse, photos: Collection[str]) -> dict[str, float]:
        if not photos:
            return {}
        return _by_id(await self._vectors.search(space, owner, vector, limit=len(photos), among=photos))


def _by_id(hits: Sequence[Hit]) -> dict[str, float]:
    return {hit.id: hit.score for hit in hits}
