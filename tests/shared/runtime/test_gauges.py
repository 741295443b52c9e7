"""Queues and photos are counted as they are."""

from prometheus_client import REGISTRY

from shared.broker.base import Queue
from shared.domain.events import PhotoUploaded
from shared.domain.ids import new_id
from shared.domain.photo import new_photo
from shared.runtime.gauges import Gauges
from shared.runtime.originals import OriginalMissing
from shared.runtime.platform import Platform


def depth(queue: str, state: str) -> float | None:
    return REGISTRY.get_sample_value("heliograph_queue_depth", {"queue": queue, "state": state})


async def test_what_waits_and_what_is_dead(platform: Platform) -> None:
    name = f"measured-{new_id()}"
    await platform.broker.declare(Queue(name, (PhotoUploaded.topic,)))
    gauges = Gauges(platform.photos, platform.broker, queues=[name])
    for _ in range(3):
        await platform.broker.publish(PhotoUploaded(owner="me", photo=new_id()))
    await gauges.queues()
    assert (depth(name, "ready"), depth(name, "dead")) == (3, 0)
    age = REGISTRY.get_sample_value("heliograph_queue_oldest_seconds", {"queue": name})
    assert age is not None
    assert 0 <= age < 60

    deliveries = platform.broker.consume(name, prefetch=1)
    await (await anext(deliveries)).dead("no photo at all")
    await deliveries.aclose()
    await gauges.queues()
    assert (depth(name, "ready"), depth(name, "dead")) == (2, 1)


async def test_photos_by_status_of_all_owners(platform: Platform) -> None:
    for owner in ("me", "me", "you"):
        id = new_id()
        await platform.photos.insert(
            new_photo(id=id, owner=owner, sha256=id, file_name="a", media_type="image/jpeg", bytes=8)
        )
    await Gauges(platform.photos, platform.broker, queues=[]).photos()
    counts = {
        status: REGISTRY.get_sample_value("heliograph_photos", {"status": status})
        for status in ("processing", "ready", "failed")
    }
    assert counts == {"processing": 3, "ready": 0, "failed": 0}


async def test_photos_with_a_damaged_original_until_it_is_put_back(platform: Platform) -> None:
    photo = new_photo(id=new_id(), owner="me", sha256="a", file_name="a", media_type="image/jpeg", bytes=8)
    await platform.photos.insert(photo)
    gauges = Gauges(platform.photos, platform.broker, queues=[])
    counts = []
    for found in (None, OriginalMissing(), None):
        told = await platform.photos.tell_damage(await platform.photos.get("me", photo.id), found)
        assert told
        await gauges.photos()
        counts.append(REGISTRY.get_sample_value("heliograph_damaged_originals"))
    assert counts == [0, 1, 0]
