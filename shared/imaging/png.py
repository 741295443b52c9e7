"""PNG by its chunks: Pillow is handed the picture alone, so that nothing that stands beside it can cost it.

Pillow refuses a whole file for a text of more than a megabyte or a wrong checksum beside the picture, and does not look
behind it. https://www.w3.org/TR/png-3/ tells of the chunks, exiftool's tag tables of the "raw profiles" of ImageMagick.
"""

import re
import zlib
from collections.abc import Iterator, Mapping
from io import BufferedReader, RawIOBase
from typing import Any, BinaryIO, NamedTuple

from shared.imaging.code_points import CodePoints

_SIGNATURE = 8  # bytes
_PICTURE = (b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND")
_LARGEST = 16 * 1024 * 1024  # bytes of a profile or a packet; what is larger is none
_XMP_HEADER = b"http://ns.adobe.com/xap/1.0/\0"
_HEX = re.compile(rb"\s*\w+\s+\d+\s+([0-9a-fA-F\s]*)")


class Chunk(NamedTuple):
    """`at` is where its length stands, `end` is behind its checksum."""

    kind: bytes
    at: int
    end: int


def without_the_rest(stream: BinaryIO) -> tuple[BinaryIO, Mapping[str, Any]]:
    """-> (the picture as a file of its own, read from `stream` as it is needed; what stood beside it, by Pillow's
    names: "icc_profile", "exif", "xmp", "cicp" and "Creation Time")."""
    parts, told = [(0, _SIGNATURE)], dict[str, Any]()
    for chunk in _chunks(stream):
        if chunk.kind in _PICTURE:
            parts.append((chunk.at, chunk.end - chunk.at))
        elif read := _READERS.get(chunk.kind):
            for name, value in read(_body(stream, chunk)):
                told.setdefault(name, value)
    return BufferedReader(_Parts(stream, parts)), told


def _chunks(stream: BinaryIO) -> Iterator[Chunk]:
    """Those that begin within the stream; the last may end behind it."""
    at = _SIGNATURE
    while True:
        stream.seek(at)
        head = stream.read(8)
        if len(head) < 8:
            return
        chunk = Chunk(head[4:], at, at + 12 + int.from_bytes(head[:4], "big"))
        yield chunk
        if chunk.kind == b"IEND":
            return
        at = chunk.end


def _body(stream: BinaryIO, chunk: Chunk) -> bytes:
    """Empty for one that is too large, cut, or not what its checksum says."""
    size = chunk.end - chunk.at - 12
    if size > _LARGEST:
        return b""
    stream.seek(chunk.at + 8)
    body, checksum = stream.read(size), stream.read(4)
    return body if zlib.crc32(chunk.kind + body).to_bytes(4, "big") == checksum else b""


def _exif(body: bytes) -> Iterator[tuple[str, Any]]:
    if body:
        yield "exif", body


def _profile(body: bytes) -> Iterator[tuple[str, Any]]:
    _, _, rest = body.partition(b"\0")
    if profile := _inflated(rest[1:]):
        yield "icc_profile", profile


def _code_points(body: bytes) -> Iterator[tuple[str, Any]]:
    if len(body) == 4:
        yield "cicp", CodePoints(body[0], body[1])


def _text(body: bytes) -> Iterator[tuple[str, Any]]:
    name, _, text = body.partition(b"\0")
    yield from _named(name, text)


def _compressed_text(body: bytes) -> Iterator[tuple[str, Any]]:
    name, _, rest = body.partition(b"\0")
    if _is_told(name):
        yield from _named(name, _inflated(rest[1:]))


def _international_text(body: bytes) -> Iterator[tuple[str, Any]]:
    name, _, rest = body.partition(b"\0")
    if _is_told(name) and rest.count(b"\0", 2) >= 2:
        text = rest[2:].split(b"\0", 2)[2]
        yield from _named(name, _inflated(text) if rest[0] else text)


def _is_told(name: bytes) -> bool:
    return name in (b"XML:com.adobe.xmp", b"Creation Time") or name.startswith(b"Raw profile type ")


def _named(name: bytes, text: bytes) -> Iterator[tuple[str, Any]]:
    if name == b"Creation Time":
        yield "Creation Time", text
    elif name == b"XML:com.adobe.xmp":
        yield "xmp", text
    elif name.startswith(b"Raw profile type ") and (found := _HEX.match(text)):
        raw = _from_hex(found[1])
        if raw.startswith((b"Exif\0\0", b"II*\0", b"MM\0*")):
            yield "exif", raw
        elif name.endswith((b" xmp", b" APP1")) and b"<" in raw[:200]:
            yield "xmp", raw.removeprefix(_XMP_HEADER)
        elif name.endswith((b" icc", b" icm")):
            yield "icc_profile", raw


def _from_hex(digits: bytes) -> bytes:
    digits = b"".join(digits.split())
    return bytes.fromhex(digits[: len(digits) // 2 * 2].decode("ascii"))


def _inflated(data: bytes) -> bytes:
    """Empty for what is broken or too large."""
    unpacking = zlib.decompressobj()
    try:
        plain = unpacking.decompress(data, _LARGEST)
    except zlib.error:
        return b""
    return plain if unpacking.eof else b""


_READERS = {
    b"eXIf": _exif,
    b"iCCP": _profile,
    b"cICP": _code_points,
    b"tEXt": _text,
    b"zTXt": _compressed_text,
    b"iTXt": _international_text,
}


class _Parts(RawIOBase):
    """Parts of a stream, (where, how long) each, one behind the other."""

    def __init__(self, stream: BinaryIO, parts: list[tuple[int, int]]) -> None:
        self._stream = stream
        self._parts = parts
        self._size = sum(length for _, length in parts)
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        self._at = max(0, offset + (0, self._at, self._size)[whence])
        return self._at

    def readinto(self, buffer: Any) -> int:
        begin = 0
        for where, length in self._parts:
            if begin <= self._at < begin + length:
                within = self._at - begin
                self._stream.seek(where + within)
                data = self._stream.read(min(len(buffer), length - within))
                buffer[: len(data)] = data
                self._at += len(data)
                return len(data)
            begin += length
        return 0
