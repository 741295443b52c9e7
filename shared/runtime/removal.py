"""How a photo goes: the tombstone first, the record last, everything derived in between.

Each step may be repeated, so a crash anywhere is healed by doing it again: the deletion of the record is the
proof that nothing of the photo is left.
"""

from dataclasses import dataclass
from functools import partial

from shared.blobs.base import BlobStore
from shared.catalog.descriptions import Descriptions
from shared.catalog.parts import Parts
from shared.catalog.photos import Photos
from shared.domain.original import original_key, sidecar_key
from shared.domain.renditions import derived_prefix
from shared.runtime.at_once import some_at_once
from shared.vectors.base import VectorIndex


class Remover:
    def __init__(self, photos: Photos, blobs: BlobStore, vectors: VectorIndex, parts: Parts) -> None:
        self._photos = photos
        self._blobs = blobs
        self._places = _Places(blobs, vectors, parts, photos.descriptions)

    async def finish(self, owner: str, photo: str) -> None:
        """Completes the deletion of a photo that carries a tombstone."""
        record = await self._photos.find(photo)  # None: it cannot be read
        originals = [record.original] if record else [original_key(owner, photo, flat=flat) for flat in (False, True)]
        for key in originals:
            await self._blobs.delete(key)
        await self._blobs.delete(sidecar_key(owner, photo))
        await self.remove_derived(owner, photo)
        await self._photos.all.erase(photo)

    async def remove_derived(self, owner: str, photo: str) -> None:
        """Takes away what stages wrote under this id, and what was said of it, also after the record is gone."""
        for remove in DERIVED:
            await remove(self._places, owner, photo)


@dataclass(frozen=True, slots=True)
class _Places:
    blobs: BlobStore
    vectors: VectorIndex
    parts: Parts
    descriptions: Descriptions


async def _renditions(places: _Places, owner: str, photo: str) -> None:
    found = [blob.key async for blob in places.blobs.list(derived_prefix(owner, photo))]
    await some_at_once([partial(places.blobs.delete, key) for key in found])


async def _points(places: _Places, owner: str, photo: str) -> None:
    await places.vectors.delete(groups=[photo])


async def _parts(places: _Places, owner: str, photo: str) -> None:
    await places.parts.remove_of(photo)


async def _part_notes(places: _Places, owner: str, photo: str) -> None:
    await places.parts.notes.remove_of(photo)


async def _description(places: _Places, owner: str, photo: str) -> None:
    await places.descriptions.remove_of(photo)


# All that derives from a photo: who adds something that does, adds it here.
DERIVED = (_renditions, _points, _parts, _part_notes, _description)
