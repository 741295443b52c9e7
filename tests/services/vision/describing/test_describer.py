"""One photo and an endpoint: what is asked, how often, and what stays of it."""

import asyncio
import threading
from typing import Any

import pytest

from shared.catalog.spending import Budget, Spending
from shared.domain.edits import Edit
from shared.domain.instants import instant
from shared.endpoint.client import Unreadable
from shared.errors import Invalid, NotFound, PutOff, Unavailable
from shared.inference.base import Found
from shared.inference.pool import Outcome
from tests.servers.endpoint import Answer, Standin, good, refused, said
from tests.services.vision.describing.bench import Bench


def facts(outcome: Outcome) -> dict[str, Any]:
    assert isinstance(outcome, Found), outcome
    return outcome.facts


CUT = said('{"caption": "A ', finish="length")


@pytest.mark.parametrize("bad", [CUT, said("I see a zeppelin."), good(tags="zeppelin")], ids=["cut", "prose", "types"])
async def test_what_cannot_be_used_is_asked_once_more(bench: Bench, server: Standin, bad: Answer) -> None:
    server.replies = [bad]
    found = facts(await bench.outcome(await bench.photo()))
    assert found["caption"]["text"] == "A zeppelin hovers over a harbour."
    assert found["sent"]["tokens"] == 1400
    first, second = (asked["messages"] for asked in server.asked)
    assert second[: len(first)] == first
    assert [message["role"] for message in second[len(first) :]] == ["assistant", "user"]
    assert "could not be used: The endpoint's answer" in second[-1]["content"]
    spent = await Spending(bench.platform.catalog).today()
    assert (spent.photos, spent.tokens) == (1, 1400)


async def test_what_cannot_be_used_twice_fails_with_a_sentence(bench: Bench, server: Standin) -> None:
    server.usual = CUT
    assert isinstance(await bench.outcome(await bench.photo()), Unreadable)
    assert len(server.asked) == 2


@pytest.mark.parametrize("answer", [refused(429), refused(401), refused(500), refused(307, Location="http://[::1]/")])
async def test_who_is_away_is_left_alone_and_the_photo_put_off(bench: Bench, server: Standin, answer: Answer) -> None:
    server.replies = [answer]
    for n in range(3):
        assert isinstance(await bench.outcome(await bench.photo(), seed=n), PutOff)
    assert len(server.asked) == 1
    assert bench.notices[0]


async def test_a_photo_that_is_refused_fails_alone(bench: Bench, server: Standin) -> None:
    server.replies = [refused(400, "the picture shows what we do not look at")]
    outcome = await bench.outcome(await bench.photo(), seed=1)
    assert isinstance(outcome, Invalid)
    assert not isinstance(outcome, PutOff)
    assert facts(await bench.outcome(await bench.photo(), seed=2))


async def test_who_refuses_every_photo_is_left_alone(bench: Bench, server: Standin) -> None:
    server.usual = refused(400, "this model takes no pictures")
    outcomes = [await bench.outcome(await bench.photo(), seed=n) for n in range(5)]
    assert [isinstance(outcome, PutOff) for outcome in outcomes] == [False, False, True, True, True]
    assert len(server.asked) == 3
    assert "this model takes no pictures" in bench.notices[-1]


@pytest.mark.parametrize("kind", ["screenshot", None])
async def test_kinds_that_are_not_sent(bench: Bench, server: Standin, kind: str | None) -> None:
    assert isinstance(await bench.outcome(await bench.photo(kind)), PutOff)
    assert not server.asked


async def test_what_the_owner_does_while_it_waits_holds(bench: Bench, server: Standin) -> None:
    read = await bench.photo()
    await bench.platform.photos.edit(read, Edit(archived=True))
    assert "Archived" in str(await bench.outcome(read))
    held = await bench.photo()
    await bench.platform.photos.trash.hold(held, until=instant(), by="an action")
    assert "deleted" in str(await bench.outcome(held))
    assert not server.asked


async def test_one_picture_of_an_owner_is_asked_once(bench: Bench, server: Standin) -> None:
    one, copy, anothers = await bench.photo(), await bench.photo(), await bench.photo(owner="another")
    first = facts(await bench.outcome(one))
    assert facts(await bench.outcome(one)) == facts(await bench.outcome(copy)) == first
    assert len(server.asked) == 1
    await bench.outcome(anothers)
    await bench.outcome(await bench.photo(), seed=2)
    assert len(server.asked) == 3
    await bench.platform.photos.descriptions.remove_of(one.id)
    assert facts(await bench.outcome(copy)) == first
    assert len(server.asked) == 3, "the copy has it still"


async def test_nothing_stays_of_a_photo_that_goes_while_it_is_asked(bench: Bench, server: Standin) -> None:
    photo = await bench.photo()
    loop = asyncio.get_running_loop()

    def meanwhile() -> Answer:
        asyncio.run_coroutine_threadsafe(bench.platform.photos.tombstone(photo.owner, photo.id), loop).result()
        return good()

    server.replies = [meanwhile]
    assert isinstance(await bench.outcome(photo), NotFound)
    await bench.outcome(await bench.photo())
    assert len(server.asked) == 2, "nothing was kept"


async def test_a_budget_is_not_exceeded_by_many_at_once(bench: Bench, server: Standin) -> None:
    describer = bench.made(Budget(2))
    photos = [await bench.photo() for _ in range(4)]
    outcomes = await asyncio.gather(
        *(bench.outcome(photo, seed=n, describer=describer) for n, photo in enumerate(photos))
    )
    assert sum(isinstance(outcome, Found) for outcome in outcomes) == 2
    assert len(server.asked) == 2


async def test_those_beyond_the_room_are_put_off_and_an_end_waits_for_nobody(bench: Bench, server: Standin) -> None:
    came, over = threading.Event(), threading.Event()

    def slow() -> Answer:
        came.set()
        over.wait()
        return good()

    server.usual = slow
    photos = [await bench.photo() for _ in range(bench.describer.most + 1)]
    asking = [asyncio.create_task(bench.outcome(photo, seed=n)) for n, photo in enumerate(photos)]
    await asyncio.to_thread(came.wait)
    assert "others" in str(await asking[-1])
    assert bench.describer.room == 0
    bench.describer.end()
    over.set()
    ends = await asyncio.gather(*asking[:-1], return_exceptions=True)
    assert {type(end) for end in ends} == {Unavailable}
    with pytest.raises(Unavailable):
        await bench.outcome(photos[0])


async def test_whoever_calls_for_a_photo_twice_it_is_asked_once(bench: Bench, server: Standin) -> None:
    photo = await bench.photo()
    one, other = await asyncio.gather(bench.outcome(photo), bench.outcome(photo))
    assert facts(one) == facts(other)
    assert len(server.asked) == 1
