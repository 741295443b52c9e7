"""A crop of a photo, as one service asks another for it: what it must show, and where it is kept."""

from collections.abc import Sequence
from hashlib import blake2b

import msgspec

from shared.domain.boxes import Box
from shared.domain.renditions import rendition_key

RATIOS = ("1:1", "4:5", "5:4", "3:4", "4:3", "2:3", "3:2", "9:16", "16:9", "2:1")
MEDIA_TYPE = "image/jpeg"

WIDEST = 1440  # pixels
_STEP = 160
_VERSION = 1  # of the way of framing


class Subject(msgspec.Struct, frozen=True):
    """What a crop should show whole. `eyes`: how far down they are, a share of the photo's height; None: a thing."""

    box: Box
    eyes: float | None = None


class CropOrder(msgspec.Struct, frozen=True):
    """`preview` is the key of what is cut, `key` where the crop goes."""

    preview: str
    key: str
    ratio: str
    width: int
    subjects: tuple[Subject, ...] = ()


def rounded(width: int) -> int:
    """Up to the next step: many screens share few crops."""
    return min(WIDEST, -(-width // _STEP) * _STEP)


def ordered(owner: str, photo: str, version: int, ratio: str, width: int, subjects: Sequence[Subject]) -> CropOrder:
    """`version` is that of the preview. Other subjects make another crop."""
    width = rounded(width)
    told = msgspec.json.encode((_VERSION, subjects))
    shown = f"{version}-{blake2b(told, digest_size=8).hexdigest()}"
    preview, key = (rendition_key(owner, photo, *of) for of in (("preview", version), (crop_name(ratio, width), shown)))
    return CropOrder(preview, key, ratio, width, tuple(subjects))


def crop_name(ratio: str, width: int) -> str:
    return f"crop-{ratio.replace(':', 'x')}-{width}"
