"""An original -> a clean copy of it: the same picture, and of what stands beside it no more than its colour profile,
how it lies, and when it was taken by the clocks there.

A walk over the container writes what is known to be needed for the picture and nothing else: an unknown segment,
chunk or block is left out, and so is whatever lies behind the picture. The coded pixels are copied as they are. No
library with a licence that we take does that without decoding (piexif leaves all but EXIF where it is). What has no
such walk, or does not follow its own format, is decoded and becomes a JPEG of full size.

Only decoder children call this.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import BinaryIO

from PIL import Image
from PIL.ExifTags import IFD, Base

from shared.errors import Invalid
from shared.imaging.clean.container import Odd
from shared.imaging.clean.gif import walk as gif
from shared.imaging.clean.jpeg import walk as jpeg
from shared.imaging.clean.png import walk as png
from shared.imaging.clean.webp import walk as webp
from shared.imaging.decode import open_original, orientation
from shared.imaging.formats import MEDIA_TYPES, format_at, opened

# (the original, the copy, EXIF as TIFF has it: empty where there is nothing to say). Raises Odd.
Walk = Callable[[BinaryIO, BinaryIO, bytes], None]

_WALKS: Mapping[str, Walk] = {"jpeg": jpeg, "png": png, "webp": webp, "gif": gif}
_JPEG = {"quality": 93, "subsampling": 0}
_EXIF_HEADER = b"Exif\0\0"


def clean_copy(path: Path, to: Path, *, taken: str, max_pixels: int) -> str:
    """Writes the copy and returns its media type. `taken`: local time, "2008-10-22T16:28:39"; "" where that is not
    known, and left out where the format has no place for it (GIF, and WebP of the simplest kind).

    Raises Invalid, Unsupported, Damaged or TooLarge for what cannot be decoded either."""
    with path.open("rb") as source:
        name = format_at(source)
        if walk := _WALKS.get(name):
            try:
                with opened(path) as image:
                    exif = _exif(orientation(image), taken)
                source.seek(0)
                with to.open("wb") as copy:
                    walk(source, copy, exif)
            except (Odd, Invalid):
                pass  # decoding says what is wrong with it, where anything is
            else:
                return MEDIA_TYPES[name]
    picture = open_original(path, max_pixels).image
    picture.save(to, "JPEG", exif=_EXIF_HEADER + _exif(1, taken), **_JPEG)
    return MEDIA_TYPES["jpeg"]


def _exif(lies: int, taken: str) -> bytes:
    exif = Image.Exif()
    if lies != 1:
        exif[Base.Orientation] = lies
    if taken:
        exif.get_ifd(IFD.Exif)[Base.DateTimeOriginal] = f"{taken[:10].replace('-', ':')} {taken[11:19]}"
    return exif.tobytes().removeprefix(_EXIF_HEADER) if exif or taken else b""
