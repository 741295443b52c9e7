"""A day's budget is counted once, whoever counts."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from shared.catalog.base import Catalog
from shared.catalog.spending import SPENDING, Budget, Spending
from shared.catalog.sqlite import SqliteCatalog


@pytest.fixture
async def catalog(tmp_path: Path) -> AsyncIterator[Catalog]:
    catalog = await SqliteCatalog.open(tmp_path / "catalog.sqlite")
    await catalog.declare(SPENDING)
    yield catalog
    await catalog.close()


async def test_processes_at_once_share_one_budget(catalog: Catalog) -> None:
    taken = await asyncio.gather(*(Spending(catalog).take(Budget(5)) for _ in range(12)))
    assert sum(taken) == 5
    await asyncio.gather(*(Spending(catalog).add(10) for _ in range(7)))
    spent = await Spending(catalog).today()
    assert (spent.photos, spent.tokens) == (5, 70)


async def test_tokens_end_a_day_as_well(catalog: Catalog) -> None:
    spending, budget = Spending(catalog), Budget(photos=99, tokens=100)
    assert await spending.take(budget)
    await spending.add(100)
    assert not await spending.take(budget)
    assert await spending.take(Budget(photos=99)), "not limited"
    assert not await spending.take(Budget(photos=0))
