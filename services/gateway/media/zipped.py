"""A zip file that is sent while it is made: its entries are stored as they are, so that its size is known before.

As APPNOTE.TXT 6.3.10 has it: every entry's checksum and sizes follow its bytes (bit 3 of its flags) and are 64 bits
wide, and so is the end, so that each part is as long for any content. Whoever resumes gets the same bytes again.
"""

import struct
import zlib
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass

_DATED = (1 << 5 | 1) << 16  # the earliest day that there is: it says nothing
_FLAGS = 1 << 3 | 1 << 11  # sizes follow; names are UTF-8
_WIDE, _NEEDED, _ZIP64 = 0xFFFFFFFF, 45, 0x0001
_MADE_BY = 3 << 8 | _NEEDED  # Unix
_MODE = 0o100644 << 16

_LOCAL, _CENTRAL = struct.Struct("<4sHHHIIIIHH"), struct.Struct("<4sHHHHIIIIHHHHHII")
_LOCAL_WIDE, _CENTRAL_WIDE = struct.Struct("<HHQQ"), struct.Struct("<HHQQQ")
_BEHIND = struct.Struct("<4sIQQ")
_END_WIDE, _LOCATOR, _END = struct.Struct("<4sQHHIIQQQQ"), struct.Struct("<4sIQI"), struct.Struct("<4sHHHHIIH")
_ENDS = _END_WIDE.size + _LOCATOR.size + _END.size


@dataclass(frozen=True, slots=True)
class Entry:
    """`chunks` gives exactly `size` bytes, and may be asked for again."""

    name: str
    size: int
    chunks: Callable[[], AsyncIterator[bytes]]

    @property
    def _around(self) -> int:
        """Bytes beside its own."""
        return (
            _LOCAL.size + _LOCAL_WIDE.size + _BEHIND.size + _CENTRAL.size + _CENTRAL_WIDE.size
            + 2 * len(self.name.encode())
        )  # fmt: skip


def size_of(entries: Sequence[Entry]) -> int:
    """Of the whole file, in bytes."""
    return sum(entry.size + entry._around for entry in entries) + _ENDS


async def zipped(entries: Sequence[Entry]) -> AsyncIterator[bytes]:
    """The file. Raises ValueError where an entry gives other than `size` bytes, before any wrong one is sent."""
    at, central = 0, bytearray()
    for entry in entries:
        name, begin, crc, size = entry.name.encode(), at, 0, 0
        head = _LOCAL.pack(b"PK\3\4", _NEEDED, _FLAGS, 0, _DATED, 0, _WIDE, _WIDE, len(name), _LOCAL_WIDE.size)
        yield head + name + _LOCAL_WIDE.pack(_ZIP64, 16, 0, 0)
        async for chunk in entry.chunks():
            size += len(chunk)
            if size > entry.size:
                break
            crc = zlib.crc32(chunk, crc)
            yield chunk
        if size != entry.size:
            raise ValueError(f"{entry.name} has {size} bytes, not {entry.size}")
        yield _BEHIND.pack(b"PK\7\10", crc, size, size)
        at += len(head) + len(name) + _LOCAL_WIDE.size + size + _BEHIND.size
        central += _CENTRAL.pack(
            b"PK\1\2", _MADE_BY, _NEEDED, _FLAGS, 0, _DATED, crc, _WIDE, _WIDE, len(name), _CENTRAL_WIDE.size, 0, 0, 0,
            _MODE, _WIDE,
        ) + name + _CENTRAL_WIDE.pack(_ZIP64, 24, size, size, begin)  # fmt: skip
    yield bytes(central)
    count, few = len(entries), min(len(entries), 0xFFFF)
    yield _END_WIDE.pack(
        b"PK\6\6", _END_WIDE.size - 12, _MADE_BY, _NEEDED, 0, 0, count, count, len(central), at
    ) + _LOCATOR.pack(b"PK\6\7", 0, at + len(central), 1) + _END.pack(
        b"PK\5\6", 0, 0, few, few, min(len(central), _WIDE), min(at, _WIDE), 0
    )  # fmt: skip


async def part(chunks: AsyncIterator[bytes], start: int, end: int) -> AsyncIterator[bytes]:
    """The bytes from `start` to before `end` of what is made: those before are made too, and not sent."""
    at = 0
    async for chunk in chunks:
        if at >= end:
            return
        if piece := chunk[max(0, start - at) : end - at]:
            yield piece
        at += len(chunk)
