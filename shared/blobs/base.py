"""BlobStore: immutable bytes under a key.

The contract, which tests/conformance/test_blobs.py runs on every adapter:
- A key is one or more segments of `[A-Za-z0-9._-]`, joined by "/"; no segment is "." or "..". Anything
  else raises ValueError before the store is touched.
- put streams, hashes on the way and is atomic: readers see the whole blob or none. When it returns the
  bytes are durable. Putting again replaces. If the source raises, or the hash differs from
  `expected_sha256` (HashMismatch), nothing is stored and no trace is left.
- put raises OutOfSpace when the bytes do not fit; nothing is half-written.
- open, read, stat, local raise BlobNotFound for a key that is not there.
- A range is half-open `[start, end)`, clipped to the blob; an empty blob and an empty range yield nothing.
- delete of a missing key is no error. list is sorted by key, and is a snapshot or newer.
- Nothing here blocks the event loop, and nothing holds a whole blob but `read`.
"""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

CHUNK = 256 * 1024


@dataclass(frozen=True, slots=True)
class BlobStat:
    key: str
    size: int
    modified_at: str  # an instant


@dataclass(frozen=True, slots=True)
class Stored:
    size: int
    sha256: str  # hex


class BlobStore(Protocol):
    async def put(
        self, key: str, source: bytes | AsyncIterator[bytes], *, expected_sha256: str | None = None
    ) -> Stored: ...

    def open(self, key: str, start: int = 0, end: int | None = None) -> AsyncIterator[bytes]:
        """Yields chunks. BlobNotFound is raised at the first step."""
        ...

    async def read(self, key: str) -> bytes: ...

    async def stat(self, key: str) -> BlobStat: ...

    async def delete(self, key: str) -> None: ...

    def list(self, prefix: str) -> AsyncIterator[BlobStat]:
        """Every blob whose key starts with `prefix`, a folder prefix ending in "/" or "" for all."""
        ...

    async def move(self, key: str, to: str) -> None:
        """Rename, replacing the target. BlobNotFound when the key is not there."""
        ...

    def local(self, key: str) -> AbstractAsyncContextManager[Path]:
        """A read-only file with the blob's bytes, for libraries that want a path. Gone afterwards, or shared."""
        ...

    async def check(self) -> None:
        """Raises Unavailable with a sentence when the store cannot be used."""
        ...

    async def close(self) -> None: ...


def check_key(key: str) -> str:
    """Returns the key, or raises ValueError when it is not one (see the contract)."""
    segments = key.split("/")
    for segment in segments:
        if not segment or segment in {".", ".."} or not segment.isascii():
            raise ValueError(f"not a blob key: {key!r}")
        if not all(c.isalnum() or c in "._-" for c in segment):
            raise ValueError(f"not a blob key: {key!r}")
    return key
