"""HEIF and AVIF by their boxes (ISO/IEC 14496-12, 23008-12): which varieties can be read, and whether one is whole."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO

from shared.errors import Unsupported

_HEADER = 1 << 20  # bytes in which the list of items lies
_ITEM = re.compile(rb"infe(?:\x02.{7}|\x03.{9})([\x20-\x7e]{4})", re.DOTALL)
_CODINGS = {b"jpeg": "JPEG", b"avc1": "H.264", b"vvc1": "H.266", b"j2k1": "JPEG 2000", b"unci": "no compression",
            b"evc1": "EVC", b"lhv1": "layered H.265"}  # fmt: skip
_READ = {b"hvc1", b"av01"}

_INSTEAD = "Export the picture as JPEG."
NO_SUCH_VARIETY = f"This variety of HEIF or AVIF is not supported. {_INSTEAD}"
_SEQUENCE = f"Sequences of pictures in HEIF are not supported. {_INSTEAD}"
_UNKNOWN = f"This picture is damaged, or of a variety of HEIF or AVIF that is not supported. {_INSTEAD}"


def check_variety(head: bytes) -> None:
    """`head` are the first bytes of a file. Raises Unsupported for what is known to be no picture that we can read."""
    items = set(_ITEM.findall(head[:_HEADER]))
    if not items & _READ:
        for kind, name in _CODINGS.items():
            if kind in items:
                raise Unsupported(f"HEIF files coded with {name} are not supported. {_INSTEAD}")
    kinds = {kind for kind, _ in boxes(BytesIO(head))}
    if b"moov" in kinds and b"meta" not in kinds and b"avis" not in head[:256]:
        raise Unsupported(_SEQUENCE)


def refusal(stream: BinaryIO) -> Unsupported | None:
    """What is to be said of a file whose header cannot be read, where nothing of it is missing."""
    ends = [end for _, end in boxes(stream)]
    size = stream.seek(0, 2)
    return Unsupported(_UNKNOWN) if ends and ends[-1] == size else None


def boxes(stream: BinaryIO) -> Iterator[tuple[bytes, int]]:
    """(kind, where it ends) of those at the top; the last may end behind the stream."""
    at, size = 0, stream.seek(0, 2)
    while at + 8 <= size:
        stream.seek(at)
        head = stream.read(16)
        length = int.from_bytes(head[:4], "big")
        if length == 1:
            length = int.from_bytes(head[8:16], "big")
        elif length == 0:
            length = size - at
        if length < 8:
            return
        at += length
        yield head[4:8], at
