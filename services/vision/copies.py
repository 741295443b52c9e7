"""An original -> a clean copy of it (shared/imaging/clean). `copy_all` runs in a child, as all do that open
originals."""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from shared.blobs.base import CHUNK, BlobStore
from shared.catalog.photos import Photos
from shared.children import ChildPool, Limits
from shared.domain.clean_copy import MEDIA_TYPE, CopyOrder
from shared.errors import Invalid, NotFound
from shared.imaging.clean import clean_copy
from shared.waiting import Priority


@dataclass(frozen=True, slots=True)
class Copying:
    original: Path
    copy: Path
    taken: str


Outcome = str | Invalid  # the media type
CopyPool = ChildPool[Copying, Outcome]


def copy_pool(*, size: int, max_pixels: int, limits: Limits) -> CopyPool:
    return ChildPool("copies", partial(_copier, max_pixels), size=size, limits=limits, on_demand=True)


def _copier(max_pixels: int) -> Callable[[Sequence[Copying]], list[Outcome]]:
    return partial(copy_all, max_pixels)


def copy_all(max_pixels: int, wanted: Sequence[Copying]) -> list[Outcome]:
    return [_copied(each, max_pixels) for each in wanted]


def _copied(each: Copying, max_pixels: int) -> Outcome:
    try:
        return clean_copy(each.original, each.copy, taken=each.taken, max_pixels=max_pixels)
    except Invalid as error:
        return error


async def keep_copy(order: CopyOrder, photos: Photos, blobs: BlobStore, pool: CopyPool) -> None:
    """Makes it and puts it where it is ordered; the copy that told another date goes. Raises BlobNotFound without the
    original, NotFound for a photo that was lost meanwhile, Invalid for an original that cannot be read, ChildFailed for
    one that a child does not survive."""
    with tempfile.TemporaryDirectory(prefix="heliograph-copy-") as folder:
        copy = Path(folder, "copy")
        async with blobs.local(order.original) as original:
            made = await pool.run(Copying(original, copy, order.taken), Priority.QUESTION)
        if isinstance(made, Invalid):
            raise made
        await blobs.put(order.key, _pieces(copy), facts={MEDIA_TYPE: made})
    photo = await photos.find(order.photo)
    if photo is None or photo.state == "deleted":  # who removed it may have been here before
        await blobs.delete(order.key)
        raise NotFound(f"There is no photo {order.photo} any more.")
    async for blob in blobs.list(f"{order.key.rpartition('/')[0]}/"):
        if blob.key != order.key and blob.key.startswith(order.same_kind):
            await blobs.delete(blob.key)


async def _pieces(path: Path) -> AsyncIterator[bytes]:
    with await asyncio.to_thread(path.open, "rb") as file:
        while piece := await asyncio.to_thread(file.read, CHUNK):
            yield piece
