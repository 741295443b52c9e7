"""Copies of the catalog's file, made while it is written to, and whether such a file is whole."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Event

from shared.catalog.founding import FOUNDING
from shared.catalog.photos import PHOTOS
from shared.durable import sync
from shared.errors import Damaged, Unavailable
from shared.sqlite.errors import SQLITE_ERRORS, SqliteFile, is_damage, translated

_UNCHANGING = "mode=ro&immutable=1"  # how SQLite opens a file to which nobody writes, and puts none beside it
_STEPS = 10_000  # of SQLite between two looks whether to go on


def write_snapshot(catalog: Path, draft: Path, given_up: Event) -> None:
    """Writes what the catalog holds now into `draft`, a file that is not there yet. Nobody who writes waits for it; it
    ends early once `given_up` is set. What it wrote is not yet durable.

    Raises FileExistsError, OutOfSpace, Damaged when the catalog is, and Unavailable when it cannot be read or was given
    up.
    """
    os.close(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))  # SQLite would let others read it
    with _opened(catalog, "mode=ro") as connection:
        connection.set_progress_handler(given_up.is_set, _STEPS)
        try:
            connection.execute("VACUUM INTO ?", (str(draft),))
        except sqlite3.DatabaseError as error:
            if given_up.is_set():
                raise Unavailable("The snapshot was given up.") from error
            # SQLite also calls damaged what its disk failed to read, of either file.
            if is_damage(error) and _is_whole(connection):
                raise Unavailable(f"{draft} cannot be written: a disk failed.") from error
            raise


def _is_whole(connection: sqlite3.Connection) -> bool:
    return bool(connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))


def photos_in(snapshot: Path) -> int:
    """How many photos a snapshot knows. Raises Damaged or Unavailable."""
    with _opened(snapshot, _UNCHANGING) as connection:
        sql = f"SELECT count(*) FROM {PHOTOS.name} WHERE \"doc.state\" = 'active'"
        count: int = connection.execute(sql).fetchone()[0]
        return count


def check_whole(file: Path, *, snapshot: bool = False) -> None:
    """Reads a catalog that nobody else has open, or a snapshot. Raises Damaged, and Unavailable when it cannot be
    read."""
    with _opened(file, _UNCHANGING if snapshot else "mode=rw") as connection:
        (found,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if found != "ok":
        raise Damaged(f"{file} is damaged: {found}.")


def write_catalog(snapshot: Path, draft: Path) -> None:
    """Writes a catalog that holds what the snapshot does into `draft`, durably. It founds itself anew at its start:
    what came into the blob store after the snapshot has no record in it, and is nobody's orphan. Raises Damaged or
    Unavailable."""
    draft.with_name(f"{draft.name}-journal").unlink(missing_ok=True)  # a crash left it; it would be played back
    shutil.copyfile(snapshot, draft)
    draft.chmod(0o600)
    with _opened(draft, "mode=rw") as connection:
        connection.execute(f"DELETE FROM {FOUNDING.name}")
    sync(draft)


@contextmanager
def _opened(file: Path, how: str) -> Iterator[sqlite3.Connection]:
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?{how}", uri=True, isolation_level=None)) as opened:
            yield opened
    except SQLITE_ERRORS as error:
        # What is asked here is asked of every catalog: one that does not understand it has lost a table.
        if is_damage(error) or getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_ERROR:
            raise Damaged(f"{file} is damaged: {error}.") from error
        raise translated(error, SqliteFile(file, "catalog")) from error
