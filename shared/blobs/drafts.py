"""Drafts: files in the making. A draft becomes a blob by a rename, or vanishes.

Every process that writes has a folder of its own, which it holds by a lock that dies with it. Whoever opens the
drafts next sweeps away the folders that nobody holds: process ids could not tell, they are reused and differ
between containers that share a disk.
"""

import contextlib
import fcntl
import logging
import os
import shutil
import uuid
from concurrent.futures import Future, wait
from hashlib import sha256
from io import FileIO
from itertools import count
from pathlib import Path

from shared.blobs.os_errors import os_errors

log = logging.getLogger(__name__)


class Draft:
    """A Sink (shared/blobs/pour.py): one file being written. Nothing is opened before the first write or the seal.
    `left` are drafts that could not be removed; the next one that is opened tries again."""

    def __init__(self, path: Path, left: set[Path]) -> None:
        self.path = path
        self.size = 0
        self._left = left
        self._hash = sha256()
        self._file: FileIO | None = None

    @property
    def sha256(self) -> str:
        return self._hash.hexdigest()

    def write(self, piece: bytearray) -> None:
        with os_errors():
            self._hash.update(piece)
            file = self._open()
            rest = memoryview(piece)
            while rest:
                rest = rest[file.write(rest) :]
            self.size += len(piece)

    def seal(self) -> None:
        """The bytes are durable afterwards, under the draft's own name."""
        with self._open() as file:
            os.fsync(file.fileno())

    def discard(self, after: "Future[None] | None" = None) -> None:
        """Removes the file, if it is still here, once the call `after` is over. Raises nothing: why the put failed
        matters more to the caller than this."""
        if after:
            wait([after])
        try:
            if self._file:
                self._file.close()
            self.path.unlink(missing_ok=True)
        except OSError as error:
            self._left.add(self.path)
            log.warning("%s stays for now: %s", self.path, error)

    def _open(self) -> FileIO:
        if self._file is None:
            for path in list(self._left):
                with contextlib.suppress(OSError):
                    path.unlink(missing_ok=True)
                    self._left.discard(path)
            self._file = FileIO(self.path, "x")
        return self._file


class Drafts:
    """This process's folder of drafts below `root`, and the end of those that dead processes left there."""

    def __init__(self, root: Path) -> None:
        root.mkdir(exist_ok=True)
        self._names = count()
        self._left: set[Path] = set()
        self._folder = root / uuid.uuid4().hex
        # Until our own folder is locked, another process would take it for a leftover.
        gate = os.open(root / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(gate, fcntl.LOCK_EX)
            for folder in root.iterdir():
                if folder.is_dir() and not _held(folder):
                    with contextlib.suppress(FileNotFoundError):  # its owner closes right now, and removes it too
                        shutil.rmtree(folder)
            self._folder.mkdir()
            self._lock = os.open(self._folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
            fcntl.flock(self._lock, fcntl.LOCK_EX)
        finally:
            os.close(gate)

    def new(self) -> Draft:
        return Draft(self._folder / str(next(self._names)), self._left)

    def exist(self) -> bool:
        """False once the disk was taken away from under us."""
        return self._folder.is_dir()

    def close(self) -> None:
        os.close(self._lock)
        shutil.rmtree(self._folder, ignore_errors=True)  # the disk may be gone; the next opening sweeps


def _held(folder: Path) -> bool:
    try:
        lock = os.open(folder / "lock", os.O_RDWR)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(lock)
    return False
