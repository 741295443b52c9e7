"""Raw camera files by their headers: which they are, and what the camera wrote in them.

Most makers put TIFF around the sensor's values, some with another magic number; Canon's CR3 is an ISO media file with
pieces of TIFF in boxes, Fuji's RAF has a JPEG with all the metadata in front.
"""

import struct
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any, BinaryIO

from PIL import Image
from PIL.ExifTags import IFD, Base

_SUBFILE_TYPE, _COMPRESSION, _PHOTOMETRIC, _SUB_DIRECTORIES, _DNG_VERSION = 254, 259, 262, 330, 50706
_REDUCED = 1
_SENSOR = (32803, 34892)  # PhotometricInterpretation: colour filter array, and what was made of one
_MAKERS = (32767, 32769, 32770, 34713, 65000, 65535)  # Compression: Sony, packed, Samsung, Nikon, Kodak, Pentax
_INTEGERS = {3: ("H", 2), 4: ("I", 4), 13: ("I", 4)}  # TIFF's types: SHORT, LONG, IFD
_MOST_ENTRIES = 500
_SOME = 1 << 20  # bytes: the boxes of a CR3, and the JPEG in front of a RAF, begin within

# Olympus and Panasonic: TIFF in all but the magic number.
_LIKE_TIFF = {b"IIRO": b"II*\0", b"IIRS": b"II*\0", b"MMOR": b"MM\0*", b"IIU\0": b"II*\0"}

Directory = Mapping[int, tuple[int, ...]]


def is_raw(stream: BinaryIO) -> bool | None:
    """Of what begins like a TIFF: whether it holds a sensor's values; None when its directory does not lie within."""
    head = stream.read(10)
    if head[8:10] == b"CR":  # Canon's CR2
        return True
    order = "<" if head[:2] == b"II" else ">"
    first = _directory(stream, order, struct.unpack_from(f"{order}I", head, 4)[0]) if len(head) >= 8 else None
    if first is None:
        return None
    if _DNG_VERSION in first or _REDUCED in first.get(_SUBFILE_TYPE, ()) or _is_sensor(first):
        return True
    below = (_directory(stream, order, offset) for offset in first.get(_SUB_DIRECTORIES, ())[:8])
    return any(directory is not None and _is_sensor(directory) for directory in below)


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
    return directory.get(_PHOTOMETRIC, (0,))[0] in _SENSOR or directory.get(_COMPRESSION, (0,))[0] in _MAKERS


def _directory(stream: BinaryIO, order: str, offset: int) -> Directory | None:
    """The integers of a TIFF directory, by tag; None when the stream ends before it does."""
    stream.seek(offset)
    count = _unpacked(stream, order, "H", 1)
    if not count or count[0] > _MOST_ENTRIES:
        return None
    table = stream.read(12 * count[0])
    if len(table) < 12 * count[0]:
        return None
    found: dict[int, tuple[int, ...]] = {}
    for at in range(0, len(table), 12):
        tag, kind, number = struct.unpack_from(f"{order}HHI", table, at)
        letter, size = _INTEGERS.get(kind, ("", 0))
        if not letter or number > _MOST_ENTRIES:
            found[tag] = ()
        elif number * size <= 4:
            found[tag] = struct.unpack_from(f"{order}{number}{letter}", table, at + 8)
        else:
            stream.seek(struct.unpack_from(f"{order}I", table, at + 8)[0])
            found[tag] = _unpacked(stream, order, letter, number)
    return found


def _unpacked(stream: BinaryIO, order: str, letter: str, number: int) -> tuple[int, ...]:
    layout = struct.Struct(f"{order}{number}{letter}")
    data = stream.read(layout.size)
    return layout.unpack(data) if len(data) == layout.size else ()
