"""Files that were found damaged: how that is noted, and where they go."""

import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from shared.domain.ids import new_id
from shared.sqlite.errors import SQLITE_ERRORS


def mark(file: Path) -> None:
    """Notes that it was found damaged, for the next start, where that can be noted."""
    with suppress(OSError):
        _mark_of(file).touch(mode=0o600)


def is_damaged(file: Path) -> bool:
    """Whether a file that nobody has open was marked, and rightly so: it is read whole then. A mark that is wrong
    goes."""
    if not _mark_of(file).exists():
        return False
    with suppress(*SQLITE_ERRORS), closing(sqlite3.connect(file)) as connection:
        if connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",):
            _mark_of(file).unlink()
            return False
    return True


def _mark_of(file: Path) -> Path:
    return file.with_name(f"{file.name}.damaged")


def move_aside(file: Path) -> Path:
    """Renames a SQLite file that nobody has open, with what SQLite keeps beside it -> its new name."""
    _mark_of(file).unlink(missing_ok=True)
    aside = file.with_name(f"{file.name}.damaged-{new_id()}")
    for part in ("-wal", "-shm", ""):
        with suppress(FileNotFoundError):
            file.with_name(file.name + part).rename(aside.with_name(aside.name + part))
    return aside
