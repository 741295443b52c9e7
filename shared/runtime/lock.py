"""One process at a time uses a home folder."""

import fcntl
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from shared.errors import Conflict, Unavailable

# What of ours may lie in a home that an earlier release made readable for others. What is below blobs is so no more
# once the folder is not.
_OURS = ("lock", "catalog.sqlite*", "queue.sqlite*", "vectors", "vectors/*", "blobs", "quarantine")


@contextmanager
def hold(home: Path) -> Iterator[Path]:
    """Makes the home folder where it is missing, keeps others of the machine out of it, and holds its lock file -> the
    folder as an absolute path.

    The system lets go of the lock however the process ends. Raises Conflict when another process holds it, Unavailable
    when nothing can be written there.
    """
    home = home.absolute()
    with _writable(home):
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = os.fdopen(os.open(home / "lock", os.O_RDWR | os.O_CREAT, 0o600), "r+")
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = file.read().strip() or "unknown"
            raise Conflict(
                f"Heliograph is already running on {home} (process {holder}). Stop it, or set HELIOGRAPH_HOME."
            ) from None
        with _writable(home):
            # As long as the one before: a full disk has room for it.
            os.pwrite(file.fileno(), f"{os.getpid():<10}".encode(), 0)
            for path in (home, *(found for name in _OURS for found in home.glob(name))):
                _keep_others_out(path)
        yield home


@contextmanager
def _writable(home: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise Unavailable(
            f"The home {home} cannot be written to: {error.strerror}. Make it writable, or set HELIOGRAPH_HOME."
        ) from error


def _keep_others_out(path: Path) -> None:
    found = path.lstat()
    if found.st_uid == os.geteuid() and not stat.S_ISLNK(found.st_mode) and found.st_mode & 0o077:
        path.chmod(stat.S_IMODE(found.st_mode) & ~0o077)
