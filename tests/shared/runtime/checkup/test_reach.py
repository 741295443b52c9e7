"""What an address is worth: somebody listens, nobody does, or it is none."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from shared.runtime.checkup.finding import Fault
from shared.runtime.checkup.reach import reach
from tests.servers.process import free_ports


@pytest.fixture
async def port() -> AsyncIterator[int]:
    server = await asyncio.start_server(lambda reader, writer: writer.close(), "127.0.0.1", 0)
    yield server.sockets[0].getsockname()[1]
    server.close()
    await server.wait_closed()


async def fault(url: str) -> str:
    with pytest.raises(Fault) as caught:
        await reach("HELIOGRAPH_X_URL", url, "X", 80)
    return str(caught.value)


async def test_somebody_listens(port: int) -> None:
    assert await reach("HELIOGRAPH_X_URL", f"x://u:p@127.0.0.1:{port}/v", "X", 80) == f"127.0.0.1:{port}"
    assert await reach("HELIOGRAPH_X_URL", "x://127.0.0.1", "X", port) == f"127.0.0.1:{port}"


async def test_one_of_several_is_enough(port: int) -> None:
    (free,) = free_ports(1)
    assert await reach("S", f"mongodb://127.0.0.1:{free},127.0.0.1:{port}/", "X", 80) == f"127.0.0.1:{port}"


async def test_nobody_listens() -> None:
    (free,) = free_ports(1)
    assert (
        await fault(f"x://127.0.0.1:{free}") == f"HELIOGRAPH_X_URL points to 127.0.0.1:{free}: nothing listens there."
    )


async def test_no_such_host() -> None:
    assert "no host of that name" in await fault("x://nowhere.invalid")


@pytest.mark.parametrize("url", ["", "words", "x://", "x://:80", "x://host:port", "x://u:p@"])
async def test_no_address_at_all(url: str) -> None:
    assert await fault(url) == "HELIOGRAPH_X_URL names no host."


async def test_what_dns_tells_is_not_asked() -> None:
    assert await reach("HELIOGRAPH_X_URL", "mongodb+srv://nowhere.invalid", "X", 80) == ""
