"""The photos that the spaces propose, each with what every space says of it.

Spaces that propose are searched at once, and then all spaces are heard on whatever one of them proposed. Of a rare
filter all photos are scored; for a frequent one the spaces are searched deeper and deeper until enough passes. Each
entry of a scope is searched by itself, so that words weigh what they do in its owner's library.
"""

import asyncio
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal, Protocol

from msgspec.structs import replace

from shared.catalog.merging import every
from shared.domain.filter import PhotoFilter
from shared.domain.photo import ListedPhoto
from shared.domain.query import Thing
from shared.domain.scope import Entry, Scope
from shared.domain.spaces import WORDS, Spaces
from shared.domain.where import Where, all_of, holds
from shared.domain.words import stem
from shared.vectors.base import Dense, Hit, Sparse, VectorIndex
from shared.vectors.scoped import ScopedVectors

Direction = Literal["newest", "oldest"]
Scores = Mapping[str, float]  # photo id -> how near it is to the question; no entry: unknown
Asked = Mapping[str, Dense | Sparse]  # space -> the question's vector there

MANY = 20_000  # photos of a filter up to which all of them are scored
MOST_WORN = 2_000  # photos that wear what was asked for that are proposed by that alone
DEEPEST = 12_800  # photos that a space is asked for at most
_DEEPER = 4
_READ_OF_A_PART = 200  # photos with an unknown word that are read, where only some of the library may be seen
_UNFILTERED = (PhotoFilter(), PhotoFilter(archived=None))  # what nearly every photo passes


class Photos(Protocol):
    """What search asks of the catalog: a scope's photos."""

    async def listed(self, scope: Scope, ids: Sequence[str]) -> Mapping[str, ListedPhoto]: ...

    async def page(
        self, scope: Scope, filter: PhotoFilter, *, order: Direction, after: tuple[str, str] | None, limit: int
    ) -> Sequence[ListedPhoto]: ...

    async def ids(self, scope: Scope, filter: PhotoFilter, *, limit: int) -> Sequence[str]: ...

    async def few(self, scope: Scope, filter: PhotoFilter, *, most: int) -> Sequence[str] | None: ...

    async def passing(self, scope: Scope, filter: PhotoFilter, ids: Sequence[str]) -> Collection[str]: ...


@dataclass(slots=True)
class Retrieved:
    """By space its scores, and the records that were read on the way. A photo that has no point in a space has no score
    there. `worn`: photos that wear the thing that was asked for; `likely`: those that may well show it; `mistaken`:
    those on which it may have been taken for something else."""

    scores: dict[str, Scores] = field(default_factory=dict)
    records: dict[str, ListedPhoto] = field(default_factory=dict)
    worn: frozenset[str] = frozenset()
    likely: frozenset[str] = frozenset()
    mistaken: frozenset[str] = frozenset()


def passes(photo: ListedPhoto, filter: PhotoFilter) -> bool:
    return holds(_condition(filter), photo)


@lru_cache(maxsize=1024)
def _condition(filter: PhotoFilter) -> Where:
    return all_of(*filter.where())


class Retriever:
    def __init__(self, vectors: VectorIndex, photos: Photos, spaces: Spaces) -> None:
        self.spaces = spaces
        self._vectors = ScopedVectors(vectors, spaces)
        self._photos = photos
        self._proposing = frozenset(space.name for space in spaces if space.proposes)
        self._specs = {space.name: space for space in spaces}

    async def find(
        self, scope: Scope, asked: Asked, filter: PhotoFilter, *, depth: int, enough: int, thing: Thing | None = None
    ) -> Retrieved:
        """What passes the filter among the first `depth` of any space, and beyond until there is `enough`; and the
        photos that wear the thing, or may well show it. Records are not read: who reads them looks for what is
        archived where nothing else was asked."""
        return _joined(
            await every([self._find(entry, asked, filter, depth, enough, thing) for entry in scope.entries]), asked
        )

    async def _find(
        self, entry: Entry, asked: Asked, filter: PhotoFilter, depth: int, enough: int, thing: Thing | None
    ) -> Retrieved:
        found = await self._found(entry, asked, filter, depth, enough)
        if thing:
            worn = await self._wearing(entry, filter, [("tag_names", tag) for tag in thing.worn])
            likely = await self._wearing(entry, filter, [("perhaps", tag) for tag in thing.worn])
            mistaken = await self._wearing(entry, filter, [("tag_names", tag) for tag in thing.seen_as])
            found.worn, found.likely, found.mistaken = worn, likely - worn, mistaken - worn
            found.scores = await self._heard(entry, asked, found.scores, worn | likely | mistaken)
        any_language = self.spaces.get("looks_in_any_language")
        if any_language and any_language.name in found.scores:
            # A photo is judged by its looks once, in the space that knows the question's language.
            better = found.scores[any_language.name]
            plain = found.scores.get(self.spaces.looks.name, {})
            found.scores[self.spaces.looks.name] = {photo: plain[photo] for photo in plain.keys() - better.keys()}
        return found

    async def _wearing(self, entry: Entry, filter: PhotoFilter, either: Sequence[tuple[str, str]]) -> frozenset[str]:
        if not either:
            return frozenset()
        wearing = replace(filter, either=(*filter.either, tuple(either)))
        return frozenset(await self._photos.ids(entry.alone, wearing, limit=MOST_WORN))

    async def _found(self, entry: Entry, asked: Asked, filter: PhotoFilter, depth: int, enough: int) -> Retrieved:
        if entry.whole and filter in _UNFILTERED:
            return Retrieved(await self._proposed(entry, asked, depth))
        ids = await self._photos.few(entry.alone, filter, most=MANY)
        if ids is not None:
            return Retrieved(await self._proposed(entry, asked, depth, ids))
        return await self._deeper(entry, asked, filter, depth, enough)

    async def written(self, scope: Scope, words: Sequence[str]) -> bool:
        """Whether one of these words stands on any photo, as far as that is known: of a library that is seen in part,
        only what is found among its first."""
        asked = dict.fromkeys((stem(word) or word for word in words), 1.0)
        for entry in scope.entries:
            hits = await self._vectors.search(WORDS.name, entry, asked, limit=1 if entry.whole else _READ_OF_A_PART)
            if hits and (entry.whole or await self._photos.listed(entry.alone, [hit.id for hit in hits])):
                return True
        return False

    async def read(self, scope: Scope, ids: Sequence[str], found: Retrieved) -> None:
        """Adds the records of these photos to what was found; those that are gone are not there."""
        if missing := [id for id in ids if id not in found.records]:
            found.records |= await self._photos.listed(scope, missing)

    async def _deeper(self, entry: Entry, asked: Asked, filter: PhotoFilter, depth: int, enough: int) -> Retrieved:
        seen, passing = set[str](), set[str]()
        while True:
            scores = await self._proposed(entry, asked, depth)
            proposed = frozenset[str]().union(*scores.values())
            passing |= set(await self._photos.passing(entry.alone, filter, sorted(proposed - seen)))
            seen |= proposed
            if len(passing) >= enough or len(proposed) < depth or depth >= DEEPEST:
                return Retrieved({space: {id: of[id] for id in of.keys() & passing} for space, of in scores.items()})
            depth = min(depth * _DEEPER, DEEPEST)

    async def _proposed(
        self, entry: Entry, asked: Asked, depth: int, among: Collection[str] | None = None
    ) -> dict[str, Scores]:
        """By space: its score of every photo that is among the first `depth` of a space that proposes."""
        first: dict[str, dict[str, float]] = {space: {} for space in asked}
        first |= await self._scores(
            entry, {space: asked[space] for space in asked.keys() & self._proposing}, depth, among
        )
        # What one space proposed may be near in another too, just not among its first.
        return await self._heard(entry, asked, first, frozenset[str]().union(*first.values()))

    async def _heard(
        self, entry: Entry, asked: Asked, scores: Mapping[str, Scores], photos: frozenset[str]
    ) -> dict[str, Scores]:
        """The scores, and what every space says of these photos as well."""
        rest = await asyncio.gather(
            *(self._score(entry, space, asked[space], photos - known.keys()) for space, known in scores.items())
        )
        return {space: {**known, **more} for (space, known), more in zip(scores.items(), rest, strict=True)}

    async def _scores(
        self, entry: Entry, asked: Asked, depth: int, among: Collection[str] | None
    ) -> dict[str, dict[str, float]]:
        answers = await asyncio.gather(
            *(self._vectors.search(space, entry, vector, limit=depth, among=among) for space, vector in asked.items())
        )
        return {space: self._by_id(space, hits) for space, hits in zip(asked, answers, strict=True)}

    async def _score(
        self, entry: Entry, space: str, vector: Dense | Sparse, photos: Collection[str]
    ) -> dict[str, float]:
        if not photos:
            return {}
        return self._by_id(space, await self._vectors.search(space, entry, vector, limit=len(photos), among=photos))

    def _by_id(self, space: str, hits: Sequence[Hit]) -> dict[str, float]:
        return {hit.id: self._specs[space].score(hit.score) for hit in hits}


def _joined(found: Sequence[Retrieved], asked: Asked) -> Retrieved:
    """No photo is in two of them. One alone stays as it is."""
    if len(found) == 1:
        return found[0]
    joined = Retrieved({space: {} for space in asked})
    for each in found:
        joined.scores = {space: {**known, **each.scores[space]} for space, known in joined.scores.items()}
        joined.records |= each.records
        joined.worn |= each.worn
        joined.likely |= each.likely
        joined.mistaken |= each.mistaken
    return joined
