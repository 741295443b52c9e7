import asyncio
import socket
import uuid
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

from shared.catalog.base import Collection, Order, Patch, Sort
from shared.catalog.mongo import MongoCatalog, translated
from shared.domain.where import Eq
from shared.errors import Conflict, OutOfSpace, Unavailable

NOTES = Collection("notes", unique=(("slug",),), orders=(Order(("owner",), "at", ("kind",)),), many=("tags",))


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
        await catalog.declare(
            Collection(
                "notes",
                orders=(Order((), "id"), Order((), "at")),
                counters=("kind",),
                counted=Eq("state", "active"),
            )
        )
        assert set(await client[name]["notes"].index_information()) == {
            "_id_",
            "by at,_id",
            "by owner,state,kind",
        }
    await catalog.close()


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
