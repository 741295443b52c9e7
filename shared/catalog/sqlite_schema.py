"""What a catalog's file says of its tables, which is compared word by word with what made them."""

import sqlite3
from collections.abc import Iterable, Mapping

from shared.catalog import sqlite_blocks as blocks
from shared.catalog import sqlite_unbuilt
from shared.catalog.sqlite_table import Table
from shared.sqlite.errors import ForeignSchema

# No layout makes them anew: a statement that is there once stays as it is.
_OWN_TABLES = {
    "_collections": "CREATE TABLE _collections (name TEXT PRIMARY KEY, declaration TEXT NOT NULL) WITHOUT ROWID",
    "_counters": "CREATE TABLE _counters (collection TEXT, field TEXT, per TEXT, value TEXT, n INTEGER NOT NULL,"
    " PRIMARY KEY (collection, field, per, value)) WITHOUT ROWID",
    "_set_aside": "CREATE TABLE _set_aside (collection TEXT, id TEXT, per TEXT, why TEXT NOT NULL, at TEXT NOT NULL,"
    " doc BLOB, PRIMARY KEY (collection, id)) WITHOUT ROWID",
    "_unbuilt": sqlite_unbuilt.TABLE,
}
_FIRST = {"_collections", "_counters"}  # every file has both, or none


def prepare_own(connection: sqlite3.Connection) -> None:
    """Makes the tables that are no collection's. Raises ForeignSchema."""
    schema = read(connection)
    if len(_FIRST & schema.keys()) == 1:
        raise ForeignSchema(f"of {' and '.join(sorted(_FIRST))} one is gone")
    for name, statement in _OWN_TABLES.items():
        if name not in schema:
            connection.execute(statement)
    _check(read(connection), _OWN_TABLES.values())


def read(connection: sqlite3.Connection) -> dict[str, str]:
    """The statement that made it, of each table and index, by its name in small letters."""
    # To SQLite they are the same. As bytes: a damaged one may be no UTF-8.
    sql = "SELECT CAST(name AS BLOB), CAST(sql AS BLOB) FROM sqlite_schema WHERE sql IS NOT NULL"
    return {
        name.decode(errors="replace").lower(): made.decode(errors="replace") for name, made in connection.execute(sql)
    }


def check(connection: sqlite3.Connection, table: Table) -> None:
    """Raises ForeignSchema for a table that is not as it was made."""
    schema = read(connection)
    if not table.creates(schema.get(table.collection.name.lower(), "")):
        raise ForeignSchema(f"{table.collection.name} is not as it was made")
    building = (*table.unbuilt.indexes, *table.unbuilt.replaced)
    indexes = (made for name, made in table.indexes().items() if name not in building)
    _check(schema, (*blocks.tables(table), *indexes))


def _check(schema: Mapping[str, str], statements: Iterable[str]) -> None:
    """Raises ForeignSchema unless all of these made it."""
    made = set(schema.values())
    if lost := next((statement for statement in statements if statement not in made), None):
        raise ForeignSchema(f"it does not say {lost[:60]} ... any more")
