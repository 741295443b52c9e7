"""People of a library, and photos, by faces that are shown: a selfie as the question."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from shared.catalog.merging import every
from shared.catalog.people import People
from shared.catalog.photos import Photos
from shared.domain.faces import PLACED_BY, Likeness
from shared.domain.filter import PhotoFilter
from shared.domain.part import point_of
from shared.domain.person import Person, people_on
from shared.domain.photo import Photo
from shared.domain.scope import Entry, Scope
from shared.domain.spaces import SpaceSpec
from shared.errors import Invalid
from shared.vectors.base import Hit, VectorIndex
from shared.vectors.scoped import ScopedVectors

MOST_PEOPLE, MOST_PHOTOS = 20, 50

_DEPTH = 300  # neighbours of each face that is shown
_MOST = 1000  # of them in all
_CANDIDATES = 2 * MOST_PEOPLE  # people who are looked at more closely
_SAMPLE = 24  # of a person's photos, for what their faces are on average


@dataclass(frozen=True, slots=True)
class LikePerson:
    """`likeness`: a cosine; `same`: as near as the faces of one person are to each other."""

    person: Person
    likeness: float
    same: bool


@dataclass(frozen=True, slots=True)
class LikePhoto:
    photo: Photo
    likeness: float


@dataclass(frozen=True, slots=True)
class Alike:
    people: tuple[LikePerson, ...] = ()
    photos: tuple[LikePhoto, ...] = ()


@dataclass(frozen=True, slots=True)
class _Near:
    """A face of the library; `person` is empty where it is nobody's yet."""

    photo: Photo
    person: str
    cosine: float


class SelfieSearch:
    """`space`: where faces are compared now; None where nobody looks for faces."""

    def __init__(
        self, vectors: VectorIndex, photos: Photos, people: People, *, space: Callable[[], SpaceSpec | None]
    ) -> None:
        self._vectors = vectors
        self._photos = photos
        self._people = people
        self._space = space

    def space(self) -> SpaceSpec:
        """Where the faces that are shown must lie. Raises Invalid where no faces are looked for."""
        space = self._space()
        if space is None:
            raise Invalid("Faces are not looked for in this library, so that nobody can be found by one.")
        return space

    async def like(self, scope: Scope, space: SpaceSpec, shown: NDArray[np.float32]) -> Alike:
        """`shown`: unit rows of that space, each a face. Who is like any of them, the most alike first. Faces are
        private: only one's own library answers."""
        people: list[LikePerson] = []
        photos: list[LikePhoto] = []
        for entry in scope.own.entries:
            found = await self._in(entry, space, shown)
            people += found.people
            photos += found.photos
        return Alike(
            tuple(sorted(people, key=lambda each: (-each.likeness, each.person.id))[:MOST_PEOPLE]),
            tuple(sorted(photos, key=lambda each: (-each.likeness, each.photo.id))[:MOST_PHOTOS]),
        )

    async def _in(self, entry: Entry, space: SpaceSpec, shown: NDArray[np.float32]) -> Alike:
        likeness = space.likeness
        if likeness is None:
            return Alike()
        near = await self._near(entry, space, likeness, shown)
        nearest: dict[str, float] = {}
        for face in near:  # the nearest first
            if face.person:
                nearest.setdefault(face.person, face.cosine)
        persons = await self._people.get_many(entry.owner, list(islice(nearest, _CANDIDATES)))
        there = {id: person for id, person in persons.items() if not (person.hidden or person.into)}
        people = []
        averages = await every([self._to_average(entry, space, id, shown) for id in there])
        for (id, person), average in zip(there.items(), averages, strict=True):
            # As a new face is compared: with the average, and with single faces, of which one is near by chance.
            cosine = max(average, nearest[id] - likeness.single)
            if cosine >= likeness.ask:
                people.append(LikePerson(person, round(cosine, 3), cosine >= likeness.same))
        return Alike(tuple(people), _photos(near, likeness, {each.person.id for each in people}))

    async def _near(
        self, entry: Entry, space: SpaceSpec, likeness: Likeness, shown: NDArray[np.float32]
    ) -> list[_Near]:
        """The faces of the library that one of the shown ones might be, the nearest first."""
        index = ScopedVectors(self._vectors, [space])
        best: dict[str, Hit] = {}  # by point
        for found_by in await every([index.search(space.name, entry, vector, limit=_DEPTH) for vector in shown]):
            for hit in found_by:
                if hit.score >= likeness.ask and (hit.id not in best or hit.score > best[hit.id].score):
                    best[hit.id] = hit
        hits = nlargest(_MOST, best.values(), key=lambda hit: hit.score)
        cosines = {hit.id: hit.score for hit in hits}
        found = await self._photos.get_many(entry.owner, sorted({hit.group for hit in hits}))
        near = [
            _Near(photo, person, cosines[point])
            for photo in found.values()
            if entry.shows(photo)
            for point, person in _points(photo).items()
            if point in cosines
        ]
        return sorted(near, key=lambda face: (-face.cosine, face.photo.id))

    async def _to_average(self, entry: Entry, space: SpaceSpec, person: str, shown: NDArray[np.float32]) -> float:
        """The nearest of the shown faces to what the person's are on average: a cosine."""
        theirs = PhotoFilter(people=(person,), archived=None)
        ids = await self._photos.scoped.ids(entry.alone, theirs, limit=_SAMPLE)
        photos = await self._photos.get_many(entry.owner, ids)
        points = [point for photo in photos.values() for point, whose in _points(photo).items() if whose == person]
        vectors = [
            each for each in (await self._vectors.get(space.name, points)).values() if isinstance(each, np.ndarray)
        ]
        return float((shown @ np.mean(vectors, axis=0)).max()) if vectors else -1.0


def _points(photo: Photo) -> Mapping[str, str]:
    """Of the faces that count, by point the person whose it is."""
    on = people_on(photo)
    return {point_of(face.face, PLACED_BY, on.run): face.person for face in on.faces if not face.ignored}


def _photos(near: Sequence[_Near], likeness: Likeness, found: set[str]) -> tuple[LikePhoto, ...]:
    """Those that show who was found, or somebody without a group who is as near as a single face must be."""
    photos: dict[str, LikePhoto] = {}
    for face in near:  # the nearest first
        alone = not face.person and face.cosine - likeness.single >= likeness.ask
        if not face.photo.archived and (face.person in found or alone):
            photos.setdefault(face.photo.id, LikePhoto(face.photo, round(face.cosine, 3)))
    return tuple(photos.values())
