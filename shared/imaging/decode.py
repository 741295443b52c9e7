"""Original -> upright sRGB picture. Only decoder children call this: an original can crash or hang a decoder."""

from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image
from PIL.ImageFile import ImageFile

from shared.errors import Damaged, TooLarge
from shared.imaging.color import resizable, to_srgb
from shared.imaging.formats import RAW, format_at, opened, opens
from shared.imaging.probe import check_size
from shared.imaging.raw import raw_picture, raw_size
from shared.imaging.resize import resized
from shared.imaging.scans import check_scans
from shared.imaging.tiff import can_unpack, is_whole
from shared.imaging.tiff import size as tiff_size

_ORIENTATION = 0x0112
_JPEG_STARTS, _JPEG_ENDS = b"\xff\xd8\xff", b"\xff\xd9"
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


class Original(NamedTuple):
    """`image` is upright, mode RGB, sRGB. Width and height are the original's full size, upright."""

    image: Image.Image
    width: int
    height: int


def open_original(path: Path, max_pixels: int, long_side: int | None = None) -> Original:
    """Decodes the first frame, no larger than `long_side` (never enlarged); all of it without one. Of a raw file, the
    camera's own preview or half the sensor's size.

    Raises Invalid, Unsupported, Damaged, or TooLarge when the picture has more than `max_pixels` or does not
    fit in the memory that this process may use.
    """
    try:
        picture, width, height, lies = _HOW.get(_format(path), _plain)(path, max_pixels, long_side)
    except MemoryError as error:
        raise TooLarge("The picture needs more memory to open than this server gives to one photo.") from error
    if lies >= 5:  # on its side
        width, height = height, width
    picture.info = {}  # nothing of the original's metadata may leave with a rendition
    return Original(picture, width, height)


class _Opened(NamedTuple):
    """The upright picture; the original's size and orientation as stored."""

    picture: Image.Image
    width: int
    height: int
    lies: int


def _plain(path: Path, max_pixels: int, long_side: int | None) -> _Opened:
    with opened(path) as image:
        width, height = image.size
        check_size(width, height, max_pixels)
        if image.info.get("progressive"):
            check_scans(path)
        profile, points = image.info.get("icc_profile"), image.info.get("cicp")
        small = _decoded(image, long_side)
        lies = orientation(image)
        return _Opened(to_srgb(_upright(small, lies), profile, points), width, height, lies)


def _raw(path: Path, max_pixels: int, long_side: int | None) -> _Opened:
    size = raw_size(path)
    check_size(size.width, size.height, max_pixels)
    image, lies = raw_picture(path, long_side)
    profile = image.info.get("icc_profile")
    small = image if long_side is None else resized(image, _within(image, long_side))
    return _Opened(to_srgb(_upright(small, lies), profile), size.width, size.height, size.orientation)


def _tiff(path: Path, max_pixels: int, long_side: int | None) -> _Opened:
    try:
        return _plain(path, max_pixels, long_side)
    except Damaged:
        if not is_whole(path):
            raise
        if can_unpack(path) and opens(path):  # a variety that is known: it is damaged indeed
            raise
    from shared.imaging.other_tiff import other_tiff  # OpenCV is large, and hardly ever needed here

    with path.open("rb") as stream:
        width, height = tiff_size(stream) or (0, 0)
    check_size(width, height, max_pixels)
    picture, lies = other_tiff(path)
    small = picture if long_side is None else resized(picture, _within(picture, long_side))
    return _Opened(to_srgb(_upright(small, lies), None), width, height, lies)


_HOW = {RAW: _raw, "tiff": _tiff}


def _format(path: Path) -> str:
    with path.open("rb") as stream:
        return format_at(stream)


def _upright(image: Image.Image, lies: int) -> Image.Image:
    return image.transpose(_UPRIGHT[lies]) if lies in _UPRIGHT else image


def pixels(jpeg: bytes) -> NDArray[np.uint8]:
    """A preview as (height, width, 3), sRGB, read-only. Raises Invalid, Damaged or Unsupported."""
    # As Pillow reads it, in two thirds of the time; but a JPEG that ends early would come out grey below.
    if jpeg.startswith(_JPEG_STARTS) and jpeg.endswith(_JPEG_ENDS):
        picture = cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_COLOR_RGB | cv2.IMREAD_IGNORE_ORIENTATION)
        if picture is not None:
            picture.setflags(write=False)
            return np.asarray(picture, np.uint8)
    with opened(BytesIO(jpeg)) as image:
        return np.asarray(image.convert("RGB"))


def orientation(image: Image.Image) -> int:
    """EXIF orientation, 1..8; 1 when there is none or it cannot be read. HEIC arrives upright and says 1."""
    try:
        # Not the plugin's own method: PNG's decodes all pixels first, and hides their damage from who comes after.
        value = Image.Image.getexif(image).get(_ORIENTATION, 1)
    except Exception:  # noqa: BLE001 - broken EXIF must not cost the picture
        return 1
    return value if value in _UPRIGHT else 1


def _decoded(image: ImageFile, long_side: int | None) -> Image.Image:
    if long_side is None:
        image.load()
        return resizable(image)
    size = _within(image, long_side)
    # The JPEG decoder scales by 1/2, 1/4 or 1/8 as it goes: the cheapest pixels are those never decoded.
    image.draft(None, size)
    image.load()
    return resized(resizable(image), size)


def _within(image: Image.Image, long_side: int) -> tuple[int, int]:
    scale = min(1.0, long_side / max(image.size))
    return max(1, round(image.width * scale)), max(1, round(image.height * scale))
