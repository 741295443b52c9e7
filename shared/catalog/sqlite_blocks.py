"""Documents in blocks: of each value that they can be found by, a bitmap a block.

The documents of a partition of the first order stand in that order, cut into blocks of up to SLOTS. In its block each
has a slot, any free one. For every block and value there is a row of bits, set at the slots of the documents that have
the value; so a page by any mixture of values reads a few hundred short rows at a million documents, however rare,
frequent or unrelated the values are. (Bitmap indexes: O'Neil, 1987; cut into chunks as in Chambi et al., 2016.)

A block reaches from its own lower bound to that of the next; the first one of a partition has no bound. Every function
runs inside the caller's transaction, on a connection that `prepare` has seen.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from shared.catalog.sqlite_table import Place, Table, column

SLOTS = 4096

Term = tuple[str, Any]  # field, value

EVERY: Term = ("", "")  # what every document has: its bits are the slots in use


def prepare(connection: sqlite3.Connection) -> None:
    connection.create_function("flipped", 2, _flipped, deterministic=True)


def cleared(table: Table) -> Iterable[str]:
    """The statements that take away what is kept here."""
    for name in (table.blocks, table.places, table.bits):
        yield f"DROP TABLE IF EXISTS {name}"


def tables(table: Table) -> Iterable[str]:
    """The statements that create what is kept here."""
    if table.blocked:
        by = table.blocks[:-1] + ' by low"'
        of = table.bits[:-1] + ' by block"'
        yield f"CREATE TABLE {table.blocks} (block INTEGER PRIMARY KEY, partition, low, low_id)"
        yield f"CREATE INDEX {by} ON {table.blocks} (partition, low, low_id)"
        yield f"CREATE TABLE {table.places} (block, slot, id, PRIMARY KEY (block, slot)) WITHOUT ROWID"
        # Typeless, so that a value comes back as it was: 1 is not "1".
        columns = "partition, field, value, block, bits, PRIMARY KEY (partition, field, value, block)"
        yield f"CREATE TABLE {table.bits} ({columns}) WITHOUT ROWID"
        yield f"CREATE INDEX {of} ON {table.bits} (block)"


def bits_of(stored: bytes) -> int:
    return int.from_bytes(stored, "little")


def stored(bits: int) -> bytes:
    return bits.to_bytes((bits.bit_length() + 7) // 8, "little")


def _flipped(bits: bytes | None, slot: int) -> bytes:
    return stored(bits_of(bits or b"") ^ 1 << slot)


def enter(connection: sqlite3.Connection, table: Table, place: Place, terms: Collection[Term]) -> int:
    """Gives the document a slot in the block of its place and returns it."""
    block = _block(connection, table, place) or _new_block(connection, table, place)
    used = _used(connection, table, place.partition, block)
    if used == (1 << SLOTS) - 1:
        block = _room(connection, table, place, block)
        used = _used(connection, table, place.partition, block)
    slot = (~used & used + 1).bit_length() - 1  # the lowest free one
    connection.execute(f"INSERT INTO {table.places} VALUES (?, ?, ?)", (block, slot, place.id))
    _set(connection, table, place.partition, block, slot, [EVERY, *terms])
    return slot


def leave(connection: sqlite3.Connection, table: Table, place: Place, slot: int, terms: Collection[Term]) -> None:
    block = _standing(connection, table, place)
    connection.execute(f"DELETE FROM {table.places} WHERE block = ? AND slot = ?", (block, slot))
    _clear(connection, table, place.partition, block, slot, [EVERY, *terms])


def change(
    connection: sqlite3.Connection, table: Table, place: Place, slot: int, gone: Collection[Term], new: Collection[Term]
) -> None:
    """Other values, the same place."""
    if gone or new:
        block = _standing(connection, table, place)
        _clear(connection, table, place.partition, block, slot, gone)
        _set(connection, table, place.partition, block, slot, new)


def replace_terms(
    connection: sqlite3.Connection, table: Table, partition: str, block: int, *, kept: Collection[str],
    bits: Mapping[Term, int],
) -> None:  # fmt: skip
    """What is found by the fields that are not kept, in this block, is these from now on."""
    fields = (EVERY[0], *kept)
    connection.execute(
        f"DELETE FROM {table.bits} WHERE block = ? AND field NOT IN ({', '.join('?' * len(fields))})", (block, *fields)
    )
    _write(connection, table, partition, block, bits.items())


class Loader:
    """Fills blocks with documents that come in the order of their places, into tables that are empty."""

    def __init__(self, connection: sqlite3.Connection, table: Table) -> None:
        self._connection = connection
        self._table = table
        self._first: Place | None = None
        self._ids: list[str] = []
        self._bits: dict[Term, int] = defaultdict(int)

    def add(self, place: Place, terms: Collection[Term]) -> int:
        """The document's slot."""
        # A quarter stays free for those that come between later.
        if self._first and (place.partition != self._first.partition or len(self._ids) >= SLOTS * 3 // 4):
            self.finish()
        self._first = self._first or place
        slot = len(self._ids)
        self._ids.append(place.id)
        for term in (EVERY, *terms):
            self._bits[term] |= 1 << slot
        return slot

    def finish(self) -> None:
        """Writes the block that is being filled."""
        if self._first is None:
            return
        block = _new_block(self._connection, self._table, self._first)
        places = [(block, slot, id) for slot, id in enumerate(self._ids)]
        self._connection.executemany(f"INSERT INTO {self._table.places} VALUES (?, ?, ?)", places)
        _write(self._connection, self._table, self._first.partition, block, self._bits.items())
        self._first, self._ids, self._bits = None, [], defaultdict(int)


def _block(connection: sqlite3.Connection, table: Table, place: Place) -> int | None:
    """The block that the place is in; None while there is none at all."""
    select = f"SELECT block FROM {table.blocks} WHERE partition = ?"
    row = connection.execute(
        f"{select} AND (low, low_id) <= (?, ?) ORDER BY low DESC, low_id DESC LIMIT 1", place
    ).fetchone()
    row = row or connection.execute(f"{select} ORDER BY low, low_id LIMIT 1", (place.partition,)).fetchone()
    return row[0] if row else None


def _standing(connection: sqlite3.Connection, table: Table, place: Place) -> int:
    found = _block(connection, table, place)
    if found is None:
        raise RuntimeError(f"{table.collection.name}: {place.id} stands in no block")
    return found


def _new_block(connection: sqlite3.Connection, table: Table, low: Place) -> int:
    sql = f"INSERT INTO {table.blocks} (partition, low, low_id) VALUES (?, ?, ?)"
    block = connection.execute(sql, low).lastrowid
    assert block is not None
    return block


def _used(connection: sqlite3.Connection, table: Table, partition: str, block: int) -> int:
    sql = f"SELECT bits FROM {table.bits} WHERE partition = ? AND field = ? AND value = ? AND block = ?"
    row = connection.execute(sql, (partition, *EVERY, block)).fetchone()
    return bits_of(row[0]) if row else 0


def _room(connection: sqlite3.Connection, table: Table, place: Place, block: int) -> int:
    """Makes room at the place, in a full block: a new block behind it where it would be the last, else the block is cut
    in two."""
    sort = column(table.first.sort)
    members = connection.execute(
        f"SELECT p.slot, d.{sort}, d.id FROM {table.places} AS p CROSS JOIN {table.name} AS d ON d.id = p.id"
        f" WHERE p.block = ? ORDER BY d.{sort}, d.id",
        (block,),
    ).fetchall()
    # The first block may hold what lies below its bound; what lies behind that needs it where it is.
    lowest = members[0][1:]
    connection.execute(
        f"UPDATE {table.blocks} SET low = ?, low_id = ? WHERE block = ? AND (low, low_id) > (?, ?)",
        (*lowest, block, *lowest),
    )
    behind = "SELECT (?, ?) > (?, ?)"
    if connection.execute(behind, (place.sort, place.id, *members[-1][1:])).fetchone()[0]:
        return _new_block(connection, table, place)
    upper = members[len(members) // 2 :]
    moved = sum(1 << slot for slot, _, _ in upper)
    low = Place(place.partition, *upper[0][1:])
    new = _new_block(connection, table, low)
    slots = json.dumps([slot for slot, _, _ in upper])
    connection.execute(
        f"UPDATE {table.places} SET block = ? WHERE block = ? AND slot IN (SELECT value FROM json_each(?))",
        (new, block, slots),
    )
    rows = connection.execute(f"SELECT field, value, bits FROM {table.bits} WHERE block = ?", (block,)).fetchall()
    old = [((field, value), bits_of(bits)) for field, value, bits in rows]
    connection.execute(f"DELETE FROM {table.bits} WHERE block = ?", (block,))
    _write(connection, table, place.partition, block, ((term, bits & ~moved) for term, bits in old))
    _write(connection, table, place.partition, new, ((term, bits & moved) for term, bits in old))
    return _standing(connection, table, place)


def _write(
    connection: sqlite3.Connection, table: Table, partition: str, block: int, rows: Iterable[tuple[Term, int]]
) -> None:
    connection.executemany(
        f"INSERT INTO {table.bits} VALUES (?, ?, ?, ?, ?)",
        [(partition, *term, block, stored(bits)) for term, bits in rows if bits],
    )


def _set(
    connection: sqlite3.Connection, table: Table, partition: str, block: int, slot: int, terms: Collection[Term]
) -> None:
    connection.executemany(
        f"INSERT INTO {table.bits} VALUES (?, ?, ?, ?, flipped(NULL, ?))"
        " ON CONFLICT DO UPDATE SET bits = flipped(bits, ?)",
        [(partition, *term, block, slot, slot) for term in terms],
    )


def _clear(
    connection: sqlite3.Connection, table: Table, partition: str, block: int, slot: int, terms: Collection[Term]
) -> None:
    at = "partition = ? AND field = ? AND value = ? AND block = ?"
    where = [(partition, *term, block) for term in terms]
    connection.executemany(
        f"UPDATE {table.bits} SET bits = flipped(bits, ?) WHERE {at}", [(slot, *each) for each in where]
    )
    connection.executemany(f"DELETE FROM {table.bits} WHERE {at} AND bits = x''", where)
