"""What is wrong with an original: it is gone, not as long as it was, or not of the bytes that came.

Nothing makes an original anew: whoever reads these sentences has to put it back, or to upload the same file again.
"""

import asyncio
import hashlib
import logging
from contextlib import aclosing

from shared.blobs.base import BlobStore
from shared.catalog.photos import Photos
from shared.domain.original import ORIGINAL_ALTERED, ORIGINAL_MISSING
from shared.domain.photo import Photo
from shared.errors import BlobNotFound, Damaged, Invalid, NotFound

log = logging.getLogger(__name__)

_BACK = "Put it back from a backup, or upload the same file again."


class OriginalMissing(NotFound):
    kind = ORIGINAL_MISSING

    def __init__(self) -> None:
        super().__init__(f"The original of this photo is gone. {_BACK}")


class OriginalAltered(Damaged):
    """`size`, in bytes, where that is not `whole` any more."""

    kind = ORIGINAL_ALTERED

    def __init__(self, size: int = 0, whole: int = 0) -> None:
        how = (
            "its bytes are not those that were uploaded"
            if size == whole
            else f"it has {size:,} bytes, and had {whole:,}"
        )
        super().__init__(f"The original of this photo is damaged: {how}. {_BACK}")


async def length_damage_of(photo: Photo, blobs: BlobStore) -> Invalid | None:
    """None for an original that is there, as long as it came."""
    try:
        size = (await blobs.stat(photo.original)).size
    except BlobNotFound:
        return OriginalMissing()
    return None if size == photo.bytes else OriginalAltered(size, photo.bytes)


async def damage_of(photo: Photo, blobs: BlobStore) -> Invalid | None:
    """None for an original of the bytes that came. Reads all of it, and hashes it in threads."""
    if found := await length_damage_of(photo, blobs):
        return found
    hashed = hashlib.sha256()
    try:
        async with aclosing(blobs.open(photo.original)) as chunks:
            async for chunk in chunks:
                await asyncio.to_thread(hashed.update, chunk)
    except BlobNotFound:
        return OriginalMissing()
    return None if hashed.hexdigest() == photo.sha256 else OriginalAltered()


async def tell(photo: Photo, found: Invalid | None, photos: Photos) -> None:
    """Writes on the photo what was found of its original, where that is news."""
    if str(found or "") == photo.damage or await photos.tell_damage(photo, found) is None:
        return
    if found:
        log.error("photo %s: %s", photo.id, found)
    else:
        log.info("photo %s: its original is as it came again", photo.id)
