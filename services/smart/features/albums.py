"""The feature `albums`: which photo shows an album, and that nothing keeps a place in it that left it."""

import heapq

from shared.catalog.albums import Albums
from shared.catalog.photos import Photos
from shared.domain.features import Keys
from shared.domain.filter import PhotoFilter
from shared.domain.photo import Photo
from shared.domain.scope import Scope
from shared.domain.shots import worth

READS = ("more.albums", "archived", "quality", "kind", "rating", "favourite")

_LOOKED_AT = 200  # the newest photos, of which the best shows the album
_PAGE = 1000
_EVERY = 10_000_000


def keys(photo: Photo) -> Keys:
    """The albums that it was put into."""
    return tuple(photo.more.get("albums", ()))


class AlbumsWork:
    def __init__(self, photos: Photos, albums: Albums) -> None:
        self._photos = photos
        self._albums = albums

    async def __call__(self, owner: str, key: str) -> bool:
        album = (await self._albums.get_many(owner, [key])).get(key)
        if album is None:  # deleted, or none; its places stay, for it may come back
            return False
        inside = PhotoFilter(albums=(key,))
        page = await self._photos.scoped.page(Scope.of(owner), inside, after=None, limit=_LOOKED_AT)
        best = heapq.nlargest(1, ((worth(photo), photo.id) for photo in page))
        changed = await self._albums.tell_best(album, best[0][1] if best else "")
        if album.query is None:
            await self._sweep(owner, key)
        return changed

    async def _sweep(self, owner: str, album: str) -> None:
        placed = await self._albums.places.photos(album)
        if not placed:
            return
        inside = PhotoFilter(albums=(album,), archived=None)
        left = sorted(placed.difference(await self._photos.scoped.ids(Scope.of(owner), inside, limit=_EVERY)))
        for start in range(0, len(left), _PAGE):
            await self._albums.places.sweep(album, left[start : start + _PAGE])
