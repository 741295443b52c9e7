"""What stages made and is gone (vectors, renditions, parts) is made anew: the marks that say it is there are taken
back, and the stages are due again. Points that were left in the trash of a photo that is back are handed back to its
library (shared/runtime/trash.py).

A mark is written after what it stands for, so what a mark promises and is not there was lost.
"""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Callable, Collection

from shared.blobs.base import BlobStore
from shared.catalog.parts import Parts
from shared.catalog.photos import Photos
from shared.domain.part import SUMMARY, visible_run
from shared.domain.photo import Mark, Photo
from shared.domain.renditions import RENDITIONS, rendition_key
from shared.errors import BlobNotFound
from shared.vectors.base import VectorIndex

log = logging.getLogger(__name__)

Lost = dict[str, dict[str, Mark]]  # photo -> stage -> the mark that promises what is gone

_RENDITIONS = [rendition for rendition in RENDITIONS if rendition.of == "photo"]
_PAGE = 200


Promised = Callable[[str, Mark], Collection[str]]  # a stage and its mark -> the spaces in which the photo lies by it


class Healer:
    def __init__(
        self, photos: Photos, blobs: BlobStore, vectors: VectorIndex, parts: Parts, promised: Promised
    ) -> None:
        self._photos = photos
        self._blobs = blobs
        self._vectors = vectors
        self._parts = parts
        self._promised = promised
        self._after = ""  # the last photo that was looked at

    async def look(self) -> int:
        """Looks at the next page of photos, and on for as long as something is found; says how many are due again.
        After the last page comes the first."""
        healed = 0
        while page := await self._photos.all.page(after=self._after, limit=_PAGE):
            self._after = page[-1].id
            await self._hand_back(page)
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

    async def _hand_back(self, photos: list[Photo]) -> None:
        by_owner: dict[str, list[str]] = defaultdict(list)
        for photo in photos:
            by_owner[photo.owner].append(photo.id)
        for owner, ids in by_owner.items():
            await self._vectors.give(ids, owner)

    async def lost(self, photos: list[Photo]) -> Lost:
        lost: Lost = {}
        made = [
            (photo, rendition.stage, mark, rendition_key(photo.owner, photo.id, rendition.name, mark.version))
            for rendition in _RENDITIONS
            for photo in photos
            if (mark := _done(photo, rendition.stage))
        ]
        there = await asyncio.gather(*(self._is_there(key) for *_, key in made))
        for (photo, stage, mark, _), whole in zip(made, there, strict=True):
            if not whole:
                lost.setdefault(photo.id, {})[stage] = mark
        promised: dict[tuple[str, str], dict[str, Mark]] = defaultdict(dict)
        for photo in photos:
            for stage, mark in photo.stages.items():
                if SUMMARY in photo.found.get(stage, {}):
                    continue  # its points are those of the parts
                for space in self._promised(stage, mark) if mark.state == "done" else ():
                    promised[space, stage][photo.id] = mark
        for (space, stage), marks in promised.items():
            for id in marks.keys() - (await self._vectors.get(space, list(marks))).keys():
                lost.setdefault(id, {})[stage] = marks[id]
        for photo in photos:
            for stage in [name for name, facts in photo.found.items() if SUMMARY in facts and visible_run(photo, name)]:
                if not await self._has_parts(photo, stage):
                    lost.setdefault(photo.id, {})[stage] = photo.stages[stage]
        return lost

    async def _has_parts(self, photo: Photo, stage: str) -> bool:
        """By the first of them: what loses some loses all, or tells whoever asks for it."""
        found = await self._parts.visible(photo, stage, limit=1)
        if not found:
            return False
        (part,) = found
        promised = self._promised(stage, photo.stages[stage])
        points = [await self._vectors.get(space, [part.point]) for space in part.spaces if space in promised]
        return all(points) and all([await self._is_there(part.blob(name)) for name in part.blobs])

    async def _is_there(self, key: str) -> bool:
        try:
            await self._blobs.stat(key)
        except BlobNotFound:
            return False
        return True


def _done(photo: Photo, stage: str) -> Mark | None:
    mark = photo.stages.get(stage)
    return mark if mark and mark.state == "done" else None
