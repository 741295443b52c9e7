"""A preview -> what a crop of it shows, as a JPEG. `crop_all` runs in a child."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from PIL import Image

from services.vision.encoding import PREVIEW_JPEG, encoded
from services.vision.framing import frame
from services.vision.salience import salience
from shared.blobs.base import BlobStore
from shared.children import ChildPool, Limits
from shared.domain.crop import CropOrder, crop_name
from shared.imaging.decode import pixels
from shared.imaging.resize import resized
from shared.inference.registry import imported
from shared.waiting import Priority


@dataclass(frozen=True, slots=True)
class Cut:
    order: CropOrder
    preview: bytes


CropPool = ChildPool[Cut, bytes]


def crop_pool() -> CropPool:
    limits = Limits(seconds=30, niceness=5)
    make = partial(imported, "services.vision.crops:crop_all")
    return ChildPool("crops", make, size=1, limits=limits, on_demand=True)


def crop_all(cuts: Sequence[Cut]) -> list[bytes]:
    return [_cropped(cut) for cut in cuts]


async def keep_crop(order: CropOrder, blobs: BlobStore, pool: CropPool) -> None:
    """Makes it and puts it where it is ordered; what was ordered of other subjects, and lay beside it, goes. Raises
    BlobNotFound without the preview, ChildFailed for one that a child does not survive."""
    preview = await blobs.read(order.preview)
    crop = await pool.run(Cut(order, preview), Priority.QUESTION)
    await blobs.put(order.key, crop)
    folder, name = order.key.rpartition("/")[0], crop_name(order.ratio, order.width)
    async for blob in blobs.list(f"{folder}/"):
        if blob.key != order.key and blob.key.startswith(f"{folder}/{name}-"):
            await blobs.delete(blob.key)


def _cropped(cut: Cut) -> bytes:
    """As wide as wanted, but never larger than it is on the preview."""
    order, shown = cut.order, pixels(cut.preview)
    height, width = shown.shape[:2]
    across, down = map(int, order.ratio.split(":"))
    aspect = across / down * height / width
    box = frame(aspect, order.subjects, salience=None if order.subjects else salience(shown))
    left, top, right, bottom = (round(side * size) for side, size in zip(box, (width, height) * 2, strict=True))
    picture = Image.fromarray(np.ascontiguousarray(shown[top : max(bottom, top + 1), left : max(right, left + 1)]))
    wide = min(order.width, picture.width)
    return encoded(resized(picture, (wide, max(1, round(wide * down / across)))), "JPEG", **PREVIEW_JPEG)
