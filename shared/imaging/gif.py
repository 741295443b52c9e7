"""The XMP in a GIF, which Pillow does not look for: an application extension, its packet plain text up to the trailer
that leads older readers through it (XMP specification, part 3)."""

from pathlib import Path

_BEGIN = b"\x21\xff\x0bXMP DataXMP"
_TRAILER = b"\x01\xff\xfe\xfd"


def packet(path: Path) -> bytes | None:
    data = path.read_bytes()
    at = data.find(_BEGIN)
    end = data.find(_TRAILER, at)
    return data[at + len(_BEGIN) : end] if 0 <= at < end else None
