"""Blobs as files: the key is the path below the root, and the facts of a blob lie beside it in `<key>.json`.

`~tmp`, which no key can name, holds what is being written. It lies inside the root because a rename is atomic
within one file system only, and the root may be a mount of its own.
"""

import os
import stat as modes
from collections.abc import AsyncGenerator, AsyncIterator, Generator, Iterator, Mapping
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from shared.blobs.base import (
    CHUNK,
    BlobStat,
    Stored,
    check_key,
    check_prefix,
    clip,
    is_segment,
    read_facts,
    write_facts,
)
from shared.blobs.drafts import Draft, Drafts
from shared.blobs.os_errors import os_errors
from shared.blobs.pour import pour
from shared.blobs.threads import Threads
from shared.domain.instants import instant
from shared.durable import sync
from shared.errors import BlobNotFound, OutOfSpace, Unavailable

_PIECE = 1024 * 1024  # bytes hashed and written in one hop into a thread
_LIST_BATCH = 500
_ATTEMPTS = 1000  # to rename into a folder that deletes keep taking away
_NO_FILE = (FileNotFoundError, NotADirectoryError, IsADirectoryError)


class DiskBlobStore:
    """BlobStore in the folder `root`, made when missing. Several processes may share it.

    A key that is a folder of other keys ("a" beside "a/b") is refused with ValueError. A listing holds the names of
    one folder at a time. Raises Unavailable when the folder cannot be used.
    """

    def __init__(self, root: Path, *, threads: int = 16) -> None:
        self._root = root.absolute()
        with os_errors():
            self._root.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._drafts = Drafts(self._root / "~tmp")
            _sync(self._root)
            _sync(self._root.parent)
        self._threads = Threads("blobs", threads)
        # Folders whose own entry is known to be durable: the others cost their next put an fsync of their parent.
        self._durable: set[Path] = set()

    async def put(
        self,
        key: str,
        source: bytes | AsyncIterator[bytes],
        *,
        expected_sha256: str | None = None,
        facts: Mapping[str, str] | None = None,
    ) -> Stored:
        target = self._path(key)
        draft = self._drafts.new()
        return await pour(
            source,
            draft,
            piece=_PIECE,
            finish=lambda: self._publish(draft, target, facts),
            expected_sha256=expected_sha256,
            threads=self._threads,
        )

    def open(self, key: str, start: int = 0, end: int | None = None) -> AsyncGenerator[bytes, None]:
        return self._threads.iterate(self._chunks(self._path(key), start, end))

    async def read(self, key: str) -> bytes:
        return await self._threads.run(self._read, self._path(key))

    async def facts(self, key: str) -> dict[str, str]:
        return await self._threads.run(self._facts, self._path(key))

    async def stat(self, key: str) -> BlobStat:
        return await self._threads.run(self._stat, self._path(key))

    async def delete(self, key: str) -> None:
        await self._threads.run(self._delete, self._path(key))

    def list(self, prefix: str) -> AsyncGenerator[BlobStat, None]:
        return self._threads.iterate_in_batches(self._walk(check_prefix(prefix)), _LIST_BATCH)

    async def move(self, key: str, to: str) -> None:
        await self._threads.run(self._move, self._path(key), self._path(to))

    @asynccontextmanager
    async def local(self, key: str) -> AsyncGenerator[Path, None]:
        await self.stat(key)
        yield self._path(key)

    async def check(self) -> None:
        with suppress(OutOfSpace):  # a full store can still be read, and deleted from
            await self._threads.run(self._probe)

    async def close(self) -> None:
        await self._threads.close()
        self._drafts.close()

    def _path(self, key: str) -> Path:
        return self._root / check_key(key)

    def _missing(self, path: Path) -> BlobNotFound | Unavailable:
        # Else a disk that is not mounted would look like a library that lost all its photos.
        if not self._drafts.exist():
            return Unavailable(f"The blob folder {self._root} is gone.")
        return BlobNotFound(f"There is no blob {path.relative_to(self._root)}.")

    def _publish(self, draft: Draft, target: Path, facts: Mapping[str, str] | None) -> None:
        beside = self._drafts.new() if facts else None
        with os_errors():
            try:
                draft.seal()
                if beside and facts:
                    beside.write(bytearray(write_facts({**facts, "sha256": draft.sha256})))
                    beside.seal()
                self._place(draft.path, target, beside.path if beside else None)
            finally:
                if beside:
                    beside.discard()

    def _place(self, source: Path, target: Path, facts: Path | None) -> None:
        """Renames durably. FileNotFoundError when the source is gone."""
        for _ in range(_ATTEMPTS):
            try:
                target.parent.mkdir(parents=True, exist_ok=True)
                _beside(target).unlink(missing_ok=True)  # never another blob's
                source.replace(target)
                if facts:
                    with suppress(FileNotFoundError):  # the blob was deleted at once
                        facts.replace(_beside(target))
                break
            except FileNotFoundError:
                # Unless the source is gone, a delete took the empty folder away in between.
                if not source.exists():
                    raise
            except (FileExistsError, NotADirectoryError, IsADirectoryError) as error:
                # FileExistsError too may come from a folder that goes while mkdir looks at it.
                if target.is_dir() or any(folder.is_file() for folder in target.parents):
                    raise ValueError(f"a blob cannot be a folder too: {target.relative_to(self._root)}") from error
        else:
            raise Unavailable(f"The folder {target.parent} cannot be made.")
        folder = target.parent
        _sync(folder)
        if len(self._durable) > 10_000:
            self._durable.clear()
        while folder != self._root and folder not in self._durable:
            _sync(folder.parent)
            self._durable.add(folder)
            folder = folder.parent

    def _prune(self, folder: Path) -> None:
        """Removes the folder and those above it that are empty, durably."""
        while folder != self._root:
            self._durable.discard(folder)
            try:
                folder.rmdir()
            except FileNotFoundError:  # another delete was quicker
                pass
            except OSError:  # not empty
                break
            folder = folder.parent
        _sync(folder)

    def _delete(self, path: Path) -> None:
        with os_errors():
            try:
                _beside(path).unlink(missing_ok=True)  # first: without the blob, nobody would ever look for them
                path.unlink()
            except _NO_FILE as error:
                if isinstance(missing := self._missing(path), Unavailable):
                    raise missing from error
                return
            self._prune(path.parent)

    def _move(self, source: Path, target: Path) -> None:
        self._stat(source)
        with os_errors():
            if source == target:
                return
            try:
                facts = _beside(source)
                self._place(source, target, facts if facts.exists() else None)
            except FileNotFoundError as error:
                self._prune(target.parent)
                raise self._missing(source) from error
            self._prune(source.parent)

    def _chunks(self, path: Path, start: int, end: int | None) -> Generator[bytes, None, None]:
        with os_errors():
            try:
                file = path.open("rb", buffering=0)
            except _NO_FILE as error:
                raise self._missing(path) from error
            with file:
                size = os.fstat(file.fileno()).st_size
                start, end = clip(start, end, size)
                file.seek(start)
                while start < end:
                    chunk = file.read(min(CHUNK, end - start))
                    if not chunk:
                        raise Unavailable(f"{path} is shorter than it was.")
                    start += len(chunk)
                    yield chunk

    def _read(self, path: Path) -> bytes:
        return b"".join(self._chunks(path, 0, None))

    def _facts(self, path: Path) -> dict[str, str]:
        self._stat(path)
        with os_errors():
            try:
                return read_facts(_beside(path).read_bytes())
            except FileNotFoundError:
                return {}

    def _stat(self, path: Path) -> BlobStat:
        with os_errors():
            try:
                facts = path.stat()
            except _NO_FILE as error:
                raise self._missing(path) from error
            if not modes.S_ISREG(facts.st_mode):
                raise self._missing(path)
        modified_at = instant(datetime.fromtimestamp(facts.st_mtime, UTC))
        return BlobStat(str(path.relative_to(self._root)), facts.st_size, modified_at)

    def _walk(self, prefix: str) -> Iterator[BlobStat]:
        with os_errors():
            if not self._drafts.exist():
                raise Unavailable(f"The blob folder {self._root} is gone.")
            try:
                with os.scandir(self._root / prefix) as entries:
                    # A folder sorts as the keys in it do: "a-b" comes before "a/b".
                    # What no key can name (~tmp, lost+found) is no blob.
                    names = sorted(e.name + "/" * e.is_dir() for e in entries if is_segment(e.name))
            except _NO_FILE:
                return
        for name in names:
            if name.endswith("/"):
                yield from self._walk(prefix + name)
            else:
                with suppress(BlobNotFound):  # deleted since the folder was read
                    yield self._stat(self._root / prefix / name)

    def _probe(self) -> None:
        draft = self._drafts.new()
        with os_errors():
            try:
                draft.seal()
            finally:
                draft.discard()


def _beside(path: Path) -> Path:
    return path.with_name(f"{path.name}.json")


def _sync(folder: Path) -> None:
    with suppress(FileNotFoundError):  # pruned in between: there is nothing left to keep
        sync(folder)
