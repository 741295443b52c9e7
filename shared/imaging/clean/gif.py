"""GIF89a by its blocks, with its animation."""

from typing import BinaryIO

from shared.imaging.clean.container import Odd, exactly

_IMAGE, _EXTENSION, _TRAILER = b"\x2c", b"\x21", b"\x3b"
_CONTROL, _APPLICATION = b"\xf9", b"\xff"
_LOOPS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")


def walk(source: BinaryIO, to: BinaryIO, exif: bytes) -> None:
    """It has no place for EXIF. Comments, texts and what programs add (XMP) are left out, but how often it plays."""
    head = exactly(source, 13)
    if head[:6] not in (b"GIF87a", b"GIF89a"):
        raise Odd
    to.write(head + _table(source, head[10]))
    while (kind := exactly(source, 1)) != _TRAILER:
        if kind == _IMAGE:
            about = exactly(source, 9)
            to.write(kind + about + _table(source, about[8]) + exactly(source, 1))
            _blocks(source, to)
        elif kind == _EXTENSION:
            _extension(source, to)
        else:
            raise Odd
    to.write(_TRAILER)


def _extension(source: BinaryIO, to: BinaryIO) -> None:
    label = exactly(source, 1)
    first = _block(source)
    if label == _CONTROL and len(first) == 4:
        to.write(_EXTENSION + label + b"\4" + first + b"\0")
    elif label == _APPLICATION and first in _LOOPS:
        often = _block(source)
        if len(often) == 3 and often[0] == 1:
            to.write(_EXTENSION + label + b"\x0b" + first + b"\3" + often + b"\0")
        first = often
    while first:
        first = _block(source)


def _table(source: BinaryIO, flags: int) -> bytes:
    """Its colours, where it has some of its own."""
    return exactly(source, 3 << (flags & 7) + 1) if flags & 0x80 else b""


def _block(source: BinaryIO) -> bytes:
    return exactly(source, exactly(source, 1)[0])


def _blocks(source: BinaryIO, to: BinaryIO) -> None:
    while block := _block(source):
        to.write(bytes((len(block),)) + block)
    to.write(b"\0")
