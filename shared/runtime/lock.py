"""One process at a time uses a home folder."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from shared.errors import Conflict


@contextmanager
def hold(path: Path) -> Iterator[None]:
    """Holds the lock file; the system lets go of it however the process ends. Raises Conflict when it is held."""
    with path.open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            holder = file.read().strip() or "unknown"
            raise Conflict(
                f"Heliograph is already running on {path.parent} (process {holder}). Stop it, or set HELIOGRAPH_HOME."
            ) from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield
