"""What is wrong with an original: it is gone, not as long as it was, or not of the bytes that came.

Nothing makes an original anew: whoever reads these sentences has to put it back.
"""

import asyncio
import hashlib
from contextlib import aclosing

from shared.blobs.base import BlobStore
from shared.domain.photo import Photo, original_key
from shared.errors import BlobNotFound

_BACK = "Put it back from a backup, or delete the photo and upload the file again."
MISSING = f"The original of this photo is gone. {_BACK}"
ALTERED = f"The original of this photo is damaged: its bytes are not those that were uploaded. {_BACK}"


def cut(size: int, whole: int) -> str:
    return f"The original of this photo is damaged: it has {size:,} bytes, and had {whole:,}. {_BACK}"


async def damage_of(photo: Photo, blobs: BlobStore) -> str:
    """A sentence; empty for an original that is as it came. Reads all of it, in threads."""
    key, hashed = original_key(photo.owner, photo.id), hashlib.sha256()
    try:
        if (size := (await blobs.stat(key)).size) != photo.bytes:
            return cut(size, photo.bytes)
        async with aclosing(blobs.open(key)) as chunks:
            async for chunk in chunks:
                await asyncio.to_thread(hashed.update, chunk)
    except BlobNotFound:
        return MISSING
    return "" if hashed.hexdigest() == photo.sha256 else ALTERED
