"""Looks at thumbnails where hash and looks leave it open whether two photos are one."""

import logging
from collections.abc import Awaitable, Callable, Sequence

import numpy as np
from cachetools import LRUCache

from services.smart.keypoints import ENOUGH
from services.smart.likeness import Matrix
from services.smart.pairs import LOOKS
from shared.blobs.base import BlobStore
from shared.children import ChildFailed
from shared.domain.photo import Photo
from shared.domain.renditions import rendition_key
from shared.errors import NotFound

log = logging.getLogger(__name__)

Compare = Callable[[tuple[bytes, bytes]], Awaitable[int]]

_PAIRS = 48  # looked at in one go, the most alike first


class Verifier:
    """`compare`: two thumbnails -> how many points of the one lie where the other has them."""

    def __init__(self, blobs: BlobStore, compare: Compare) -> None:
        self._blobs = blobs
        self._compare = compare
        self._thumbnails: LRUCache[tuple[str, int], bytes] = LRUCache(128)  # 20 kB each

    async def same(self, photos: Sequence[Photo], same: Matrix, cosine: Matrix, seconds: Matrix, rows: int) -> Matrix:
        """`same`, and 1 where two of the photos, the first of them among the first `rows`, turn out to be one."""
        # Photos taken one after the other are two, whatever agrees on them.
        open_ = np.triu((same < 0.5) & (cosine >= LOOKS) & ~(seconds > 0), 1)
        open_[rows:] = False
        pairs = np.argwhere(open_)
        verified = same.copy()
        for row, column in pairs[np.argsort(-cosine[open_], kind="stable")][:_PAIRS]:
            if await self._are_one(photos[row], photos[column]):
                verified[row, column] = verified[column, row] = 1.0
        return verified

    async def _are_one(self, one: Photo, other: Photo) -> bool:
        thumbnails = await self._thumbnail(one), await self._thumbnail(other)
        if not all(thumbnails):
            return False
        try:
            return await self._compare(thumbnails) >= ENOUGH
        except ChildFailed as error:
            log.warning("photos %s and %s cannot be compared: %s", one.id, other.id, error)
            return False

    async def _thumbnail(self, photo: Photo) -> bytes:
        """Empty where there is none."""
        if "renditions" not in photo.stages:
            return b""
        key = (photo.id, photo.stages["renditions"].version)
        if key not in self._thumbnails:
            try:
                self._thumbnails[key] = await self._blobs.read(
                    rendition_key(photo.owner, photo.id, "thumbnail", key[1])
                )
            except NotFound:  # it failed, or the photo is being deleted right now
                return b""
        return self._thumbnails[key]
