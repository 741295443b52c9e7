"""What is wrong with an original: it is gone, not as long as it was, or not of the bytes that came.

Nothing makes an original anew: whoever reads these sentences has to put it back.
"""

import asyncio
import hashlib
from contextlib import aclosing

from shared.blobs.base import BlobStore
from shared.domain.photo import Photo
from shared.errors import BlobNotFound

_BACK = "Put it back from a backup, or delete the photo and upload the file again."
MISSING = f"The original of this photo is gone. {_BACK}"
ALTERED = f"The original of this photo is damaged: its bytes are not those that were uploaded. {_BACK}"


def cut(size: int, whole: int) -> str:
    return f"The original of this photo is damaged: it has {size:,} bytes, and had {whole:,}. {_BACK}"


async def length_damage_of(photo: Photo, blobs: BlobStore) -> str:
    """A sentence; empty for an original that is there, as long as it came."""
    try:
        size = (await blobs.stat(photo.original)).size
    except BlobNotFound:
        return MISSING
    return "" if size == photo.bytes else cut(size, photo.bytes)


async def damage_of(photo: Photo, blobs: BlobStore) -> str:
    """A sentence; empty for an original of the bytes that came. Reads all of it, and hashes it in threads."""
    if told := await length_damage_of(photo, blobs):
        return told
    hashed = hashlib.sha256()
    try:
        async with aclosing(blobs.open(photo.original)) as chunks:
            async for chunk in chunks:
                await asyncio.to_thread(hashed.update, chunk)
    except BlobNotFound:
        return MISSING
    return "" if hashed.hexdigest() == photo.sha256 else ALTERED
