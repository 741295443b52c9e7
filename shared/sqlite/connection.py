"""How a SQLite file is opened: a log beside it, and every commit on the disk before it is answered."""

import sqlite3

from shared.sqlite.errors import SQLITE_ERRORS, SqliteFile, translated

_BUSY_SECONDS = 10.0  # another process may write too, as a backup does

# A reader's: at a million photos, half the time of a page by three values went into refilling 2 MiB.
_CACHE_KIB = 16 * 1024


def connect(file: SqliteFile, *, writer: bool) -> sqlite3.Connection:
    """Raises Unavailable when the file cannot be used."""
    try:
        # Opened here and used in one thread only, which is safe though sqlite3 cannot see it.
        connection = sqlite3.connect(
            file.path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False, cached_statements=512
        )
        try:
            if writer:
                connection.execute("PRAGMA journal_mode = WAL")
                connection.execute("PRAGMA synchronous = FULL")
            else:
                connection.execute("PRAGMA query_only = ON")
                connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        except SQLITE_ERRORS:
            connection.close()
            raise
    except SQLITE_ERRORS as error:
        raise translated(error, file) from error
    return connection
