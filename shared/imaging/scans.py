"""Scans of a progressive JPEG: each goes over the whole picture again, so thousands keep a decoder busy for minutes."""

from pathlib import Path

from shared.errors import Damaged

MOST = 500  # cameras and programs make some ten; 1,000 bytes are enough for a scan that costs as much as any

_START_OF_SCAN = b"\xff\xda"  # nowhere in a scan's own data, where ff is always followed by 00 or a restart
_PIECE = 2**20


def check_scans(path: Path) -> None:
    """Raises Damaged for a file that no program that means well would write."""
    count, last = 0, b""
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            count += (last + piece).count(_START_OF_SCAN)
            last = piece[-1:]
            if count > MOST:
                raise Damaged(f"The file draws its picture in more than {MOST} scans, which only harmful files do.")
