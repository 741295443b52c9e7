"""Raw camera files -> pictures: the camera's own preview where it is large enough, else developed.

Only decoder children call this. LibRaw (by rawpy) reads the formats of some 1,200 cameras.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PIL import Image

from shared.errors import Damaged, Invalid, Unsupported

if TYPE_CHECKING:
    from rawpy import RawPy

log = logging.getLogger(__name__)

_EXIF_OF_FLIP = {0: 1, 3: 3, 5: 8, 6: 6}  # LibRaw's flip -> EXIF's orientation
_ORIENTATION = 0x0112
_ENOUGH = 1000  # pixels; smaller previews are for the screen of the camera
_NEARLY = 0.95  # previews leave out a few pixels at the edges
_TOO_NEW = "The raw file of this camera cannot be read yet. Export the photo as JPEG, or convert it to DNG."


class RawSize(NamedTuple):
    """As the sensor saw it; `orientation` is EXIF's, 1 to 8."""

    width: int
    height: int
    orientation: int


def raw_size(path: Path) -> RawSize:
    """Reads the header alone. Raises Unsupported or Damaged."""
    with _opened(path) as raw:
        return _size(raw)


def raw_picture(path: Path, long_side: int | None) -> tuple[Image.Image, int]:
    """-> (mode RGB, not yet upright, in its own colour profile under info["icc_profile"]; its EXIF orientation).

    The preview that the camera embedded is what its owner saw, so it is taken even where it is a little smaller. Else
    the values are developed, at half the size where that is enough: four times as fast. Raises Unsupported or Damaged.
    """
    with _opened(path) as raw:
        size = _size(raw)
        whole = max(size.width, size.height)
        if preview := _preview(raw, min(_ENOUGH, int(_NEARLY * whole))):
            return preview, _lies(preview, size)
        pixels = raw.postprocess(
            half_size=whole // 2 >= (long_side or whole), use_camera_wb=True, user_flip=0, output_bps=8
        )
        return Image.fromarray(pixels), size.orientation


def _size(raw: "RawPy") -> RawSize:
    sizes = raw.sizes
    return RawSize(sizes.width, sizes.height, _EXIF_OF_FLIP.get(sizes.flip, 1))


def _preview(raw: "RawPy", enough: int) -> Image.Image | None:
    import rawpy

    try:
        thumb = raw.extract_thumb()
    except (rawpy.LibRawNoThumbnailError, rawpy.LibRawUnsupportedThumbnailError, rawpy.NotSupportedError):
        return None
    if thumb.format != rawpy.ThumbFormat.JPEG or not isinstance(thumb.data, bytes):
        return None  # bitmaps are stamps of a hundred pixels
    try:
        with Image.open(BytesIO(thumb.data), formats=("JPEG",)) as preview:
            if max(preview.size) < enough:
                return None
            preview.load()
            return preview.convert("RGB")
    except (OSError, ValueError, SyntaxError):
        log.info("a raw file's preview is damaged", exc_info=True)
        return None


def _lies(preview: Image.Image, size: RawSize) -> int:
    """Most cameras leave previews as the sensor saw them. Some turn them upright, and must then not be believed: LibRaw
    writes the sensor's orientation into previews that say nothing."""
    if size.orientation >= 5 and (preview.width < preview.height) != (size.width < size.height):
        return 1
    own: int = Image.Image.getexif(preview).get(_ORIENTATION, 1)
    return own if own in range(2, 9) else size.orientation


@contextmanager
def _opened(path: Path) -> Iterator["RawPy"]:
    import rawpy

    try:
        with rawpy.imread(str(path)) as raw:
            yield raw
    except rawpy.LibRawFileUnsupportedError as error:
        raise Unsupported(_TOO_NEW) from error
    except rawpy.LibRawUnsufficientMemoryError as error:
        raise MemoryError from error
    except (rawpy.LibRawError, rawpy.NotSupportedError) as error:
        log.info("cannot decode raw", exc_info=True)
        raise Damaged(
            "The raw file is damaged: its picture cannot be read. Copy it again from where it came."
        ) from error
    except (Invalid, MemoryError):
        raise
