"""Looks at thumbnails where hash and looks leave it open whether two photos are one."""

import asyncio
import logging
from collections.abc import Sequence

import numpy as np
from cachetools import LRUCache

from services.smart.keypoints import ENOUGH, Keypoints, Points
from services.smart.likeness import Matrix
from services.smart.pairs import LOOKS
from shared.blobs.base import BlobStore
from shared.domain.photo import Photo, rendition_key
from shared.errors import NotFound

log = logging.getLogger(__name__)

_PAIRS = 48  # looked at in one go, the most alike first


class Verifier:
    def __init__(self, blobs: BlobStore) -> None:
        self._blobs = blobs
        self._keypoints = Keypoints()
        self._seen: LRUCache[tuple[str, int], Points | None] = LRUCache(128)  # 200 kB each

    async def same(self, photos: Sequence[Photo], same: Matrix, cosine: Matrix, seconds: Matrix, rows: int) -> Matrix:
        """`same`, and 1 where two of the photos, the first of them among the first `rows`, turn out to be one."""
        # Photos taken one after the other are two, whatever agrees on them.
        open_ = np.triu((same < 0.5) & (cosine >= LOOKS) & ~(seconds > 0), 1)
        open_[rows:] = False
        pairs = np.argwhere(open_)
        verified = same.copy()
        for row, column in pairs[np.argsort(-cosine[open_], kind="stable")][:_PAIRS]:
            one, other = await self._points(photos[row]), await self._points(photos[column])
            if one is None or other is None:
                continue
            if await asyncio.to_thread(self._keypoints.agreeing, one, other) >= ENOUGH:
                verified[row, column] = verified[column, row] = 1.0
        return verified

    async def _points(self, photo: Photo) -> Points | None:
        if "renditions" not in photo.stages:
            return None
        key = (photo.id, photo.stages["renditions"].version)
        if key not in self._seen:
            try:
                thumbnail = await self._blobs.read(rendition_key(photo.owner, photo.id, "thumbnail", key[1]))
            except NotFound:  # it failed, or the photo is being deleted right now
                return None
            try:
                self._seen[key] = await asyncio.to_thread(self._keypoints.see, thumbnail)
            except OSError as error:
                log.warning("the thumbnail of photo %s cannot be read: %s", photo.id, error)
                self._seen[key] = None
        return self._seen[key]
