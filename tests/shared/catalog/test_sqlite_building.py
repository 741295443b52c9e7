"""A declaration that has grown: built in small steps, with writes and crashes between them, and asked all the time."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shared.catalog import sqlite_building as building
from shared.catalog import sqlite_rows as rows
from shared.catalog import sqlite_unbuilt
from shared.catalog.base import Collection, Doc, Order, Sort
from shared.catalog.documents import check_whole, counts_of, unpack
from shared.catalog.sqlite import SqliteCatalog
from shared.catalog.sqlite_blocks import bits_of
from shared.catalog.sqlite_prepare import prepare
from shared.catalog.sqlite_read import counts, found, found_ids
from shared.catalog.sqlite_schema import prepare_own
from shared.catalog.sqlite_table import Table
from shared.domain.where import Eq, Ge, Has, In, Ne, Not, Or, Where, all_of, holds
from shared.errors import Conflict, Unavailable
from shared.sqlite.connection import connect
from shared.sqlite.errors import SqliteFile
from tests.running import PATIENCE

OLD = Collection(
    "photos",
    orders=(Order(("owner", "state"), "sort_at"), Order(("state",), "sort_at")),
    terms=("day", "gone"),
    many=("tags",),
    counters=("tags", "day"),
    counted=Eq("state", "active"),
)
NEW = Collection(
    "photos",
    orders=(Order(("owner", "state"), "sort_at", ("status",)), Order(("person",), "rank", ("status",))),
    terms=("day", "stars"),
    many=("tags", "people"),
    counters=("tags", "people", "stars"),
    counted=Eq("state", "active"),
)
NEWER = replace(NEW, terms=("day", "stars", "gone"), counters=("tags", "people", "gone"), counted=Ne("status", "old"))

DOCS = st.fixed_dictionaries(
    {
        "owner": st.sampled_from(["me", "me", "you"]),
        "state": st.sampled_from(["active", "active", "deleted"]),
        "sort_at": st.sampled_from([f"{n:02}" for n in range(9)]),
        "rank": st.integers(0, 3),
    },
    optional={
        "day": st.sampled_from("de"),
        "gone": st.sampled_from("gh"),
        "stars": st.one_of(st.none(), st.integers(0, 3), st.booleans()),
        "person": st.one_of(st.sampled_from(["Anna", "Ben"]), st.just({"an": "object"})),
        "status": st.sampled_from(["new", "old"]),
        "tags": st.lists(st.sampled_from("abc"), max_size=3),
        "people": st.lists(st.sampled_from("xyz"), max_size=3),
    },
)
IDS = st.integers(0, 30).map("{:02}".format)
WRITES = st.dictionaries(IDS, st.one_of(st.none(), DOCS, DOCS), max_size=6)
WHERES: tuple[Where, ...] = (
    Has("tags", "a"),
    Has("people", "x"),
    Not(Has("people", "y")),
    Or((Has("people", "x"), Has("people", "z"))),
    Eq("stars", 1),
    Ne("stars", None),
    all_of(Ge("stars", 1), Has("tags", "b"), Eq("status", "new")),
    Eq("person", "Anna"),
    all_of(Ne("person", None), In("id", tuple(f"{n:02}" for n in range(9)))),
)


@pytest.fixture(autouse=True)
def small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shared.catalog.sqlite_blocks.SLOTS", 4)
    monkeypatch.setattr("shared.catalog.sqlite_sieve._FEW", 1)
    monkeypatch.setattr("shared.catalog.sqlite_building._BATCH", 3)


class Library:
    """A file, and what must be in it."""

    def __init__(self, path: Path) -> None:
        self.docs: dict[str, Doc] = {}
        self._path = path
        path.unlink(missing_ok=True)
        self.connection = connect(SqliteFile(path, "catalog"), writer=True)
        prepare_own(self.connection)

    def declare(self, collection: Collection) -> None:
        self.connection.execute("BEGIN IMMEDIATE")
        self.table = prepare(self.connection, collection)
        self.connection.execute("COMMIT")

    def crash_in_a_step(self) -> None:
        """And start again."""
        self.connection.execute("BEGIN IMMEDIATE")
        building.step(self.connection, self.table)
        self.connection.execute("ROLLBACK")
        self.connection.close()
        self.connection = connect(SqliteFile(self._path, "catalog"), writer=True)
        self.declare(self.table.collection)

    def step(self) -> None:
        self.connection.execute("BEGIN IMMEDIATE")
        self.table = Table(self.table.collection, building.step(self.connection, self.table))
        self.connection.execute("COMMIT")

    def write(self, changes: dict[str, Doc | None]) -> None:
        for id, doc in changes.items():
            kept = rows.kept(self.connection, self.table, id)
            if kept and doc is None:
                rows.remove(self.connection, self.table, kept[0])
                del self.docs[id]
            elif doc is not None:
                self.docs[id] = {"id": id, "hash": id, **doc}
                if kept:
                    rows.replace(self.connection, self.table, kept[1], self.docs[id])
                else:
                    rows.insert(self.connection, self.table, self.docs[id])

    def check_answers(self, *wheres: Where) -> None:
        collection, connection, table = self.table.collection, self.connection, self.table
        for where in wheres:
            for pinned in (where, all_of(Eq("owner", "me"), Eq("state", "active"), where)):
                expected = [doc for doc in self.docs.values() if holds(pinned, doc)]
                for order in collection.orders:
                    page = found(connection, table, pinned, Sort(order.sort), None, 99)
                    assert [unpack(body, dict) for body in page] == sorted(
                        expected, key=lambda doc: (doc[order.sort], doc["id"])
                    )
                assert sorted(found_ids(connection, table, pinned, 99)) == sorted(doc["id"] for doc in expected)
                for field in collection.counters:
                    assert counts(connection, table, field, None, pinned) == _counted(collection, expected, field)
        for field in collection.counters:
            counted = [doc for doc in self.docs.values() if collection.counted and holds(collection.counted, doc)]
            assert counts(connection, table, field, None, None) == _counted(collection, counted, field)

    def check_whole(self) -> None:
        """What lies beside the documents is what they say."""
        collection, table = self.table.collection, self.table
        assert rows.verify(self.connection, table) == len(self.docs)
        expected = Counter(what for doc in self.docs.values() for what in counts_of(collection, doc))
        stored = self.connection.execute("SELECT field, per, value, n FROM _counters").fetchall()
        assert {(field, per, value): n for field, per, value, n in stored} == expected
        terms: dict[str, set[tuple[str, object]]] = defaultdict(set)
        for block, field, value, bits in self.connection.execute(
            f"SELECT block, field, value, bits FROM {table.bits} WHERE field != ''"
        ).fetchall():
            for slot, id in self.connection.execute(f"SELECT slot, id FROM {table.places} WHERE block = ?", (block,)):
                if bits_of(bits) >> slot & 1:
                    terms[id].add((field, value))
        told = {id: set(table.traces(doc).terms) for id, doc in self.docs.items()}
        assert terms == {id: each for id, each in told.items() if each}
        for body in self.connection.execute(f"SELECT doc FROM {table.name}"):
            check_whole(collection, unpack(body[0], dict)["id"], body[0])

    def statements(self) -> set[str]:
        sql = "SELECT sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL AND tbl_name = 'photos'"
        return {made for (made,) in self.connection.execute(sql)}


def _counted(collection: Collection, docs: list[Doc], field: str) -> Counter[str]:
    every = replace(collection, counters=(field,), counted=None)
    return Counter(value for doc in docs for _, _, value in counts_of(every, doc))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "c.db"


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=st.dictionaries(IDS, DOCS, max_size=20), between=st.lists(st.tuples(WRITES, st.booleans()), max_size=16))
def test_whatever_is_written_and_wherever_it_dies_answers_are_the_truth(
    path: Path, first: dict[str, Doc], between: list[tuple[dict[str, Doc | None], bool]]
) -> None:
    library = Library(path)
    library.declare(OLD)
    library.write(dict(first))
    library.declare(NEW)
    for n, (changes, crash) in enumerate(between):
        if n == 8:
            library.declare(NEWER)
        library.write(changes)
        if crash:
            library.crash_in_a_step()
        library.check_answers(WHERES[n % len(WHERES)])
        library.step()
    while library.table.unbuilt:
        library.step()
    library.check_answers(*WHERES)
    library.check_whole()
    assert library.statements() == set(library.table.indexes().values())
    library.connection.close()


@pytest.fixture
def library(path: Path) -> Iterator[Library]:
    library = Library(path)
    library.declare(OLD)
    library.write({f"{n:02}": _doc(n) for n in range(20)})
    yield library
    library.connection.close()


def _doc(n: int) -> Doc:
    people = ["x"] if n % 2 else ["y", "x"]
    return {"owner": "me", "state": "active", "sort_at": f"{n % 5:02}", "rank": n % 3, "stars": n % 4, "people": people}


def test_only_what_is_new_is_built_and_a_start_builds_none_of_it(library: Library) -> None:
    library.declare(NEW)
    left = library.table.unbuilt
    assert (left.counters, left.terms) == (("people", "stars"), ("people", "stars"))
    assert left.replaced == ('"photos by owner,state,sort_at"',), "it serves until then"
    assert left.indexes == ('"photos by person,rank"',)
    assert left.columns == ("person", "rank", "stars", "status")
    assert (left.done, left.after) == (0, "")


def test_a_restart_goes_on_where_it_was(library: Library) -> None:
    library.declare(NEW)
    library.step()
    library.step()
    before = library.table.unbuilt
    library.declare(library.table.collection)
    assert library.table.unbuilt == before
    assert before.percent == 100 * 6 // 40


def test_a_new_unique_key_holds_from_the_first_write_on(library: Library) -> None:
    library.declare(replace(NEW, unique=(("hash",),)))
    with pytest.raises(Conflict) as caught:
        rows.insert(library.connection, library.table, {"id": "x", "hash": "03", **_doc(1)})
    assert caught.value.key == "hash"
    assert library.table.unbuilt.terms == ("people", "stars"), "all else waits"


@pytest.mark.parametrize("damage", ["substr(doc, 2)", "CAST(x'ff' || substr(CAST(doc AS BLOB), 2) AS TEXT)"])
@pytest.mark.parametrize("unique", [(), (("hash",),)])
async def test_a_damaged_document_is_set_aside_and_the_rest_goes_on(
    library: Library, path: Path, damage: str, unique: tuple[tuple[str, ...], ...]
) -> None:
    library.connection.execute(f"UPDATE photos SET doc = {damage} WHERE id = '03'")
    catalog = await SqliteCatalog.open(path)
    await catalog.declare(replace(NEW, unique=unique))
    found = await catalog.find("photos", dict, Has("people", "x"), sort=Sort("rank"), limit=99)
    assert [doc["id"] for doc in found] == [
        id for _, id in sorted((doc["rank"], id) for id, doc in library.docs.items() if id != "03")
    ]
    assert len(await catalog.find_ids("photos", Eq("stars", 3), limit=99)) == 4
    assert [each.id for each in await catalog.set_aside("photos")] == ["03"]
    await catalog.close()


def test_what_is_no_more_asked_for_and_then_again(library: Library) -> None:
    library.declare(replace(OLD, terms=("day",), many=(), counters=()))
    library.write({"00": {**_doc(1), "tags": ["c"]}, "03": None, "21": {**_doc(2), "tags": ["a"], "gone": "g"}})
    library.declare(OLD)
    library.check_answers(*WHERES[:1])
    while library.table.unbuilt:
        library.step()
    library.check_answers(*WHERES[:1])
    library.check_whole()


async def test_what_takes_too_long_is_refused_with_how_far_it_is(
    library: Library, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shared.catalog.sqlite_read._SECONDS", -1.0)
    monkeypatch.setattr("shared.catalog.sqlite_read._STEPS", 1)
    catalog = await SqliteCatalog.open(path)
    await catalog.declare(NEW)
    library.connection.execute("BEGIN IMMEDIATE")  # so nobody builds
    for ask in (
        catalog.find("photos", dict, Has("people", "x"), sort=Sort("rank"), limit=9),
        catalog.find_ids("photos", Eq("stars", 1), limit=9),
        catalog.count_by("photos", "stars", per=None),
    ):
        with pytest.raises(Unavailable, match=r"still being built in the catalog \(\d+ % is\)"):
            await ask
    assert await catalog.get("photos", dict, "03") == library.docs["03"]
    library.connection.execute("ROLLBACK")
    await catalog.close()


async def test_it_is_built_while_the_catalog_is_open_and_goes_on_after_it_was_closed(
    library: Library, path: Path
) -> None:
    async with asyncio.timeout(PATIENCE):
        while sqlite_unbuilt.read(library.connection, "photos") or library.table.collection == OLD:
            catalog = await SqliteCatalog.open(path)
            await catalog.declare(NEW)
            await catalog.check()
            assert len(await catalog.find("photos", dict, Has("people", "y"), sort=Sort("rank"), limit=99)) == 10
            await asyncio.sleep(0)
            await catalog.close()
            library.declare(NEW)
    library.check_answers(*WHERES)
    library.check_whole()
