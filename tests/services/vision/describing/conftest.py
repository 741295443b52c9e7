from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from shared.runtime.platform import Platform
from shared.runtime.settings import Settings
from tests.servers.endpoint import Standin, endpoint
from tests.services.vision.describing.bench import Bench


@pytest.fixture
def server() -> Iterator[Standin]:
    with endpoint() as standin:
        yield standin


@pytest.fixture
async def platform(tmp_path: Path) -> AsyncIterator[Platform]:
    platform = await Platform.open(Settings(home=tmp_path / "home", models="fake"))
    yield platform
    await platform.close()


@pytest.fixture
async def bench(platform: Platform, server: Standin) -> AsyncIterator[Bench]:
    bench = Bench(platform, server)
    yield bench
    await bench.client.close()
