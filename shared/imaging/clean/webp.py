"""WebP by its chunks (RFC 9649), with its animation."""

from io import SEEK_CUR
from typing import BinaryIO

from shared.imaging.clean.container import Odd, copied, exactly
from shared.imaging.clean.profile import plain_profile

_PIXELS = frozenset((b"VP8 ", b"VP8L", b"ALPH"))
_ICC, _EXIF, _XMP = 1 << 5, 1 << 3, 1 << 2  # flags of VP8X
_FRAME = 16  # bytes at the beginning of ANMF that are no chunk
_LARGEST = 16 * 1024 * 1024  # bytes of a profile; what is larger is none


def walk(source: BinaryIO, to: BinaryIO, exif: bytes) -> None:
    """One of the simplest kind (without VP8X) has pixels alone, and no place for EXIF."""
    head = exactly(source, 12)
    if head[:4] != b"RIFF" or head[8:] != b"WEBP":
        raise Odd
    to.write(head)
    end = 8 + int.from_bytes(head[4:8], "little")
    flags_at = flags = None
    drawn = profiled = False
    while source.tell() + 8 <= end:
        kind, size = _head(source)
        if kind == b"VP8X" and size == 10 and flags_at is None:
            body = exactly(source, 10)
            flags, flags_at = body[0], to.tell() + 8
            _chunk(to, kind, body)
        elif kind == b"ICCP" and size <= _LARGEST and flags is not None:
            if profile := plain_profile(exactly(source, size + size % 2)[:size]):
                _chunk(to, kind, profile)
                profiled = True
        elif kind == b"ANIM" and size == 6:
            _chunk(to, kind, exactly(source, 6))
        elif kind == b"ANMF" and size >= _FRAME:
            _frame(source, to, size)
            drawn = True
        elif kind in _PIXELS:
            _copy(source, to, kind, size)
            drawn |= kind != b"ALPH"
        else:
            source.seek(size + size % 2, SEEK_CUR)
    if not drawn:
        raise Odd
    if flags is not None and flags_at is not None:
        if exif:
            _chunk(to, b"EXIF", exif)
        kept = flags & ~(_ICC | _EXIF | _XMP)
        _at(to, flags_at, bytes((kept | _ICC * profiled | _EXIF * bool(exif),)))
    _at(to, 4, (to.tell() - 8).to_bytes(4, "little"))


def _frame(source: BinaryIO, to: BinaryIO, size: int) -> None:
    """Of an animation: what it has beside its pixels is left out too."""
    begin, end = to.tell(), source.tell() + size
    to.write(b"ANMF\0\0\0\0" + exactly(source, _FRAME))
    while source.tell() + 8 <= end:
        kind, length = _head(source)
        if kind in _PIXELS:
            _copy(source, to, kind, length)
        else:
            source.seek(length + length % 2, SEEK_CUR)
    source.seek(end + size % 2)
    _at(to, begin + 4, (to.tell() - begin - 8).to_bytes(4, "little"))


def _head(source: BinaryIO) -> tuple[bytes, int]:
    head = exactly(source, 8)
    return head[:4], int.from_bytes(head[4:], "little")


def _copy(source: BinaryIO, to: BinaryIO, kind: bytes, size: int) -> None:
    to.write(kind + size.to_bytes(4, "little"))
    copied(source, to, size)
    if size % 2:
        source.seek(1, SEEK_CUR)
        to.write(b"\0")


def _chunk(to: BinaryIO, kind: bytes, body: bytes) -> None:
    to.write(kind + len(body).to_bytes(4, "little") + body + bytes(len(body) % 2))


def _at(to: BinaryIO, place: int, data: bytes) -> None:
    behind = to.tell()
    to.seek(place)
    to.write(data)
    to.seek(behind)
