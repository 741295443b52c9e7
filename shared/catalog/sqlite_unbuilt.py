"""What a collection's tables still lack of what is declared, and how far the work on it has come.

It is written in the transaction of every step, so that who is killed goes on where he was.
"""

import sqlite3

import msgspec

from shared.domain.stored import decoder, stored

TABLE = "CREATE TABLE _unbuilt (collection TEXT PRIMARY KEY, record TEXT NOT NULL) WITHOUT ROWID"


@stored
class Unbuilt(msgspec.Struct, frozen=True, kw_only=True):
    """Documents are walked first, in the order of ids, then indexes are made, then blocks are walked, by number."""

    columns: tuple[str, ...] = ()  # fields whose columns are not filled
    counters: tuple[str, ...] = ()  # fields that are not counted
    indexes: tuple[str, ...] = ()  # names of those that are not there
    replaced: tuple[str, ...] = ()  # names of those that are there with other columns
    terms: tuple[str, ...] = ()  # fields without bitmaps
    after: str = ""  # the id up to which documents are done
    block: int = 0  # the number up to which blocks are done
    done: int = 0
    steps: int = 0  # how many `done` will be: a document counts once a walk

    def __bool__(self) -> bool:
        return bool(self.columns or self.counters or self.indexes or self.replaced or self.terms)

    @property
    def percent(self) -> int:
        return min(99, 100 * self.done // self.steps) if self.steps else 0

    def uncounted(self, id: str) -> tuple[str, ...]:
        """The fields by which this document is not counted yet."""
        return self.counters if id > self.after else ()


BUILT = Unbuilt()


def read(connection: sqlite3.Connection, collection: str) -> Unbuilt:
    row = connection.execute("SELECT record FROM _unbuilt WHERE collection = ?", (collection,)).fetchone()
    return decoder(Unbuilt).decode(row[0]) if row else BUILT


def write(connection: sqlite3.Connection, collection: str, unbuilt: Unbuilt) -> None:
    if unbuilt:
        record = msgspec.json.encode(unbuilt).decode()
        connection.execute("INSERT OR REPLACE INTO _unbuilt VALUES (?, ?)", (collection, record))
    else:
        connection.execute("DELETE FROM _unbuilt WHERE collection = ?", (collection,))
