"""So many at once, and none while the endpoint is away."""

import asyncio

import pytest

from shared.endpoint.away import Away
from shared.endpoint.pace import Pace


async def test_no_more_are_asked_at_once_than_may_be() -> None:
    pace, now, most = Pace(at_once=2, rate=1e9), 0, 0

    async def ask() -> None:
        nonlocal now, most
        async with pace.turn():
            now += 1
            most = max(most, now)
            await asyncio.sleep(0)
            now -= 1

    await asyncio.gather(*(ask() for _ in range(9)))
    assert most == 2


async def test_turns_are_evenly_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    pauses: list[float] = []

    async def noted(seconds: float) -> None:
        pauses.append(seconds)

    monkeypatch.setattr("shared.endpoint.pace.asyncio.sleep", noted)
    pace = Pace(at_once=9, rate=6)  # ten seconds apart
    for _ in range(3):
        async with pace.turn():
            pass
    assert [round(pause / 10) for pause in pauses] == [0, 1, 2]


async def test_who_is_away_is_asked_again_after_the_pause_and_all_is_well_by_the_first_that_is() -> None:
    notices: list[str] = []
    pace = Pace(at_once=1, rate=1e9, notice=notices.append)
    with pytest.raises(Away):
        async with pace.turn():
            raise Away("It sleeps.", pause=3600)
    assert pace.resting
    with pytest.raises(Away, match="It sleeps"):
        async with pace.turn():
            raise AssertionError("it is left alone")
    with pytest.raises(Away):
        async with Pace(at_once=1, rate=1e9, notice=notices.append).turn():
            raise Away("It blinks.", pause=0)
    async with (awake := Pace(at_once=1, rate=1e9, notice=notices.append)).turn():
        assert not awake.resting
    assert notices == ["It sleeps.", "It blinks.", ""]
