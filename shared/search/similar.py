"""Photos like one: copies of it first, then what looks alike."""

from collections.abc import Awaitable, Callable, Collection, Mapping

from shared.domain.photo import ListedPhoto
from shared.domain.spaces import IMAGE
from shared.search.answer import Copy, Found, Looks, Why
from shared.search.retrieve import Photos
from shared.vectors.base import Dense, VectorIndex

COPY_BITS = 10  # of 64 that the fingerprints of one picture, recompressed or resized, differ in at most
LEAST = 0.5  # cosine below which two photos have little in common
_DEPTH = 200  # neighbours that are looked at

Copies = Callable[[str, str], Awaitable[Collection[str]]]


class Similar:
    """`copies`: (owner, photo) -> the photos that were found to be the same picture. Of a photo of the library that is
    the one answer to what is a copy; a picture that is shown is compared by its fingerprint."""

    def __init__(self, vectors: VectorIndex, photos: Photos, copies: Copies) -> None:
        self._vectors = vectors
        self._photos = photos
        self._copies = copies

    async def to_photo(self, owner: str, photo: ListedPhoto, *, limit: int) -> tuple[Found, ...]:
        """Never the photo itself; nothing while it has not been looked at."""
        near = await self._vectors.neighbours(IMAGE.name, owner, photo.id, limit=max(_DEPTH, limit))
        copies = set(await self._copies(owner, photo.id)) if near else set()
        looks = dict.fromkeys(copies, 0.0) | {hit.id: hit.score for hit in near}
        return await self._found(owner, looks, photo.phash, lambda other, _: other in copies, limit)

    async def to_look(self, owner: str, look: Dense, phash: str | None, *, limit: int) -> tuple[Found, ...]:
        """`look`: a unit vector of the image space; `phash`: 16 hex digits."""
        near = await self._vectors.search(IMAGE.name, owner, look, limit=max(_DEPTH, limit))
        looks = {hit.id: hit.score for hit in near}
        return await self._found(owner, looks, phash, lambda _, bits: bits <= COPY_BITS, limit)

    async def _found(
        self, owner: str, looks: Mapping[str, float], phash: str | None, is_copy: Callable[[str, int], bool], limit: int
    ) -> tuple[Found, ...]:
        records = await self._photos.listed(owner, list(looks))
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
