"""How pages are read from 20 000 documents: always through an index, never through a sort."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from shared.catalog import sqlite_rows as rows
from shared.catalog.base import Collection, Order, Sort
from shared.catalog.sqlite_find import Page
from shared.catalog.sqlite_prepare import prepare
from shared.catalog.sqlite_schema import prepare_own
from shared.catalog.sqlite_table import Table
from shared.domain.where import Eq, Gt, Has, In, Ne, Not, Or, Where, all_of
from shared.sqlite.connection import connect
from shared.sqlite.errors import SqliteFile

TABLE = Table(
    Collection(
        "photos",
        unique=(("owner", "sha256"),),
        orders=(
            Order(("owner", "state"), "sort_at", ("status", "settled")),
            Order(("owner", "state"), "uploaded_at", ("status", "settled")),
            Order(("state",), "settled", ("status",)),
            Order((), "id"),
        ),
        many=("tag_names",),
        counters=("tag_names",),
    )
)
MINE = all_of(Eq("owner", "me"), Eq("state", "active"))


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    connection = connect(SqliteFile(tmp_path_factory.mktemp("library") / "c.db", "catalog"), writer=True)
    connection.execute("BEGIN")
    prepare_own(connection)
    prepare(connection, TABLE.collection)
    for n in range(20_000):
        doc = {
            "id": f"{n:06}",
            "owner": "me" if n % 4 else "you",
            "state": "active" if n % 10 else "deleted",
            "sha256": f"{n:x}",
            "sort_at": f"2026-{n * 7919 % 10_000:05}",
            "uploaded_at": f"2026-{n:05}",
            "status": "ready" if n % 100 else "failed",
            "settled": "now",
            "tag_names": ["common", "rare"] if n % 1000 == 1 else ["common"],
        }
        rows.insert(connection, TABLE, doc)
    connection.execute("COMMIT")
    yield connection
    connection.close()


def plan(connection: sqlite3.Connection, sql: str, args: list[Any]) -> list[str]:
    return [detail for *_, detail in connection.execute(f"EXPLAIN QUERY PLAN {sql}", args)]


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize(
    ("where", "used"),
    [
        (MINE, []),
        (all_of(MINE, Eq("status", "ready"), Ne("settled", "now"), Gt("status", "a")), []),
        (all_of(MINE, Or((Eq("status", "failed"), Not(Eq("settled", None))))), []),
        (all_of(MINE, Not(Has("tag_names", "rare"))), ["SCAN h VIRTUAL TABLE INDEX 3:"]),
    ],
)
def test_a_page_seeks_in_the_covering_index_of_its_sort(
    library: sqlite3.Connection, where: Where, used: list[str], descending: bool
) -> None:
    page = Page(TABLE, where, Sort("sort_at", descending), ("2026-05000", "000100"), 50)
    sign = "<" if descending else ">"
    seek = f"(doc.owner=? AND doc.state=? AND (doc.sort_at,id){sign}(?,?))"
    found = [line for line in plan(library, page.sql, page.args) if not line.startswith("CORRELATED")]
    assert found == [f"SEARCH d USING INDEX photos by owner,state,sort_at {seek}", *used]


@pytest.mark.parametrize(
    ("where", "sort", "found"),
    [
        (Eq("state", "active"), "settled", "photos by state,settled (doc.state=?)"),
        (all_of(Eq("state", "active"), Eq("settled", "now")), "settled", "photos by state,settled (doc.state=? AND"),
        (Eq("state", "active"), "id", "sqlite_autoindex_photos_1"),
        (None, "id", "sqlite_autoindex_photos_1"),
        (MINE, "uploaded_at", "photos by owner,state,uploaded_at (doc.owner=? AND doc.state=?)"),
    ],
)
def test_a_page_goes_by_the_order_with_the_narrowest_pinned_partition(
    library: sqlite3.Connection, where: Where | None, sort: str, found: str
) -> None:
    [line] = plan(library, (page := Page(TABLE, where, Sort(sort), None, 50)).sql, page.args)
    assert f"USING INDEX {found}" in line


def test_a_page_of_ids_goes_by_the_primary_key(library: sqlite3.Connection) -> None:
    where = all_of(MINE, Has("tag_names", "common"), In("id", ("000001", "000002")))
    page = Page(TABLE, where, Sort("sort_at"), None, 50)
    first, *_, last = plan(library, page.sql, page.args)
    assert first == "SEARCH d USING INDEX sqlite_autoindex_photos_1 (id=?)"
    assert last == "USE TEMP B-TREE FOR ORDER BY"  # of as many rows as ids


def test_count_by_reads_the_counters(library: sqlite3.Connection) -> None:
    seek = "(collection=? AND field=? AND per=?)"
    asked = ["photos", "tag_names", "me"]
    assert plan(library, rows.COUNTS, asked) == [f"SEARCH _counters USING PRIMARY KEY {seek}"]
    assert dict(library.execute(rows.COUNTS, asked).fetchall()) == {"common": 15_000, "rare": 20}


def test_a_unique_key_is_found_by_its_index(library: sqlite3.Connection) -> None:
    sql = 'SELECT doc FROM photos WHERE "doc.owner" = ? AND "doc.sha256" = ?'
    assert plan(library, sql, ["me", "1"]) == [
        "SEARCH photos USING INDEX photos unique owner,sha256 (doc.owner=? AND doc.sha256=?)"
    ]


def test_no_text_becomes_sql(tmp_path: Path) -> None:
    evil = "x\"'; DROP TABLE photos; --"
    page = Page(
        TABLE, Or((Eq("status", evil), In("status", (evil,)), Gt("status", evil))), Sort("sort_at"), (evil, evil), 1
    )
    assert "DROP" not in page.sql
    with pytest.raises(ValueError, match="cannot name"):
        Table(Collection(evil))
