"""Photos like one: copies of it first, then what looks alike."""

from collections.abc import Sequence

from shared.domain.photo import ListedPhoto
from shared.domain.spaces import IMAGE
from shared.search.answer import Copy, Found, Looks, Why
from shared.search.retrieve import Photos
from shared.vectors.base import Dense, Hit, VectorIndex

COPY_BITS = 10  # of 64 that the fingerprints of one picture, recompressed or resized, differ in at most
LEAST = 0.5  # cosine below which two photos have little in common
_DEPTH = 200  # neighbours that are looked at


class Similar:
    def __init__(self, vectors: VectorIndex, photos: Photos) -> None:
        self._vectors = vectors
        self._photos = photos

    async def to_photo(self, owner: str, photo: ListedPhoto, *, limit: int) -> tuple[Found, ...]:
        """Never the photo itself; nothing while it has not been looked at."""
        near = await self._vectors.neighbours(IMAGE.name, owner, photo.id, limit=max(_DEPTH, limit))
        return await self._found(owner, near, photo.phash, limit)

    async def to_look(self, owner: str, look: Dense, phash: str | None, *, limit: int) -> tuple[Found, ...]:
        """`look`: a unit vector of the image space; `phash`: 16 hex digits."""
        near = await self._vectors.search(IMAGE.name, owner, look, limit=max(_DEPTH, limit))
        return await self._found(owner, near, phash, limit)

    async def _found(self, owner: str, near: Sequence[Hit], phash: str | None, limit: int) -> tuple[Found, ...]:
        records = await self._photos.listed(owner, [hit.id for hit in near])
        photos = [(records[hit.id], hit.score) for hit in near if hit.id in records]
        found = [
            _judged(photo, score, phash)
            for photo, score in photos
            if not photo.archived and (score >= LEAST or bits_apart(photo.phash, phash) <= COPY_BITS)
        ]
        return tuple(sorted(found, key=lambda hit: (-hit.score, hit.photo.id))[:limit])


def _judged(photo: ListedPhoto, looks: float, phash: str | None) -> Found:
    bits = bits_apart(photo.phash, phash)
    copy: tuple[Why, ...] = (Copy(bits),) if bits <= COPY_BITS else ()
    # A copy comes before whatever merely looks alike.
    score = 2 - bits / 64 if copy else looks
    return Found(photo, round(score, 4), (*copy, Looks(round(looks, 4))))


def bits_apart(one: str | None, other: str | None) -> int:
    """Of 64; 64 where one is not known."""
    if not one or not other:
        return 64
    return (int(one, 16) ^ int(other, 16)).bit_count()
