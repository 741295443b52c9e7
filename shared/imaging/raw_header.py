"""Raw camera files by their headers: which they are, and what the camera wrote in them.

Most makers put TIFF around the sensor's values, some with another magic number; Canon's CR3 is an ISO media file with
pieces of TIFF in boxes, Fuji's RAF has a JPEG with all the metadata in front.
"""

from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any, BinaryIO

from PIL import Image
from PIL.ExifTags import IFD, Base

from shared.imaging.tiff import (
    COMPRESSION,
    PHOTOMETRIC,
    REDUCED,
    SUBFILE_TYPE,
    Directory,
    below,
    directories,
)

_DNG_VERSION = 50706
_SENSOR = (32803, 34892)  # PhotometricInterpretation: colour filter array, and what was made of one
_MAKERS = (32767, 32769, 32770, 34713, 65000, 65535)  # Compression: Sony, packed, Samsung, Nikon, Kodak, Pentax
_SOME = 1 << 20  # bytes: the boxes of a CR3, and the JPEG in front of a RAF, begin within

# Olympus and Panasonic: TIFF in all but the magic number.
_LIKE_TIFF = {b"IIRO": b"II*\0", b"IIRS": b"II*\0", b"MMOR": b"MM\0*", b"IIU\0": b"II*\0"}


def is_raw(stream: BinaryIO) -> bool | None:
    """Of what begins like a TIFF: whether it holds a sensor's values; None when its directory does not lie within."""
    stream.seek(8)
    if stream.read(2) == b"CR":  # Canon's CR2
        return True
    pages = list(directories(stream))
    if not pages or not pages[0]:
        return None
    if _DNG_VERSION in pages[0] or all(REDUCED in page.get(SUBFILE_TYPE, ()) for page in pages):
        return True
    # A thumbnail comes first in some TIFFs as well: what is below and behind it tells them apart.
    return any(_is_sensor(each) for page in pages for each in (page, *below(stream, page)))


def written_in(head: bytes) -> Iterator[bytes]:
    """The pieces of TIFF, each with a header of its own, in which a raw file's metadata stand. `head` is its
    beginning, or all of it."""
    if head[4:12] == b"ftypcrx ":
        for box in (b"CMT1", b"CMT2", b"CMT4"):  # main directory, EXIF, GPS
            if (at := head.find(box, 0, _SOME)) >= 4:
                yield head[at + 4 : at - 4 + int.from_bytes(head[at - 4 : at], "big")]
    elif head.startswith(b"FUJIFILM"):
        if (at := head.find(b"Exif\0\0", 0, _SOME)) >= 0:
            yield head[at + 6 : at + 6 + 0xFFFF]
    elif head[:4] in _LIKE_TIFF:
        yield _LIKE_TIFF[head[:4]] + head[4:]
    else:
        yield head


def read_raw_exif(head: bytes) -> tuple[Mapping[int, Any], Mapping[int, Any], Mapping[int, Any]]:
    """-> (the main directory, EXIF, GPS). Raises whatever Pillow's reader raises on broken input."""
    pieces = list(written_in(head))
    main = _exif(pieces[0]) if pieces else Image.Exif()
    if len(pieces) > 1:
        others = [_exif(piece) for piece in pieces[1:]]
        gps: Mapping[int, Any] = dict(others[1]) if len(others) > 1 else {}
        return main, dict(others[0]), gps
    return main, main.get_ifd(IFD.Exif), main.get_ifd(IFD.GPSInfo)


def packet(exif: Mapping[int, Any]) -> bytes | None:
    """The XMP in a main directory."""
    value = exif.get(Base.XMLPacket)
    return value if isinstance(value, bytes) else None


def _exif(piece: bytes) -> Image.Exif:
    exif = Image.Exif()
    exif.load_from_fp(BytesIO(piece))
    return exif


def _is_sensor(directory: Directory) -> bool:
    photometric, compression = (directory.get(tag) or (0,) for tag in (PHOTOMETRIC, COMPRESSION))
    return photometric[0] in _SENSOR or compression[0] in _MAKERS
