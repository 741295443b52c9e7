"""One process at a time uses a home folder."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from shared.errors import Conflict


@contextmanager
def hold(home: Path) -> Iterator[Path]:
    """Makes the home folder where it is missing and holds its lock file -> the folder as an absolute path.

    The system lets go of the lock however the process ends. Raises Conflict when another process holds it.
    """
    home = home.absolute()
    home.mkdir(parents=True, exist_ok=True)
    with (home / "lock").open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            holder = file.read().strip() or "unknown"
            raise Conflict(
                f"Heliograph is already running on {home} (process {holder}). Stop it, or set HELIOGRAPH_HOME."
            ) from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield home
