"""Who is taken to wait, and how much work of the others is sent at once."""

import pytest

from services.gateway.lanes import Lanes
from shared.broker.base import Lane
from shared.domain.events import PhotoUploaded
from shared.errors import Unavailable
from shared.runtime.platform import Platform

HERE, THERE = "192.0.2.1", "192.0.2.2"


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_the_first_few_of_a_minute_go_first_and_so_does_whoever_is_elsewhere(platform: Platform) -> None:
    lanes = Lanes(platform.broker, fresh=3, clock=(clock := Clock()))
    assert [lanes.of("me", HERE, bulk=False) for _ in range(5)] == [Lane.FRESH] * 3 + [Lane.BULK] * 2
    assert lanes.of("me", THERE, bulk=False) is Lane.FRESH
    assert lanes.of("you", HERE, bulk=False) is Lane.FRESH
    clock.now = 59.0
    assert lanes.of("me", HERE, bulk=False) is Lane.BULK, "an import that goes on is one"
    clock.now = 120.0
    assert lanes.of("me", HERE, bulk=False) is Lane.FRESH


def test_an_import_that_says_so_makes_nobody_else_at_its_address_wait(platform: Platform) -> None:
    lanes = Lanes(platform.broker, fresh=1, clock=Clock())
    assert [lanes.of("me", HERE, bulk=True) for _ in range(9)] == [Lane.BULK] * 9
    assert lanes.of("me", HERE, bulk=False) is Lane.FRESH


def test_the_addresses_of_one_network_are_one(platform: Platform) -> None:
    lanes = Lanes(platform.broker, fresh=1, clock=Clock())
    assert lanes.of("me", "2001:db8::1", bulk=False) is Lane.FRESH
    assert lanes.of("me", "2001:db8::2", bulk=False) is Lane.BULK


async def test_there_is_room_until_the_queues_are_full(platform: Platform) -> None:
    lanes = Lanes(platform.broker, fresh=1, depth=5, clock=(clock := Clock()))
    assert [await lanes.room() for _ in range(7)] == [True] * 5 + [False] * 2
    for n in range(3):
        await platform.broker.publish(PhotoUploaded(owner="me", photo=str(n)), lane=Lane.BULK)
    clock.now = 2.0  # and the queues are looked at again
    assert [await lanes.room() for _ in range(3)] == [True] * 2 + [False]


async def test_a_broker_that_is_away_has_no_room(platform: Platform, monkeypatch: pytest.MonkeyPatch) -> None:
    await platform.broker.close()
    with pytest.raises(Unavailable):
        await platform.broker.depth("vision")
    assert not await Lanes(platform.broker, fresh=1, clock=Clock()).room()
