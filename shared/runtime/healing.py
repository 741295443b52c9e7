"""What stages made and is gone (vectors, renditions) is made anew: the marks that say it is there are taken back, and
the stages are due again.

A mark is written after what it stands for, so what a mark promises and is not there was lost.
"""

import asyncio
import logging

from shared.blobs.base import BlobStore
from shared.catalog.photos import Photos
from shared.domain.photo import Mark, Photo
from shared.domain.renditions import rendition_key
from shared.domain.spaces import IMAGE, TEXT, WORDS
from shared.errors import BlobNotFound
from shared.vectors.base import VectorIndex

log = logging.getLogger(__name__)

Lost = dict[str, dict[str, Mark]]  # photo -> stage -> the mark that promises what is gone

RENDITIONS = ("preview", "thumbnail")
_MADE_BY = {IMAGE.name: "image_vector", TEXT.name: "text_vector", WORDS.name: "text_vector"}
_PAGE = 200


class Healer:
    def __init__(self, photos: Photos, blobs: BlobStore, vectors: VectorIndex) -> None:
        self._photos = photos
        self._blobs = blobs
        self._vectors = vectors
        self._after = ""  # the last photo that was looked at

    async def look(self) -> int:
        """Looks at the next page of photos, and on for as long as something is found; says how many are due again.
        After the last page comes the first."""
        healed = 0
        while page := await self._photos.all.page(after=self._after, limit=_PAGE):
            self._after = page[-1].id
            lost = await self.lost(page)
            for photo in page:
                if photo.id in lost:
                    await self._photos.take_back(photo, lost[photo.id])
            if not lost:
                return healed
            log.warning("what was made of %d photos is gone, and is made anew", len(lost))
            healed += len(lost)
        self._after = ""
        return healed

    async def lost(self, photos: list[Photo]) -> Lost:
        lost: Lost = {}
        rendered = [(photo, mark) for photo in photos if (mark := _done(photo, "renditions"))]
        there = await asyncio.gather(*(self._rendered(photo, mark.version) for photo, mark in rendered))
        for (photo, mark), whole in zip(rendered, there, strict=True):
            if not whole:
                lost.setdefault(photo.id, {})["renditions"] = mark
        for space, stage in _MADE_BY.items():
            promised = {photo.id: mark for photo in photos if (mark := _done(photo, stage))}
            for id in promised.keys() - (await self._vectors.get(space, list(promised))).keys():
                lost.setdefault(id, {})[stage] = promised[id]
        return lost

    async def _rendered(self, photo: Photo, version: int) -> bool:
        try:
            for name in RENDITIONS:
                await self._blobs.stat(rendition_key(photo.owner, photo.id, name, version))
        except BlobNotFound:
            return False
        return True


def _done(photo: Photo, stage: str) -> Mark | None:
    mark = photo.stages.get(stage)
    return mark if mark and mark.state == "done" else None
