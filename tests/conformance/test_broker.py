"""The broker's contract, sentence by sentence, on every adapter."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator

import pytest

from shared.broker.base import LONGEST_RETRY, Delivery, Lane, Queue
from shared.domain.events import PhotoDeleted, PhotoUploaded, StagesSettled
from shared.domain.instants import parse_instant
from shared.errors import NotFound, Unavailable
from tests.conformance.brokers import PATIENCE, RabbitWorld, Reader, SqliteWorld, World

VISION = Queue("vision", ("photo.uploaded", "photo.unsettled"))
SMART = Queue("smart", ("photo.settled", "photo.deleted"))


@pytest.fixture(params=["sqlite", pytest.param("rabbit", marks=pytest.mark.server)])
async def world(request: pytest.FixtureRequest, tmp_path) -> AsyncIterator[World]:
    world: World = (
        SqliteWorld(tmp_path) if request.param == "sqlite" else RabbitWorld(request.getfixturevalue("rabbit_url"))
    )
    await world.start(VISION, SMART)
    yield world
    await world.stop()


def uploaded(photo: object, trace: str = "") -> PhotoUploaded:
    return PhotoUploaded(owner="me", photo=str(photo), trace=trace)


def photos(deliveries: list[Delivery]) -> list[str]:
    return [delivery.event.photo for delivery in deliveries]


# publish and declare


async def test_an_event_arrives_as_it_was_published(world: World) -> None:
    event = uploaded("a", trace="00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
    await world.broker.publish(event)
    delivery = await world.read("vision").next()
    assert (delivery.event, delivery.attempts, delivery.alone, delivery.lane) == (event, 1, False, Lane.FRESH)


async def test_every_queue_bound_to_the_topic_gets_the_event_and_no_other(world: World) -> None:
    await world.broker.declare(Queue("copy", ("photo.settled",)))
    event = StagesSettled(owner="me", photo="a", stages=("metadata",))
    await world.broker.publish(event)
    assert (await world.read("smart").next()).event == event
    assert (await world.read("copy").next()).event == event
    await world.read("vision").silent()


async def test_no_queue_bound_is_no_error_and_a_new_queue_hears_from_then_on(world: World) -> None:
    await world.broker.publish(StagesSettled(owner="me", photo="before", stages=("a",)))
    await world.broker.declare(Queue("late", ("photo.settled",)))
    await world.broker.publish(StagesSettled(owner="me", photo="after", stages=("a",)))
    reader = world.read("late")
    assert (await reader.next()).event.photo == "after"
    await reader.silent()


async def test_nothing_bound_at_all(world: World) -> None:
    world.broker = await world.unrelated()
    await world.broker.publish(uploaded("nobody"))


async def test_declaring_again_adds_topics_and_takes_none_away(world: World) -> None:
    await world.broker.declare(Queue("vision", ("photo.deleted",)))
    await world.broker.publish(PhotoDeleted(owner="me", photo="gone"))
    await world.broker.publish(uploaded("new"))
    assert photos(await world.read("vision", prefetch=2).take(2)) == ["gone", "new"]


async def test_naming_a_queue_that_nobody_declared(world: World) -> None:
    for broken in (
        world.broker.depth("nobody"),
        world.broker.dead_letters("nobody"),
        world.broker.replay("nobody"),
        anext(world.broker.consume("nobody", prefetch=1)),
    ):
        with pytest.raises(NotFound):
            await broken


async def test_what_was_published_outlives_the_process(world: World) -> None:
    await asyncio.gather(*(world.broker.publish(uploaded(n)) for n in range(300)))
    await world.crash()
    deliveries = await world.read("vision", prefetch=300).take(300)
    assert sorted(photos(deliveries), key=int) == [str(n) for n in range(300)]
    # Nobody held them, so nobody is suspect.
    assert {(delivery.alone, delivery.attempts) for delivery in deliveries} == {(False, 1)}


async def test_bindings_outlive_the_process(world: World) -> None:
    await world.crash()
    await world.broker.publish(uploaded("a"))
    assert (await world.read("vision").next()).event == uploaded("a")


# consume


async def test_at_most_prefetch_are_unsettled(world: World) -> None:
    for n in range(5):
        await world.broker.publish(uploaded(n))
    reader = world.read("vision", prefetch=2)
    first, second = await reader.take(2)
    await reader.silent()
    await second.ack()
    third = await reader.next()
    await reader.silent()
    assert photos([first, second, third]) == ["0", "1", "2"]


async def test_each_lane_in_the_order_of_publishing_and_fresh_before_bulk(world: World) -> None:
    for n in range(4):
        await world.broker.publish(uploaded(f"bulk {n}"), lane=Lane.BULK)
    for n in range(4):
        await world.broker.publish(uploaded(f"fresh {n}"))
    got = [delivery async for delivery in world.acked("vision", 8, prefetch=1)]
    assert photos(got) == [f"fresh {n}" for n in range(4)] + [f"bulk {n}" for n in range(4)]
    assert [delivery.lane for delivery in got] == [Lane.FRESH] * 4 + [Lane.BULK] * 4


async def test_bulk_does_not_starve(world: World) -> None:
    for n in range(3):
        await world.broker.publish(uploaded(f"bulk {n}"), lane=Lane.BULK)
    await asyncio.gather(*(world.broker.publish(uploaded(n)) for n in range(40)))
    lanes = [delivery.lane async for delivery in world.acked("vision", 43, prefetch=1)]
    assert [at for at, lane in enumerate(lanes) if lane is Lane.BULK] == [7, 15, 23]


async def test_an_idle_consumer_wakes(world: World) -> None:
    reader = world.read("vision")
    await reader.silent()
    await world.broker.publish(uploaded("a"))
    assert (await reader.next()).event.photo == "a"


async def test_what_is_acked_does_not_come_back(world: World) -> None:
    await world.broker.publish(uploaded("a"))
    await (await world.read("vision").next()).ack()
    await world.crash()
    await world.read("vision").silent()


async def test_two_consumers_share_the_work(world: World) -> None:
    for n in range(20):
        await world.broker.publish(uploaded(n))
    one, two = world.read("vision", prefetch=2), world.read("vision", prefetch=2)
    held = [await one.next(), await two.next()]
    seen: Counter[str] = Counter()
    async with asyncio.timeout(PATIENCE):
        while seen.total() < 20:
            # The last ones may all lie with one of them.
            held += [reader.waiting.get_nowait() for reader in (one, two) if not reader.waiting.empty()]
            for delivery in held:
                seen[delivery.event.photo] += 1
                await delivery.ack()
            held = []
            await asyncio.sleep(0)
    assert seen == Counter(str(n) for n in range(20))
    await one.silent()
    await two.silent()


# crashes


async def test_a_crash_in_company_adds_no_attempt_and_each_comes_back_alone(world: World) -> None:
    for n in range(3):
        await world.broker.publish(uploaded(n))
    await world.read("vision", prefetch=4).take(3)
    await world.crash()
    reader = world.read("vision", prefetch=4)
    back = []
    for _ in range(3):
        delivery = await reader.next()
        await reader.silent()
        assert (delivery.alone, delivery.attempts) == (True, 1)
        await delivery.ack()
        back.append(delivery.event.photo)
    assert sorted(back) == ["0", "1", "2"]
    await reader.silent()


async def test_a_crash_while_alone_adds_an_attempt(world: World) -> None:
    await world.broker.publish(uploaded("poison"))
    await world.broker.publish(uploaded("innocent"))
    await world.read("vision", prefetch=2).take(2)
    attempts: dict[str, list[int]] = {"poison": [], "innocent": []}
    while attempts["poison"] != [1, 2, 3]:
        await world.crash()
        reader = world.read("vision", prefetch=2)
        while True:
            delivery = await reader.next()
            assert delivery.alone
            attempts[delivery.event.photo].append(delivery.attempts)
            if delivery.event.photo == "poison":
                break  # it takes the process with it
            await delivery.ack()
    assert len(attempts["innocent"]) <= 1
    assert set(attempts["innocent"]) <= {1}


async def test_after_a_crash_while_alone_it_stays_away_for_a_while(world: World) -> None:
    await world.broker.publish(uploaded("suspect"))
    await world.read("vision", prefetch=2).next()
    await world.crash()
    world.suspicion = 1.0
    alone = await world.read("vision", prefetch=2).next()
    assert (alone.alone, alone.attempts) == (True, 1)
    await world.crash()
    await world.broker.publish(uploaded("other"))
    reader = world.read("vision", prefetch=2)
    other = await reader.next()
    assert other.event.photo == "other"
    await other.ack()
    await reader.silent()
    again = await reader.next()
    assert (again.event.photo, again.alone, again.attempts) == ("suspect", True, 2)
    await again.ack()


async def test_nothing_is_outstanding_beside_what_is_alone(world: World) -> None:
    for n in range(6):
        await world.broker.publish(uploaded(f"suspect {n}"), lane=Lane.BULK if n % 2 else Lane.FRESH)
    await world.read("vision", prefetch=6).take(6)
    await world.crash()
    for n in range(30):
        await world.broker.publish(uploaded(n), lane=Lane.BULK if n % 3 else Lane.FRESH)
    outstanding: list[Delivery] = []
    company = 0
    seen: dict[str, tuple[bool, int]] = {}

    async def handle(delivery: Delivery) -> None:
        await asyncio.sleep(0.01)
        outstanding.remove(delivery)
        await delivery.ack()

    async with asyncio.timeout(PATIENCE), asyncio.TaskGroup() as tasks:
        deliveries = world.broker.consume("vision", prefetch=4)
        async for delivery in deliveries:
            outstanding.append(delivery)
            assert len(outstanding) == 1 or not any(other.alone for other in outstanding)
            company = max(company, len(outstanding))
            seen[delivery.event.photo] = (delivery.alone, delivery.attempts)
            tasks.create_task(handle(delivery))
            if len(seen) == 36:
                break
    await deliveries.aclose()
    assert company == 4
    assert seen == {f"suspect {n}": (True, 1) for n in range(6)} | {str(n): (False, 1) for n in range(30)}


# settling


async def test_a_retry_comes_back_later_with_one_attempt_more(world: World) -> None:
    await world.broker.publish(uploaded("a"), lane=Lane.BULK)
    reader = world.read("vision")
    delivery = await reader.next()
    began = asyncio.get_running_loop().time()
    await delivery.retry(0.3, "busy")
    again = await reader.next()
    assert asyncio.get_running_loop().time() - began >= 0.3
    assert (again.event, again.attempts, again.alone, again.lane) == (uploaded("a"), 2, False, Lane.BULK)
    await again.retry(0, "busy")
    assert (await reader.next()).attempts == 3


async def test_only_its_own_faults_are_counted_against_it(world: World) -> None:
    await world.broker.publish(uploaded("a"))
    reader = world.read("vision")
    faults = []
    for fault in (False, True, False):
        delivery = await reader.next()
        faults.append(delivery.faults)
        await delivery.retry(0, "busy", fault=fault)
    faults.append((await reader.next()).faults)
    assert faults == [0, 0, 1, 1]
    for _ in range(2):  # in company, then alone
        await world.crash()
        delivery = await world.read("vision").next()
        faults.append(delivery.faults)
    assert faults[4:] == [1, 2]
    await delivery.dead("enough")
    await world.broker.replay("vision")
    assert (await world.readers[-1].next()).faults == 0


async def test_a_retry_outlives_the_process(world: World) -> None:
    await world.broker.publish(uploaded("a"))
    await (await world.read("vision").next()).retry(0.5, "busy")
    await world.crash()
    again = await world.read("vision").next()
    assert (again.event, again.attempts, again.alone) == (uploaded("a"), 2, False)


async def test_a_retry_does_not_hold_up_others(world: World) -> None:
    await world.broker.publish(uploaded("late"))
    await world.broker.publish(uploaded("soon"))
    reader = world.read("vision", prefetch=2)
    late, soon = await reader.take(2)
    await late.retry(2, "busy")
    await soon.retry(0.1, "busy")
    await world.broker.publish(uploaded("now"))
    assert photos(await reader.take(2)) == ["now", "soon"]


async def test_a_retry_is_no_longer_alone(world: World) -> None:
    await world.broker.publish(uploaded("a"))
    await world.read("vision").next()
    await world.crash()
    reader = world.read("vision")
    suspect = await reader.next()
    assert suspect.alone
    await suspect.retry(0, "busy")
    again = await reader.next()
    assert (again.alone, again.attempts) == (False, 2)


async def test_a_retry_waits_a_day_at_most(world: World) -> None:
    await world.broker.publish(uploaded("a"))
    delivery = await world.read("vision").next()
    for after in (-1.0, LONGEST_RETRY + 1):
        with pytest.raises(ValueError, match="a retry waits"):
            await delivery.retry(after, "busy")


async def test_dead_letters_can_be_read_and_replayed(world: World) -> None:
    for n in range(3):
        await world.broker.publish(uploaded(n), lane=Lane.BULK)
    reader = world.read("vision", prefetch=3)
    for delivery in await reader.take(3):
        await delivery.retry(0, "once more")
    for delivery in await reader.take(3):
        await delivery.dead(f"reason {delivery.event.photo}")
    await world.crash()
    letters = await world.broker.dead_letters("vision")
    assert [(letter.event, letter.reason, letter.attempts, letter.queue) for letter in letters] == [
        (uploaded(n), f"reason {n}", 2, "vision") for n in range(3)
    ]
    assert len({letter.id for letter in letters}) == 3
    assert sorted(letter.died_at for letter in letters) == [letter.died_at for letter in letters]
    assert parse_instant(letters[0].died_at)
    assert await world.broker.dead_letters("vision", limit=2) == letters[:2]

    assert await world.broker.replay("vision", [letters[1].id, "unknown"]) == 1
    reader = world.read("vision", prefetch=2)
    again = await reader.next()
    assert (again.event, again.attempts, again.alone, again.lane) == (uploaded(1), 1, False, Lane.BULK)
    await again.ack()
    assert await world.broker.dead_letters("vision") == [letters[0], letters[2]]

    assert await world.broker.replay("vision") == 2
    assert sorted(photos(await reader.take(2))) == ["0", "2"]
    assert await world.broker.dead_letters("vision") == []
    assert await world.broker.replay("vision") == 0


async def test_reading_dead_letters_at_the_same_time_is_no_loss(world: World) -> None:
    for n in range(10):
        await world.broker.publish(uploaded(n))
    for delivery in await world.read("vision", prefetch=10).take(10):
        await delivery.dead("hopeless")
    lists = await asyncio.gather(*(world.broker.dead_letters("vision") for _ in range(4)))
    assert [len(letters) for letters in lists] == [10] * 4


async def test_settling_twice_does_nothing_the_second_time(world: World) -> None:
    for n in range(4):
        await world.broker.publish(uploaded(n))
    reader = world.read("vision", prefetch=4)
    acked, retried, dead, left = await reader.take(4)
    await acked.ack()
    await acked.ack()
    await acked.dead("too late")
    await acked.retry(0, "too late")
    await dead.dead("first")
    await dead.ack()
    await dead.dead("second")
    await asyncio.gather(retried.retry(0, "at once"), retried.ack())
    again = await reader.take(1)
    assert [(delivery.event, delivery.attempts) for delivery in again] == [(retried.event, 2)]
    await reader.silent()
    assert [letter.reason for letter in await world.broker.dead_letters("vision")] == ["first"]
    await left.ack()


# stopping


async def test_stopping_hands_back_at_once_and_not_as_crashed(world: World) -> None:
    for n in range(4):
        await world.broker.publish(uploaded(n))
    reader = world.read("vision", prefetch=3)
    held = await reader.take(3)
    await held[0].ack()
    await reader.stop()
    await held[1].ack()  # it is not ours any more
    await held[2].dead("it is not ours any more")
    back = await world.read("vision", prefetch=4).take(3)
    assert sorted((delivery.event.photo, delivery.alone, delivery.attempts) for delivery in back) == [
        (str(n), False, 1) for n in (1, 2, 3)
    ]
    assert await world.broker.dead_letters("vision") == []


async def test_a_stop_in_the_middle_of_work_loses_nothing(world: World) -> None:
    await asyncio.gather(*(world.broker.publish(uploaded(n)) for n in range(60)))
    seen: Counter[str] = Counter()
    for _ in range(6):
        async for delivery in world.acked("vision", 7, prefetch=5):
            seen[delivery.event.photo] += 1
    async for delivery in world.acked("vision", 18, prefetch=5):
        assert not delivery.alone
        seen[delivery.event.photo] += 1
    assert seen == Counter(str(n) for n in range(60))


async def test_what_was_alone_stays_alone_when_it_is_handed_back(world: World) -> None:
    await world.broker.publish(uploaded("a"))
    await world.read("vision").next()
    await world.crash()
    reader = world.read("vision")
    assert (await reader.next()).alone
    await reader.stop()
    again = await world.read("vision").next()
    assert (again.alone, again.attempts) == (True, 1)


async def test_close_ends_everything(world: World) -> None:
    await world.broker.publish(uploaded("a"))
    live = asyncio.create_task(anext(world.broker.subscribe(["photo.uploaded"]), None))
    idle = asyncio.create_task(anext(world.broker.consume("smart", prefetch=1), None))
    busy = world.broker.consume("vision", prefetch=1)
    delivery = await anext(busy)
    await asyncio.sleep(0.1)
    await world.broker.close()
    async with asyncio.timeout(PATIENCE):
        assert await live is None
        assert await idle is None
        assert await anext(busy, None) is None
    await delivery.ack()
    with pytest.raises(Unavailable):
        await world.broker.publish(uploaded("b"))
    with pytest.raises(Unavailable):
        await world.broker.check()
    await world.reopen()
    back = await world.read("vision").next()
    assert (back.event.photo, back.alone, back.attempts) == ("a", False, 1)


# subscribe


async def listening(world: World, *topics: str) -> Reader:
    """A reader of live events that has begun to hear."""
    reader = Reader(world.broker.subscribe(topics))
    world.readers.append(reader)
    while True:
        await world.broker.publish(PhotoDeleted(owner="me", photo="probe"))
        await asyncio.sleep(0.02)
        if not reader.waiting.empty():
            await asyncio.sleep(0.05)
            while not reader.waiting.empty():
                reader.waiting.get_nowait()
            return reader


async def test_every_subscriber_hears_every_event_of_its_topics(world: World) -> None:
    one = await listening(world, "photo.deleted", "photo.uploaded")
    two = await listening(world, "photo.deleted", "photo.settled")
    await asyncio.sleep(0.05)
    await one.drop()
    for n in range(3):
        await world.broker.publish(uploaded(n))
        await world.broker.publish(StagesSettled(owner="me", photo=str(n), stages=("a",)), lane=Lane.BULK)
    assert [(await one.next()).photo for _ in range(3)] == ["0", "1", "2"]
    assert [await two.next() for _ in range(3)] == [
        StagesSettled(owner="me", photo=str(n), stages=("a",)) for n in range(3)
    ]
    await one.silent()
    await two.silent()


async def test_a_slow_subscriber_loses_the_oldest_and_blocks_nobody(world: World) -> None:
    quick = await listening(world, "photo.deleted", "photo.uploaded")
    slow = world.broker.subscribe(["photo.uploaded"])
    for first in range(0, 1500, 100):  # what is published has to be confirmed in time, also by a busy machine
        await asyncio.gather(*(world.broker.publish(uploaded(first + n)) for n in range(100)))
    await world.broker.publish(uploaded("last"))
    while (await quick.next()).photo != "last":  # all of it has come to this process
        pass
    heard = []
    async with asyncio.timeout(PATIENCE):
        async for event in slow:
            heard.append(event.photo)
            if event.photo == "last":
                break
    await slow.aclose()
    assert len(heard) == 1024
    assert heard[0] == "477"


# looking


async def test_depth(world: World) -> None:
    empty = await world.broker.depth("vision")
    assert (empty.ready, empty.in_flight or 0, empty.dead, empty.oldest_seconds or 0) == (0, 0, 0, 0)
    for n in range(5):
        await world.broker.publish(uploaded(n), lane=Lane.BULK if n % 2 else Lane.FRESH)
    await asyncio.sleep(0.1)
    reader = world.read("vision", prefetch=2)
    first, second = await reader.take(2)
    await first.dead("hopeless")
    await second.retry(60, "busy")
    await reader.take(2)
    await reader.stop()

    async with asyncio.timeout(PATIENCE):  # RabbitMQ counts a little later
        while (depth := await world.broker.depth("vision")).ready != 3:  # noqa: ASYNC110
            await asyncio.sleep(0.05)
    assert (depth.in_flight or 0, depth.dead) == (0, 1)
    assert depth.oldest_seconds is None or 0.1 <= depth.oldest_seconds < PATIENCE


async def test_check_is_content_with_a_broker_that_works(world: World) -> None:
    await world.broker.check()


async def test_a_body_that_is_no_event_is_set_aside_and_stops_nobody(world: World) -> None:
    await world.publish_raw("vision", b'{"event":"FromTheFuture","owner":"me","photo":"a"}')
    await world.broker.publish(uploaded("good"))
    reader = world.read("vision")
    assert (await reader.next()).event.photo == "good"
    assert await world.broker.dead_letters("vision") == []
    # RabbitMQ counts the letter again a moment after it was read and put back.
    async with asyncio.timeout(PATIENCE):
        while (await world.broker.depth("vision")).dead != 1:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    assert await world.broker.replay("vision") == 1
