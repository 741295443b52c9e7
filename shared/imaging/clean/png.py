"""PNG by its chunks (https://www.w3.org/TR/png-3/), with its animation."""

import zlib
from typing import BinaryIO

from shared.imaging.clean.container import Odd, copied, exactly
from shared.imaging.clean.profile import plain_profile

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_PIXELS = frozenset((b"PLTE", b"tRNS", b"IDAT", b"acTL", b"fcTL", b"fdAT"))
# How its numbers are meant as colours, and its pixels as shapes.
_MEANT = {b"gAMA": 4, b"cHRM": 32, b"sRGB": 1, b"cICP": 4, b"mDCV": 24, b"cLLI": 8, b"sBIT": 4, b"bKGD": 6, b"pHYs": 9}
_LARGEST = 16 * 1024 * 1024  # bytes of a profile; what is larger is none


def walk(source: BinaryIO, to: BinaryIO, exif: bytes) -> None:
    if exactly(source, 8) != _SIGNATURE:
        raise Odd
    to.write(_SIGNATURE)
    begun = False
    while True:
        head = exactly(source, 8)
        size, kind = int.from_bytes(head[:4], "big"), head[4:]
        if begun != (kind != b"IHDR"):
            raise Odd
        if kind in _PIXELS or (kind in _MEANT and size <= _MEANT[kind]):
            to.write(head)
            copied(source, to, size + 4)
        elif kind == b"IHDR":
            begun = True
            to.write(head + exactly(source, size + 4))
            if exif:
                _chunk(to, b"eXIf", exif)
        elif kind == b"iCCP" and size <= _LARGEST:
            if profile := plain_profile(_inflated(exactly(source, size))):
                _chunk(to, b"iCCP", b"-\0\0" + zlib.compress(profile))
            source.seek(4, 1)
        elif kind == b"IEND":
            _chunk(to, b"IEND", b"")
            return
        else:
            source.seek(size + 4, 1)


def _chunk(to: BinaryIO, kind: bytes, body: bytes) -> None:
    to.write(len(body).to_bytes(4, "big") + kind + body + zlib.crc32(kind + body).to_bytes(4, "big"))


def _inflated(body: bytes) -> bytes:
    """The profile behind its name; empty for what is broken."""
    unpacking = zlib.decompressobj()
    try:
        return unpacking.decompress(body.partition(b"\0")[2][1:], _LARGEST)
    except zlib.error:
        return b""
