"""Photos like one: copies of it first, then what looks alike."""

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence

from shared.catalog.merging import every
from shared.domain.filter import PhotoFilter
from shared.domain.photo import ListedPhoto
from shared.domain.scope import Entry, Scope
from shared.domain.spaces import KNOWN, Spaces, SpaceSpec
from shared.search.answer import Copy, Found, Looks, Why
from shared.search.retrieve import DEEPEST, MANY, Photos
from shared.vectors.base import Dense, Hit, Sparse, VectorIndex
from shared.vectors.scoped import ScopedVectors

COPY_BITS = 10  # of 64 that the fingerprints of one picture, recompressed or resized, differ in at most
LEAST = 0.5  # cosine below which two photos have little in common
_DEPTH = 200  # neighbours that are looked at

Copies = Callable[[str, str], Awaitable[Collection[str]]]


class Similar:
    """`copies`: (owner, photo) -> the photos that were found to be the same picture. Of a photo of the library that is
    the one answer to what is a copy; a picture that is shown is compared by its fingerprint."""

    def __init__(
        self, vectors: VectorIndex, photos: Photos, copies: Copies, *, spaces: Callable[[], Spaces] = lambda: KNOWN
    ) -> None:
        self._index = vectors
        self._photos = photos
        self._copies = copies
        self._spaces = spaces

    async def to_photo(self, scope: Scope, photo: ListedPhoto, *, limit: int) -> tuple[Found, ...]:
        """Never the photo itself; nothing while it has not been looked at. What was found to be a copy is its owner's
        to know."""
        depth, space = max(_DEPTH, limit), self._spaces().looks
        of_it = [entry for entry in scope.entries if entry.owner == photo.owner and entry.whole]
        near: list[Hit] = []
        for entry in of_it:
            near += await ScopedVectors(self._index, [space]).neighbours(space.name, entry, photo.id, limit=depth)
        if others := [entry for entry in scope.entries if entry not in of_it]:
            look = (await self._index.get(space.name, [photo.id])).get(photo.id)
            near += await self._near(space, others, look, depth) if look is not None else []
        own = any(entry.owner == photo.owner for entry in scope.own.entries)
        copies = set(await self._copies(photo.owner, photo.id)) if near and own else set()
        looks = dict.fromkeys(copies, 0.0) | {hit.id: hit.score for hit in near if hit.id != photo.id}
        return await self._found(scope, looks, photo.phash, lambda other, _: other in copies, limit)

    async def to_look(
        self, scope: Scope, space: SpaceSpec, look: Dense, phash: str | None, *, limit: int
    ) -> tuple[Found, ...]:
        """`look`: a unit vector of that space; `phash`: 16 hex digits."""
        near = await self._near(space, scope.entries, look, max(_DEPTH, limit))
        looks = {hit.id: hit.score for hit in near}
        return await self._found(scope, looks, phash, lambda _, bits: bits <= COPY_BITS, limit)

    async def _near(self, space: SpaceSpec, entries: Sequence[Entry], look: Dense | Sparse, depth: int) -> list[Hit]:
        """The nearest in each library. Where only some of it may be seen, at least `depth` of those, as a rule."""
        vectors = ScopedVectors(self._index, [space])

        async def of(entry: Entry) -> list[Hit]:
            if entry.whole:
                return await vectors.search(space.name, entry, look, limit=depth)
            ids = await self._photos.ids(entry.alone, PhotoFilter(archived=None), limit=MANY + 1)
            if len(ids) > MANY:
                return await vectors.search(space.name, entry, look, limit=DEEPEST)
            return await vectors.search(space.name, entry, look, limit=depth, among=ids)

        return [hit for hits in await every([of(entry) for entry in entries]) for hit in hits]

    async def _found(
        self,
        scope: Scope,
        looks: Mapping[str, float],
        phash: str | None,
        is_copy: Callable[[str, int], bool],
        limit: int,
    ) -> tuple[Found, ...]:
        records = await self._photos.listed(scope, list(looks))
        found = []
        for id, photo in records.items():
            bits = bits_apart(photo.phash, phash)
            copy: tuple[Why, ...] = (Copy(bits),) if is_copy(id, bits) else ()
            if not photo.archived and (copy or looks[id] >= LEAST):
                # A copy comes before whatever merely looks alike.
                score = 2 - bits / 64 if copy else looks[id]
                found.append(Found(photo, round(score, 4), (*copy, Looks(round(looks[id], 4)))))
        return tuple(sorted(found, key=lambda hit: (-hit.score, hit.photo.id))[:limit])


def bits_apart(one: str | None, other: str | None) -> int:
    """Of 64; 64 where one is not known."""
    if not one or not other:
        return 64
    return (int(one, 16) ^ int(other, 16)).bit_count()
