"""Whose turn it is, and whose work."""

import asyncio

import pytest

from shared.waiting import Hurry, Priority, Waiting

QUESTION, FRESH, BULK = Priority


async def test_by_priority_and_never_of_two_together() -> None:
    waiting: Waiting[str] = Waiting()
    for item, priority in (("a", BULK), ("f", FRESH), ("b", BULK), ("c", QUESTION), ("d", QUESTION), ("e", QUESTION)):
        waiting.put(item, priority)
    assert len(waiting) == 6
    assert [await waiting.take(2) for _ in range(4)] == [["c", "d"], ["e"], ["f"], ["a", "b"]]
    assert len(waiting) == 0


async def test_who_came_last_gets_the_next() -> None:
    waiting: Waiting[int] = Waiting()
    early, late = (asyncio.create_task(waiting.take(1)) for _ in range(2))
    await asyncio.sleep(0)
    waiting.put(1)
    assert await late == [1]
    assert not early.done()
    waiting.put(2)
    assert await early == [2]


async def test_who_has_waited_long_enough_is_told() -> None:
    waiting: Waiting[int] = Waiting()
    with pytest.raises(TimeoutError):
        await waiting.take(1, 0.01)
    waiting.put(1)
    assert await waiting.take(1, 0.01) == [1]


async def test_an_item_whose_taker_goes_at_that_moment_is_another_ones() -> None:
    waiting: Waiting[int] = Waiting()
    staying, going = (asyncio.create_task(waiting.take(1)) for _ in range(2))
    await asyncio.sleep(0)
    waiting.put(1)
    going.cancel()
    assert await staying == [1]


async def test_several_items_are_shared_by_several_takers() -> None:
    waiting: Waiting[int] = Waiting()
    takers = [asyncio.create_task(waiting.take(2)) for _ in range(3)]
    await asyncio.sleep(0)
    for number in range(5):
        waiting.put(number)
    taken = [item for batch in await asyncio.gather(*takers) for item in batch]
    assert sorted(taken) == list(range(5))


async def test_in_a_hurry_bulk_waits_until_nobody_does() -> None:
    now = 0.0
    hurry = Hurry(linger=0.01, patience=10.0, clock=lambda: now)
    waiting: Waiting[str] = Waiting(hurry)
    waiting.put("bulk", BULK)
    with hurry.piece():
        taking = asyncio.create_task(waiting.take(1))
        await asyncio.sleep(0.03)
        assert not taking.done()
        waiting.put("fresh", FRESH)
        assert await taking == ["fresh"]
        taking = asyncio.create_task(waiting.take(1))
    await asyncio.sleep(0.03)
    assert not taking.done(), "from one piece to the next it goes on"
    now = 0.02
    assert await taking == ["bulk"]


async def test_who_goes_on_and_on_does_not_hold_others_up_for_ever() -> None:
    now = 0.0
    hurry = Hurry(linger=0.3, patience=10.0, clock=lambda: now)
    for now in (0.0, 4.0, 8.0):
        with hurry.piece():
            now += 3.9
            assert hurry.on == (now < 10)
        assert hurry.on == (now < 10)
    now = 20.0
    assert not hurry.on
    with hurry.piece():
        assert hurry.on, "after a pause it is another one"
