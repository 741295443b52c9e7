import gc

from shared.broker.fanout import Fanout
from shared.domain.events import PhotoDeleted, PhotoUploaded


async def test_a_subscriber_hears_from_its_call_on() -> None:
    fanout = Fanout()
    fanout.send(PhotoUploaded(owner="me", photo="before"))
    events = fanout.subscribe(["photo.uploaded"])
    fanout.send(PhotoUploaded(owner="me", photo="a"))
    fanout.send(PhotoDeleted(owner="me", photo="b"))
    fanout.send(PhotoUploaded(owner="me", photo="c"))
    fanout.close()
    assert [event.photo async for event in events] == ["a", "c"]


async def test_a_slow_subscriber_loses_the_oldest() -> None:
    fanout = Fanout()
    events = fanout.subscribe(["photo.uploaded"])
    for n in range(1030):
        fanout.send(PhotoUploaded(owner="me", photo=str(n)))
    fanout.close()
    assert [event.photo async for event in events] == [str(n) for n in range(6, 1030)]


async def test_a_subscription_that_is_dropped_leaves_nothing_behind() -> None:
    fanout = Fanout()
    never_read = fanout.subscribe(["photo.uploaded"])
    read = fanout.subscribe(["photo.uploaded"])
    fanout.send(PhotoUploaded(owner="me", photo="a"))
    await anext(read)
    assert len(fanout._mailboxes) == 2
    await read.aclose()
    del never_read
    gc.collect()
    assert len(fanout._mailboxes) == 0
