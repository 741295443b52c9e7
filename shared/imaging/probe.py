"""What the first bytes of an upload say, before anything is stored. Runs in a decoder child."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from io import BytesIO

from shared.errors import Damaged, Invalid, TooLarge
from shared.imaging.formats import MEDIA_TYPES, RAW, format_at, opened
from shared.imaging.heif import check_variety
from shared.imaging.tiff import size as tiff_size

HEAD = 256 * 1024  # bytes: enough for the header of nearly every photo


@dataclass(frozen=True, slots=True)
class Probe:
    """`format` is a key of MEDIA_TYPES. Width and height are pixels as stored, before orientation; None when the
    header does not lie within the head, and for raw files, whose size is in their makers' notes."""

    format: str
    media_type: str
    width: int | None
    height: int | None


@dataclass(frozen=True, slots=True)
class Head:
    """The first HEAD bytes of a file; `complete` when that is all of it."""

    data: bytes
    complete: bool


def probe(head: bytes, complete: bool, max_pixels: int) -> Probe:
    """Raises Invalid (empty), Unsupported, Damaged or TooLarge, each with a sentence that says what to do."""
    name = format_at(BytesIO(head))
    try:
        size = _READERS.get(name, _by_pillow)(head)
    except Invalid:
        if complete or name in _READERS:
            raise
        size = None
    except MemoryError as error:
        raise Damaged("The file is damaged: its header asks for an impossible picture.") from error
    if size is None and complete and name != RAW:
        raise Damaged("The file is damaged: its header is incomplete. Copy it again from where it came.")
    width, height = size or (None, None)
    if width is not None and height is not None:
        check_size(width, height, max_pixels)
    return Probe(name, MEDIA_TYPES[name], width, height)


def prober(max_pixels: int) -> Callable[[Sequence[Head]], Sequence[Probe | Invalid]]:
    """The callable of a ChildPool[Head, Probe | Invalid]: `partial(prober, max_pixels)` is its `make`."""
    return partial(_probe_all, max_pixels)


def check_size(width: int, height: int, max_pixels: int) -> None:
    """Raises Damaged for no pixels at all, TooLarge for too many."""
    if width < 1 or height < 1:
        raise Damaged("The file is damaged: its picture has no pixels.")
    if width * height > max_pixels:
        raise TooLarge(
            f"The picture has {width * height / 1e6:,.0f} megapixels ({width} × {height}); "
            f"at most {max_pixels / 1e6:,.0f} are allowed. Make it smaller and upload it again."
        )


def _probe_all(max_pixels: int, heads: Sequence[Head]) -> Sequence[Probe | Invalid]:
    return [_outcome(head, max_pixels) for head in heads]


def _outcome(head: Head, max_pixels: int) -> Probe | Invalid:
    try:
        return probe(head.data, head.complete, max_pixels)
    except Invalid as error:
        return error


def _by_pillow(head: bytes) -> tuple[int, int] | None:
    with opened(BytesIO(head)) as image:
        return image.size


# Pillow reads these formats whole or not at all; their sizes are in plain sight.


def _webp(head: bytes) -> tuple[int, int] | None:
    kind, body = head[12:16], head[20:30]
    if len(body) < 10:
        return None
    if kind == b"VP8X":
        return int.from_bytes(body[4:7], "little") + 1, int.from_bytes(body[7:10], "little") + 1
    if kind == b"VP8L":
        bits = int.from_bytes(body[1:5], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8 ":
        return int.from_bytes(body[6:8], "little") & 0x3FFF, int.from_bytes(body[8:10], "little") & 0x3FFF
    raise Damaged("The file is damaged: it is no valid WebP picture.")


def _heif(head: bytes) -> tuple[int, int] | None:
    """The largest of the sizes (`ispe` boxes) in the file: tiles and thumbnails are smaller than the picture. Raises
    Unsupported."""
    check_variety(head)
    largest, at = None, 0
    while (at := head.find(b"\0\0\0\x14ispe", at)) >= 0 and at + 20 <= len(head):
        size = int.from_bytes(head[at + 12 : at + 16], "big"), int.from_bytes(head[at + 16 : at + 20], "big")
        if largest is None or size[0] * size[1] > largest[0] * largest[1]:
            largest = size
        at += 20
    return largest


def _tiff(head: bytes) -> tuple[int, int] | None:
    """Some varieties are read by others than Pillow."""
    try:
        return _by_pillow(head)
    except Damaged:
        return tiff_size(BytesIO(head))


def _raw(head: bytes) -> None:
    return None


_READERS: dict[str, Callable[[bytes], tuple[int, int] | None]] = {
    "webp": _webp,
    "tiff": _tiff,
    "heic": _heif,
    "avif": _heif,
    RAW: _raw,
}
