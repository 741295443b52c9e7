"""What SQLite says, in our words."""

import contextlib
import errno
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from shared.errors import OutOfSpace, Unavailable

# What sqlite3 raises: where a message of SQLite's quotes what is no UTF-8, it cannot even say it.
SQLITE_ERRORS = (sqlite3.Error, UnicodeDecodeError)

_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_NO_FORMAT = "unsupported file format"  # to SQLite a plain error, though only the header says it
_LAST_FORMAT = 2  # byte 18 of the header; a file that says more is only read

_UNAVAILABLE = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_PERM,
}


@dataclass(frozen=True, slots=True)
class SqliteFile:
    """A file that a store keeps its rows in. What can be made `anew` is noted when it is found damaged, and is made so
    at the next start."""

    path: Path
    name: str  # "catalog", as people hear of it
    anew: bool = False

    @property
    def remedy(self) -> str:
        if self.anew:
            return "Start Heliograph again: it is made anew then."
        return "Stop Heliograph and take a snapshot back: python -m services.recover"


class ForeignSchema(sqlite3.DatabaseError):
    """What a file says of its tables is not what was written there."""


class DamagedFile(Unavailable):
    """Waiting does not mend it."""


def is_damage(error: BaseException | None) -> bool:
    """Whether SQLite says that a file is damaged, or none of its own. It also says so of what its disk failed to read
    once: what is damaged stays so."""
    known = isinstance(error, ForeignSchema | UnicodeDecodeError)
    return known or code_of(error) in _DAMAGED or str(error) == _NO_FORMAT


def code_of(error: BaseException | None) -> int:
    """SQLite's, without what extends it; 0 for an error that is not SQLite's."""
    code: int = getattr(error, "sqlite_errorcode", 0)
    return code & 0xFF


def translated(error: Exception, file: SqliteFile) -> Exception:
    """The error as callers should see it, with itself as the cause: the disk's troubles by our names, bugs as they
    are."""
    seen = _seen(error, file)
    if seen is not error:
        seen.__cause__ = error
    return seen


def _seen(error: Exception, file: SqliteFile) -> Exception:
    code = code_of(error)
    if code == sqlite3.SQLITE_FULL or getattr(error, "errno", None) == errno.ENOSPC:
        return OutOfSpace(f"The disk that holds the {file.name} is full.")
    where = f"The {file.name} {file.path.parent.name}/{file.path.name}"
    if is_damage(error) or (code == sqlite3.SQLITE_READONLY and _is_only_read(file.path)):
        # sqlite3 cannot even say a damaged name.
        what = "malformed database schema" if isinstance(error, UnicodeDecodeError) else error
        return DamagedFile(f"{where} is damaged: {what}. {file.remedy}")
    if code in _UNAVAILABLE or isinstance(error, OSError):
        return Unavailable(f"{where} cannot be used: {error}.")
    return error


def _is_only_read(path: Path) -> bool:
    """Whether its header says that a later SQLite made it, which none did. False when nobody can tell."""
    with contextlib.suppress(OSError), path.open("rb") as file:
        return file.read(19)[18:] > bytes([_LAST_FORMAT])
    return False
