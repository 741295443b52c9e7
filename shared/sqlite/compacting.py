"""What is deleted leaves the file: SQLite keeps it in free pages and in the gaps of others, and in the log beside."""

import sqlite3

from shared.errors import Unavailable


def compact(connection: sqlite3.Connection) -> None:
    """Writes the file anew, with nothing but what is there, and empties the log. Outside of a transaction; for as long
    nobody else writes. It takes room for another two of the file. Raises Unavailable while somebody reads what is
    older."""
    connection.execute("VACUUM")
    (busy, _, _) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        raise Unavailable("What is deleted could not be taken out of the log: somebody still reads there.")
