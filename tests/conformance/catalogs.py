"""The catalogs that the suite runs on."""

import uuid
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from pymongo import AsyncMongoClient

from shared.catalog.base import Catalog
from shared.catalog.mongo import MongoCatalog
from shared.catalog.sqlite import SqliteCatalog

Open = Callable[[], Awaitable[Catalog]]


@asynccontextmanager
async def sqlite(request: pytest.FixtureRequest, folder: Path) -> AsyncIterator[Open]:
    async with _closing(lambda: SqliteCatalog.open(folder / "catalog.db")) as opens:
        yield opens


@asynccontextmanager
async def mongo(request: pytest.FixtureRequest, folder: Path) -> AsyncIterator[Open]:
    url = request.getfixturevalue("mongodb_url")
    database = f"test_{uuid.uuid4().hex}"
    async with _closing(lambda: MongoCatalog.open(url, database)) as opens:
        yield opens
    async with AsyncMongoClient(url) as client:
        await client.drop_database(database)


@asynccontextmanager
async def _closing(opens: Open) -> AsyncIterator[Open]:
    opened: list[Catalog] = []

    async def open_again() -> Catalog:
        opened.append(await opens())
        return opened[-1]

    yield open_again
    for catalog in opened:
        await catalog.close()


ADAPTERS = {"sqlite": sqlite, "mongo": mongo}

# What a fixture of a suite is parametrised by; those that need a server say so.
EVERY_ADAPTER = [pytest.param(name, marks=[pytest.mark.server] * (name == "mongo")) for name in ADAPTERS]
