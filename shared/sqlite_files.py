"""What is common to all who keep something in a SQLite file."""

import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from shared.domain.ids import new_id

# What sqlite3 raises: where a message of SQLite's quotes what is no UTF-8, it cannot even say it.
SQLITE_ERRORS = (sqlite3.Error, UnicodeDecodeError)

_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_NO_FORMAT = "unsupported file format"  # to SQLite a plain error, though only the header says it


class ForeignSchema(sqlite3.DatabaseError):
    """What a file says of its tables is not what was written there."""


def is_damage(error: BaseException | None) -> bool:
    """Whether SQLite says that a file is damaged, or none of its own. It also says so of what its disk failed to read
    once: what is damaged stays so."""
    known = isinstance(error, ForeignSchema | UnicodeDecodeError)
    return known or code_of(error) in _DAMAGED or str(error) == _NO_FORMAT


def code_of(error: BaseException | None) -> int:
    """SQLite's, without what extends it; 0 for an error that is not SQLite's."""
    code: int = getattr(error, "sqlite_errorcode", 0)
    return code & 0xFF


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
