import asyncio
import socket
import uuid
from collections import Counter
from collections.abc import AsyncIterator

import pytest
from pymongo import AsyncMongoClient
from pymongo.errors import (
    DuplicateKeyError,
    ExecutionTimeout,
    NetworkTimeout,
    NotPrimaryError,
    OperationFailure,
    PyMongoError,
    ServerSelectionTimeoutError,
    WTimeoutError,
)
from pymongo.monitoring import CommandFailedEvent, CommandListener, CommandStartedEvent, CommandSucceededEvent

from shared.catalog.base import Collection, Doc, Order, Patch, Sort
from shared.catalog.mongo import MongoCatalog
from shared.catalog.mongo_errors import translated
from shared.domain.where import Eq
from shared.errors import Conflict, OutOfSpace, Unavailable

NOTES = Collection("notes", unique=(("slug",),), orders=(Order(("owner",), "at", ("kind",)),), many=("tags",))
COUNTED = Collection(
    "notes", orders=(Order((), "id"), Order((), "at")), counters=("kind",), counted=Eq("state", "active")
)


@pytest.fixture
async def database(mongodb_url: str) -> AsyncIterator[tuple[str, str]]:
    name = f"test_{uuid.uuid4().hex}"
    yield mongodb_url, name
    async with AsyncMongoClient(mongodb_url) as client:
        await client.drop_database(name)


async def test_indexes_follow_the_declaration(database: tuple[str, str]) -> None:
    url, name = database
    catalog = await MongoCatalog.open(url, name)
    await catalog.declare(NOTES)
    await catalog.declare(NOTES)
    async with AsyncMongoClient(url) as client:
        indexes = await client[name]["notes"].index_information()
        assert {index: dict(about["key"]) for index, about in indexes.items()} == {
            "_id_": {"_id": 1},
            "unique slug": {"slug": 1},
            "by owner,at,_id,kind": {"owner": 1, "at": 1, "_id": 1, "kind": 1},
            "by tags,owner,at,_id": {"tags": 1, "owner": 1, "at": 1, "_id": 1},
        }
        assert indexes["unique slug"]["unique"] is True
        await catalog.insert("notes", {"id": "a", "owner": "me", "at": 1})
        await catalog.declare(COUNTED)
        assert set(await client[name]["notes"].index_information()) == {
            "_id_",
            "by at,_id",
            "by owner,state,kind",
        }
        await catalog.recount()
        await catalog.declare(COUNTED)
        assert set(await client[name]["notes"].index_information()) == {"_id_", "by at,_id"}, "counters tell"
    await catalog.close()


class Commands(CommandListener):
    """What the driver asks of the server, by its name and the collection."""

    def __init__(self) -> None:
        self.seen: list[tuple[str, str]] = []

    def started(self, event: CommandStartedEvent) -> None:
        self.seen.append((event.command_name, str(event.command.get(event.command_name))))

    def succeeded(self, event: CommandSucceededEvent) -> None: ...

    def failed(self, event: CommandFailedEvent) -> None: ...


async def test_counting_looks_at_no_document(database: tuple[str, str]) -> None:
    url, name = database
    commands = Commands()
    catalog = MongoCatalog(AsyncMongoClient(url, event_listeners=[commands]), name)
    await catalog.declare(COUNTED)
    commands.seen.clear()
    for n in range(3):
        await catalog.insert("notes", note(n))
    await catalog.patch("notes", "1", Patch(set={"kind": "a.b"}))
    await catalog.patch("notes", "1", Patch(set={"text": "what nobody counts"}))
    counted = [("insert", "notes"), ("update", "counts")] * 3 + [("findAndModify", "notes"), ("update", "counts")]
    assert commands.seen == [*counted, ("update", "notes")]
    commands.seen.clear()
    assert await catalog.count_by("notes", "kind", per="me") == {"$a": 2, "a.b": 1}
    assert await catalog.count_by("notes", "kind", per=None) == {"$a": 2, "a.b": 1}
    assert commands.seen == [("find", "counts")] * 2
    await catalog.close()


def note(n: int, kind: str = "$a") -> Doc:
    return {"id": f"{n}", "owner": "me", "at": n, "state": "active", "kind": kind}


async def test_counters_that_a_crash_left_wrong_are_put_right(database: tuple[str, str]) -> None:
    url, name = database
    catalog = await MongoCatalog.open(url, name)
    await catalog.declare(COUNTED)
    await catalog.insert("notes", note(1))
    async with AsyncMongoClient(url) as client:
        await client[name]["notes"].insert_many([{"_id": f"{n}", **note(n, "%")} for n in (2, 3)])
        assert await catalog.count_by("notes", "kind", per="me") == {"$a": 1}
        assert await catalog.recount() == 1
        await client[name]["notes"].delete_one({"_id": "2"})  # so it was being written
        assert await catalog.recount() == 1
        assert await catalog.count_by("notes", "kind", per="me") == {"$a": 1}
    assert await catalog.recount() == 0
    assert await catalog.count_by("notes", "kind", per="me") == {"$a": 1, "%": 1}
    await catalog.close()


async def test_what_was_never_counted_is_counted_of_the_documents_until_it_is(database: tuple[str, str]) -> None:
    url, name = database
    async with AsyncMongoClient(url) as client:
        await client[name]["notes"].insert_many([{"_id": f"{n}", **note(n, "")} for n in range(3)])
    commands = Commands()
    catalog = MongoCatalog(AsyncMongoClient(url, event_listeners=[commands]), name)
    await catalog.declare(COUNTED)
    await catalog.insert("notes", note(7, "b"))
    for doubtful in (1, 0, 0):
        assert await catalog.count_by("notes", "kind", per="me") == {"": 3, "b": 1}
        assert await catalog.recount() == doubtful
    commands.seen.clear()
    assert await catalog.count_by("notes", "kind", per=None) == {"": 3, "b": 1}
    assert {command for command, _ in commands.seen} == {"find"}
    await catalog.close()


async def test_counters_are_right_whoever_writes_while_they_are_recounted(database: tuple[str, str]) -> None:
    url, name = database
    one, other = await MongoCatalog.open(url, name), await MongoCatalog.open(url, name)
    for catalog in (one, other):
        await catalog.declare(COUNTED)

    async def write(catalog: MongoCatalog, first: int) -> None:
        for n in range(first, first + 15):
            await catalog.insert("notes", note(n))
            await catalog.patch("notes", f"{n}", Patch(set={"kind": f"k{n % 3}"}))
            if n % 5 == 0:
                await catalog.delete("notes", f"{n}")

    writing = asyncio.gather(write(one, 0), write(one, 15), write(other, 30), write(other, 45))
    while not writing.done():
        await one.recount()
    await writing
    while await one.recount():
        pass
    expected = Counter(f"k{n % 3}" for n in range(60) if n % 5)
    assert await other.count_by("notes", "kind", per="me") == expected
    await one.close()
    await other.close()


async def test_documents_lie_as_they_are(database: tuple[str, str]) -> None:
    url, name = database
    catalog = await MongoCatalog.open(url, name)
    await catalog.declare(NOTES)
    await catalog.insert("notes", {"id": "a", "at": 1, "deep": {"tuple": (1, float("nan"))}})
    async with AsyncMongoClient(url) as client:
        assert await client[name]["notes"].find_one() == {"_id": "a", "at": 1, "deep": {"tuple": [1, None]}}
    await catalog.close()


async def test_patches_that_are_exchanged_lose_none_of_the_others(database: tuple[str, str]) -> None:
    url, name = database
    catalog = await MongoCatalog.open(url, name)
    await catalog.declare(NOTES)
    await catalog.insert("notes", {"id": "a", "at": 1, "tags": ["old"], "n": {}})
    exchanged = [Patch(add={"tags": f"e{n}"}, remove={"tags": ["old", "x"]}) for n in range(5)]
    plain = [Patch(set={f"n.{n}": n}) for n in range(10)]
    answers = await asyncio.gather(*(catalog.patch("notes", "a", patch) for patch in (*exchanged, *plain)))
    (doc,) = await catalog.find("notes", dict, sort=Sort("at"), limit=2)
    assert answers == [True] * 15
    assert sorted(doc["tags"]) == ["e0", "e1", "e2", "e3", "e4"]
    assert doc["n"] == {str(n): n for n in range(10)}
    await catalog.close()


async def test_a_server_that_is_not_there_is_unavailable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shared.catalog.mongo._FIND_MS", 50)
    with socket.socket() as taken:  # bound, but nobody listens
        taken.bind(("127.0.0.1", 0))
        catalog = await MongoCatalog.open(f"mongodb://127.0.0.1:{taken.getsockname()[1]}", "none")
        with pytest.raises(Unavailable, match="does not answer"):
            await catalog.check()
        with pytest.raises(Unavailable, match="does not answer"):
            await catalog.declare(NOTES)
        # pymongo leaks the socket of a connection that close interrupts: let the last attempt be refused first.
        await asyncio.sleep(0.2)
        await catalog.close()


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (ServerSelectionTimeoutError("x"), Unavailable),
        (NetworkTimeout("x"), Unavailable),
        (NotPrimaryError("x"), Unavailable),
        (ExecutionTimeout("x", 50), Unavailable),
        (WTimeoutError("x", 64), Unavailable),
        (OperationFailure("x", 14031), OutOfSpace),
        (OperationFailure("x", 2), ValueError),
        (OperationFailure("x", 28), ValueError),
    ],
)
def test_the_servers_troubles_have_our_names(error: PyMongoError, kind: type[Exception]) -> None:
    assert type(translated(error)) is kind


def test_a_bug_stays_what_it_is() -> None:
    error = OperationFailure("unknown operator", 9)
    assert translated(error) is error


def test_a_conflict_names_its_key() -> None:
    conflict = translated(DuplicateKeyError("x", 11000, {"keyPattern": {"owner": 1, "sha256": 1}}))
    assert isinstance(conflict, Conflict)
    assert conflict.key == "owner,sha256"
