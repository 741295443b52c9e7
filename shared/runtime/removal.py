"""How a photo goes: the tombstone first, the record last, everything derived in between.

Each step may be repeated, so a crash anywhere is healed by doing it again: the deletion of the record is the
proof that nothing of the photo is left.
"""

from shared.blobs.base import BlobStore
from shared.catalog.photos import Photos
from shared.domain.photo import derived_prefix, original_key, sidecar_key
from shared.vectors.base import VectorIndex


class Remover:
    def __init__(self, photos: Photos, blobs: BlobStore, vectors: VectorIndex) -> None:
        self._photos = photos
        self._blobs = blobs
        self._vectors = vectors

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
        """Takes away what stages wrote under this id, also after the record is gone."""
        async for blob in self._blobs.list(derived_prefix(owner, photo)):
            await self._blobs.delete(blob.key)
        await self._vectors.delete([photo])
