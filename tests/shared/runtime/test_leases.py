"""One holder, whatever clocks say; and another once it is dead."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from shared.catalog.sqlite import SqliteCatalog
from shared.runtime.leases import LEASES, Leases


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
async def catalog(tmp_path: Path) -> AsyncIterator[SqliteCatalog]:
    catalog = await SqliteCatalog.open(tmp_path / "catalog.sqlite")
    await catalog.declare(LEASES)
    yield catalog
    await catalog.close()


async def test_one_holds_it_until_it_lets_go(catalog: SqliteCatalog) -> None:
    one, other = (Leases(catalog, holder=name, seconds=30) for name in ("one", "other"))
    lease = await one.take("days/me")
    assert lease is not None
    assert await other.take("days/me") is None
    assert await other.take("similar/me") is not None, "each has its own"
    await one.free(lease)
    assert await other.take("days/me") is not None
    assert await one.beat(lease) is None, "what was let go is not held on to"


async def test_who_still_beats_keeps_it_however_long(catalog: SqliteCatalog) -> None:
    clock = Clock()
    one = Leases(catalog, holder="one", seconds=30)
    other = Leases(catalog, holder="other", seconds=30, clock=clock)
    lease = await one.take("days/me")
    for _ in range(5):
        assert lease is not None
        assert await other.take("days/me") is None
        clock.now += 29
        lease = await one.beat(lease)
    assert await other.take("days/me") is None


async def test_a_dead_one_is_followed_after_its_time_by_the_followers_own_clock(catalog: SqliteCatalog) -> None:
    clock = Clock()
    other = Leases(catalog, holder="other", seconds=30, clock=clock)
    dead = await Leases(catalog, holder="dead", seconds=30).take("days/me")
    clock.now = 1e6  # however late it is: nobody has watched the beat stand still yet
    assert await other.take("days/me") is None
    clock.now += 29.9
    assert await other.take("days/me") is None
    clock.now += 0.1
    assert await other.take("days/me") is not None
    assert dead is not None
    assert await Leases(catalog, holder="dead", seconds=30).beat(dead) is None, "it was not dead, and learns of it"


async def test_of_two_followers_one_gets_it(catalog: SqliteCatalog) -> None:
    clock = Clock()
    followers = [Leases(catalog, holder=f"{n}", seconds=30, clock=clock) for n in range(2)]
    await Leases(catalog, holder="dead", seconds=30).take("days/me")
    for follower in followers:
        assert await follower.take("days/me") is None
    clock.now = 31
    assert [await follower.take("days/me") is not None for follower in followers] == [True, False]


async def test_a_process_takes_up_what_its_predecessor_of_the_same_name_held(catalog: SqliteCatalog) -> None:
    await Leases(catalog, holder="the only one", seconds=30).take("days/me")
    assert await Leases(catalog, holder="the only one", seconds=30).take("days/me") is not None
