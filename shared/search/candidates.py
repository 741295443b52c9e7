"""The photos of a filter that the spaces propose. Of a rare filter all are scored; for a frequent one the spaces are
searched deeper and deeper until enough of what they propose passes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

from shared.domain.filter import PhotoFilter
from shared.domain.photo import ListedPhoto, to_doc
from shared.domain.where import all_of, holds
from shared.search.fuse import Scores
from shared.search.propose import propose
from shared.vectors.base import Dense, Sparse, VectorIndex

Direction = Literal["newest", "oldest"]

MANY = 20_000  # photos of a filter up to which all of them are scored
DEEPEST = 12_800  # photos that a space is asked for at most
_DEEPER = 4
_EVERY = PhotoFilter()  # nothing asked but what every page asks


class Photos(Protocol):
    """What search asks of the catalog: an owner's active photos."""

    async def listed(self, owner: str, ids: Sequence[str]) -> Mapping[str, ListedPhoto]: ...

    async def page(
        self, owner: str, filter: PhotoFilter, *, order: Direction, after: tuple[str, str] | None, limit: int
    ) -> Sequence[ListedPhoto]: ...

    async def ids(self, owner: str, filter: PhotoFilter, *, limit: int) -> Sequence[str]: ...


@dataclass(slots=True)
class Proposed:
    """By space, its scores; and the records that were read on the way."""

    scores: dict[str, Scores] = field(default_factory=dict)
    read: dict[str, ListedPhoto] = field(default_factory=dict)


def passes(photo: ListedPhoto, filter: PhotoFilter) -> bool:
    if filter == _EVERY:
        return not photo.archived
    return holds(all_of(*filter.where()), to_doc(photo))


class Candidates:
    def __init__(self, vectors: VectorIndex, photos: Photos) -> None:
        self._vectors = vectors
        self._photos = photos

    async def find(
        self, owner: str, asked: Mapping[str, Dense | Sparse], filter: PhotoFilter, *, depth: int, enough: int
    ) -> Proposed:
        """What passes the filter among the first `depth` of any space, and beyond until there is `enough`. Without a
        filter records are not read: who reads them looks for what is archived."""
        if filter == _EVERY or filter == PhotoFilter(archived=None):
            return Proposed(await propose(self._vectors, owner, asked, depth=depth))
        ids = await self._photos.ids(owner, filter, limit=MANY + 1)
        if len(ids) <= MANY:
            return Proposed(await propose(self._vectors, owner, asked, depth=depth, among=ids))
        return await self._deeper(owner, asked, filter, depth, enough)

    async def _deeper(
        self, owner: str, asked: Mapping[str, Dense | Sparse], filter: PhotoFilter, depth: int, enough: int
    ) -> Proposed:
        seen, read = set[str](), dict[str, ListedPhoto]()
        while True:
            scores = await propose(self._vectors, owner, asked, depth=depth)
            proposed = frozenset[str]().union(*scores.values())
            fresh = await self._photos.listed(owner, sorted(proposed - seen))
            seen |= proposed
            read |= {id: photo for id, photo in fresh.items() if passes(photo, filter)}
            if len(read) >= enough or len(proposed) < depth or depth >= DEEPEST:
                passing: dict[str, Scores] = {
                    space: {id: score for id, score in found.items() if id in read} for space, found in scores.items()
                }
                return Proposed(passing, read)
            depth = min(depth * _DEEPER, DEEPEST)
