"""TIFF by its directories: classic and BigTIFF, of either byte order, with tags of any integer type."""

import struct
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import BinaryIO, NamedTuple

SUBFILE_TYPE, COMPRESSION, PHOTOMETRIC, SUB_DIRECTORIES = 254, 259, 262, 330
REDUCED = 1  # SubfileType: a smaller version of another picture in the file
WIDTH, HEIGHT, ORIENTATION = 256, 257, 274
_PIECES = ((273, 279), (324, 325))  # of strips and of tiles, where they lie and how long they are
_INTEGERS = {1: "B", 3: "H", 4: "I", 13: "I", 16: "Q", 18: "Q"}  # TIFF's types
_MOST_ENTRIES = 500
_MOST_PIECES = 1 << 20
_MOST_DIRECTORIES = 16
_FURTHEST = 1 << 48  # bytes: what points behind this points nowhere
# none, CCITT, LZW, JPEG, deflate, PackBits, LZMA, ZSTD: what the libraries that we have can unpack
_UNPACKED = frozenset((1, 2, 3, 4, 5, 6, 7, 8, 32773, 32946, 34925, 50000))

Directory = Mapping[int, tuple[int, ...]]


class Header(NamedTuple):
    order: str  # of struct
    big: bool  # BigTIFF, with offsets of 64 bits
    first: int  # where the first directory lies


def header(stream: BinaryIO) -> Header | None:
    """None for what is no TIFF or ends before its header does."""
    stream.seek(0)
    head = stream.read(16)
    order = {b"II": "<", b"MM": ">"}.get(head[:2])
    if order is None or len(head) < 8:
        return None
    big = struct.unpack_from(f"{order}H", head, 2)[0] == 43
    if big and len(head) < 16:
        return None
    return Header(order, big, struct.unpack_from(f"{order}{'Q' if big else 'I'}", head, 8 if big else 4)[0])


def directories(stream: BinaryIO) -> Iterator[Directory]:
    """The integers of the pages' directories, by tag; at the end an empty one, when more lie beyond the stream."""
    about = header(stream)
    at = about.first if about else 0
    for _ in range(_MOST_DIRECTORIES):
        if about is None or at == 0:
            return
        found = _directory(stream, about, at)
        if found is None:
            yield {}
            return
        yield found[0]
        at = found[1]


def below(stream: BinaryIO, directory: Directory) -> Iterator[Directory]:
    """The directories that this one points to."""
    about = header(stream)
    for at in directory.get(SUB_DIRECTORIES, ())[:8]:
        if about and (found := _directory(stream, about, at)):
            yield found[0]


def size(stream: BinaryIO) -> tuple[int, int] | None:
    """Of the page that is shown, in pixels as stored."""
    page = main_page(stream)
    return _size(page) if page else None


def is_whole(path: Path) -> bool:
    """Whether the pieces of its picture lie within the file: what cannot be read of it is then no damage."""
    with path.open("rb") as stream:
        page = main_page(stream)
    if page is None or _size(page) is None:
        return False
    ends = [
        at + length
        for begins, lengths in _PIECES
        for at, length in zip(page.get(begins, ()), page.get(lengths, ()), strict=False)
    ]
    return bool(ends) and max(ends) <= path.stat().st_size


def can_unpack(path: Path) -> bool:
    with path.open("rb") as stream:
        page = main_page(stream)
    return page is not None and one(page, COMPRESSION, 1) in _UNPACKED


def main_page(stream: BinaryIO) -> Directory | None:
    """The first that is no smaller version of another; of nothing but those, the first."""
    pages = [page for page in directories(stream) if page]
    return next((page for page in pages if not one(page, SUBFILE_TYPE, 0) & REDUCED), pages[0] if pages else None)


def _size(page: Directory) -> tuple[int, int] | None:
    width, height = one(page, WIDTH, 0), one(page, HEIGHT, 0)
    return (width, height) if width and height else None


def one(directory: Directory, tag: int, otherwise: int) -> int:
    return (directory.get(tag) or (otherwise,))[0]


def _directory(stream: BinaryIO, about: Header, at: int) -> tuple[Directory, int] | None:
    """-> (the directory, where the next one lies); None when the stream ends before it does."""
    count, offset, entry, inline = ("Q", "Q", 20, 8) if about.big else ("H", "I", 12, 4)
    entries = _read(stream, about.order + count, at)
    if not entries or entries[0] > _MOST_ENTRIES:
        return None
    table, following = stream.read(entry * entries[0]), _unpacked(stream, about.order + offset)
    if len(table) < entry * entries[0]:
        return None
    found: dict[int, tuple[int, ...]] = {}
    for place in range(0, len(table), entry):
        tag, kind, number = struct.unpack_from(f"{about.order}HH{offset}", table, place)
        layout = f"{about.order}{number}{_INTEGERS.get(kind)}"
        if kind not in _INTEGERS or number > _MOST_PIECES:
            found[tag] = ()
        elif struct.calcsize(layout) <= inline:
            found[tag] = struct.unpack_from(layout, table, place + entry - inline)
        else:
            found[tag] = _read(stream, layout, *struct.unpack_from(about.order + offset, table, place + entry - inline))
    return found, following[0] if following else 0


def _read(stream: BinaryIO, layout: str, at: int) -> tuple[int, ...]:
    stream.seek(min(at, _FURTHEST))
    return _unpacked(stream, layout)


def _unpacked(stream: BinaryIO, layout: str) -> tuple[int, ...]:
    size = struct.calcsize(layout)
    data = stream.read(size)
    return struct.unpack(layout, data) if len(data) == size else ()
