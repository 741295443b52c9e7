from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from shared.catalog.photos import PHOTOS, Photos
from shared.catalog.sqlite import SqliteCatalog
from tests.shared.catalog.photos import TABLE


@pytest.fixture
async def catalog(tmp_path: Path) -> AsyncIterator[SqliteCatalog]:
    """One that can hold photos, and has none."""
    catalog = await SqliteCatalog.open(tmp_path / "catalog.sqlite")
    await catalog.declare(PHOTOS)
    yield catalog
    await catalog.close()


@pytest.fixture
def photos(catalog: SqliteCatalog) -> Photos:
    return Photos(catalog, TABLE)
