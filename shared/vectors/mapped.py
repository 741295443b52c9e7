"""Files of arrays that are mapped and never changed. What is in one is derived: the rows in SQLite are the truth. It is
written beside the old one and renamed, so that it is there whole or not at all.

    arrays | account: JSON | its length: 8 bytes
"""

import contextlib
import os
import zlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar
from uuid import UUID

import msgspec
import numpy as np
from numpy.typing import NDArray

from shared.domain.ids import is_id

Ids = NDArray[np.bytes_]  # of dtype S16, so that they sort as their texts do
Stored = tuple[Sequence[str], Sequence[str], Sequence[bytes]]  # ids, groups, vectors as they are stored
Bytes = NDArray[np.uint8]
A = TypeVar("A", bound=msgspec.Struct)

_LENGTH = 8  # bytes at the end that say how long the account is
_ALIGNED = 64


@dataclass(frozen=True, slots=True)
class Points:
    """One owner's. `groups` is None where each is its own."""

    ids: Ids
    groups: Ids | None

    def __len__(self) -> int:
        return len(self.ids)

    def places(self, ids: Iterable[str]) -> NDArray[np.intp]:
        """Where these stand, in that order; those that are not here are left out."""
        wanted = raw(list(ids))
        if not len(wanted) or not len(self.ids):
            return np.empty(0, np.intp)
        at = np.minimum(np.searchsorted(self.ids, wanted), len(self.ids) - 1)
        return np.unique(at[self.ids[at] == wanted])

    def places_of(self, groups: Collection[str]) -> NDArray[np.intp]:
        """Where the points of these groups stand."""
        return self.places(groups) if self.groups is None else np.flatnonzero(np.isin(self.groups, raw(list(groups))))

    def named(self, place: int) -> tuple[str, str]:
        """The id and the group of the point that stands there."""
        id = _text(self.ids[place])
        return id, id if self.groups is None else _text(self.groups[place])


def _text(id: bytes) -> str:
    return str(UUID(bytes=id.ljust(16, b"\0")))


def raw(ids: Sequence[str]) -> Ids:
    """Of those that are ids."""
    joined = "".join(ids).replace("-", "")
    if len(joined) == 32 * len(ids):
        with contextlib.suppress(ValueError):
            return np.frombuffer(bytes.fromhex(joined), "S16")
    return np.frombuffer(bytes.fromhex("".join(id.replace("-", "") for id in ids if is_id(id))), "S16")


def opened(file: Path, account: type[A]) -> tuple[A, Bytes] | None:
    """-> the account, and the arrays' bytes. None where there is no file, or one that cannot be read."""
    try:
        mapped = np.memmap(file, np.uint8, "r").view(np.ndarray)
        end = len(mapped) - _LENGTH
        begin = end - int.from_bytes(mapped[end:].tobytes(), "little")
        return msgspec.json.decode(mapped[max(begin, 0) : end].tobytes(), type=account), mapped[: max(begin, 0)]
    except (FileNotFoundError, ValueError, msgspec.MsgspecError):
        return None


def drafted(file: Path, size: int) -> np.memmap:
    """So many bytes, to be filled. Raises OSError."""
    draft = draft_of(file)
    with draft.open("wb") as opened:
        if hasattr(os, "posix_fallocate"):  # a full disk is an error here, and no SIGBUS later
            os.posix_fallocate(opened.fileno(), 0, max(size, 1))
        else:
            os.ftruncate(opened.fileno(), max(size, 1))
    return np.memmap(draft, np.uint8, "r+")


def sealed(file: Path, pages: np.memmap, size: int, account: msgspec.Struct) -> None:
    """The draft is the file now. Raises OSError."""
    written = msgspec.json.encode(account)
    pages.flush()
    draft = draft_of(file)
    with draft.open("r+b") as opened:
        opened.seek(size)
        opened.write(written + len(written).to_bytes(_LENGTH, "little"))
    draft.replace(file)


def draft_of(file: Path) -> Path:
    """Where it is written before it has its name."""
    return file.with_suffix(".draft")


def checksum_of(account: msgspec.Struct, scanned: Bytes) -> int:
    """Of an account, but for its own field `checksum`, and of these bytes."""
    return zlib.crc32(scanned.data, zlib.crc32(msgspec.json.encode(msgspec.structs.replace(account, checksum=0))))


def aligned(size: int) -> int:
    return -(-size // _ALIGNED) * _ALIGNED
