"""Copies of the catalog's file, made while it is written to, and whether such a file is whole."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Event

from shared.catalog.photos import PHOTOS
from shared.catalog.sqlite_threads import translated
from shared.errors import Unavailable

_STEPS = 10_000  # of SQLite between two looks whether to go on


def write_snapshot(catalog: Path, draft: Path, given_up: Event) -> None:
    """Writes what the catalog holds now into `draft`, a file that is not there yet. Nobody who writes waits for it; it
    ends early once `given_up` is set. What it wrote is not yet durable.

    Raises FileExistsError, OutOfSpace, or Unavailable when the catalog is damaged or it was given up.
    """
    os.close(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))  # SQLite would let others read it
    with _opened(catalog, "mode=ro") as connection:
        connection.set_progress_handler(given_up.is_set, _STEPS)
        try:
            connection.execute("VACUUM INTO ?", (str(draft),))
        except sqlite3.OperationalError as error:
            if given_up.is_set():
                raise Unavailable("The snapshot was given up.") from error
            raise


def photos_in(snapshot: Path) -> int:
    """How many photos a snapshot, to which nobody writes, knows. Raises Unavailable when it is damaged."""
    with _opened(snapshot, "mode=ro&immutable=1") as connection:
        sql = f"SELECT count(*) FROM {PHOTOS.name} WHERE \"doc.state\" = 'active'"
        count: int = connection.execute(sql).fetchone()[0]
        return count


def check_whole(file: Path, *, snapshot: bool = False) -> None:
    """Reads a catalog that nobody else has open, or a snapshot. Raises Unavailable when it is damaged."""
    with _opened(file, "mode=ro&immutable=1" if snapshot else "mode=rw") as connection:
        (found,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if found != "ok":
        raise Unavailable(f"{file} is damaged: {found}.")


@contextmanager
def _opened(file: Path, how: str) -> Iterator[sqlite3.Connection]:
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?{how}", uri=True, isolation_level=None)) as opened:
            yield opened
    except sqlite3.Error as error:
        raise translated(error) from error
