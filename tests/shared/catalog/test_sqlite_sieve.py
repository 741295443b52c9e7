"""Blocks of four documents, so that they are cut, emptied and begun anew all the time: whatever was written, pages and
counts by bitmaps mean what `holds` means."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shared.catalog import sqlite_rows as rows
from shared.catalog.base import Collection, Doc, Order, Sort
from shared.catalog.sqlite_prepare import prepare
from shared.catalog.sqlite_read import counts, found
from shared.catalog.sqlite_schema import prepare_own
from shared.catalog.sqlite_sieve import Sieve
from shared.catalog.sqlite_table import Table
from shared.domain.where import And, Eq, Ge, Gt, Has, In, Le, Lt, Ne, Not, Or, Where, all_of, holds
from shared.sqlite.connection import connect
from shared.sqlite.errors import SqliteFile

TABLE = Table(
    Collection(
        "photos",
        orders=(Order(("owner", "state"), "sort_at", ("status",)), Order(("owner", "state"), "rank", ("status",))),
        terms=("day", "stars", "hidden"),
        many=("tags",),
        counters=("day", "tags", "status"),
        counted=Eq("state", "active"),
    )
)
MINE = (Eq("owner", "me"), Eq("state", "active"))

DAYS = st.sampled_from([f"d{n}" for n in range(6)])
TAGS = st.sampled_from("abcd")
DOCS = st.fixed_dictionaries(
    {
        "owner": st.sampled_from(["me", "me", "me", "you", None]),
        "state": st.sampled_from(["active", "active", "active", "deleted"]),
        "sort_at": st.sampled_from([f"{n:02}" for n in range(9)]),
        "rank": st.just(0),
    },
    optional={
        "day": DAYS,
        "stars": st.one_of(st.none(), st.integers(0, 5)),
        "hidden": st.booleans(),
        "status": st.sampled_from(["new", "old"]),
        "tags": st.lists(TAGS, max_size=3),
    },
)
LEAVES: st.SearchStrategy[Where] = st.one_of(
    st.builds(Has, st.just("tags"), TAGS),
    *(st.builds(kind, st.just("day"), DAYS) for kind in (Eq, Ne, Lt, Le, Gt, Ge)),
    st.builds(In, st.just("day"), st.lists(st.one_of(st.none(), DAYS), max_size=3).map(tuple)),
    st.builds(In, st.just("id"), st.frozensets(st.integers(0, 25).map("{:02}".format), max_size=12)),
    *(st.builds(kind, st.just("stars"), st.integers(0, 5)) for kind in (Eq, Ne, Lt, Ge)),
    *(st.builds(kind, st.just("hidden"), st.one_of(st.none(), st.booleans())) for kind in (Eq, Ne)),
    st.builds(Eq, st.just("status"), st.sampled_from(["new", None])),
    st.builds(Eq, st.just("owner"), st.sampled_from(["me", "you"])),
    st.builds(Gt, st.just("sort_at"), st.just("03")),
)
WHERES: st.SearchStrategy[Where] = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.builds(And, st.lists(inner, max_size=3).map(tuple)),
        st.builds(Or, st.lists(inner, max_size=3).map(tuple)),
        st.builds(Not, inner),
    ),
    max_leaves=5,
)
# Which document, and what it is from then on; None deletes it.
WRITES = st.lists(st.tuples(st.integers(0, 25), st.one_of(st.none(), DOCS, DOCS, DOCS)), max_size=60)


@pytest.fixture(autouse=True)
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shared.catalog.sqlite_blocks.SLOTS", 4)
    monkeypatch.setattr("shared.catalog.sqlite_sieve._FEW", 1)  # both ways to read a block
    monkeypatch.setattr("shared.catalog.sqlite_find.FEW", 2)  # and all three to look for ids
    monkeypatch.setattr("shared.catalog.sqlite_sieve._LOOK_UP", 3000)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(writes=WRITES, wheres=st.lists(WHERES, min_size=1, max_size=5), rebuilt=st.booleans())
def test_pages_and_counts_mean_what_holds_means(
    tmp_path: Path, writes: list[tuple[int, Doc | None]], wheres: list[Where], rebuilt: bool
) -> None:
    path = tmp_path / "c.db"
    path.unlink(missing_ok=True)
    connection = connect(SqliteFile(path, "catalog"), writer=True)
    prepare_own(connection)
    prepare(connection, TABLE.collection)
    docs: dict[str, Doc] = {}
    for number, doc in writes:
        id = f"{number:02}"
        if id in docs and doc is None:
            rows.remove(connection, TABLE, docs.pop(id))
        elif doc is not None:
            new = {"id": id, **doc}
            if id in docs:
                rows.replace(connection, TABLE, TABLE.traces(docs[id]), new)
            else:
                rows.insert(connection, TABLE, new)
            docs[id] = new
    if rebuilt:
        connection.execute("UPDATE _collections SET declaration = 'another'")
        prepare(connection, TABLE.collection)
    for where in wheres:
        pinned = all_of(*MINE, where)
        expected = sorted((doc for doc in docs.values() if holds(pinned, doc)), key=_key)
        for sort in (Sort("sort_at"), Sort("sort_at", descending=True)):
            assert _page(connection, pinned, sort, None, 99) == [doc["id"] for doc in expected]
            after = ("04", "12")
            beyond = [doc["id"] for doc in expected if (_key(doc) < after if sort.descending else _key(doc) > after)]
            assert _page(connection, pinned, sort, after, 3) == beyond[:3]
            expected.reverse()
        for field in TABLE.collection.counters:
            assert counts(connection, TABLE, field, "me", pinned) == _counted(expected, field)
    connection.close()


def _page(connection: Any, where: Where, sort: Sort, after: Any, limit: int) -> list[str]:
    return [rows.unpack(body, dict)["id"] for body in found(connection, TABLE, where, sort, after, limit)]


def _key(doc: Doc) -> tuple[str, str]:
    return doc["sort_at"], doc["id"]


def _counted(docs: list[Doc], field: str) -> Counter[str]:
    return Counter(
        value
        for doc in docs
        for value in set(doc.get(field, ()) if field == "tags" else [doc[field]] if field in doc else [])
    )


def test_what_bitmaps_cannot_narrow_is_left_to_the_covering_index(tmp_path: Path) -> None:
    connection = connect(SqliteFile(tmp_path / "c.db", "catalog"), writer=True)
    prepare_own(connection)
    prepare(connection, TABLE.collection)
    for where in (
        None, all_of(*MINE), all_of(*MINE, Eq("status", "new")), Has("tags", "a"), all_of(MINE[0], Has("tags", "a")),
        all_of(*MINE, Has("tags", "a"), In("id", ("1",))),
    ):  # fmt: skip
        assert Sieve.of(connection, TABLE, where) is None
    assert Sieve.of(connection, TABLE, all_of(*MINE, Not(Has("tags", "a")), Eq("status", "new"))) is not None
    connection.close()
