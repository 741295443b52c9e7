"""BlobStore: immutable bytes under a key.

The contract, which tests/conformance/test_blobs.py runs on every adapter:
- A key is one or more segments of 1 to 255 `[A-Za-z0-9._-]`, joined by "/", 1000 characters at most; no segment
  is "." or "..", and none ends in ".json": beside a file its facts have that name. Anything else raises ValueError
  before the store is touched. Callers make no key that is a folder of another ("a" beside "a/b"): no file system can
  hold both.
- put streams, hashes on the way and is atomic: readers see the whole blob or none. When it returns the
  bytes are durable. Putting again replaces; who is reading meanwhile gets all of the old blob, or all of the new,
  or Unavailable. If the source raises, or the hash differs from `expected_sha256` (HashMismatch), nothing is
  stored and no trace is left. A put that is cancelled has stored all or nothing.
- The facts of a put are small texts by names of [a-z0-9_], durable when it returns, and come and go with the blob. They
  are for whoever has lost all but the blobs; sha256 (hex) is added where the store knows it before it has to write
  them. What is put without facts has none.
- put raises OutOfSpace when the bytes do not fit; nothing is half-written.
- open, read, facts, stat, move, local raise BlobNotFound for a key that is not there.
- A range is half-open `[start, end)`, clipped to the blob; an empty blob and an empty range yield nothing.
- delete of a missing key is no error. list is sorted by key, and is a snapshot or newer: what is there all the
  while is listed once.
- move renames, replacing the target; a key moved to itself stays. The target is never half there, but a crash in
  between may leave the blob under both keys, or without its facts.
- Whatever else goes wrong with the store is Unavailable, never BlobNotFound and never fewer bytes. A put or move
  that raises it may have happened, and can be repeated.
- Nothing here blocks the event loop, and nothing holds a whole blob but `read`.
"""

import json
import re
from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

CHUNK = 256 * 1024

_SEGMENT = re.compile(r"(?!\.{1,2}$)(?!.*\.json$)[A-Za-z0-9._-]{1,250}")
_LONGEST_KEY = 1000  # S3 takes 1024 bytes


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
        self,
        key: str,
        source: bytes | AsyncIterator[bytes],
        *,
        expected_sha256: str | None = None,
        facts: Mapping[str, str] | None = None,
    ) -> Stored: ...

    def open(self, key: str, start: int = 0, end: int | None = None) -> AsyncGenerator[bytes, None]:
        """Yields chunks of at most CHUNK bytes. BlobNotFound is raised at the first step. Who stops early closes it
        (contextlib.aclosing), else its file or connection stays open until it is collected."""
        ...

    async def read(self, key: str) -> bytes: ...

    async def facts(self, key: str) -> dict[str, str]:
        """What was put beside the blob; empty when nothing was, or it is damaged."""
        ...

    async def stat(self, key: str) -> BlobStat: ...

    async def delete(self, key: str) -> None: ...

    def list(self, prefix: str) -> AsyncGenerator[BlobStat, None]:
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


def is_segment(text: str) -> bool:
    return _SEGMENT.fullmatch(text) is not None


def is_key(text: str) -> bool:
    return len(text) <= _LONGEST_KEY and all(map(is_segment, text.split("/")))


def check_key(key: str) -> str:
    """Returns the key, or raises ValueError when it is not one (see the contract)."""
    if not is_key(key):
        raise ValueError(f"not a blob key: {key!r}")
    return key


def write_facts(facts: Mapping[str, str]) -> bytes:
    return json.dumps(facts, ensure_ascii=False).encode()


def read_facts(written: bytes) -> dict[str, str]:
    """Empty for what is damaged: facts are of help, and never needed."""
    try:
        read = json.loads(written)
    except ValueError:
        return {}
    return {name: fact for name, fact in read.items() if isinstance(fact, str)} if isinstance(read, dict) else {}


def check_prefix(prefix: str) -> str:
    """Returns the prefix, or raises ValueError when it is neither empty nor a key with "/" after it."""
    if prefix and not (prefix.endswith("/") and check_key(prefix[:-1])):
        raise ValueError(f"not a folder prefix: {prefix!r}")
    return prefix


def clip(start: int, end: int | None, size: int) -> tuple[int, int]:
    """The range within a blob of `size` bytes. It is empty when the start is not before the end."""
    return max(start, 0), size if end is None else min(end, size)
